//! Values that schemas name: constants, and those of `enum`. Defaults are compared when schemas are lowered.

use weland_model::{Node, NodeKind};

use super::super::findings::Verdict::{Advice, Wrong};
use super::super::spec::OLD;
use super::{Context, at_key};

pub(super) fn check(context: &mut Context<'_, '_>, node: &Node) {
    let values = node.get("enum").and_then(Node::as_array);
    if values.is_some_and(<[Node]>::is_empty) {
        let verdict = if OLD.has(context.version) { Wrong } else { Advice };
        let message = "`enum` is empty, so no value is possible".to_owned();
        context.add(verdict, "invalid-value", at_key(node, "enum"), message, "add a value, or remove it");
    }
    let values = values.unwrap_or_default();
    twice(context, values);
    if let Some(value) = node.get("const").filter(|value| !has_type(node.get("type"), value)) {
        mismatched(context, value, node);
    }
}

/// Values that are there twice. Lists that are too long for this were written by programs.
fn twice(context: &mut Context<'_, '_>, values: &[Node]) {
    let texts: Vec<Option<&str>> = values.iter().map(Node::as_str).collect();
    let mut seen = std::collections::HashSet::new();
    for (value, text) in values.iter().zip(texts) {
        if text.is_some_and(|text| !seen.insert(text)) {
            let message = "the value is in `enum` twice".to_owned();
            context.add(Advice, "mismatched-value", value.span, message, "remove it");
        }
    }
}

fn mismatched(context: &mut Context<'_, '_>, value: &Node, schema: &Node) {
    let expected: Vec<&str> = match schema.get("type") {
        Some(Node { kind: NodeKind::Array(types), .. }) => types.iter().filter_map(Node::as_str).collect(),
        other => other.and_then(Node::as_str).into_iter().collect(),
    };
    let message = format!("`const` is {}, but the type is `{}`", value.describe(), expected.join("` or `"));
    context.add(Advice, "mismatched-value", value.span, message, "correct the value or the type");
}

/// Whether a value has a type, or one of several.
fn has_type(expected: Option<&Node>, value: &Node) -> bool {
    match expected {
        Some(Node { kind: NodeKind::String(name), .. }) => is_of(name, value),
        Some(Node { kind: NodeKind::Array(names), .. }) => {
            names.iter().filter_map(Node::as_str).any(|name| is_of(name, value))
        }
        _ => true,
    }
}

fn is_of(name: &str, value: &Node) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => matches!(value.kind, NodeKind::Bool(_)),
        "object" => matches!(value.kind, NodeKind::Object(_)),
        "array" => matches!(value.kind, NodeKind::Array(_)),
        "number" => matches!(value.kind, NodeKind::Number(_)),
        "integer" => value.as_number().is_some_and(weland_model::Number::is_whole),
        "string" => matches!(value.kind, NodeKind::String(_)),
        _ => true,
    }
}
