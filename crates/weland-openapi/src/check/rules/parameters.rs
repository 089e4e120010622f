//! Parameters, headers and their items.

use weland_model::{Node, NodeKind};

use super::super::findings::Verdict::{Advice, Doubtful, Unusable, Wrong};
use super::super::keys::is_token;
use super::super::spec::Kind;
use super::{Context, at, at_key, entries};
use crate::document::Version;

/// The styles of each place, and the first version that has them.
const STYLES: &[(&str, &str, Version)] = &[
    ("path", "matrix", Version::V3_0),
    ("path", "label", Version::V3_0),
    ("path", "simple", Version::V3_0),
    ("query", "form", Version::V3_0),
    ("query", "spaceDelimited", Version::V3_0),
    ("query", "pipeDelimited", Version::V3_0),
    ("query", "deepObject", Version::V3_0),
    ("header", "simple", Version::V3_0),
    ("cookie", "form", Version::V3_0),
    ("cookie", "cookie", Version::V3_2),
];

pub(super) fn check(context: &mut Context<'_, '_>, node: &Node) {
    let Some(place) = node.get_str("in") else { return };
    name(context, node, place);
    if place == "path" && node.get("required").and_then(Node::as_bool) != Some(true) {
        let span = node.get("required").map_or_else(|| at_key(node, "in"), |value| value.span);
        let message = "a parameter in the path is always required".to_owned();
        let verdict = if node.get("content").is_some() { Doubtful } else { Wrong };
        context.add(verdict, "invalid-parameter", span, message, "write `required: true`");
        context.mends.insert(node, "required", Node::new(NodeKind::Bool(true), span));
    }
    if node.get("allowEmptyValue").is_some() && !matches!(place, "query" | "formData") {
        let span = at_key(node, "allowEmptyValue");
        let message = format!("`allowEmptyValue` means nothing in `{place}`");
        let verdict = if context.version == Version::V3_0 { Advice } else { Wrong };
        context.add(verdict, "invalid-parameter", span, message, "remove it");
    }
    match context.version {
        Version::V2_0 => of_2_0(context, node, place),
        _ => {
            schema_or_content(context, node, Kind::Parameter);
            style(context, node, place);
        }
    }
}

fn name(context: &mut Context<'_, '_>, node: &Node, place: &str) {
    let Some(name) = node.get("name") else { return };
    let text = name.as_str().unwrap_or_default();
    match place {
        "header" if !is_token(text) => {
            let message = format!("`{text}` can't be the name of a header");
            let help = "names of headers consist of letters, digits and a few signs such as `-`";
            context.add(Unusable, "invalid-name", name.span, message, help);
        }
        "path" if text.is_empty() || text.contains(['{', '}']) => {
            let message = format!("`{text}` can't be the name of a variable in a path");
            context.add(Wrong, "invalid-name", name.span, message, "write the name without braces");
        }
        _ => {}
    }
}

/// A parameter or header has a schema, or content in one media type.
fn schema_or_content(context: &mut Context<'_, '_>, node: &Node, kind: Kind) {
    let what = if kind == Kind::Header { "a header" } else { "a parameter" };
    let Some(content) = node.get("content") else {
        if node.get("schema").is_none() {
            let message = format!("{what} lacks `schema` or `content`");
            context.add(Wrong, "missing-field", at(node), message, "add `schema`");
        }
        return;
    };
    if content.as_object().is_some_and(|content| content.len() != 1) {
        let message = format!("the content of {what} has exactly one media type");
        let help = "leave the one in which it is sent";
        context.add(Unusable, "invalid-parameter", at_key(node, "content"), message, help);
    }
    let mut fields = vec!["style", "explode", "allowReserved"];
    fields.extend(["example", "examples"].iter().filter(|_| context.version == Version::V3_0));
    for field in fields.into_iter().filter(|field| node.get(field).is_some()) {
        let message = format!("{what} with `content` can't have `{field}`");
        context.add(Wrong, "exclusive-fields", at_key(node, field), message, "remove it, or use `schema`");
    }
}

fn style(context: &mut Context<'_, '_>, node: &Node, place: &str) {
    if node.get("content").is_some() {
        return;
    }
    if place == "querystring" {
        let message = "a parameter in `querystring` has `content`, not `schema`".to_owned();
        return context.add(Unusable, "invalid-parameter", at_key(node, "in"), message, "write its media type");
    }
    let style = node.get("style");
    let text = style.and_then(Node::as_str);
    let is_known = |(of, name, since): &&(&str, &str, Version)| {
        *of == place && *since <= context.version && text.is_none_or(|text| *name == text)
    };
    if let Some(style) = style.filter(|_| text.is_some() && !STYLES.iter().any(|it| is_known(&it))) {
        let all: Vec<String> = STYLES
            .iter()
            .filter(|(of, _, since)| *of == place && *since <= context.version)
            .map(|(_, name, _)| format!("`{name}`"))
            .collect();
        let message = format!("a parameter in `{place}` can't have the style `{}`", text.unwrap_or_default());
        let help = format!("its style is {}", all.join(" or "));
        context.add(Wrong, "invalid-parameter", style.span, message, help);
        context.mends.remove(node, "style");
    }
    allow_reserved(context, node, place, text);
}

/// Whether reserved characters may be left alone depends on the place.
fn allow_reserved(context: &mut Context<'_, '_>, node: &Node, place: &str, style: Option<&str>) {
    let Some(value) = node.get("allowReserved") else { return };
    let is_allowed = match context.version {
        Version::V3_2 => matches!(place, "path" | "query") || place == "cookie" && style != Some("cookie"),
        _ => place == "query",
    };
    if !is_allowed {
        let is_clear = context.version == Version::V3_0;
        let message = format!("`allowReserved` means nothing in `{place}`");
        let span = at_key(node, "allowReserved").to(value.span);
        context.add(if is_clear { Advice } else { Wrong }, "invalid-parameter", span, message, "remove it");
        context.mends.remove(node, "allowReserved");
    }
}

fn of_2_0(context: &mut Context<'_, '_>, node: &Node, place: &str) {
    let field = if place == "body" { "schema" } else { "type" };
    if node.get(field).is_none() {
        let message = format!("a parameter in `{place}` lacks `{field}`");
        context.add(Wrong, "missing-field", at_key(node, "in"), message, format!("add `{field}`"));
    }
    let has_body = ["name", "in", "description", "required", "schema"];
    for entry in entries(node).iter().filter(|entry| !entry.key.starts_with("x-")) {
        let is_right = if place == "body" { has_body.contains(&&*entry.key) } else { &*entry.key != "schema" };
        if !is_right {
            let message = format!("`{}` means nothing in a parameter in `{place}`", entry.key);
            context.add(Wrong, "unknown-field", entry.key_span, message, "remove it, or describe it in the schema");
        }
    }
    if node.get_str("type") == Some("file") && place != "formData" {
        let message = format!("there are no files in `{place}`");
        context.add(Unusable, "invalid-parameter", at_key(node, "type"), message, "use `in: formData`");
    }
    if node.get_str("collectionFormat") == Some("multi") && !matches!(place, "query" | "formData") {
        let message = format!("a parameter in `{place}` can't have the format `multi`");
        context.add(Wrong, "invalid-parameter", at_key(node, "collectionFormat"), message, "use another one");
        context.mends.remove(node, "collectionFormat");
    }
    check_items(context, node);
}

pub(super) fn check_header(context: &mut Context<'_, '_>, node: &Node) {
    match context.version {
        Version::V2_0 => check_items(context, node),
        _ => schema_or_content(context, node, Kind::Header),
    }
}

/// An array of version 2.0 says what its items are.
pub(super) fn check_items(context: &mut Context<'_, '_>, node: &Node) {
    if node.get_str("type") == Some("array") && node.get("items").is_none() {
        let message = "an array lacks `items`".to_owned();
        context.add(Wrong, "missing-field", at_key(node, "type"), message, "add `items`; they are taken for strings");
    }
}
