//! Schemas as Rust expressions.

use std::collections::BTreeSet;

use weland_model::ShapeType;

use super::{Names, members};
use weland_service::{Binding, Bound, Constraints, Member, Service, Shape, ShapeIndex, ShapeKind};

/// A reference to the static of a shape's schema.
pub(super) fn reference(service: &Service, names: &Names, index: ShapeIndex) -> String {
    let name = names.static_of(index);
    if service.shape(index).prelude { format!("&prelude::{name}") } else { format!("&{name}") }
}

/// The schema of a shape without members, with these constraints: a constructor and the calls behind it.
pub(super) fn expression(
    service: &Service,
    names: &Names,
    index: ShapeIndex,
    constraints: &Constraints,
) -> Vec<String> {
    let shape = service.shape(index);
    let name = literal(&shape.name);
    let constructor = match &shape.kind {
        ShapeKind::Simple(ShapeType::String) => format!("Schema::string({name})"),
        ShapeKind::Simple(simple) => format!("Schema::new(ShapeType::{}, {name})", shape_type(*simple)),
        ShapeKind::Enum(_) => format!("Schema::string_enum({name})"),
        ShapeKind::IntEnum(_) => format!("Schema::int_enum({name})"),
        ShapeKind::List { element, sparse } => {
            let element = entry(service, names, index, element, "element", *sparse);
            format!("Schema::list({name}, &[{element}])")
        }
        ShapeKind::Map { key, value, sparse } => {
            let key = entry(service, names, index, key, "key", false);
            let value = entry(service, names, index, value, "value", *sparse);
            format!("Schema::map({name}, &[{key}, {value}])")
        }
        ShapeKind::Structure { .. } => format!("Schema::structure({name})"),
        ShapeKind::Union { .. } => format!("Schema::union({name})"),
    };
    let mut calls = vec![constructor];
    constrain(&mut calls, constraints);
    if let ShapeKind::Enum(values) = &shape.kind {
        internal(&mut calls, values.iter().filter(|it| it.internal).map(|it| it.value.as_str()));
    }
    describe(&mut calls, shape);
    calls
}

fn describe(calls: &mut Vec<String>, shape: &Shape) {
    for (set, call) in [
        (shape.sensitive, ".sensitive()"),
        (shape.streaming, ".streaming()"),
        (shape.requires_length, ".requires_length()"),
    ] {
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
}

/// The schema of a member whose own constraints make it differ from its target.
pub(super) fn of_member(service: &Service, names: &Names, member: &Member, constraints: &Constraints) -> Vec<String> {
    let mut calls = expression(service, names, member.target, constraints);
    let values = match &service.shape(member.target).kind {
        ShapeKind::Enum(_) => "values",
        ShapeKind::IntEnum(_) => "numbers",
        _ => return calls,
    };
    let name = names.type_of(member.target).unwrap_or_default();
    calls.push(format!(".{values}({name}::VALUES)"));
    calls
}

/// The shapes whose schemas something refers to. One that only members with own constraints target needs no static.
pub(super) fn referenced(service: &Service, names: &Names) -> BTreeSet<ShapeIndex> {
    let mut found = BTreeSet::new();
    let has_type =
        |shape: &Shape| !matches!(shape.kind, ShapeKind::Simple(_) | ShapeKind::List { .. } | ShapeKind::Map { .. });
    let all = (0..service.shapes.len()).map(ShapeIndex);
    let mut queue: Vec<ShapeIndex> = all.filter(|index| has_type(service.shape(*index))).collect();
    found.extend(&queue);
    let mut copied = BTreeSet::new();
    while let Some(container) = queue.pop() {
        for member in members(service.shape(container)) {
            let is_copied = names.member_static(container, member).is_some();
            let is_new = if is_copied { copied.insert(member.target) } else { found.insert(member.target) };
            if is_new {
                queue.push(member.target);
            }
        }
    }
    found
}

fn target(service: &Service, names: &Names, container: ShapeIndex, member: &Member) -> String {
    match names.member_static(container, member) {
        Some(name) => format!("&{name}"),
        None => reference(service, names, member.target),
    }
}

fn entry(
    service: &Service,
    names: &Names,
    container: ShapeIndex,
    member: &Member,
    kind: &str,
    nullable: bool,
) -> String {
    let mut text = format!("Member::{kind}({})", target(service, names, container, member));
    if nullable {
        text.push_str(".nullable()");
    }
    member_traits(&mut text, member);
    text
}

/// The member of a structure or union.
pub(super) fn member(service: &Service, names: &Names, container: ShapeIndex, member: &Member) -> String {
    let target = target(service, names, container, member);
    let mut text = format!("Member::new({}, {target})", literal(&member.name));
    if member.json_name != member.name {
        text.push_str(&format!(".json_name({})", literal(&member.json_name)));
    }
    text.push_str(&binding(&member.binding));
    // A member with a default is never missing.
    if member.required && member.default.is_none() && member.binding != Binding::Label {
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
    if let Some((min, max)) = &constraints.range {
        calls.push(format!(".range({}, {})", bound(min), bound(max)));
    }
    if let Some(pattern) = &constraints.pattern {
        calls.push(format!(".pattern(pattern!({}))", raw_literal(&pattern.0)));
    }
    if constraints.unique_items {
        calls.push(".unique_items()".to_owned());
    }
    if !constraints.values.is_empty() {
        let values: Vec<&str> = constraints.values.iter().map(|it| it.text.as_str()).collect();
        calls.push(format!(".values(&{values:?})"));
        internal(calls, constraints.values.iter().filter(|it| it.internal).map(|it| it.text.as_str()));
    }
}

fn internal<'a>(calls: &mut Vec<String>, values: impl Iterator<Item = &'a str>) {
    let values: Vec<&str> = values.collect();
    if !values.is_empty() {
        calls.push(format!(".internal_values(&{values:?})"));
    }
}

fn bound(bound: &Option<Bound>) -> String {
    match bound {
        None => "None".to_owned(),
        Some(Bound::Integer(value)) => format!("Some(Bound::Integer({value}))"),
        Some(Bound::Decimal(value)) => format!("Some(Bound::Decimal({value:?}))"),
        Some(Bound::Text(value)) => format!("Some(Bound::Text({}))", literal(value)),
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
pub(super) fn literal(text: &str) -> String {
    format!("{text:?}")
}

/// A raw string literal, which leaves backslashes as the model has them; an ordinary one if raw would save nothing or hide
/// something.
fn raw_literal(text: &str) -> String {
    let is_visible = text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    if !text.contains(['\\', '"']) || !is_visible {
        return literal(text);
    }
    let mut hashes = String::new();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}

#[cfg(test)]
mod tests {
    use super::raw_literal;

    #[test]
    fn literals_are_raw_where_that_is_easier_to_read() {
        for (text, literal) in [
            ("^a$", r#""^a$""#),
            (r"\d", r#"r"\d""#),
            ("\"#\\", "r##\"\"#\\\"##"),
            ("\\\n", r#""\\\n""#),
            ("\\\u{202e}", r#""\\\u{202e}""#),
        ] {
            assert_eq!(raw_literal(text), literal);
        }
    }
}
