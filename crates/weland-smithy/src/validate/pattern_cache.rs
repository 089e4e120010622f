//! Patterns that are matched several times.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use weland_pattern::{Pattern, PatternError};

/// Patterns that are ready to match, each made once.
#[derive(Default)]
pub(super) struct PatternCache {
    known: RefCell<HashMap<String, Rc<Result<Pattern, PatternError>>>>,
}

impl PatternCache {
    fn get(&self, pattern: &str) -> Rc<Result<Pattern, PatternError>> {
        if let Some(known) = self.known.borrow().get(pattern) {
            return Rc::clone(known);
        }
        let made = Rc::new(Pattern::new(pattern));
        self.known.borrow_mut().insert(pattern.to_owned(), Rc::clone(&made));
        made
    }

    /// Why a text is no pattern, if it is none.
    pub(super) fn error(&self, pattern: &str) -> Option<PatternError> {
        Result::as_ref(&self.get(pattern)).err().cloned()
    }

    /// Whether a text matches. A pattern that can't be used matches everything; it is reported
    /// where it is written.
    pub(super) fn matches(&self, pattern: &str, text: &str) -> bool {
        Result::as_ref(&self.get(pattern)).map_or(true, |pattern| pattern.is_match(text))
    }
}
