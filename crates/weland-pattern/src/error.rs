//! Errors in patterns.

use std::fmt;
use std::ops::Range;

/// Why a pattern was rejected: the place in its source, the mistake, and how to correct it.
///
/// ```
/// use weland_pattern::Pattern;
///
/// let error = Pattern::new("[a-z]+[9-0]").unwrap_err();
/// assert_eq!(error.range(), 7..10);
/// assert_eq!(error.message(), "the range `9-0` ends before it starts");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    range: Range<usize>,
    message: String,
    help: String,
    unsupported: bool,
}

impl PatternError {
    pub(crate) fn new(range: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> PatternError {
        PatternError { range, message: message.into(), help: help.into(), unsupported: false }
    }

    /// Says that the pattern has a meaning, here or in another dialect, but cannot be matched.
    pub(crate) fn unsupported(self) -> PatternError {
        PatternError { unsupported: true, ..self }
    }

    /// Whether the pattern may well be right, and only cannot be matched: it uses what takes more than linear time, a
    /// Unicode property that is not known here, or what another dialect may know.
    #[must_use]
    pub fn is_unsupported(&self) -> bool {
        self.unsupported
    }

    /// The faulty part of the pattern's source, as a range of byte offsets (possibly empty, at the source's end).
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to write instead.
    #[must_use]
    pub fn help(&self) -> &str {
        &self.help
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at byte {}); {}", self.message, self.range.start, self.help)
    }
}

impl std::error::Error for PatternError {}
