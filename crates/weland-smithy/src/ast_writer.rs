//! The JSON AST of a model.

use std::collections::BTreeMap;

use weland_model::{
    AppliedTrait, Member, Model, NamedTarget, Node, NodeKind, OperationData, ResourceData, ServiceData, Shape,
    ShapeData, ShapeType, Target, Traits, trait_id,
};

use crate::json_text;

/// Writes a model as JSON AST 2.0, indented by four spaces, with a line break at the end.
///
/// Shapes come by id, members in the model's order, traits by id. Mixins are kept: what a
/// shape inherits is not repeated, and traits that it adds to an inherited member are written
/// as `apply`, as are traits of the user's on shapes that come with the program. Those shapes
/// themselves are left out.
#[must_use]
pub fn to_ast(model: &Model) -> String {
    let mut writer = Writer::default();
    writer.object(|w| {
        w.field("smithy", |w| w.string("2.0"));
        if !model.metadata.is_empty() {
            w.field("metadata", |w| {
                w.object(|w| {
                    for (key, value) in &model.metadata {
                        w.field(key, |w| w.node(value));
                    }
                });
            });
        }
        w.field("shapes", |w| w.object(|w| shapes(w, model)));
    });
    writer.out.push('\n');
    writer.out
}

/// What is written under one id.
enum Part<'a> {
    Definition(&'a Shape),
    Apply(Vec<&'a AppliedTrait>),
}

/// Shapes and `apply` entries, by id.
fn shapes(w: &mut Writer, model: &Model) {
    let mut parts: BTreeMap<String, Part<'_>> = BTreeMap::new();
    let mut apply = |id: String, traits: Vec<_>| {
        if !traits.is_empty() {
            parts.insert(id, Part::Apply(traits));
        }
    };
    let member_id = |shape: &Shape, member: &Member| format!("{}${}", shape.id, member.name);
    for shape in model.shapes.values() {
        if model.is_built_in(shape) {
            let by_user = |traits| own_traits(traits).filter(|it| !model.sources.is_built_in(it.span)).collect();
            apply(shape.id.to_string(), by_user(&shape.traits));
            for member in &shape.members {
                apply(member_id(shape, member), by_user(&member.traits));
            }
        } else if !Model::is_prelude(&shape.id) {
            for member in shape.members.iter().filter(|member| member.is_inherited()) {
                apply(member_id(shape, member), own_traits(&member.traits).collect());
            }
        }
    }
    for shape in model.own_shapes().filter(|shape| !Model::is_prelude(&shape.id)) {
        parts.insert(shape.id.to_string(), Part::Definition(shape));
    }
    for (id, part) in parts {
        w.field(&id, |w| match part {
            Part::Definition(shape) => one_shape(w, shape),
            Part::Apply(applied) => w.object(|w| {
                w.field("type", |w| w.string("apply"));
                traits(w, applied.into_iter());
            }),
        });
    }
}

fn one_shape(w: &mut Writer, shape: &Shape) {
    w.object(|w| {
        w.field("type", |w| w.string(shape.shape_type.as_str()));
        targets(w, "mixins", &shape.mixins);
        match shape.own_data.as_ref().unwrap_or(&shape.data) {
            ShapeData::None => members(w, shape),
            ShapeData::Service(data) => service(w, data),
            ShapeData::Operation(data) => operation(w, data, shape.mixins.is_empty()),
            ShapeData::Resource(data) => resource(w, data),
        }
        traits(w, own_traits(&shape.traits));
    });
}

fn members(w: &mut Writer, shape: &Shape) {
    let own = || shape.members.iter().filter(|member| !member.is_inherited());
    match shape.shape_type {
        ShapeType::List | ShapeType::Map => own().for_each(|one| member(w, one)),
        ShapeType::Structure | ShapeType::Union | ShapeType::Enum | ShapeType::IntEnum => {
            w.field("members", |w| w.object(|w| own().for_each(|one| member(w, one))));
        }
        _ => {}
    }
}

fn member(w: &mut Writer, member: &Member) {
    w.field(&member.name, |w| {
        w.object(|w| {
            w.field("target", |w| w.string(member.target.as_str()));
            traits(w, own_traits(&member.traits));
        });
    });
}

fn service(w: &mut Writer, data: &ServiceData) {
    if !data.version.is_empty() {
        w.field("version", |w| w.string(&data.version));
    }
    targets(w, "operations", &by_id(&data.operations));
    targets(w, "resources", &by_id(&data.resources));
    targets(w, "errors", &by_id(&data.errors));
    if !data.rename.is_empty() {
        let renames: BTreeMap<&str, &str> =
            data.rename.iter().map(|rename| (rename.from.id.as_str(), &*rename.to)).collect();
        w.field("rename", |w| {
            w.object(|w| {
                for (from, to) in renames {
                    w.field(from, |w| w.string(to));
                }
            });
        });
    }
}

fn operation(w: &mut Writer, data: &OperationData, always: bool) {
    for (name, place) in [("input", &data.input), ("output", &data.output)] {
        if always || place.id != trait_id::UNIT {
            w.field(name, |w| target(w, place));
        }
    }
    targets(w, "errors", &by_id(&data.errors));
}

fn resource(w: &mut Writer, data: &ResourceData) {
    named(w, "identifiers", &data.identifiers);
    named(w, "properties", &data.properties);
    for (name, operation) in data.lifecycle() {
        w.field(name, |w| target(w, operation));
    }
    targets(w, "operations", &by_id(&data.operations));
    targets(w, "collectionOperations", &by_id(&data.collection_operations));
    targets(w, "resources", &by_id(&data.resources));
}

/// Operations, resources and errors are sets: the reference implementation writes them by id.
fn by_id(targets: &[Target]) -> Vec<Target> {
    let mut sorted = targets.to_vec();
    sorted.sort_by(|a, b| a.id.cmp(&b.id));
    sorted
}

fn named(w: &mut Writer, key: &str, entries: &[NamedTarget]) {
    if entries.is_empty() {
        return;
    }
    w.field(key, |w| {
        w.object(|w| {
            for entry in entries {
                w.field(&entry.name, |w| target(w, &entry.target));
            }
        });
    });
}

fn targets(w: &mut Writer, key: &str, list: &[Target]) {
    if !list.is_empty() {
        w.field(key, |w| w.array(list, target));
    }
}

fn target(w: &mut Writer, place: &Target) {
    w.object(|w| w.field("target", |w| w.string(place.id.as_str())));
}

/// The traits that are not inherited.
fn own_traits(traits: &Traits) -> impl Iterator<Item = &AppliedTrait> {
    traits.iter().filter(|applied| !applied.inherited)
}

fn traits<'a>(w: &mut Writer, applied: impl Iterator<Item = &'a AppliedTrait>) {
    let mut applied = applied.peekable();
    if applied.peek().is_none() {
        return;
    }
    w.field("traits", |w| {
        w.object(|w| {
            for applied in applied {
                w.field(applied.id.as_str(), |w| w.node(&applied.value));
            }
        });
    });
}

/// Writes indented JSON.
#[derive(Default)]
struct Writer {
    out: String,
    depth: usize,
    /// Whether the innermost object or array has an entry.
    filled: bool,
}

impl Writer {
    fn object(&mut self, body: impl FnOnce(&mut Self)) {
        self.nest('{', '}', body);
    }

    fn array<T>(&mut self, items: &[T], mut item: impl FnMut(&mut Self, &T)) {
        self.nest('[', ']', |w| {
            for one in items {
                w.next();
                item(w, one);
            }
        });
    }

    fn nest(&mut self, open: char, close: char, body: impl FnOnce(&mut Self)) {
        self.out.push(open);
        let outer = std::mem::replace(&mut self.filled, false);
        self.depth += 1;
        body(self);
        self.depth -= 1;
        if self.filled {
            self.new_line();
        }
        self.filled = outer;
        self.out.push(close);
    }

    fn field(&mut self, key: &str, value: impl FnOnce(&mut Self)) {
        self.next();
        self.string(key);
        self.out.push_str(": ");
        value(self);
    }

    fn next(&mut self) {
        if self.filled {
            self.out.push(',');
        }
        self.filled = true;
        self.new_line();
    }

    fn new_line(&mut self) {
        self.out.push('\n');
        for _ in 0..self.depth {
            self.out.push_str("    ");
        }
    }

    fn node(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Null => self.out.push_str("null"),
            NodeKind::Bool(value) => self.out.push_str(if *value { "true" } else { "false" }),
            NodeKind::Number(number) => self.out.push_str(number.as_str()),
            NodeKind::String(text) => self.string(text),
            NodeKind::Array(items) => self.array(items, |w, item| w.node(item)),
            NodeKind::Object(object) => self.object(|w| {
                for (key, value) in object.iter() {
                    w.field(key, |w| w.node(value));
                }
            }),
        }
    }

    fn string(&mut self, text: &str) {
        json_text::string(&mut self.out, text);
    }
}
