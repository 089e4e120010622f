//! Waiters can come to an end, and look at what is there.

use weland_model::{Diagnostic, Diagnostics, Node, Shape, Span, trait_id};

use super::context::Context;
use super::jmespath;
use super::text_span::part;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for operation in context.shapes() {
        let waiters = operation.traits.get(trait_id::WAITABLE).and_then(Node::as_object);
        for entry in waiters.into_iter().flat_map(|object| object.entries()) {
            waiter(context, operation, entry.key_span, &entry.value, diagnostics);
        }
    }
}

fn waiter(context: &Context<'_>, operation: &Shape, span: Span, waiter: &Node, diagnostics: &mut Diagnostics) {
    let delay = |name, default| waiter.get(name).map_or(Some(default), Node::as_i64);
    if let (Some(min), Some(max)) = (delay("minDelay", 2), delay("maxDelay", 120))
        && min > max
    {
        let message = format!("the shortest delay, {min} s, is longer than the longest, {max} s");
        let help = "lower `minDelay`, or raise `maxDelay`; they are 2 and 120 if not given";
        diagnostics.push(Diagnostic::error("invalid-waiter", span, message).help(help));
    }
    let acceptors = waiter.get("acceptors").and_then(Node::as_array).unwrap_or_default();
    let succeeds = acceptors.iter().any(|acceptor| acceptor.get_str("state") == Some("success"));
    if !succeeds && !acceptors.is_empty() {
        let message = "the waiter can't succeed: no acceptor leads to success";
        let help = "add an acceptor with `state: \"success\"`";
        diagnostics.push(Diagnostic::error("invalid-waiter", span, message).help(help));
    }
    for matcher in acceptors.iter().filter_map(|acceptor| acceptor.get("matcher")) {
        for path in ["output", "inputOutput"].iter().filter_map(|name| matcher.get(name)) {
            path_matcher(path, diagnostics);
        }
        if let Some(error) = matcher.get("errorType") {
            error_type(context, operation, error, diagnostics);
        }
    }
}

fn path_matcher(matcher: &Node, diagnostics: &mut Diagnostics) {
    if let Some((path, text)) = matcher.get("path").and_then(|path| Some((path, path.as_str()?)))
        && let Err(error) = jmespath::check(text)
    {
        let message = format!("this is no JMESPath expression: {}", error.message);
        let span = part(path, error.at..error.at);
        let help = "write an expression such as `items[].state`";
        diagnostics.push(Diagnostic::error("invalid-path", span, message).help(help));
    }
    let expected = matcher.get("expected");
    let is_boolean = matcher.get_str("comparator") == Some("booleanEquals");
    let Some(expected) = expected.filter(|_| is_boolean) else { return };
    if !matches!(expected.as_str(), Some("true" | "false") | None) {
        let message = "`booleanEquals` compares with `true` or `false` alone";
        let help = "write `expected: \"true\"`, or use `stringEquals`";
        diagnostics.push(Diagnostic::error("invalid-waiter", expected.span, message).help(help));
    }
}

/// An error that no operation gives is never seen.
fn error_type(context: &Context<'_>, operation: &Shape, error: &Node, diagnostics: &mut Diagnostics) {
    let (Some(name), Some(data)) = (error.as_str(), operation.as_operation()) else { return };
    let services = context.shapes().filter(|shape| context.operations(shape).contains(&operation.id));
    let of_services = services.filter_map(Shape::as_service).flat_map(|service| &service.errors);
    let is_known = of_services.chain(&data.errors).any(|target| target.id == name || target.id.name() == name);
    if !is_known {
        let message = format!("`{}` has no error `{name}`", operation.id);
        let help = "list it under the errors of the operation, or name another one";
        diagnostics.push(Diagnostic::warning("unknown-waiter-error", error.span, message).help(help));
    }
}
