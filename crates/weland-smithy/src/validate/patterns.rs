//! Patterns are well-formed regular expressions.

use std::cell::RefCell;
use std::collections::HashMap;

use weland_model::{Diagnostic, Diagnostics, trait_id};
use weland_pattern::Pattern;

use super::context::Context;
use super::text_span::part;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for (_, _, traits) in context.traits() {
        let Some(applied) = traits.applied(trait_id::PATTERN).filter(|applied| !applied.inherited) else { continue };
        let Some(text) = applied.value.as_str() else { continue };
        let Err(error) = Pattern::new(text) else { continue };
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

/// Patterns that are ready to match, each made once.
#[derive(Default)]
pub(super) struct Patterns {
    known: RefCell<HashMap<String, Option<Pattern>>>,
}

impl Patterns {
    /// Whether a text matches. A pattern that can't be used matches everything; it is reported
    /// where it is written.
    pub(super) fn matches(&self, pattern: &str, text: &str) -> bool {
        let mut known = self.known.borrow_mut();
        if !known.contains_key(pattern) {
            known.insert(pattern.to_owned(), Pattern::new(pattern).ok());
        }
        known.get(pattern).and_then(Option::as_ref).is_none_or(|pattern| pattern.is_match(text))
    }
}
