//! Schemas of shapes. Each shape that has a name of its own becomes a component, which is referred to.

mod aggregate;
mod constraints;
mod simple;
mod union;

use weland_model::query::presence;
use weland_model::{Member, Model, Shape, ShapeId, ShapeType, trait_id};

use super::annotations::annotate;
use super::facts::Facts;
use super::notes::Kind;
use super::value::{Object, Value};
use super::writer::Writer;

pub(super) use aggregate::object;

/// Where a value stands, on which its form may depend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Location {
    Json,
    /// A part of a multipart body.
    Part,
    Header,
    Query,
    Label,
}

/// Writes the schemas of all shapes that are referred to, and of those that these refer to.
pub(super) fn write_referenced(w: &mut Writer<'_>) {
    while let Some(shape) = w.next_waiting() {
        let mut schema = of_type(w, shape, Facts::of_shape(&shape.traits), Location::Json);
        annotate(&mut schema, &shape.traits);
        w.set_schema(shape, value_of(schema));
    }
}

/// The schema of a member.
pub(super) fn member<'m>(w: &mut Writer<'m>, container: &'m Shape, member: &'m Member, location: Location) -> Object {
    // A part that is base64 is like text in JSON.
    let is_base64 = || member.traits.get(trait_id::OPENAPI_ENCODING).and_then(|it| it.get("base64")).is_some();
    let location = if location == Location::Part && is_base64() { Location::Json } else { location };
    let mut schema = value(w, member, location);
    if presence::presence(container, member).nullable {
        schema = nullable(schema);
    }
    annotate(&mut schema, &member.traits);
    schema
}

/// The schema of a shape, in place of a reference to it.
pub(super) fn whole<'m>(w: &mut Writer<'m>, shape: &'m Shape) -> Object {
    of_type(w, shape, Facts::of_shape(&shape.traits), Location::Json)
}

/// The schema of a shape that something else than a member names.
pub(super) fn named<'m>(w: &mut Writer<'m>, id: &ShapeId) -> Object {
    let Some(shape) = w.model.get(id) else { return Object::new() };
    if Model::is_prelude(&shape.id) {
        return whole(w, shape);
    }
    w.reference(shape)
}

fn value<'m>(w: &mut Writer<'m>, member: &'m Member, location: Location) -> Object {
    let Some(target) = w.model.target(member) else { return Object::new() };
    let overrides = overrides(member, target);
    let is_inline = Model::is_prelude(&target.id)
        || overrides && target.shape_type.is_simple()
        || is_other_form(w, member, target, location)
        || elements_have_other_form(w, target, location);
    if is_inline {
        let facts = Facts { member: Some(&member.traits), shape: Some(&target.traits) };
        let mut schema = of_type(w, target, facts, location);
        if !Model::is_prelude(&target.id) {
            annotate(&mut schema, &target.traits);
        }
        return schema;
    }
    if overrides {
        let what = "constraints of a member are added to those of its target, which they replace in the model";
        let help = "the document is stricter than the model: state the constraints in one of the two places";
        w.notes.add(Kind::Loosely, what, help, member.span, &format!("`{}`", member.name));
    }
    let mut schema = w.reference(target);
    constraints::constrain(&mut schema, Facts::of_member(&member.traits), target.shape_type);
    schema
}

/// Whether a member has a constraint in place of one of its target.
fn overrides(member: &Member, target: &Shape) -> bool {
    constraints::CONSTRAINTS.iter().any(|id| {
        let (own, other) = (member.traits.get(id), target.traits.get(id));
        own.is_some() && other.is_some() && own != other
    })
}

/// Whether a value has another form than in a JSON body, where the schema of its shape holds.
fn is_other_form(w: &Writer<'_>, member: &Member, target: &Shape, location: Location) -> bool {
    match target.shape_type {
        ShapeType::Timestamp => {
            let facts = Facts { member: Some(&member.traits), shape: Some(&target.traits) };
            let usual = simple::timestamp_format(w, Facts::of_shape(&target.traits), Location::Json);
            simple::timestamp_format(w, facts, location) != usual
        }
        ShapeType::Blob => location == Location::Part,
        ShapeType::String => location == Location::Header && target.traits.contains(trait_id::MEDIA_TYPE),
        _ => false,
    }
}

/// Like [`is_other_form`], for the elements of a list and the values of a map.
fn elements_have_other_form(w: &Writer<'_>, target: &Shape, location: Location) -> bool {
    let is_container = matches!(target.shape_type, ShapeType::List | ShapeType::Map);
    location != Location::Json
        && is_container
        && target.members.iter().any(|element| {
            let shape = w.model.target(element);
            shape.is_some_and(|shape| is_other_form(w, element, shape, location))
        })
}

/// The schema of a type, with the constraints on its values.
fn of_type<'m>(w: &mut Writer<'m>, shape: &'m Shape, facts: Facts<'m>, location: Location) -> Object {
    let mut schema = match shape.shape_type {
        ShapeType::List => aggregate::list(w, shape, location),
        ShapeType::Map => aggregate::map(w, shape, location),
        ShapeType::Structure => aggregate::structure(w, shape),
        ShapeType::Union => union::union(w, shape),
        _ => simple::simple(w, shape, facts, location),
    };
    // The length of bytes as they are is no matter of base64.
    let is_raw = shape.shape_type == ShapeType::Blob && location == Location::Part;
    constraints::constrain(&mut schema, facts, if is_raw { ShapeType::String } else { shape.shape_type });
    if let Some(all) = shape.traits.get(trait_id::OPENAPI_ALL_OF).and_then(|node| node.as_array()) {
        let ids = all.iter().filter_map(|id| id.as_str()?.parse::<ShapeId>().ok());
        let all: Vec<Value> = ids.map(|id| part_of(w, &id)).collect();
        schema.set_filled("allOf", all);
    }
    schema
}

/// A schema that values have to satisfy, too. It is written in place if nothing else has it, as it is in documents.
fn part_of(w: &mut Writer<'_>, id: &ShapeId) -> Value {
    let Some(shape) = w.model.get(id) else { return Value::Bool(true) };
    if w.is_referred_to(shape) || shape.traits.contains(trait_id::OPENAPI_ALL_OF) {
        return named(w, id).into();
    }
    let mut schema = whole(w, shape);
    annotate(&mut schema, &shape.traits);
    value_of(schema)
}

/// The schema as a value: `false` if nothing fits.
pub(super) fn value_of(schema: Object) -> Value {
    match schema.get("enum") {
        Some(Value::Array(values)) if values.is_empty() => Value::Bool(false),
        _ => schema.into(),
    }
}

/// The schema with null among its values.
fn nullable(mut schema: Object) -> Object {
    if let Some(Value::Array(values)) = schema.get_mut("enum")
        && !values.is_empty()
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
    let has_parts = ["$ref", "oneOf", "anyOf", "allOf"].iter().any(|key| schema.has(key));
    match schema.get_mut("type") {
        Some(of_type @ Value::String(_)) if !has_parts => {
            *of_type = Value::Array(vec![of_type.clone(), "null".into()]);
            schema
        }
        None if !has_parts => schema,
        _ => Object::of("oneOf", vec![schema.into(), Object::of("type", "null").into()]),
    }
}
