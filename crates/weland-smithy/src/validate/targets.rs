//! Each reference names a shape that exists, and that is of a type that can stand there.

use std::cell::Cell;
use std::collections::HashSet;

use weland_model::query::Shapes;
use weland_model::{Diagnostic, Diagnostics, Model, Shape, ShapeData, ShapeId, ShapeType, Span, closest, trait_id};

use super::context::Context;

/// Looking for similar names takes long in large models: enough is enough.
const MAX_SUGGESTIONS: u32 = 50;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut rule = Rule { context, suggestions: Suggestions::default(), reported: HashSet::new(), diagnostics };
    for shape in context.all_shapes() {
        for mixin in &shape.mixins {
            rule.reference(shape, &mixin.id, mixin.span, "mixin", |_| true);
        }
        match shape.own_data.as_ref().unwrap_or(&shape.data) {
            ShapeData::None => {}
            ShapeData::Service(data) => {
                rule.operations(shape, &data.operations);
                rule.resources(shape, &data.resources);
                rule.errors(shape, &data.errors);
                for rename in &data.rename {
                    rule.reference(shape, &rename.from.id, rename.from.span, "rename", |_| true);
                }
            }
            ShapeData::Operation(data) => {
                for (what, target) in [("input", &data.input), ("output", &data.output)] {
                    let is_structure = |t| t == ShapeType::Structure;
                    rule.reference(shape, &target.id, target.span, what, is_structure);
                }
                rule.errors(shape, &data.errors);
            }
            ShapeData::Resource(data) => rule.resource(shape, data),
        }
    }
    for (id, resource) in &context.lowered.for_resources {
        if let Some(shape) = context.graph().shape(id) {
            rule.reference(shape, &resource.id, resource.span, "resource", |t| t == ShapeType::Resource);
        }
    }
    // Members without targets have those of resources, with their places.
    for shape in context.all_shapes() {
        rule.members(shape);
    }
}

/// Finds what was probably meant.
#[derive(Default)]
pub(super) struct Suggestions {
    count: Cell<u32>,
}

impl Suggestions {
    /// Names the shape that was probably meant: one with the same name elsewhere, or one with a
    /// similar name near by.
    pub(super) fn similar(&self, model: &Model, from: &str, id: &ShapeId) -> Option<String> {
        let count = self.count.get();
        self.count.set(count.saturating_add(1));
        if count >= MAX_SUGGESTIONS {
            return None;
        }
        similar(model, from, id)
    }
}

struct Rule<'c, 'a, 'd> {
    context: &'c Context<'a>,
    suggestions: Suggestions,
    reported: HashSet<Span>,
    diagnostics: &'d mut Diagnostics,
}

impl Rule<'_, '_, '_> {
    fn members(&mut self, shape: &Shape) {
        for member in shape.members.iter().filter(|member| !member.is_inherited()) {
            let (id, span) = (&member.target, member.target_span);
            if shape.shape_type == ShapeType::Map && &*member.name == "key" {
                self.reference(shape, id, span, "key", ShapeType::is_string);
            } else {
                self.reference(shape, id, span, "member", ShapeType::is_data);
            }
        }
    }

    fn operations(&mut self, shape: &Shape, targets: &[weland_model::Target]) {
        for target in targets {
            let is_operation = |t| t == ShapeType::Operation;
            self.reference(shape, &target.id, target.span, "operation", is_operation);
        }
    }

    fn resources(&mut self, shape: &Shape, targets: &[weland_model::Target]) {
        for target in targets {
            let is_resource = |t| t == ShapeType::Resource;
            self.reference(shape, &target.id, target.span, "resource", is_resource);
        }
    }

    fn errors(&mut self, shape: &Shape, targets: &[weland_model::Target]) {
        for target in targets {
            let is_structure = |t| t == ShapeType::Structure;
            self.reference(shape, &target.id, target.span, "error", is_structure);
        }
    }

    fn resource(&mut self, shape: &Shape, data: &weland_model::ResourceData) {
        for entry in &data.identifiers {
            let target = &entry.target;
            self.reference(shape, &target.id, target.span, "identifier", ShapeType::is_string);
        }
        for entry in &data.properties {
            let target = &entry.target;
            self.reference(shape, &target.id, target.span, "property", ShapeType::is_data);
        }
        for target in data.all_operations() {
            let is_operation = |t| t == ShapeType::Operation;
            self.reference(shape, &target.id, target.span, "operation", is_operation);
        }
        self.resources(shape, &data.resources);
    }

    fn reference(&mut self, from: &Shape, id: &ShapeId, span: Span, what: &str, fits: impl Fn(ShapeType) -> bool) {
        let found = self.context.graph().shape(id);
        let is_wrong = found.is_none_or(|target| !fits(target.shape_type));
        if is_wrong && !self.reported.insert(span) {
            return;
        }
        let Some(target) = found else {
            if self.context.is_lost(id) {
                return;
            }
            let message = format!("{what} target `{id}` is not defined");
            let help = self.help(from, id);
            let error = Diagnostic::error("unresolved-target", span, message);
            self.diagnostics.push(error.help(help));
            return;
        };
        if !fits(target.shape_type) {
            let shape_type = with_article(target.shape_type.as_str());
            let message = format!("{} can't be {shape_type}, as `{id}` is", role(what));
            self.diagnostics.push(
                Diagnostic::error("invalid-target", span, message)
                    .related(target.span, "defined here")
                    .help(wanted(what)),
            );
        }
        if let Some((message, help)) = misplaced(from, target, what) {
            self.diagnostics.push(
                Diagnostic::error("invalid-target", span, message).related(target.span, "defined here").help(help),
            );
        }
        let private = target.traits.contains(trait_id::PRIVATE);
        if private && id.namespace() != from.id.namespace() {
            let message = format!("`{id}` is private to its namespace");
            self.diagnostics.push(
                Diagnostic::error("private-target", span, message)
                    .help("use another shape, or move this one to the same namespace"),
            );
        }
    }

    fn help(&self, from: &Shape, id: &ShapeId) -> String {
        let similar = self.suggestions.similar(self.context.model(), from.id.namespace(), id);
        similar.unwrap_or_else(|| "check the name, or add the file that defines it".to_owned())
    }
}

/// What a shape is made for can forbid references to it, whatever its type.
fn misplaced(from: &Shape, target: &Shape, what: &str) -> Option<(String, &'static str)> {
    if matches!(what, "mixin" | "rename") {
        return None;
    }
    let id = &target.id;
    if target.traits.contains(trait_id::TRAIT) {
        let message = format!("{} can't be `{id}`, which is the definition of a trait", role(what));
        return Some((message, "target another shape; definitions of traits can only be applied"));
    }
    if target.is_mixin() {
        let message = format!("{} can't be `{id}`, which is a mixin", role(what));
        return Some((message, "target a shape that uses the mixin, or remove `@mixin` from its definition"));
    }
    let is_alternative = matches!(from.shape_type, ShapeType::Union | ShapeType::Enum | ShapeType::IntEnum);
    if *id == trait_id::UNIT && !is_alternative && matches!(what, "member" | "property") {
        let message = format!("{} can't be `Unit`, which holds no data", role(what));
        return Some((message, "target another shape; only members of unions and enums can be `Unit`"));
    }
    None
}

/// Names the shape that was probably meant: one with the same name elsewhere, or one with a
/// similar name near by.
fn similar(model: &Model, from: &str, id: &ShapeId) -> Option<String> {
    let visible = |shape: &&Shape| {
        let namespace = shape.id.namespace();
        let private = shape.traits.contains(trait_id::PRIVATE);
        namespace == from || !private
    };
    let same_name = |shape: &&Shape| shape.id.name() == id.name();
    if let Some(shape) = model.shapes.values().filter(visible).find(same_name) {
        return Some(format!("did you mean `{}`? Import it with `use`", shape.id));
    }
    let near = |shape: &&Shape| {
        let namespace = shape.id.namespace();
        namespace == id.namespace() || namespace == from || namespace == "smithy.api"
    };
    let shapes = model.shapes.values().filter(visible).filter(near);
    let name = closest(id.name(), shapes.map(|shape| shape.id.name()))?;
    Some(format!("did you mean `{name}`?"))
}

fn role(what: &str) -> String {
    match what {
        "member" => "the target of a member".to_owned(),
        "key" => "the key of a map".to_owned(),
        _ => with_article(what),
    }
}

fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {noun}")
}

fn wanted(what: &str) -> &'static str {
    match what {
        "input" | "output" | "error" => "target a structure",
        "operation" => "target an operation",
        "resource" => "target a resource",
        "identifier" => "target a string",
        "key" => "target a string or an enum, and write other values as text",
        _ => "target a shape that holds data, such as a structure or a string",
    }
}
