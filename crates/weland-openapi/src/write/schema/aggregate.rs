//! Schemas of lists, maps and structures.

use weland_model::{Member, Model, Node, Shape, ShapeId, trait_id};

use super::{Location, member, named, value_of};
use crate::write::value::{Object, Value};
use crate::write::writer::Writer;

/// The schema of a list, without constraints.
pub(super) fn list<'m>(w: &mut Writer<'m>, shape: &'m Shape, location: Location) -> Object {
    let mut schema = Object::of("type", "array");
    let first = shape.traits.get(trait_id::OPENAPI_PREFIX_ITEMS).and_then(Node::as_array).unwrap_or_default();
    let first: Vec<Value> = first.iter().filter_map(shape_id).map(|id| named(w, &id).into()).collect();
    schema.set_filled("prefixItems", first);
    if let Some(element) = shape.member("member") {
        schema.set("items", value_of(member(w, shape, element, location)));
    }
    schema
}

/// The schema of a map, without constraints.
pub(super) fn map<'m>(w: &mut Writer<'m>, shape: &'m Shape, location: Location) -> Object {
    let mut schema = Object::of("type", "object");
    if let Some(key) = shape.member("key").filter(|key| !key.traits.is_empty() || !Model::is_prelude(&key.target)) {
        schema.set("propertyNames", member(w, shape, key, Location::Json));
    }
    patterns(w, &mut schema, shape);
    schema.set_some("additionalProperties", map_value(w, shape, location));
    schema
}

/// The schema of the values of a map: `true` if all fit.
fn map_value<'m>(w: &mut Writer<'m>, shape: &'m Shape, location: Location) -> Option<Value> {
    let schema = member(w, shape, shape.member("value")?, location);
    Some(if schema.is_empty() { Value::Bool(true) } else { value_of(schema) })
}

fn patterns<'m>(w: &mut Writer<'m>, schema: &mut Object, shape: &'m Shape) {
    let entries = shape.traits.get(trait_id::OPENAPI_PATTERN_PROPERTIES).and_then(Node::as_array).unwrap_or_default();
    let mut patterns = Object::new();
    for entry in entries {
        if let (Some(pattern), Some(target)) = (entry.get_str("pattern"), entry.get("target").and_then(shape_id)) {
            patterns.set(pattern, named(w, &target));
        }
    }
    schema.set_filled("patternProperties", patterns);
}

fn shape_id(node: &Node) -> Option<ShapeId> {
    node.as_str()?.parse().ok()
}

/// The schema of a structure, without constraints.
pub(super) fn structure<'m>(w: &mut Writer<'m>, shape: &'m Shape) -> Object {
    let members: Vec<&Member> = shape.members.iter().collect();
    object(w, shape, &members, Location::Json)
}

/// The schema of an object that has some of the members of a structure.
pub(in crate::write) fn object<'m>(
    w: &mut Writer<'m>,
    shape: &'m Shape,
    members: &[&'m Member],
    location: Location,
) -> Object {
    let mut schema = Object::of("type", "object");
    let (mut properties, mut required, mut others) = (Vec::new(), Vec::new(), None);
    for one in members {
        if [trait_id::OPENAPI_ADDITIONAL_PROPERTIES, trait_id::ALLOY_JSON_UNKNOWN]
            .iter()
            .any(|id| one.traits.contains(id))
        {
            others = w.model.target(one).and_then(|map| map_value(w, map, Location::Json));
            continue;
        }
        let name = one.traits.get_str(trait_id::JSON_NAME).unwrap_or(&one.name);
        if one.traits.contains(trait_id::REQUIRED) {
            required.push(Value::from(name));
        }
        properties.push((name.to_owned(), value_of(member(w, shape, one, location))));
    }
    schema.set_filled("properties", Object::of_unique(properties));
    schema.set_filled("required", required);
    patterns(w, &mut schema, shape);
    let closed = shape.traits.contains(trait_id::OPENAPI_CLOSED).then_some(Value::Bool(false));
    schema.set_some("additionalProperties", others.or(closed));
    schema
}
