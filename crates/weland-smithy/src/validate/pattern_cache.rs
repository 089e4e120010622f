//! Patterns that are matched several times.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use weland_pattern::{Foreign, Pattern, PatternError};

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

    /// What a pattern has that is not ECMA-262; or why it cannot be used.
    pub(super) fn foreign(&self, pattern: &str) -> Result<Vec<Foreign>, PatternError> {
        Result::as_ref(&self.get(pattern)).map_err(Clone::clone)?;
        weland_pattern::foreign(pattern)
    }

    /// Whether a text matches. A pattern that can't be used matches everything; it is reported
    /// where it is written.
    pub(super) fn matches(&self, pattern: &str, text: &str) -> bool {
        Result::as_ref(&self.get(pattern)).map_or(true, |pattern| pattern.is_match(text))
    }
}
