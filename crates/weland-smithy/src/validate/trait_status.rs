//! Traits that are applied are neither deprecated nor unstable.

use weland_model::query::Shapes;
use weland_model::{Diagnostic, Diagnostics, Shape, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for id in context.trait_ids() {
        let Some(definition) = context.graph().shape(id) else { continue };
        // What stands for `@enum` in version 2 is said where the trait is judged.
        if let Some(deprecated) = definition.traits.get(trait_id::DEPRECATED).filter(|_| *id != trait_id::ENUM) {
            let mut message = format!("trait `{id}` is deprecated");
            if let Some(reason) = deprecated.get_str("message") {
                message = format!("{message}: {reason}");
            }
            let help = "remove it, or apply what replaces it";
            report(context, definition, ("deprecated-trait", "DeprecatedTrait"), &message, help, diagnostics);
        }
        if definition.traits.contains(trait_id::UNSTABLE) {
            let message = format!("trait `{id}` is unstable: what it means may change");
            let help = "expect that, or do without it";
            let reference = format!("UnstableTrait.{id}");
            report(context, definition, ("unstable-trait", &reference), &message, help, diagnostics);
        }
    }
}

fn report(
    context: &Context<'_>,
    definition: &Shape,
    (code, reference): (&'static str, &str),
    message: &str,
    help: &str,
    diagnostics: &mut Diagnostics,
) {
    for applied in context.applied(&definition.id).map(|found| found.applied) {
        diagnostics.push(Diagnostic::warning(code, applied.span, message).help(help).reference(reference));
    }
}
