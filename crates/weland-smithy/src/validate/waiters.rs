//! Waiters can come to an end, and look at what is there.

use std::collections::HashMap;

use weland_model::query::waiters::{MatcherDefinition, PathMatcherDefinition, WaiterDefinition, waiters};
use weland_model::{Diagnostic, Diagnostics, Node, Severity, Shape};

use super::context::Context;
use super::jmespath::{self, Kind, Type, type_of};
use super::text_span::part;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for operation in context.shapes() {
        if operation.as_service().is_some() {
            unique_names(context, operation, diagnostics);
        }
        for waiter in waiters(&operation.traits) {
            check_waiter(context, operation, waiter, diagnostics);
        }
    }
}

fn check_waiter<'a>(
    context: &Context<'a>,
    operation: &'a Shape,
    waiter: WaiterDefinition<'_>,
    diagnostics: &mut Diagnostics,
) {
    if let (Some(min), Some(max)) = (waiter.min_delay(), waiter.max_delay())
        && min > max
    {
        let message = format!("the shortest delay, {min} s, is longer than the longest, {max} s");
        let help = "lower `minDelay`, or raise `maxDelay`; they are 2 and 120 if not given";
        diagnostics.push(Diagnostic::error("invalid-waiter", waiter.span, message).help(help));
    }
    let mut states = waiter.acceptors().map(|acceptor| acceptor.state()).peekable();
    if states.peek().is_some() && !states.any(|state| state == Some("success")) {
        let message = "the waiter can't succeed: no acceptor leads to success";
        let help = "add an acceptor with `state: \"success\"`";
        diagnostics.push(Diagnostic::error("invalid-waiter", waiter.span, message).help(help));
    }
    let Some(data) = operation.as_operation() else { return };
    let (input, output) = (context.whole(&data.input), context.whole(&data.output));
    for matcher in waiter.acceptors().filter_map(|acceptor| acceptor.matcher()) {
        match matcher {
            MatcherDefinition::Output(path) => {
                path_matcher(path, output.map(|output| type_of(context.model(), output)), diagnostics)
            }
            MatcherDefinition::InputOutput(path) => {
                let exchange = input
                    .zip(output)
                    .map(|(input, output)| Type::Shape(jmespath::Shape::Exchange(context.model(), input, output)));
                path_matcher(path, exchange, diagnostics);
            }
            MatcherDefinition::ErrorType(error) => error_type(context, operation, error, diagnostics),
            MatcherDefinition::Success(_) => {}
        }
    }
    let current = output.map_or(Type::Kind(Kind::Any), |output| type_of(context.model(), output));
    for acceptor in waiter.acceptors() {
        if let Some(path) = acceptor.message() {
            message(acceptor.state(), path, &current, diagnostics);
        }
    }
}

/// The path to what is told to people: a text or several, of a failure.
fn message<'a>(state: Option<&str>, path: &Node, current: &Type<'a>, diagnostics: &mut Diagnostics) {
    if let Some(state) = state.filter(|state| *state != "failure") {
        let message = format!("a message tells why a waiter fails, but this acceptor leads to `{state}`");
        let help = "remove `message`, or set `state: \"failure\"`";
        diagnostics.push(Diagnostic::error("invalid-waiter", path.span, message).help(help));
    }
    let Some(found) = path_type(path, current, diagnostics) else { return };
    let is_text = |kind: Kind| matches!(kind, Kind::String | Kind::Any);
    let items = found.item().kind();
    let message = match found.kind() {
        Kind::Array if !is_text(items) => {
            format!("a message is a text or a list of texts, but the items are of another type: {items}")
        }
        kind if kind != Kind::Array && !is_text(kind) => {
            format!("a message is a text or a list of texts, but the path yields {kind}")
        }
        _ => return,
    };
    let help = "use a path that leads to strings";
    diagnostics.push(Diagnostic::error("invalid-waiter", path.span, message).help(help));
}

fn path_matcher<'a>(matcher: PathMatcherDefinition<'_>, current: Option<Type<'a>>, diagnostics: &mut Diagnostics) {
    let current = current.unwrap_or(Type::Kind(Kind::Any));
    if let Some(path) = matcher.path
        && let Some(found) = path_type(path, &current, diagnostics)
        && let Some(comparator) = matcher.comparator
    {
        compared(comparator, path, &found, diagnostics);
    }
    let expected = matcher.expected.filter(|_| matcher.comparator == Some("booleanEquals"));
    let Some(expected) = expected else { return };
    if !matches!(expected.as_str(), Some("true" | "false") | None) {
        let message = "`booleanEquals` compares with `true` or `false` alone";
        let help = "write `expected: \"true\"`, or use `stringEquals`";
        diagnostics.push(Diagnostic::error("invalid-waiter", expected.span, message).help(help));
    }
}

/// What a path yields, if it is one.
pub(super) fn path_type<'a>(path: &Node, current: &Type<'a>, diagnostics: &mut Diagnostics) -> Option<Type<'a>> {
    match jmespath::infer(path.as_str()?, current) {
        Ok((found, problems)) => {
            for problem in problems {
                let span = part(path, problem.offset..problem.offset);
                let code = if problem.severity == Severity::Error { "invalid-path" } else { "doubtful-path" };
                let help = "correct the path, or the shapes that it looks into";
                diagnostics.push(Diagnostic::new(problem.severity, code, problem.message).at(span).help(help));
            }
            Some(found)
        }
        Err(error) => {
            let message = format!("invalid JMESPath expression: {}", error.message());
            let span = part(path, error.offset()..error.offset());
            let help = "write an expression such as `items[].state`";
            diagnostics.push(Diagnostic::error("invalid-path", span, message).help(help));
            None
        }
    }
}

/// Whether a path yields what a comparator compares.
fn compared(comparator: &str, path: &Node, found: &Type<'_>, diagnostics: &mut Diagnostics) {
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
    let items = found.item().kind();
    if let Some(item) = item.filter(|item| items != Kind::Any && items != *item) {
        report(format!("`{comparator}` compares each item with {item}, but the items are of another type: {items}"));
    }
}

/// Within a service, no two operations have waiters whose names differ in case alone.
fn unique_names(context: &Context<'_>, service: &Shape, diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<String, WaiterDefinition<'_>> = HashMap::new();
    let operations = context.operations().operations(&service.id).iter();
    for waiter in operations.flat_map(|operation| waiters(&operation.traits)) {
        let Some(first) = seen.insert(waiter.name.to_ascii_lowercase(), waiter) else { continue };
        let message = format!("service `{}` has two waiters `{}`", service.id, waiter.name);
        diagnostics.push(
            Diagnostic::error("duplicate-waiter", waiter.span, message)
                .related(first.span, "the other waiter")
                .help("rename one of the two; case does not matter"),
        );
    }
}

/// An error that no operation gives is never seen.
fn error_type<'a>(context: &Context<'a>, operation: &'a Shape, error: &Node, diagnostics: &mut Diagnostics) {
    let Some(name) = error.as_str() else { return };
    let is_known = context.operations().errors(operation).any(|target| target.id == name || target.id.name() == name);
    if !is_known {
        let message = format!("`{}` has no error `{name}`", operation.id);
        let help = "list it under the errors of the operation, or name another one";
        diagnostics.push(Diagnostic::warning("unknown-waiter-error", error.span, message).help(help));
    }
}
