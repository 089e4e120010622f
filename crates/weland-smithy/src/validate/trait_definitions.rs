//! What definitions of traits say of the traits can be followed.

use weland_model::{Diagnostic, Diagnostics, Node, Shape, is_identifier, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for found in context.applied(trait_id::TRAIT).filter(|found| found.member.is_none()) {
        let changes = found.applied.value.get("breakingChanges").and_then(Node::as_array);
        for path in changes.into_iter().flatten().filter_map(|change| change.get("path")) {
            breaking_change(context, found.shape, path, diagnostics);
        }
    }
    for found in context.applied(trait_id::TRAIT_VALIDATORS) {
        let validators = found.applied.value.as_object();
        for entry in validators.into_iter().flat_map(|validators| validators.entries()) {
            if !entry.key.split('.').all(is_identifier) {
                let message = format!("`{}` is no id of a validator", entry.key);
                diagnostics.push(
                    Diagnostic::error("invalid-trait-definition", entry.key_span, message)
                        .help("write identifiers with dots between them, such as `City.NameIsTooLong`"),
                );
            }
        }
    }
}

/// Judges a path into the value of the trait, which is a JSON pointer.
fn breaking_change(context: &Context<'_>, definition: &Shape, path: &Node, diagnostics: &mut Diagnostics) {
    let text = path.as_str().unwrap_or_default();
    let mut report = |message: String, help: &str| {
        diagnostics.push(Diagnostic::error("invalid-trait-definition", path.span, message).help(help));
    };
    if text.is_empty() {
        return;
    }
    let Some(segments) = text.strip_prefix('/') else {
        return report(
            format!("`{text}` is no JSON pointer"),
            "start it with `/`, or leave it empty for the whole value",
        );
    };
    let mut shape = definition;
    for segment in segments.split('/') {
        if context.is_broken(&shape.id) {
            return;
        }
        let name = segment.replace("~1", "/").replace("~0", "~");
        let Some(member) = shape.member(&name) else {
            let message = format!("`{}` has no member `{name}`", shape.id);
            return report(
                message,
                "name members down from the trait; those of lists and maps are `member`, `key` and `value`",
            );
        };
        // A missing target is reported elsewhere.
        let Some(target) = context.target(member) else { return };
        shape = target;
    }
}
