//! Services, resources and operations from the objects that describe them.
//!
//! IDL and JSON AST have the same properties and differ in how they refer to shapes.

use weland_model::{Diagnostic, Entry, Node, Span, closest};

use crate::raw::{Name, RawOperation, RawResource, RawService, Version};

/// How shapes are referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// `Shape` or `"ns#Shape"`
    Idl,
    /// `{"target": "ns#Shape"}`
    Json,
}

/// Reads the properties of one object.
pub(crate) struct Properties<'d> {
    pub(crate) style: Style,
    pub(crate) found: &'d mut Vec<Diagnostic>,
}

/// Properties that every shape of the JSON AST has; they are read elsewhere.
const JSON_COMMON: [&str; 3] = ["type", "traits", "mixins"];

impl Properties<'_> {
    pub(crate) fn service(&mut self, node: &Node) -> RawService<'static> {
        let mut service = RawService::default();
        let known = ["version", "operations", "resources", "errors", "rename"];
        for entry in entries(node) {
            match &*entry.key {
                "version" => service.version = Some(entry.value.clone()),
                "operations" => service.operations = self.ids(&entry.value),
                "resources" => service.resources = self.ids(&entry.value),
                "errors" => service.errors = self.ids(&entry.value),
                "rename" => service.rename = self.rename(&entry.value),
                _ => self.unknown(entry, "services", &known),
            }
        }
        service
    }

    pub(crate) fn resource(&mut self, node: &Node, version: Version) -> RawResource<'static> {
        let mut resource = RawResource::default();
        for entry in entries(node) {
            if let Some(lifecycle) = LIFECYCLE.iter().find(|name| **name == &*entry.key) {
                let operation = self.id(&entry.value);
                resource.lifecycle.extend(operation.map(|id| (*lifecycle, id)));
                continue;
            }
            match &*entry.key {
                "identifiers" => resource.identifiers = self.named_ids(&entry.value),
                "properties" => {
                    self.need_v2(entry.key_span, version);
                    resource.properties = self.named_ids(&entry.value);
                }
                "operations" => resource.operations = self.ids(&entry.value),
                "collectionOperations" => resource.collection_operations = self.ids(&entry.value),
                "resources" => resource.resources = self.ids(&entry.value),
                _ => self.unknown(entry, "resources", &RESOURCE),
            }
        }
        resource
    }

    /// The properties of an operation in JSON; in IDL, operations have a syntax of their own.
    pub(crate) fn operation(&mut self, node: &Node) -> RawOperation<'static> {
        let mut operation = RawOperation::default();
        let known = ["input", "output", "errors"];
        for entry in entries(node) {
            match &*entry.key {
                "input" => operation.input = self.id(&entry.value),
                "output" => operation.output = self.id(&entry.value),
                "errors" => operation.errors = self.ids(&entry.value),
                _ => self.unknown(entry, "operations", &known),
            }
        }
        operation
    }

    fn need_v2(&mut self, span: Span, version: Version) {
        if version == Version::V1 {
            let message = "resources have properties in Smithy 2.0 only; this file is in Smithy 1.0";
            self.found
                .push(Diagnostic::error("wrong-version", span, message).help("set the version of the file to \"2.0\""));
        }
    }

    fn unknown(&mut self, entry: &Entry, what: &str, known: &[&str]) {
        if self.style == Style::Json && JSON_COMMON.contains(&&*entry.key) {
            return;
        }
        let message = format!("{what} have no property `{}`", entry.key);
        let diagnostic = Diagnostic::error("unknown-property", entry.key_span, message);
        let help = match closest(&entry.key, known.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("they have `{}`", known.join("`, `")),
        };
        self.found.push(diagnostic.help(help));
    }

    fn expected(&mut self, what: &str, node: &Node) {
        let message = format!("expected {what}, but found {}", node.describe());
        let help = match self.style {
            Style::Idl => "shapes are referred to by their name",
            Style::Json => "shapes are referred to as `{\"target\": \"namespace#Name\"}`",
        };
        let diagnostic = Diagnostic::error("invalid-property", node.span, message);
        self.found.push(diagnostic.help(help));
    }

    /// A reference.
    pub(crate) fn id(&mut self, node: &Node) -> Option<Name<'static>> {
        let text = match self.style {
            Style::Idl => Some(node),
            Style::Json => node.get("target"),
        };
        let name = text.and_then(name_of);
        if name.is_none() {
            self.expected("a reference to a shape", node);
        }
        name
    }

    /// A list of references.
    pub(crate) fn ids(&mut self, node: &Node) -> Vec<Name<'static>> {
        let Some(items) = node.as_array() else {
            self.expected("a list of references to shapes", node);
            return Vec::new();
        };
        items.iter().filter_map(|item| self.id(item)).collect()
    }

    fn named_ids(&mut self, node: &Node) -> Vec<(Name<'static>, Name<'static>)> {
        let Some(object) = node.as_object() else {
            self.expected("an object of names and references to shapes", node);
            return Vec::new();
        };
        let named = |entry: &Entry| Some((key_of(entry), self.id(&entry.value)?));
        object.entries().iter().filter_map(named).collect()
    }

    fn rename(&mut self, node: &Node) -> Vec<(Name<'static>, Name<'static>)> {
        let Some(object) = node.as_object() else {
            self.expected("an object of shape ids and names", node);
            return Vec::new();
        };
        let mut renames = Vec::new();
        for entry in object.entries() {
            match name_of(&entry.value) {
                Some(to) => renames.push((key_of(entry), to)),
                None => self.expected("a name", &entry.value),
            }
        }
        renames
    }
}

const LIFECYCLE: [&str; 6] = ["put", "create", "read", "update", "delete", "list"];

const RESOURCE: [&str; 11] = [
    "identifiers",
    "properties",
    "put",
    "create",
    "read",
    "update",
    "delete",
    "list",
    "operations",
    "collectionOperations",
    "resources",
];

fn entries(node: &Node) -> &[Entry] {
    node.as_object().map_or(&[], |object| object.entries())
}

fn name_of(node: &Node) -> Option<Name<'static>> {
    Some(Name { text: node.as_str()?.to_owned().into(), span: node.span })
}

fn key_of(entry: &Entry) -> Name<'static> {
    Name { text: entry.key.as_ref().to_owned().into(), span: entry.key_span }
}
