//! Patterns are well-formed regular expressions.

use weland_model::{AppliedTrait, Diagnostic, Diagnostics, trait_id};
use weland_pattern::{Foreign, PatternError};

use super::context::Context;
use super::text_span::part;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for applied in context.applied(trait_id::PATTERN).map(|found| found.applied) {
        let Some(text) = applied.value.as_str() else { continue };
        match weland_pattern::foreign(text) {
            Err(error) => diagnostics.push(unusable(applied, &error)),
            Ok(foreign) => diagnostics.extend(java(applied, text, &foreign)),
        }
    }
}

/// A pattern that cannot be matched. It may still be right, and only servers and validators match patterns.
fn unusable(applied: &AppliedTrait, error: &PatternError) -> Diagnostic {
    let span = part(&applied.value, error.range());
    let message = error.message();
    let diagnostic = match error.is_unsupported() {
        true => Diagnostic::warning(
            "unsupported-pattern",
            span,
            format!("servers and validators can't match this pattern: {message}"),
        ),
        false => Diagnostic::error("invalid-pattern", span, format!("this pattern can't be used: {message}")),
    };
    diagnostic.help(error.help())
}

/// What a pattern has of Java's, as one diagnostic.
fn java(applied: &AppliedTrait, text: &str, foreign: &[Foreign]) -> Option<Diagnostic> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    for it in foreign {
        let place = text.get(it.range()).unwrap_or_default();
        if !found.iter().any(|(known, _)| *known == place) {
            found.push((place, it.help()));
        }
    }
    let span = part(&applied.value, foreign.first()?.range());
    let places: Vec<String> = found.iter().map(|(place, _)| format!("`{place}`")).collect();
    let message = format!("this pattern is Java's, not ECMA-262: it has {}", places.join(", "));
    let help = match found.as_slice() {
        [(_, help)] => (*help).to_owned(),
        several => {
            let each: Vec<String> =
                several.iter().map(|(place, help)| format!("instead of `{place}`: {help}")).collect();
            each.join("; ")
        }
    };
    Some(Diagnostic::warning("java-pattern", span, message).help(help))
}
