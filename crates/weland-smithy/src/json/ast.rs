//! The JSON AST: a JSON value as the contents of a file.

use weland_model::{Diagnostic, Diagnostics, Entry, Node, ShapeType};

use crate::properties::{Properties, Style};
use crate::raw::{Name, Names, RawApply, RawData, RawFile, RawMember, RawShape, RawTarget, RawTrait, Version};
use crate::suggest::suggestion;

/// Reads the value of a whole file.
pub(super) fn read(node: &Node, diagnostics: &mut Diagnostics) -> RawFile<'static> {
    let mut reader = AstReader { out: RawFile::new(Names::Absolute), found: Vec::new() };
    reader.file(node);
    diagnostics.extend(reader.found);
    reader.out
}

struct AstReader {
    out: RawFile<'static>,
    found: Vec<Diagnostic>,
}

impl AstReader {
    fn file(&mut self, node: &Node) {
        let Some(object) = node.as_object() else {
            let message = format!("a model must be an object, but this is {}", node.describe());
            self.invalid(node, message, "see the Smithy JSON AST for its shape");
            return;
        };
        self.version(node);
        for entry in object.entries() {
            match &*entry.key {
                "smithy" => {}
                "metadata" => self.metadata(&entry.value),
                "shapes" => self.shapes(&entry.value),
                _ => self.unknown_key(entry, &["smithy", "metadata", "shapes"]),
            }
        }
    }

    fn version(&mut self, node: &Node) {
        let Some(version) = node.get("smithy") else {
            let message = "the version is missing".into();
            self.invalid(node, message, "add `\"smithy\": \"2.0\"`");
            self.out.version = Version::V2;
            return;
        };
        let parsed = version.as_str().and_then(Version::parse);
        if parsed.is_none() {
            let message = "unknown Smithy version";
            self.found.push(
                Diagnostic::error("unknown-version", version.span, message).help("known are \"1.0\" and \"2.0\""),
            );
        }
        self.out.version = parsed.unwrap_or(Version::V2);
    }

    fn metadata(&mut self, node: &Node) {
        for entry in self.object(node, "the metadata") {
            let value = entry.value.clone();
            self.out.metadata.push((key_name(entry), value));
        }
    }

    fn shapes(&mut self, node: &Node) {
        for entry in self.object(node, "`shapes`") {
            self.shape(entry);
        }
    }

    fn shape(&mut self, entry: &Entry) {
        let node = &entry.value;
        let Some(type_node) = node.get("type") else {
            let message = format!("`{}` has no `type`", entry.key);
            self.invalid(node, message, "add the type of the shape, such as `\"type\": \"string\"`");
            return;
        };
        let word = type_node.as_str().unwrap_or_default();
        if word == "apply" {
            let traits = self.traits(node);
            let target = key_name(entry);
            self.out.applies.push(RawApply { target, traits });
            return;
        }
        let shape_type = match word {
            "set" => Some(ShapeType::List),
            _ => ShapeType::from_keyword(word),
        };
        let Some(shape_type) = shape_type else {
            self.unknown_type(word, type_node);
            return;
        };
        self.check_version(word, type_node);
        let mut shape = RawShape::new(key_name(entry), shape_type);
        shape.traits = self.traits(node);
        if word == "set" {
            shape.traits.push(RawTrait {
                name: Name { text: "smithy.api#uniqueItems".into(), span: type_node.span },
                value: None,
                span: type_node.span,
            });
        }
        if let Some(mixins) = node.get("mixins") {
            shape.mixins = self.properties().ids(mixins);
        }
        self.contents(&mut shape, node);
        self.out.shapes.push(shape);
    }

    fn check_version(&mut self, word: &str, type_node: &Node) {
        let wrong = match word {
            "set" => self.out.version == Version::V2,
            "enum" | "intEnum" => self.out.version == Version::V1,
            _ => false,
        };
        if wrong {
            let number = if self.out.version == Version::V1 { "1.0" } else { "2.0" };
            let message = format!("there is no `{word}` in Smithy {number}");
            self.found.push(
                Diagnostic::error("wrong-version", type_node.span, message)
                    .help("change the type, or the version of the file"),
            );
        }
    }

    fn unknown_type(&mut self, word: &str, node: &Node) {
        let message = format!("unknown type of shape `{word}`");
        let names = ShapeType::ALL.iter().map(|shape_type| shape_type.as_str());
        let help = match suggestion(word, names) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "use a type such as `structure` or `apply`".to_owned(),
        };
        self.found.push(Diagnostic::error("unknown-type", node.span, message).help(help));
    }

    fn contents(&mut self, shape: &mut RawShape<'static>, node: &Node) {
        let version = self.out.version;
        match shape.shape_type {
            ShapeType::Service => shape.data = RawData::Service(self.properties().service(node)),
            ShapeType::Resource => {
                shape.data = RawData::Resource(self.properties().resource(node, version));
            }
            ShapeType::Operation => {
                shape.data = RawData::Operation(self.properties().operation(node));
            }
            ShapeType::List => self.fixed_members(shape, node, &["member"]),
            ShapeType::Map => self.fixed_members(shape, node, &["key", "value"]),
            ShapeType::Structure | ShapeType::Union | ShapeType::Enum | ShapeType::IntEnum => {
                self.members(shape, node);
            }
            _ => self.unknown_keys(node, &[]),
        }
    }

    fn fixed_members(&mut self, shape: &mut RawShape<'static>, node: &Node, names: &[&str]) {
        self.unknown_keys(node, names);
        let entries = node.as_object().map_or(&[][..], |object| object.entries());
        for entry in entries.iter().filter(|entry| names.contains(&&*entry.key)) {
            shape.members.extend(self.member(entry));
        }
    }

    fn members(&mut self, shape: &mut RawShape<'static>, node: &Node) {
        self.unknown_keys(node, &["members"]);
        if let Some(members) = node.get("members") {
            for entry in self.object(members, "`members`") {
                shape.members.extend(self.member(entry));
            }
        }
    }

    fn member(&mut self, entry: &Entry) -> Option<RawMember<'static>> {
        let target = self.properties().id(&entry.value)?;
        for other in self.object(&entry.value, "a member") {
            if !matches!(&*other.key, "target" | "traits") {
                self.unknown_key(other, &["target", "traits"]);
            }
        }
        Some(RawMember {
            name: key_name(entry),
            target: RawTarget::To(target),
            traits: self.traits(&entry.value),
            value: None,
        })
    }

    fn traits(&mut self, node: &Node) -> Vec<RawTrait<'static>> {
        let Some(traits) = node.get("traits") else {
            return Vec::new();
        };
        let applied = |entry: &Entry| RawTrait {
            name: key_name(entry),
            value: Some(entry.value.clone()),
            span: entry.key_span.to(entry.value.span),
        };
        let entries = self.object(traits, "`traits`");
        entries.iter().map(applied).collect()
    }

    fn properties(&mut self) -> Properties<'_> {
        Properties { style: Style::Json, found: &mut self.found }
    }

    // --- errors

    fn object<'n>(&mut self, node: &'n Node, what: &str) -> &'n [Entry] {
        if let Some(object) = node.as_object() {
            return object.entries();
        }
        let message = format!("{what} must be an object, but this is {}", node.describe());
        self.invalid(node, message, "write `{ ... }`");
        &[]
    }

    fn unknown_keys(&mut self, node: &Node, known: &[&str]) {
        for entry in self.object(node, "a shape") {
            let key = &*entry.key;
            if !matches!(key, "type" | "traits" | "mixins") && !known.contains(&key) {
                self.unknown_key(entry, known);
            }
        }
    }

    fn unknown_key(&mut self, entry: &Entry, known: &[&str]) {
        let message = format!("unknown property `{}`", entry.key);
        let help = match suggestion(&entry.key, known.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "remove it".to_owned(),
        };
        self.found.push(Diagnostic::warning("unknown-property", entry.key_span, message).help(help));
    }

    fn invalid(&mut self, node: &Node, message: String, help: &str) {
        self.found.push(Diagnostic::error("invalid-ast", node.span, message).help(help));
    }
}

fn key_name(entry: &Entry) -> Name<'static> {
    Name { text: entry.key.as_ref().to_owned().into(), span: entry.key_span }
}
