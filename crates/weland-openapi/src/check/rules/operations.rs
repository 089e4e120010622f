//! Operations, their parameters and responses.

use std::collections::HashMap;

use weland_model::{Diagnostic, Node, Span};

use super::super::findings::Verdict::{Advice, Unusable, Wrong};
use super::super::spec::Kind;
use super::{Context, at_key, entries};

/// Methods that have fields of path items.
pub(super) const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

pub(super) fn check_item<'d>(context: &mut Context<'_, 'd>, node: &'d Node) {
    parameters(context, node);
    for method in ["get", "head", "delete", "trace"] {
        let Some(operation) = node.get(method) else { continue };
        let bodies = operation.get("parameters").and_then(Node::as_array).unwrap_or_default();
        let has_body = |it: &&'d Node| context.resolve(it).get_str("in") == Some("body");
        let body = bodies.iter().find(has_body).map(|it| it.span);
        let body = operation.get("requestBody").map(|_| at_key(operation, "requestBody")).or(body);
        if let Some(span) = body {
            let message = format!("a body of `{}` has no meaning in HTTP", method.to_uppercase());
            let help = "use another method; some clients, servers and proxies refuse or drop such bodies";
            context.add(Advice, "body-without-meaning", span, message, help);
        }
    }
    for entry in node.get("additionalOperations").map(entries).unwrap_or_default() {
        let lower = entry.key.to_ascii_lowercase();
        if METHODS.contains(&&*lower) && lower.to_ascii_uppercase() == *entry.key {
            let message = format!("`{}` has a field of its own", entry.key);
            context.add(Wrong, "invalid-name", entry.key_span, message, format!("move the operation to `{lower}`"));
        }
    }
}

pub(super) fn check<'d>(context: &mut Context<'_, 'd>, node: &'d Node) {
    parameters(context, node);
}

/// A list of parameters: each once, and no two that exclude each other.
fn parameters<'d>(context: &mut Context<'_, 'd>, node: &'d Node) {
    let list = node.get("parameters").and_then(Node::as_array).unwrap_or_default();
    let mut seen: HashMap<(&str, &str), Span> = HashMap::new();
    let mut of_whole: Option<(&str, Span)> = None;
    for item in list {
        let parameter = context.resolve(item);
        let (Some(name), Some(place)) = (parameter.get_str("name"), parameter.get_str("in")) else { continue };
        let span = item.get("$ref").or_else(|| item.get("name")).map_or(item.span, |value| value.span);
        if let Some(earlier) = seen.insert((place, name), span) {
            let message = format!("there are two parameters `{name}` in `{place}`");
            let help = "remove one of the two; the first one is taken";
            let diagnostic = Diagnostic::error("duplicate-parameter", span, message).related(earlier, "the first one");
            context.found.push(Wrong, diagnostic.help(help));
        }
        let excludes = |other: &str| {
            matches!(
                (place, other),
                ("querystring", "query" | "querystring")
                    | ("query", "querystring")
                    | ("body", "body" | "formData")
                    | ("formData", "body")
            )
        };
        if let Some((other, earlier)) = of_whole.filter(|(other, _)| excludes(other)) {
            let message = format!("a parameter in `{place}` can't stand beside one in `{other}`");
            let diagnostic =
                Diagnostic::error("conflicting-parameters", span, message).related(earlier, "the other one");
            context.found.push(Unusable, diagnostic.help("both would be the same part of a request; remove one"));
        }
        let is_whole = matches!(place, "querystring" | "body");
        if is_whole || of_whole.is_none() && matches!(place, "query" | "formData") {
            of_whole = Some((place, span));
        }
    }
}

pub(super) fn check_responses(context: &mut Context<'_, '_>, node: &Node) {
    if entries(node).iter().all(|entry| entry.key.starts_with("x-")) {
        let message = "an operation must have a response".to_owned();
        let help = "add one, such as `default`, with a description";
        context.add(Wrong, "missing-response", node.span, message, help);
    }
}

/// Ids of operations are unique.
pub(super) fn check_ids(context: &mut Context<'_, '_>) {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for operation in context.all(Kind::Operation) {
        let Some(id) = operation.get("operationId") else { continue };
        let Some(text) = id.as_str() else { continue };
        match seen.get(text) {
            Some(&earlier) => {
                let (first, second) = (earlier.min(id.span), earlier.max(id.span));
                let message = format!("there are two operations `{text}`");
                let diagnostic = Diagnostic::error("duplicate-operation-id", second, message)
                    .related(first, "the other one")
                    .help("give each its own `operationId`");
                context.found.push(Wrong, diagnostic);
            }
            None => {
                seen.insert(text, id.span);
            }
        }
    }
}
