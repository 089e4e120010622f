//! What `@idempotent` says about errors fits the operation.

use weland_model::{Diagnostic, Diagnostics, Node, Shape, closest, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for found in context.applied(trait_id::IDEMPOTENT) {
        if found.member.is_some() || context.is_broken(&found.shape.id) {
            continue;
        }
        let value = &found.applied.value;
        let lists = ["exists", "notFound"].map(|name| (name, value.get(name)));
        if let [(_, Some(exists)), (_, Some(not_found))] = lists {
            let message = "`exists` and `notFound` exclude each other";
            diagnostics.push(
                Diagnostic::error("invalid-idempotency", exists.span, message)
                    .related(not_found.span, "`notFound` is set here")
                    .help("keep `exists` if the operation creates something, `notFound` if it removes something"),
            );
        }
        for (name, list) in lists {
            for id in list.and_then(Node::as_array).unwrap_or_default() {
                error(context, found.shape, name, id, diagnostics);
            }
        }
    }
}

/// Judges an error that a repeated call may give.
fn error(context: &Context<'_>, operation: &Shape, name: &str, id: &Node, diagnostics: &mut Diagnostics) {
    let Some(text) = id.as_str() else { return };
    let absolute = format!("{}#{text}", operation.id.namespace());
    let errors = || context.operations().errors(operation).map(|target| target.id.as_str());
    if errors().any(|known| known == text || *known == absolute) {
        return;
    }
    let message = format!("`{name}` lists `{text}`, which is no error of `{}`", operation.id);
    let help = match closest(text, errors()) {
        Some(close) => format!("did you mean `{close}`?"),
        None => "list it under the errors of the operation, too".to_owned(),
    };
    diagnostics.push(Diagnostic::error("invalid-idempotency", id.span, message).help(help));
}
