//! Smithy IDL 2.0 from a model.
//!
//! The writer says what is to be said, one statement after the other; how it looks on the page
//! is left to [`format`](crate::format()).

mod names;
mod shapes;
mod text;
mod values;

use std::collections::BTreeMap;

use std::sync::Arc;

use weland_model::{AppliedTrait, Model, Node, Shape, ShapeId, ShapeType, Traits, trait_id};

use names::Names;

/// Writes a model as Smithy IDL 2.0, one file per namespace.
///
/// The keys are the names of the files, such as `com.example.smithy`; the texts are formatted as
/// by [`format`](crate::format()). Metadata is in the file of the namespace if there is one
/// namespace only, and else in `metadata.smithy`.
///
/// Services come first, then resources, operations and all other shapes, each by id; members in
/// the model's order, traits by id. Mixins are kept: what a shape inherits is not repeated, and
/// traits that it adds to an inherited member are written as `apply`, as are traits of the
/// user's on shapes that come with the program. Those shapes themselves are left out.
///
/// Reading the files gives the same model again. What IDL can't say is written in the nearest
/// way; this concerns models that are not valid, such as members of enums with a target.
///
/// ```
/// let mut loader = weland_smithy::Loader::new();
/// loader.add(
///     "city.json",
///     r#"{"smithy": "2.0", "shapes": {"example#City": {"type": "string", "traits":
///         {"smithy.api#documentation": "A city.", "smithy.api#length": {"min": 1}}}}}"#,
/// );
/// let (model, _) = loader.load();
/// let files = weland_smithy::to_idl(&model);
/// let expected = "$version: \"2.0\"\n\nnamespace example\n\n/// A city.\n@length(min: 1)\nstring City\n";
/// assert_eq!(files["example.smithy"], expected);
/// ```
#[must_use]
pub fn to_idl(model: &Model) -> BTreeMap<String, String> {
    to_idl_of(model, &model.metadata, |_| true)
}

/// Writes a part of a model like [`to_idl`], with this metadata in place of its own: the shapes for which `keep` is true.
///
/// Names that the user gives shapes in code are left out, as they are no part of a model.
#[must_use]
pub fn to_idl_of(
    model: &Model,
    metadata: &BTreeMap<Arc<str>, Node>,
    keep: impl Fn(&Shape) -> bool,
) -> BTreeMap<String, String> {
    let parts = parts(model, keep);
    let metadata_file = match parts.keys().next() {
        Some(namespace) if parts.len() == 1 => file_name(namespace),
        _ => file_name("metadata"),
    };
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    if !metadata.is_empty() {
        let mut text = String::new();
        for (key, value) in metadata {
            text.push_str("metadata ");
            values::key(&mut text, key);
            text.push_str(" = ");
            values::node(&mut text, value);
            text.push('\n');
        }
        texts.insert(metadata_file, text);
    }
    for (namespace, part) in parts {
        let text = texts.entry(file_name(namespace)).or_default();
        text.push_str(&namespace_text(model, namespace, part));
    }
    texts.into_iter().map(|(name, text)| (name, finish(&text))).collect()
}

fn file_name(namespace: &str) -> String {
    format!("{namespace}.smithy")
}

fn finish(text: &str) -> String {
    let text = format!("$version: \"2.0\"\n{text}");
    // Only names that no front-end lets through make a text that can't be read.
    crate::format(&text).unwrap_or(text)
}

/// What is written for one shape.
enum Part<'a> {
    Definition(&'a Shape),
    /// Traits of the user's on a shape that comes with the program, or on one of its members.
    Apply(&'a Shape),
}

/// What is to be written, by namespace.
fn parts(model: &Model, keep: impl Fn(&Shape) -> bool) -> BTreeMap<&str, Vec<Part<'_>>> {
    let mut parts: BTreeMap<&str, Vec<Part<'_>>> = BTreeMap::new();
    for shape in model.shapes.values() {
        let part = if model.is_built_in(shape) {
            let applied = std::iter::once(&shape.traits).chain(shape.members.iter().map(|member| &member.traits));
            let has_own = applied.flatten().any(|applied| is_own(model, applied));
            has_own.then_some(Part::Apply(shape))
        } else {
            (!Model::is_prelude(&shape.id) && keep(shape)).then_some(Part::Definition(shape))
        };
        if let Some(part) = part {
            parts.entry(shape.id.namespace()).or_default().push(part);
        }
    }
    for of_namespace in parts.values_mut() {
        // Stable, so that shapes of one rank stay ordered by id.
        of_namespace.sort_by_key(|part| match part {
            Part::Definition(shape) => rank(shape.shape_type),
            Part::Apply(_) => 4,
        });
    }
    parts
}

fn rank(shape_type: ShapeType) -> u8 {
    match shape_type {
        ShapeType::Service => 0,
        ShapeType::Resource => 1,
        ShapeType::Operation => 2,
        _ => 3,
    }
}

/// Whether the model states a trait at its place, rather than in a mixin or in the user's configuration.
fn is_stated(applied: &AppliedTrait) -> bool {
    !applied.inherited && applied.id != trait_id::CODE_NAME
}

/// Whether the user's files apply the trait, and not the definitions that come with the program.
fn is_own(model: &Model, applied: &AppliedTrait) -> bool {
    !applied.inherited && !model.sources.is_built_in(applied.span)
}

fn namespace_text(model: &Model, namespace: &str, parts: Vec<Part<'_>>) -> String {
    let mut writer = Writer { model, names: Names::new(model, namespace), out: String::new() };
    for part in parts {
        match part {
            Part::Definition(shape) => writer.shape(shape),
            Part::Apply(shape) => writer.foreign(shape),
        }
    }
    let mut text = format!("namespace {namespace}\n");
    for import in writer.names.imports() {
        text.push_str(&format!("use {import}\n"));
    }
    text + &writer.out
}

/// Writes the statements of one namespace.
struct Writer<'a> {
    model: &'a Model,
    names: Names<'a>,
    out: String,
}

impl<'a> Writer<'a> {
    fn id(&mut self, id: &'a ShapeId) {
        let name = self.names.name(id);
        self.out.push_str(&name);
    }

    /// `apply Shape$member @trait`, or nothing if there are no traits.
    fn apply(&mut self, shape: &'a ShapeId, member: Option<&str>, traits: &[&'a AppliedTrait]) {
        if traits.is_empty() {
            return;
        }
        self.out.push_str("apply ");
        self.id(shape);
        if let Some(member) = member {
            self.out.push('$');
            self.out.push_str(member);
        }
        self.out.push(' ');
        if let [one] = traits {
            self.one_trait(one);
            return;
        }
        self.out.push_str("{\n");
        traits.iter().for_each(|applied| self.one_trait(applied));
        self.out.push_str("}\n");
    }

    fn foreign(&mut self, shape: &'a Shape) {
        let model = self.model;
        let own = |traits: &'a Traits| -> Vec<&'a AppliedTrait> {
            traits.iter().filter(|applied| is_own(model, applied)).collect()
        };
        self.apply(&shape.id, None, &own(&shape.traits));
        for member in &shape.members {
            self.apply(&shape.id, Some(&member.name), &own(&member.traits));
        }
    }
}
