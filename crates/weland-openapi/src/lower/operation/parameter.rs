//! Parameters and headers, as members.

use weland_model::{Member, Node, Span, trait_id};

use super::Operation;
use crate::lower::apply::{boolean, mark, object, put, put_text};
use crate::lower::build::{Annotated, member};
use crate::lower::schema::view::{At, sorted};
use crate::lower::{Lowering, annotate, service};

/// Where a parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Path,
    Query,
    Header,
    Cookie,
}

impl Place {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "path" => Self::Path,
            "query" => Self::Query,
            "header" => Self::Header,
            "cookie" => Self::Cookie,
            _ => return None,
        })
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }

    /// The style that parameters have without stating one.
    fn style(self) -> &'static str {
        if matches!(self, Self::Query | Self::Cookie) { "form" } else { "simple" }
    }
}

/// A parameter of an operation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parameter<'d> {
    pub(super) place: Place,
    pub(super) name: &'d str,
    pub(super) at: At<'d>,
    pub(super) span: Span,
}

/// The parameters of an operation, by place and name: its own and those of its path that it doesn't override.
pub(super) fn parameters<'d>(lowering: &mut Lowering<'d, '_>, operation: &Operation<'d>) -> Vec<Parameter<'d>> {
    let mut found: Vec<Parameter<'d>> = Vec::new();
    let own: Vec<At<'d>> = operation.at.items("parameters").collect();
    for at in own.into_iter().chain(operation.item.items("parameters")) {
        let Some(parameter) = read(lowering, at) else { continue };
        let is_same = |other: &Parameter<'_>| match parameter.place {
            _ if other.place != parameter.place => false,
            Place::Header => other.name.eq_ignore_ascii_case(parameter.name),
            _ => other.name == parameter.name,
        };
        if !found.iter().any(is_same) {
            found.push(parameter);
        }
    }
    found.sort_by_key(|parameter| (parameter.place, parameter.name));
    found
}

fn read<'d>(lowering: &mut Lowering<'d, '_>, at: At<'d>) -> Option<Parameter<'d>> {
    let resolved = lowering.source.resolve(at.node)?;
    let at = At { node: resolved.node, dialect: resolved.dialect };
    let name_node = at.node.get("name")?;
    let name = name_node.as_str().filter(|name| !name.is_empty())?;
    let place = at.node.get_str("in").unwrap_or_default();
    let Some(place) = Place::from_name(place) else {
        if place == "querystring" {
            let effect = "clients can't send it, and servers don't read it";
            lowering.report.behavior_lost(name_node.span, "a parameter that is the whole query string", effect);
        }
        return None;
    };
    let is_reserved = ["accept", "authorization", "content-type"].iter().any(|other| name.eq_ignore_ascii_case(other));
    if place == Place::Header && is_reserved {
        let message = format!("the header `{name}` can't be a parameter");
        let help = "state media types with `content`, and authentication with `security`; the parameter is left out";
        lowering.report.note("ignored-header", name_node.span, message, help);
        return None;
    }
    Some(Parameter { place, name, at, span: name_node.span })
}

/// The member of a parameter.
pub(super) fn parameter_member<'d>(
    lowering: &mut Lowering<'d, '_>,
    name: &str,
    parameter: &Parameter<'d>,
    shape_name: &str,
) -> Member {
    let mut member = value(lowering, (name, parameter.span), parameter.at, shape_name);
    let span = parameter.span;
    match parameter.place {
        Place::Path => mark(&mut member.traits, trait_id::HTTP_LABEL, span),
        Place::Query => put_text(&mut member.traits, trait_id::HTTP_QUERY, parameter.name, span),
        Place::Header => put_text(&mut member.traits, trait_id::HTTP_HEADER, parameter.name, span),
        Place::Cookie => put_text(&mut member.traits, trait_id::OPENAPI_COOKIE, parameter.name, span),
    }
    let is_required = parameter.at.node.get("required").and_then(Node::as_bool) == Some(true);
    if is_required || parameter.place == Place::Path {
        mark(&mut member.traits, trait_id::REQUIRED, span);
    }
    if parameter.place == Place::Path {
        // A label is always there.
        member.traits.remove(trait_id::DEFAULT);
    }
    if let Some(style) = style(parameter.at.node, parameter.place) {
        put(&mut member.traits, trait_id::OPENAPI_PARAMETER_STYLE, style);
    }
    member
}

/// The member of a response header.
pub(super) fn header_member<'d>(
    lowering: &mut Lowering<'d, '_>,
    (name, wire): (&str, &str),
    at: At<'d>,
    span: Span,
    shape_name: &str,
) -> Member {
    let mut member = value(lowering, (name, span), at, shape_name);
    put_text(&mut member.traits, trait_id::HTTP_HEADER, wire, span);
    if at.node.get("required").and_then(Node::as_bool) == Some(true) {
        mark(&mut member.traits, trait_id::REQUIRED, span);
    }
    if let Some(style) = style(at.node, Place::Header) {
        put(&mut member.traits, trait_id::OPENAPI_PARAMETER_STYLE, style);
    }
    member
}

/// A member for the value of a parameter or header, which has a schema or a media type.
fn value<'d>(lowering: &mut Lowering<'d, '_>, (name, span): (&str, Span), at: At<'d>, shape_name: &str) -> Member {
    let content = at.node.get("content").map(sorted).unwrap_or_default().into_iter().next();
    let schema = match content {
        Some(entry) => at.with(&entry.value).get("schema"),
        None => at.get("schema"),
    };
    let mut member = match schema {
        Some(schema) => {
            let used = lowering.reference(schema, shape_name);
            let view = lowering.view(schema);
            member(lowering, (name, span), &view, &used, Annotated::Fully)
        }
        None => {
            lowering.report_without_schema("the parameter", span);
            let target = weland_model::Target { id: lowering.untyped_member().target, span };
            Member::new(name, target, span)
        }
    };
    // Whether the value is in requests or responses is known already.
    member.traits.remove(trait_id::OPENAPI_READ_ONLY);
    member.traits.remove(trait_id::OPENAPI_WRITE_ONLY);
    match content {
        Some(entry) => {
            put_text(&mut member.traits, trait_id::OPENAPI_CONTENT, &entry.key, entry.key_span);
            lowering.named_examples(&entry.value, &mut member.traits);
        }
        // No style can write null: it is what absence stands for.
        None => {
            member.traits.remove(trait_id::ALLOY_NULLABLE);
        }
    }
    service::description(at.node, &mut member.traits);
    annotate::extensions(at.node, &mut member.traits);
    lowering.named_examples(at.node, &mut member.traits);
    if let Some(node) = at.node.get("deprecated").filter(|node| node.as_bool() == Some(true)) {
        mark(&mut member.traits, trait_id::DEPRECATED, node.span);
    }
    let lost = [("allowEmptyValue", "that the value may be empty", "an empty value is judged by the schema")];
    annotate::lost_keys(at.node, &lost, &mut lowering.report);
    member
}

/// The style of a parameter, if it is not the usual one of its place.
fn style(node: &Node, place: Place) -> Option<Node> {
    if node.get("content").is_some() {
        return None;
    }
    let style = node.get_str("style").unwrap_or(place.style());
    let explode = node.get("explode").and_then(Node::as_bool).unwrap_or(style == "form" || style == "cookie");
    let allow_reserved = node.get("allowReserved").and_then(Node::as_bool) == Some(true);
    let is_usual = style == place.style() && explode == (place.style() == "form") && !allow_reserved;
    if is_usual {
        return None;
    }
    let span = node.get("style").or_else(|| node.get("explode")).unwrap_or(node).span;
    let mut fields = vec![("explode", boolean(explode, span)), ("style", Node::string(style, span))];
    if allow_reserved {
        fields.insert(0, ("allowReserved", boolean(true, span)));
    }
    Some(object(fields, span))
}
