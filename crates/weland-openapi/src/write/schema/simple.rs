//! Schemas of simple shapes: of strings, numbers, timestamps and the like.

use weland_model::query::enums;
use weland_model::{Member, Shape, ShapeType, trait_id};

use super::Location;
use crate::write::facts::Facts;
use crate::write::value::{Object, Value};
use crate::write::writer::Writer;

/// The schema of a simple shape, without constraints.
pub(super) fn simple(w: &Writer<'_>, shape: &Shape, facts: Facts<'_>, location: Location) -> Object {
    let (name, format) = match shape.shape_type {
        ShapeType::Boolean => ("boolean", None),
        ShapeType::Byte => ("integer", Some("int8")),
        ShapeType::Short => ("integer", Some("int16")),
        ShapeType::Integer => ("integer", Some("int32")),
        ShapeType::Long => ("integer", Some("int64")),
        ShapeType::BigInteger => ("integer", None),
        ShapeType::Float => ("number", Some("float")),
        ShapeType::Double => ("number", Some("double")),
        ShapeType::BigDecimal => ("number", Some("decimal")),
        ShapeType::Timestamp => timestamp(timestamp_format(w, facts, location)),
        ShapeType::Blob if location == Location::Part => ("string", Some("binary")),
        ShapeType::Blob => return encoded(facts, true),
        ShapeType::String if shape.traits.contains(trait_id::ENUM) => return trait_enum(shape),
        ShapeType::String => return encoded(facts, location == Location::Header && facts.has(trait_id::MEDIA_TYPE)),
        ShapeType::Enum => return string_enum(shape),
        ShapeType::IntEnum => return int_enum(shape),
        _ => return Object::new(),
    };
    let mut schema = Object::of("type", name);
    schema.set_some("format", format);
    schema
}

/// The format in which a timestamp stands somewhere.
pub(super) fn timestamp_format<'t>(w: &Writer<'_>, facts: Facts<'t>, location: Location) -> &'t str {
    facts.text(trait_id::TIMESTAMP_FORMAT).unwrap_or(match location {
        Location::Json if !w.is_rest && !w.is_simple_rest => "epoch-seconds",
        Location::Header if !w.is_rest => "http-date",
        _ => "date-time",
    })
}

fn timestamp(format: &str) -> (&'static str, Option<&'static str>) {
    match format {
        "epoch-seconds" => ("number", Some("unixtime")),
        "http-date" => ("string", Some("http-date")),
        _ => ("string", Some("date-time")),
    }
}

/// A text, or bytes as a text.
fn encoded(facts: Facts<'_>, is_base64: bool) -> Object {
    let mut schema = Object::of("type", "string");
    if is_base64 {
        schema.set("contentEncoding", "base64");
    }
    schema.set_some("contentMediaType", facts.text(trait_id::MEDIA_TYPE));
    schema
}

/// Enums state their names and the documentation of their values in extensions that many tools know.
fn string_enum(shape: &Shape) -> Object {
    let mut schema = Object::of("type", "string");
    let values = shape.members.iter().map(|member| Value::from(enums::string_value(member)));
    schema.set("enum", values.collect::<Vec<_>>());
    if shape.members.iter().any(|member| enums::string_value(member) != &*member.name) {
        names(&mut schema, shape.members.iter().map(|member| &*member.name));
    }
    descriptions(&mut schema, shape.members.iter().map(documentation));
    open(schema, shape)
}

fn int_enum(shape: &Shape) -> Object {
    let mut schema = Object::of("type", "integer");
    schema.set("format", "int32");
    let values = shape.members.iter().filter_map(enums::int_value);
    schema.set("enum", values.map(|value| Value::from(i64::from(value))).collect::<Vec<_>>());
    names(&mut schema, shape.members.iter().map(|member| &*member.name));
    descriptions(&mut schema, shape.members.iter().map(documentation));
    open(schema, shape)
}

fn trait_enum(shape: &Shape) -> Object {
    let entries: Vec<_> = enums::entries(&shape.traits).collect();
    let mut schema = Object::of("type", "string");
    schema.set("enum", entries.iter().map(|entry| Value::from(entry.value)).collect::<Vec<_>>());
    if enums::has_names(&shape.traits) && entries.iter().any(|entry| entry.name != Some(entry.value)) {
        names(&mut schema, entries.iter().filter_map(|entry| entry.name));
    }
    descriptions(&mut schema, entries.iter().map(|entry| entry.documentation));
    open(schema, shape)
}

fn names<'a>(schema: &mut Object, names: impl Iterator<Item = &'a str>) {
    schema.set("x-enum-varnames", names.map(Value::from).collect::<Vec<_>>());
}

fn descriptions<'a>(schema: &mut Object, texts: impl Iterator<Item = Option<&'a str>>) {
    let texts: Vec<Option<&str>> = texts.collect();
    if texts.iter().any(Option::is_some) {
        let texts: Vec<Value> = texts.into_iter().map(|text| text.unwrap_or_default().into()).collect();
        schema.set("x-enum-descriptions", texts);
    }
}

fn documentation(member: &Member) -> Option<&str> {
    member.traits.get_str(trait_id::DOCUMENTATION)
}

/// The schema of an enum to which other values may come.
fn open(schema: Object, shape: &Shape) -> Object {
    if !shape.traits.contains(trait_id::ALLOY_OPEN_ENUM) {
        return schema;
    }
    let plain = Object::of("type", if shape.shape_type == ShapeType::IntEnum { "integer" } else { "string" });
    Object::of("anyOf", vec![schema.into(), plain.into()])
}
