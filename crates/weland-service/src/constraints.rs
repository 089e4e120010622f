//! Constraints of values.

use weland_model::Span;

/// The constraints of the values of a shape or member.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Constraints {
    /// Least and greatest length.
    pub length: Option<(Option<u64>, Option<u64>)>,
    /// Least and greatest value.
    pub range: Option<(Option<Bound>, Option<Bound>)>,
    /// The pattern that a string has to match.
    pub pattern: Option<PatternConstraint>,
    /// Whether the elements of a list must differ.
    pub unique_items: bool,
    /// The values that a string may have, where no enum is made of them since they have no names.
    pub values: Vec<AllowedValue>,
}

/// A value that a string may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedValue {
    /// The string.
    pub text: String,
    /// Whether messages to the outside must not name it.
    pub internal: bool,
}

/// An end of a range.
#[derive(Debug, Clone, PartialEq)]
pub enum Bound {
    /// A whole number.
    Integer(i64),
    /// Any other number that is written as a double is.
    Decimal(f64),
    /// A number that a double would round, as JSON writes it.
    Text(String),
}

/// A pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternConstraint {
    /// Its text.
    pub source: String,
    /// Why it cannot be matched, if it cannot.
    pub unusable: Option<UnusablePattern>,
}

/// What is wrong with a pattern that cannot be matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnusablePattern {
    /// Where the pattern is written.
    pub span: Span,
    /// What cannot be matched.
    pub reason: String,
    /// What to do.
    pub help: String,
}

impl Constraints {
    /// These constraints, and for each kind that they lack those of the target.
    #[must_use]
    pub fn or(self, target: &Self) -> Self {
        Self {
            length: self.length.or(target.length),
            range: self.range.or_else(|| target.range.clone()),
            pattern: self.pattern.or_else(|| target.pattern.clone()),
            unique_items: self.unique_items || target.unique_items,
            values: if self.values.is_empty() { target.values.clone() } else { self.values },
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
