//! Patterns that are matched several times.

use std::collections::HashMap;
use std::sync::Arc;

use crate::locked::Locked;
use weland_pattern::{Pattern, PatternError};

/// Patterns that are ready to match, each made once.
#[derive(Default)]
pub(super) struct PatternCache {
    known: Locked<HashMap<String, Arc<Result<Pattern, PatternError>>>>,
}

impl PatternCache {
    fn get(&self, pattern: &str) -> Arc<Result<Pattern, PatternError>> {
        if let Some(known) = self.known.lock().get(pattern) {
            return Arc::clone(known);
        }
        let made = Arc::new(Pattern::new(pattern));
        self.known.lock().insert(pattern.to_owned(), Arc::clone(&made));
        made
    }

    /// Whether a text matches. A pattern that can't be used matches everything; it is reported
    /// where it is written.
    pub(super) fn matches(&self, pattern: &str, text: &str) -> bool {
        Result::as_ref(&self.get(pattern)).map_or(true, |pattern| pattern.is_match(text))
    }
}
