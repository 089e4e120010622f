//! Waiters can come to an end, and look at what is there.

use std::collections::HashMap;

use weland_model::{Diagnostic, Diagnostics, Entry, Node, Severity, Shape, Span, trait_id};

use super::context::Context;
use super::jmespath::{self, Kind, Type};
use super::text_span::part;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for operation in context.shapes() {
        if operation.as_service().is_some() {
            unique_names(context, operation, diagnostics);
        }
        let waiters = operation.traits.get(trait_id::WAITABLE).and_then(Node::as_object);
        for entry in waiters.into_iter().flat_map(|object| object.entries()) {
            waiter(context, operation, entry.key_span, &entry.value, diagnostics);
        }
    }
}

fn waiter<'a>(context: &Context<'a>, operation: &'a Shape, span: Span, waiter: &Node, diagnostics: &mut Diagnostics) {
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
        let Some(data) = operation.as_operation() else { continue };
        let (input, output) = (context.whole(&data.input), context.whole(&data.output));
        if let Some(path) = matcher.get("output") {
            path_matcher(context, path, output.map(Type::of), diagnostics);
        }
        if let Some(path) = matcher.get("inputOutput") {
            let exchange = input.zip(output).map(|(input, output)| Type::Exchange(input, output));
            path_matcher(context, path, exchange, diagnostics);
        }
        if let Some(error) = matcher.get("errorType") {
            error_type(context, operation, error, diagnostics);
        }
    }
}

fn path_matcher<'a>(context: &Context<'a>, matcher: &Node, current: Option<Type<'a>>, diagnostics: &mut Diagnostics) {
    let current = current.unwrap_or(Type::Kind(Kind::Any));
    let comparator = matcher.get_str("comparator");
    if let Some(path) = matcher.get("path")
        && let Some(found) = path_type(context, path, &current, diagnostics)
        && let Some(comparator) = comparator
    {
        compared(context, comparator, path, &found, diagnostics);
    }
    let expected = matcher.get("expected").filter(|_| comparator == Some("booleanEquals"));
    let Some(expected) = expected else { return };
    if !matches!(expected.as_str(), Some("true" | "false") | None) {
        let message = "`booleanEquals` compares with `true` or `false` alone";
        let help = "write `expected: \"true\"`, or use `stringEquals`";
        diagnostics.push(Diagnostic::error("invalid-waiter", expected.span, message).help(help));
    }
}

/// What a path yields, if it is one.
pub(super) fn path_type<'a>(
    context: &Context<'a>,
    path: &Node,
    current: &Type<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<Type<'a>> {
    match jmespath::infer(context.model(), path.as_str()?, current) {
        Ok((found, problems)) => {
            for problem in problems {
                let span = part(path, problem.at..problem.at);
                let diagnostic = match problem.is_error {
                    true => Diagnostic::error("invalid-path", span, problem.message),
                    false => Diagnostic::new(Severity::Danger, "doubtful-path", problem.message).at(span),
                };
                diagnostics.push(diagnostic.help("correct the path, or the shapes that it looks into"));
            }
            Some(found)
        }
        Err(error) => {
            let message = format!("this is no JMESPath expression: {}", error.message);
            let span = part(path, error.at..error.at);
            let help = "write an expression such as `items[].state`";
            diagnostics.push(Diagnostic::error("invalid-path", span, message).help(help));
            None
        }
    }
}

/// Whether a path yields what a comparator compares.
fn compared(context: &Context<'_>, comparator: &str, path: &Node, found: &Type<'_>, diagnostics: &mut Diagnostics) {
    let (wanted, item) = match comparator {
        "booleanEquals" => (Kind::Boolean, None),
        "stringEquals" => (Kind::String, None),
        "allStringEquals" | "anyStringEquals" => (Kind::Array, Some(Kind::String)),
        _ => return,
    };
    let kind = found.kind();
    let mut report = |message: String| {
        let help = "use the comparator that goes with the path, or another path";
        diagnostics.push(Diagnostic::new(Severity::Danger, "doubtful-path", message).at(path.span).help(help));
    };
    if kind != Kind::Any && kind != wanted {
        return report(format!("`{comparator}` compares {wanted}, but the path yields {kind}"));
    }
    let items = found.item(context.model()).kind();
    if let Some(item) = item.filter(|item| items != Kind::Any && items != *item) {
        report(format!("`{comparator}` compares each item with {item}, but the items are of another type: {items}"));
    }
}

/// Within a service, no two operations have waiters whose names differ in case alone.
fn unique_names(context: &Context<'_>, service: &Shape, diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<String, &Entry> = HashMap::new();
    for id in &*context.operations(service) {
        let waiters = context.model().get(id).and_then(|operation| operation.traits.get(trait_id::WAITABLE));
        for entry in waiters.and_then(Node::as_object).into_iter().flat_map(|object| object.entries()) {
            let Some(first) = seen.insert(entry.key.to_ascii_lowercase(), entry) else { continue };
            let message = format!("service `{}` has two waiters `{}`", service.id, entry.key);
            diagnostics.push(
                Diagnostic::error("duplicate-waiter", entry.key_span, message)
                    .related(first.key_span, "the other waiter")
                    .help("rename one of the two; case does not matter"),
            );
        }
    }
}

/// An error that no operation gives is never seen.
fn error_type<'a>(context: &Context<'a>, operation: &'a Shape, error: &Node, diagnostics: &mut Diagnostics) {
    let Some(name) = error.as_str() else { return };
    let is_known = context.errors_of(operation).any(|target| target.id == name || target.id.name() == name);
    if !is_known {
        let message = format!("`{}` has no error `{name}`", operation.id);
        let help = "list it under the errors of the operation, or name another one";
        diagnostics.push(Diagnostic::warning("unknown-waiter-error", error.span, message).help(help));
    }
}
