//! Shapes, with their members and constraints, as text.

use std::fmt::Write;

use weland_model::query::http::StatusRange;
use weland_model::{Node, NodeKind};

use super::{flag, write_code_name, xml_namespace};
use crate::Service;
use crate::constraints::{Bound, Constraints};
use crate::shape::{Discriminator, ErrorTraits, Member, Shape, ShapeKind, UnionEncoding};
use crate::xml::Xml;

pub(super) fn write_shape(service: &Service, shape: &Shape, out: &mut String) -> std::fmt::Result {
    let (what, error) = match &shape.kind {
        ShapeKind::Simple(shape_type) => (shape_type.as_str(), None),
        ShapeKind::Enum(_) => ("enum", None),
        ShapeKind::IntEnum(_) => ("intEnum", None),
        ShapeKind::List { .. } => ("list", None),
        ShapeKind::Map { .. } => ("map", None),
        ShapeKind::Structure { error, .. } => ("structure", error.as_ref()),
        ShapeKind::Union { .. } => ("union", None),
    };
    write!(out, "{what} {}", shape.name)?;
    write_code_name(&shape.name, &shape.code_name, out)?;
    write_constraints(service, &shape.constraints, out)?;
    for (set, name) in [
        (shape.prelude, "prelude"),
        (shape.open, "open"),
        (shape.nullable, "nullable"),
        (shape.sensitive, "sensitive"),
        (shape.streaming, "streaming"),
        (shape.requires_length, "requires-length"),
        (shape.docs.deprecated.is_some(), "deprecated"),
    ] {
        flag(out, set, name)?;
    }
    if let Some(media_type) = &shape.media_type {
        write!(out, " media={media_type:?}")?;
    }
    if let Some(format) = &shape.format {
        write!(out, " format={format:?}")?;
    }
    write_xml(&shape.xml, out)?;
    if let ShapeKind::Union { encoding, .. } = &shape.kind {
        match encoding {
            UnionEncoding::Tagged => write!(out, " tagged")?,
            UnionEncoding::Untagged { discriminator, exactly_one } => {
                write!(out, " untagged")?;
                flag(out, *exactly_one, "exactly-one")?;
                if let Some(Discriminator { property, mapping }) = discriminator {
                    write!(out, " by={property:?}")?;
                    mapping.iter().try_for_each(|(value, member)| write!(out, " {value:?}->{member}"))?;
                }
            }
            UnionEncoding::ByStatus => write!(out, " by-status")?,
            UnionEncoding::ByMediaType => write!(out, " by-media-type")?,
            UnionEncoding::Discriminated(name) => write!(out, " discriminated={name:?}")?,
        }
    }
    if let Some(error) = error {
        write_error(service, error, out)?;
    }
    writeln!(out)?;
    write_members(service, shape, out)
}

fn write_error(service: &Service, error: &ErrorTraits, out: &mut String) -> std::fmt::Result {
    write!(out, " error={}", error.status)?;
    if error.statuses != StatusRange::Code(error.status) {
        write!(out, " statuses={}", error.statuses)?;
    }
    flag(out, error.retryable, "retryable")?;
    flag(out, error.throttling, "throttling")?;
    if error.namespace != service.namespace {
        write!(out, " namespace={}", error.namespace)?;
    }
    if let Some(code) = &error.query_code {
        write!(out, " query-code={code:?}")?;
    }
    if let Some(status) = error.query_status {
        write!(out, " query-status={status}")?;
    }
    Ok(())
}

fn write_members(service: &Service, shape: &Shape, out: &mut String) -> std::fmt::Result {
    match &shape.kind {
        ShapeKind::Enum(values) => values.iter().try_for_each(|value| {
            write!(out, "  {} = {:?}", value.name, value.value)?;
            flag(out, value.internal, "internal")?;
            writeln!(out)
        }),
        ShapeKind::IntEnum(values) => {
            values.iter().try_for_each(|value| writeln!(out, "  {} = {}", value.name, value.value))
        }
        _ => shape.members().try_for_each(|member| write_member(service, member, out)),
    }
}

fn write_member(service: &Service, member: &Member, out: &mut String) -> std::fmt::Result {
    write!(out, "  {}: {} {:?}", member.name, service.shape(member.target).name, member.binding)?;
    write_code_name(&member.name, &member.code_name, out)?;
    for (set, name) in [
        (member.presence.required, "required"),
        (member.presence.nullable, "nullable"),
        (member.client_optional, "client-optional"),
        (member.sequence, "sequence"),
        (member.idempotency_token, "token"),
        (member.rest, "rest"),
        (member.docs.deprecated.is_some(), "deprecated"),
    ] {
        flag(out, set, name)?;
    }
    if member.json_name != member.name {
        write!(out, " json={:?}", member.json_name)?;
    }
    if let Some(name) = &member.ec2_name {
        write!(out, " ec2={name:?}")?;
    }
    write_xml(&member.xml, out)?;
    if let Some(statuses) = member.statuses {
        write!(out, " status={statuses}")?;
    }
    if let Some(style) = member.style.or(member.field.as_ref().and_then(|field| field.style)) {
        write!(out, " style={}", style.style.name())?;
        flag(out, style.explode, "explode")?;
        flag(out, style.allow_reserved, "reserved")?;
    }
    if let Some(content_type) = member.field.as_ref().and_then(|field| field.content_type.as_ref()) {
        write!(out, " part={content_type:?}")?;
    }
    for header in member.field.iter().flat_map(|field| &field.headers) {
        write!(out, " part-header={:?}", header.name)?;
        flag(out, header.required, "required")?;
    }
    flag(out, member.field.as_ref().is_some_and(|field| field.base64), "base64")?;
    if let Some(content) = &member.content {
        write!(out, " content={content:?}")?;
    }
    if let Some(format) = &member.format {
        write!(out, " format={format:?}")?;
    }
    if let Some(format) = &member.timestamp_format {
        write!(out, " format={format}")?;
    }
    if let Some(default) = &member.default {
        write!(out, " default={}", node(default))?;
    }
    if let Some(constraints) = &member.constraints {
        write_constraints(service, constraints, out)?;
    }
    writeln!(out)
}

fn write_xml(xml: &Xml, out: &mut String) -> std::fmt::Result {
    if let Some(name) = &xml.name {
        write!(out, " xml={name:?}")?;
    }
    flag(out, xml.attribute, "attribute")?;
    flag(out, xml.flattened, "flattened")?;
    if let Some(namespace) = &xml.namespace {
        write!(out, " xmlns={}", xml_namespace(namespace))?;
    }
    Ok(())
}

fn write_constraints(service: &Service, constraints: &Constraints, out: &mut String) -> std::fmt::Result {
    if let Some((min, max)) = constraints.length {
        write!(out, " length={}..{}", text(min), text(max))?;
    }
    if let Some((min, max)) = &constraints.range {
        write!(out, " range={}..{}", text(min.as_ref().map(number)), text(max.as_ref().map(number)))?;
    }
    if let Some(pattern) = &constraints.pattern {
        write!(out, " pattern={:?}", pattern.source)?;
        flag(out, pattern.unusable.is_some(), "unusable")?;
    }
    for value in &constraints.values {
        write!(out, " value={:?}", value.text)?;
        flag(out, value.internal, "internal")?;
    }
    flag(out, constraints.unique_items, "unique")?;
    write_rules(service, constraints, out)
}

/// What JSON Schema can say and Smithy cannot.
fn write_rules(service: &Service, constraints: &Constraints, out: &mut String) -> std::fmt::Result {
    let bounds = [("above", &constraints.exclusive_minimum), ("below", &constraints.exclusive_maximum)];
    for (name, bound) in bounds {
        if let Some(bound) = bound {
            write!(out, " {name}={}", number(bound))?;
        }
    }
    if let Some(divisor) = &constraints.multiple_of {
        write!(out, " multiple-of={divisor}")?;
    }
    if let Some(constants) = &constraints.constants {
        let constants: Vec<String> = constants.iter().map(ToString::to_string).collect();
        write!(out, " one-of=[{}]", constants.join(","))?;
    }
    if let Some((min, max)) = constraints.property_count {
        write!(out, " keys={}..{}", text(min), text(max))?;
    }
    for (pattern, target) in &constraints.pattern_properties {
        write!(out, " {:?}->{}", pattern.source, service.shape(*target).name)?;
    }
    for (name, shapes) in [("prefix", &constraints.prefix_items), ("all-of", &constraints.all_of)] {
        if !shapes.is_empty() {
            let names: Vec<&str> = shapes.iter().map(|index| service.shape(*index).name.as_str()).collect();
            write!(out, " {name}={}", names.join(","))?;
        }
    }
    flag(out, constraints.closed, "closed")
}

fn text(bound: Option<impl ToString>) -> String {
    bound.map(|bound| bound.to_string()).unwrap_or_default()
}

fn number(bound: &Bound) -> String {
    match bound {
        Bound::Integer(value) => value.to_string(),
        Bound::Decimal(value) => value.to_string(),
        Bound::Text(value) => value.clone(),
    }
}

/// A default: those of lists and maps are empty.
fn node(node: &Node) -> String {
    match &node.kind {
        NodeKind::Null => "null".to_owned(),
        NodeKind::Bool(value) => value.to_string(),
        NodeKind::Number(number) => number.as_str().to_owned(),
        NodeKind::String(text) => format!("{text:?}"),
        NodeKind::Array(_) => "[]".to_owned(),
        NodeKind::Object(_) => "{}".to_owned(),
    }
}
