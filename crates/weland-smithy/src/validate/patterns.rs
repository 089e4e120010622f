//! Patterns are well-formed regular expressions.

use weland_model::{Diagnostic, Diagnostics, trait_id};

use super::context::Context;
use super::text_span::part;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for applied in context.applied(trait_id::PATTERN).map(|found| found.applied) {
        let Some(text) = applied.value.as_str() else { continue };
        let Some(error) = context.patterns.error(text) else { continue };
        let faulty = text.get(error.range()).unwrap_or_default();
        // What starts like this may have a meaning in another dialect, and Smithy does not say
        // that it can't; only, no validator of ours could be made of it.
        let is_dialect = faulty.starts_with('\\') || faulty.starts_with("(?");
        let span = part(&applied.value, error.range());
        let message = format!("this pattern can't be used: {}", error.message());
        let diagnostic = match is_dialect {
            true => Diagnostic::warning("unsupported-pattern", span, message),
            false => Diagnostic::error("invalid-pattern", span, message),
        };
        diagnostics.push(diagnostic.help(error.help()));
    }
}
