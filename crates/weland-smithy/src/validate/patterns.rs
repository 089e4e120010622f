//! Patterns are well-formed regular expressions.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use weland_model::{Diagnostic, Diagnostics, trait_id};
use weland_pattern::{Pattern, PatternError};

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

/// Patterns that are ready to match, each made once.
#[derive(Default)]
pub(super) struct Patterns {
    known: RefCell<HashMap<String, Rc<Result<Pattern, PatternError>>>>,
}

impl Patterns {
    fn get(&self, pattern: &str) -> Rc<Result<Pattern, PatternError>> {
        if let Some(known) = self.known.borrow().get(pattern) {
            return Rc::clone(known);
        }
        let made = Rc::new(Pattern::new(pattern));
        self.known.borrow_mut().insert(pattern.to_owned(), Rc::clone(&made));
        made
    }

    /// Why a text is no pattern, if it is none.
    fn error(&self, pattern: &str) -> Option<PatternError> {
        Result::as_ref(&self.get(pattern)).err().cloned()
    }

    /// Whether a text matches. A pattern that can't be used matches everything; it is reported
    /// where it is written.
    pub(super) fn matches(&self, pattern: &str, text: &str) -> bool {
        Result::as_ref(&self.get(pattern)).map_or(true, |pattern| pattern.is_match(text))
    }
}
