//! What a model doesn't say of the crates that were made of it.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use weland_codegen::{ExternalCrate, Options, TypeRule};
use weland_model::query::names;
use weland_model::{Entry, Model, Node, NodeKind, Number, Object, ShapeId, Span};

/// The number of the form of these facts. Another one is that of another version of Weland.
const FORM: i64 = 1;

/// The versions of crates, and the rules of the configuration that decide on what types look like.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// The versions of the crates.
    pub(crate) crates: BTreeMap<String, String>,
    /// The protocol that the configuration chooses.
    pub(crate) protocol: Option<String>,
    /// The names in code of shapes and members, by id, as far as they differ.
    pub(crate) names: BTreeMap<String, String>,
    /// The types of formats, and of shapes.
    pub(crate) formats: BTreeMap<String, String>,
    pub(crate) shapes: BTreeMap<String, String>,
    /// The derives, each with the shapes that it is for, if not for all.
    pub(crate) derives: BTreeMap<String, String>,
    /// The crates that these types and derives come from.
    pub(crate) dependencies: BTreeMap<String, String>,
}

impl Facts {
    /// The facts of crates that are made of a part of a model.
    pub(super) fn of(model: &Model, part: &HashSet<&ShapeId>, options: &Options) -> Self {
        Self { names: code_names(model, part), ..Self::of_rules(options) }
    }

    /// The facts that are no part of a model.
    pub(crate) fn of_rules(options: &Options) -> Self {
        let rules = &options.rules;
        let types = |rules: &[TypeRule]| rules.iter().map(|rule| (rule.from.text.clone(), type_text(rule))).collect();
        let derives = rules.derives.iter().map(|rule| {
            let shapes = rule.shapes.iter().flatten().map(|shape| shape.text.as_str());
            let shapes: Vec<&str> = if rule.shapes.is_some() { shapes.collect() } else { vec!["*"] };
            (rule.path.text.clone(), shapes.join(", "))
        });
        // One derive may have several rules.
        let mut by_path: BTreeMap<String, String> = BTreeMap::new();
        for (path, shapes) in derives {
            let known = by_path.entry(path).or_default();
            let separator = if known.is_empty() { "" } else { ", " };
            known.push_str(&format!("{separator}{shapes}"));
        }
        Self {
            crates: options.crates.iter().map(|krate| (krate.name.clone(), krate.version.clone())).collect(),
            protocol: options.protocol.clone(),
            names: BTreeMap::new(),
            formats: types(&rules.formats),
            shapes: types(&rules.shapes),
            derives: by_path,
            dependencies: rules.dependencies.iter().map(|it| (it.name.text.clone(), requirement(it))).collect(),
        }
    }

    /// The facts as a value of metadata.
    pub(super) fn to_node(&self, span: Span) -> Node {
        let entry = |key: &str, value: Node| Entry { key: Arc::from(key), key_span: span, value };
        let map = |map: &BTreeMap<String, String>| {
            let entries = map.iter().map(|(key, value)| entry(key, Node::string(value, span)));
            Node::new(NodeKind::Object(Object::new(entries.collect())), span)
        };
        let form = Node::new(NodeKind::Number(Number::from_text(&FORM.to_string())), span);
        let mut entries = vec![entry("form", form), entry("crates", map(&self.crates))];
        entries.extend(self.protocol.as_ref().map(|protocol| entry("protocol", Node::string(protocol, span))));
        let maps = self.maps().into_iter().filter(|(_, map)| !map.is_empty());
        entries.extend(maps.map(|(key, value)| entry(key, map(value))));
        Node::new(NodeKind::Object(Object::new(entries)), span)
    }

    /// Reads a value of metadata. It is none if it wasn't written by this version of Weland.
    pub(super) fn from_node(node: &Node) -> Option<Self> {
        if node.get("form").and_then(Node::as_i64) != Some(FORM) {
            return None;
        }
        let map = |key: &str| -> Option<BTreeMap<String, String>> {
            let Some(value) = node.get(key) else { return Some(BTreeMap::new()) };
            let entries = value.as_object()?.iter();
            entries.map(|(key, value)| Some((key.to_owned(), value.as_str()?.to_owned()))).collect()
        };
        Some(Self {
            crates: map("crates")?,
            protocol: node.get_str("protocol").map(str::to_owned),
            names: map("names")?,
            formats: map("formats")?,
            shapes: map("shapes")?,
            derives: map("derives")?,
            dependencies: map("dependencies")?,
        })
    }

    fn maps(&self) -> [(&'static str, &BTreeMap<String, String>); 5] {
        [
            ("names", &self.names),
            ("formats", &self.formats),
            ("shapes", &self.shapes),
            ("derives", &self.derives),
            ("dependencies", &self.dependencies),
        ]
    }
}

fn type_text(rule: &TypeRule) -> String {
    let without = if rule.has_default { "" } else { " without a default" };
    format!("{}{without}", rule.to.text)
}

fn requirement(dependency: &ExternalCrate) -> String {
    let defaults = if dependency.defaults { "" } else { " without default features" };
    let features = match dependency.features.as_slice() {
        [] => String::new(),
        features => format!(" with {}", features.join(", ")),
    };
    format!("{}{defaults}{features}", dependency.version)
}

fn code_names(model: &Model, part: &HashSet<&ShapeId>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for shape in part.iter().filter_map(|id| model.get(id)) {
        let mut add = |id: String, traits| {
            if let Some(name) = names::code_name(traits) {
                found.insert(id, name.to_owned());
            }
        };
        add(shape.id.to_string(), &shape.traits);
        shape.members.iter().for_each(|member| add(format!("{}${}", shape.id, member.name), &member.traits));
    }
    found
}
