//! Schemas as Rust expressions.

use weland_model::ShapeType;

use super::Names;
use crate::service::{Binding, Bound, Constraints, Member, Service, Shape, ShapeIndex, ShapeKind};

/// A reference to the static of a shape's schema.
pub fn reference(service: &Service, names: &Names, index: ShapeIndex) -> String {
    let name = names.static_of(index);
    if service.shape(index).prelude { format!("&prelude::{name}") } else { format!("&{name}") }
}

/// The schema of a shape without members and values, with these constraints: a constructor and the calls behind it.
pub fn expression(service: &Service, names: &Names, shape: &Shape, constraints: &Constraints) -> Vec<String> {
    let name = literal(&shape.name);
    let constructor = match &shape.kind {
        ShapeKind::Simple(ShapeType::String) => format!("Schema::string({name})"),
        ShapeKind::Simple(simple) => format!("Schema::new(ShapeType::{}, {name})", shape_type(*simple)),
        ShapeKind::Enum(_) => format!("Schema::string_enum({name})"),
        ShapeKind::IntEnum(_) => format!("Schema::int_enum({name})"),
        ShapeKind::List { element, sparse } => {
            let element = entry(service, names, &shape.name, element, "element", *sparse);
            format!("Schema::list({name}, &[{element}])")
        }
        ShapeKind::Map { key, value, sparse } => {
            let key = entry(service, names, &shape.name, key, "key", false);
            let value = entry(service, names, &shape.name, value, "value", *sparse);
            format!("Schema::map({name}, &[{key}, {value}])")
        }
        ShapeKind::Structure { .. } => format!("Schema::structure({name})"),
        ShapeKind::Union { .. } => format!("Schema::union({name})"),
    };
    let mut calls = vec![constructor];
    constrain(&mut calls, constraints);
    for (set, call) in [(shape.sensitive, ".sensitive()"), (shape.streaming, ".streaming()")] {
        if set {
            calls.push(call.to_owned());
        }
    }
    if let Some(media_type) = &shape.media_type {
        calls.push(format!(".media_type({})", literal(media_type)));
    }
    if let ShapeKind::Structure { error: Some(error), .. } = &shape.kind {
        calls.push(format!(".error({})", error.status));
        if error.retryable {
            calls.push(format!(".retryable({})", error.throttling));
        }
    }
    calls
}

/// Whether the schema of a list or map needs a static of its own for its element.
pub fn own_static(container: &str, member: &Member) -> Option<String> {
    member.constraints.as_ref()?;
    Some(crate::names::static_name(&format!("{container}_{}", member.name)))
}

fn entry(service: &Service, names: &Names, container: &str, member: &Member, kind: &str, nullable: bool) -> String {
    let target = match own_static(container, member) {
        Some(name) => format!("&{name}"),
        None => reference(service, names, member.target),
    };
    let mut text = format!("Member::{kind}({target})");
    if nullable {
        text.push_str(".nullable()");
    }
    member_traits(&mut text, member);
    text
}

/// The member of a structure or union.
pub fn member(service: &Service, names: &Names, container: &str, member: &Member) -> String {
    let target = match own_static(container, member) {
        Some(name) => format!("&{name}"),
        None => reference(service, names, member.target),
    };
    let mut text = format!("Member::new({}, {target})", literal(&member.name));
    if member.json_name != member.name {
        text.push_str(&format!(".json_name({})", literal(&member.json_name)));
    }
    text.push_str(&binding(&member.binding));
    if member.required && member.binding != Binding::Label {
        text.push_str(".required()");
    }
    member_traits(&mut text, member);
    text
}

fn member_traits(text: &mut String, member: &Member) {
    let format = match member.timestamp_format.as_deref() {
        Some("epoch-seconds") => "EpochSeconds",
        Some("date-time") => "DateTime",
        Some("http-date") => "HttpDate",
        _ => "",
    };
    if !format.is_empty() {
        text.push_str(&format!(".timestamp_format(TimestampFormat::{format})"));
    }
    if member.idempotency_token {
        text.push_str(".idempotency_token()");
    }
}

fn binding(binding: &Binding) -> String {
    match binding {
        Binding::Body => String::new(),
        Binding::Label => ".label()".to_owned(),
        Binding::Query(name) => format!(".query({})", literal(name)),
        Binding::Header(name) => format!(".header({})", literal(name)),
        Binding::Payload => ".payload()".to_owned(),
        Binding::PrefixHeaders(prefix) => format!(".bound(Binding::PrefixHeaders({}))", literal(prefix)),
        other => format!(".bound(Binding::{other:?})"),
    }
}

fn constrain(calls: &mut Vec<String>, constraints: &Constraints) {
    if let Some((min, max)) = constraints.length {
        calls.push(format!(".length({min:?}, {max:?})"));
    }
    if let Some((min, max)) = constraints.range {
        calls.push(format!(".range({}, {})", bound(min), bound(max)));
    }
    if let Some(pattern) = &constraints.pattern {
        calls.push(format!(".pattern(pattern!({}))", raw_literal(&pattern.0)));
    }
    if constraints.unique_items {
        calls.push(".unique_items()".to_owned());
    }
}

fn bound(bound: Option<Bound>) -> String {
    match bound {
        None => "None".to_owned(),
        Some(Bound::Integer(value)) => format!("Some(Bound::Integer({value}))"),
        Some(Bound::Decimal(value)) => format!("Some(Bound::Decimal({value:?}))"),
    }
}

fn shape_type(simple: ShapeType) -> &'static str {
    match simple {
        ShapeType::Blob => "Blob",
        ShapeType::Boolean => "Boolean",
        ShapeType::String => "String",
        ShapeType::Byte => "Byte",
        ShapeType::Short => "Short",
        ShapeType::Integer => "Integer",
        ShapeType::Long => "Long",
        ShapeType::Float => "Float",
        ShapeType::Double => "Double",
        ShapeType::BigInteger => "BigInteger",
        ShapeType::BigDecimal => "BigDecimal",
        ShapeType::Timestamp => "Timestamp",
        _ => "Document",
    }
}

/// A Rust string literal.
pub fn literal(text: &str) -> String {
    format!("{text:?}")
}

/// A raw string literal, which leaves backslashes as the model has them; an ordinary one if raw would save nothing.
pub fn raw_literal(text: &str) -> String {
    if !text.contains(['\\', '"']) || text.contains('\r') {
        return literal(text);
    }
    let mut hashes = String::new();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}
