//! Paths and their variables.

use std::collections::HashMap;

use weland_model::{Diagnostic, Entry, Node, NodeKind, Object, Span, closest};

use super::super::findings::Verdict::{Doubtful, Unusable, Wrong};
use super::operations::METHODS;
use super::templates::{self, Part};
use super::{Context, entries};
use crate::document::Version;

/// Checks all paths.
pub(super) fn check(context: &mut Context<'_, '_>) {
    let Some(paths) = context.root.get("paths") else { return };
    let mut seen: HashMap<String, &Entry> = HashMap::new();
    for entry in entries(paths).iter().filter(|entry| !entry.key.starts_with("x-")) {
        let parts = match templates::parts(&entry.key) {
            Ok(parts) => parts,
            Err(wrong) => {
                let message = format!("the path `{}` is wrong: {wrong}", entry.key);
                context.add(Unusable, "invalid-path-template", entry.key_span, message, "write variables as `{name}`");
                continue;
            }
        };
        if let Some(earlier) = seen.insert(shape(&parts), entry) {
            let message = format!("the path `{}` matches the same as `{}`", entry.key, earlier.key);
            let diagnostic = Diagnostic::error("equivalent-paths", entry.key_span, message)
                .related(earlier.key_span, "the other one")
                .help("join the two: names of variables do not tell paths apart");
            context.found.push(Wrong, diagnostic);
        }
        path(context, entry, &templates::variables(&parts));
    }
}

/// The path without the names of its variables.
fn shape(parts: &[Part<'_>]) -> String {
    parts.iter().map(|part| if let Part::Text(text) = part { text } else { "{}" }).collect()
}

fn path<'d>(context: &mut Context<'_, 'd>, entry: &'d Entry, variables: &[&str]) {
    for (index, name) in variables.iter().enumerate() {
        if variables.iter().take(index).any(|earlier| earlier == name) {
            let message = format!("the path has the variable `{name}` twice");
            context.add(Wrong, "path-parameter", entry.key_span, message, "give each its own name");
        }
    }
    let item = context.resolve(&entry.value);
    let shared = parameters(context, item);
    let additional = item.get("additionalOperations").map(entries).unwrap_or_default();
    let operations: Vec<&'d Entry> =
        entries(item).iter().filter(|entry| METHODS.contains(&&*entry.key)).chain(additional).collect();
    for operation in &operations {
        let own = parameters(context, &operation.value);
        for name in variables.iter().filter(|name| !own.iter().chain(&shared).any(|(known, _)| known == *name)) {
            lacking(context, operation, name);
        }
        foreign(context, &own, entry, variables);
    }
    if !operations.is_empty() {
        foreign(context, &shared, entry, variables);
    }
}

/// The parameters of a path item or an operation that are in its path, with their places.
fn parameters<'d>(context: &Context<'_, 'd>, node: &'d Node) -> Vec<(&'d str, Span)> {
    let list = node.get("parameters").and_then(Node::as_array).unwrap_or_default();
    let of_path = |item: &'d Node| {
        let parameter = context.resolve(item);
        let span = item.get("$ref").or_else(|| item.get("name")).map_or(item.span, |value| value.span);
        (parameter.get_str("in") == Some("path")).then(|| Some((parameter.get_str("name")?, span)))?
    };
    list.iter().filter_map(of_path).collect()
}

/// A variable of the path that no parameter describes. It is taken for a string.
fn lacking(context: &mut Context<'_, '_>, operation: &Entry, name: &str) {
    let message = format!("no parameter describes the variable `{name}` of the path");
    let help = format!("add a parameter `{name}` with `in: path` to the operation or its path item");
    context.add(Doubtful, "path-parameter", operation.key_span, message, help);
    let parameter = string_parameter(name, operation.key_span, context.version);
    context.mends.append(&operation.value, "parameters", parameter);
}

fn string_parameter(name: &str, span: Span, version: Version) -> Node {
    let string = |text: &str| Node::string(text, span);
    let entry = |key: &str, value: Node| Entry { key: key.into(), key_span: span, value };
    let object = |entries: Vec<Entry>| Node::new(NodeKind::Object(Object::new(entries)), span);
    let schema = || object(vec![entry("type", string("string"))]);
    let kind = match version {
        Version::V2_0 => entry("type", string("string")),
        _ => entry("schema", schema()),
    };
    let required = entry("required", Node::new(NodeKind::Bool(true), span));
    object(vec![entry("name", string(name)), entry("in", string("path")), required, kind])
}

/// Parameters in the path that the path has no variable for. They can't be sent.
fn foreign(context: &mut Context<'_, '_>, parameters: &[(&str, Span)], entry: &Entry, variables: &[&str]) {
    for (name, span) in parameters.iter().filter(|(name, _)| !variables.contains(name)) {
        let message = format!("the path `{}` has no variable `{name}`", entry.key);
        let help = match closest(name, variables.iter().copied()) {
            Some(similar) => format!("did you mean `{similar}`?"),
            None => format!("write `{{{name}}}` in the path, or remove the parameter"),
        };
        context.add(Doubtful, "path-parameter", *span, message, help);
    }
}
