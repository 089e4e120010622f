//! What the values of a shape have to be like.

use std::fmt;
use std::sync::OnceLock;

/// The bounds of a length or of a list's size; `None` is unbounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// The least allowed length.
    pub min: Option<u64>,
    /// The greatest allowed length.
    pub max: Option<u64>,
}

/// The bounds of a number; `None` is unbounded. Decimal text, so that no precision is lost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The least allowed value.
    pub min: Option<Bound>,
    /// The greatest allowed value.
    pub max: Option<Bound>,
}

/// One end of a [`Range`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Decimal(f64),
    /// A number that neither of these holds exactly, as JSON writes it.
    Text(&'static str),
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => write!(f, "{value}"),
            Self::Decimal(value) => write!(f, "{value}"),
            Self::Text(value) => f.write_str(value),
        }
    }
}

/// Says whether text matches a pattern. Implemented by `weland-validate`, so that crates that do not validate need no
/// pattern engine.
pub trait PatternMatcher: Send + Sync {
    /// Whether the pattern is found in `text`.
    fn is_match(&self, text: &str) -> bool;
}

/// A pattern of the model, compiled by whoever matches first.
pub struct PatternConstraint {
    source: &'static str,
    matcher: OnceLock<Box<dyn PatternMatcher>>,
}

impl PatternConstraint {
    /// A pattern in ECMA-262 syntax.
    pub const fn new(source: &'static str) -> Self {
        Self { source, matcher: OnceLock::new() }
    }

    /// The pattern as the model spells it.
    pub const fn as_str(&self) -> &'static str {
        self.source
    }

    /// The compiled pattern; `compile` makes it if nobody has yet.
    pub fn matcher(&self, compile: impl FnOnce(&'static str) -> Box<dyn PatternMatcher>) -> &dyn PatternMatcher {
        &**self.matcher.get_or_init(|| compile(self.source))
    }
}

impl fmt::Debug for PatternConstraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.source).finish()
    }
}
