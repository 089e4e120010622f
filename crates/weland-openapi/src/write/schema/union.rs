//! Schemas of unions.

use weland_model::{Member, Node, Shape, trait_id};

use super::{Location, member};
use crate::write::value::{Object, Value};
use crate::write::writer::Writer;

/// The schema of a union.
pub(super) fn union<'m>(w: &mut Writer<'m>, shape: &'m Shape) -> Object {
    if shape.traits.contains(trait_id::ALLOY_UNTAGGED) {
        untagged(w, shape)
    } else if let Some(key) = shape.traits.get_str(trait_id::ALLOY_DISCRIMINATED) {
        discriminated(w, shape, key)
    } else {
        tagged(w, shape)
    }
}

/// An object with a single key, which is the name of a member. Other keys may be there, but none of another member, for
/// then two alternatives would fit.
fn tagged<'m>(w: &mut Writer<'m>, shape: &'m Shape) -> Object {
    let known = shape.members.iter().filter(|one| !one.traits.contains(trait_id::ALLOY_JSON_UNKNOWN));
    let mut alternatives: Vec<Value> = Vec::new();
    for one in known {
        let name = one.traits.get_str(trait_id::JSON_NAME).unwrap_or(&one.name);
        let mut schema = Object::of("type", "object");
        schema.set("title", &*one.name);
        schema.set("properties", Object::of(name, alternative(w, shape, one)));
        schema.set("required", vec![Value::from(name)]);
        alternatives.push(schema.into());
    }
    Object::of("oneOf", alternatives)
}

/// The schema of a member. One that stands for no value is an object without keys.
fn alternative<'m>(w: &mut Writer<'m>, shape: &'m Shape, one: &'m Member) -> Object {
    member(w, shape, one, Location::Json)
}

/// The value of a member, without a name around it.
fn untagged<'m>(w: &mut Writer<'m>, shape: &'m Shape) -> Object {
    let alternatives: Vec<Object> = shape.members.iter().map(|one| alternative(w, shape, one)).collect();
    let is_exact = shape.traits.contains(trait_id::OPENAPI_EXACTLY_ONE);
    let mut schema = Object::new();
    if let Some(discriminator) = shape.traits.get(trait_id::OPENAPI_DISCRIMINATOR) {
        let mut written = Object::of("propertyName", discriminator.get_str("property").unwrap_or_default());
        let mapping = discriminator.get("mapping").and_then(Node::as_object);
        let mut entries = Object::new();
        for (key, name) in mapping.into_iter().flat_map(|mapping| mapping.iter()) {
            let index = shape.members.iter().position(|one| Some(&*one.name) == name.as_str());
            let target = index.and_then(|index| alternatives.get(index)?.get("$ref").cloned());
            entries.set_some(key, target);
        }
        written.set_filled("mapping", entries);
        schema.set("discriminator", written);
    }
    let alternatives: Vec<Value> = alternatives.into_iter().map(Value::from).collect();
    let mut outer = Object::of(if is_exact { "oneOf" } else { "anyOf" }, alternatives);
    outer.extend(schema);
    outer
}

/// The object of a member, with one more key that holds the member's name. Since discriminators refer to schemas by
/// name, each alternative is a component.
fn discriminated<'m>(w: &mut Writer<'m>, shape: &'m Shape, key: &str) -> Object {
    let name = w.name(shape);
    let (mut alternatives, mut mapping): (Vec<Value>, _) = (Vec::new(), Object::new());
    for one in shape.members.iter().filter(|one| !one.traits.contains(trait_id::ALLOY_JSON_UNKNOWN)) {
        let tag = one.traits.get_str(trait_id::JSON_NAME).unwrap_or(&one.name);
        let mut tagged = Object::of("type", "object");
        tagged.set("properties", Object::of(key, Object::of("const", tag)));
        tagged.set("required", vec![Value::from(key)]);
        let all = vec![alternative(w, shape, one).into(), tagged.into()];
        let reference = w.add_schema(&format!("{name}{}", capitalized(&one.name)), Object::of("allOf", all));
        mapping.set_some(tag, reference.get("$ref").cloned());
        alternatives.push(reference.into());
    }
    let mut discriminator = Object::of("propertyName", key);
    discriminator.set("mapping", mapping);
    let mut schema = Object::of("oneOf", alternatives);
    schema.set("discriminator", discriminator);
    schema
}

fn capitalized(name: &str) -> String {
    let mut characters = name.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}
