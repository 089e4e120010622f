//! Violations: the constraints that a value breaks.

use std::fmt;

use weland_core::schema::Constant;
use weland_core::{Bound, Length, Range};
use weland_protocol::{Missing, MissingMembers};

use crate::path::Path;

/// The rule that a value breaks.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Constraint {
    /// The member must be present, and not null.
    Required,
    /// The length must lie within bounds.
    Length {
        /// The bounds.
        bounds: Length,
        /// The length that was found: characters, bytes or entries.
        actual: u64,
    },
    /// The number must lie within bounds.
    Range {
        /// The bounds.
        bounds: Range,
        /// Whether the number is below the lower bound, not above the upper one.
        below: bool,
    },
    /// The text must match this pattern.
    Pattern(&'static str),
    /// The text must be one of these values.
    Values {
        /// The values.
        known: &'static [&'static str],
        /// Those of them that messages leave out.
        internal: &'static [&'static str],
    },
    /// The number must be one of these values.
    Numbers(&'static [i32]),
    /// The list must not hold equal elements.
    UniqueItems,
    /// Exactly one member of the union must be set, and one that the model names.
    OneMember,
    /// The number must be greater than this.
    Above(Bound),
    /// The number must be less than this.
    Below(Bound),
    /// The number must be a multiple of this one.
    MultipleOf(&'static str),
    /// The value must be one of these.
    Constants(&'static [Constant]),
    /// The object must have a number of keys within bounds.
    PropertyCount {
        /// The bounds.
        bounds: Length,
        /// The number that was found.
        actual: u64,
    },
    /// The object must not have the key.
    Closed,
    /// The value must be one of this shape, too.
    AllOf(&'static str),
    /// The value must be one of its type.
    Type,
    /// The value must be one of at least one of the union's members.
    AnyOf,
    /// The value must be one of exactly one of the union's members.
    OneOf {
        /// Of how many it is one.
        matching: usize,
    },
    /// Structures must not be nested deeper than this.
    Depth(usize),
}

/// A broken constraint, and its place in the value.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Violation {
    /// The value that breaks the constraint; for the key of a map, the map.
    pub path: Path,
    /// The constraint.
    pub constraint: Constraint,
    /// Whether it is a key of the map at `path` that breaks the constraint.
    pub is_key: bool,
    /// Whether the value, or one around it, is sensitive.
    pub sensitive: bool,
    /// The value as text, cut after 1024 characters; `None` if it is missing, sensitive, a blob, a structure or a union.
    pub value: Option<String>,
}

/// All violations of a value, in the order of the model's members; never empty when given as an error.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Violations {
    list: Vec<Violation>,
    /// How much text the paths and values in the list hold, in bytes.
    size: usize,
    total: usize,
}

/// How many violations are kept; further ones are only counted, so that a hostile input cannot make the response much
/// larger than itself.
const KEPT: usize = 1000;

/// How much text of paths and values is kept, in bytes; the violation that exceeds it is the last.
const SIZE: usize = 1 << 20;

impl Violations {
    /// The violations; the first thousand if there are more, and fewer if their paths and values are longer than a megabyte.
    pub fn list(&self) -> &[Violation] {
        &self.list
    }

    /// How many there are, those included that are not in the [list](Self::list).
    pub fn total(&self) -> usize {
        self.total
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// Adds a violation at the end, or counts it if there are too many.
    pub(crate) fn push(&mut self, violation: impl FnOnce() -> Violation) {
        if self.list.len() == self.total && self.list.len() < KEPT && self.size < SIZE {
            let violation = violation();
            self.size += violation.path.size() + violation.value.as_ref().map_or(0, String::len);
            self.list.push(violation);
        }
        self.total += 1;
    }

    /// Adds the violations of a value inside of this one; `place` is the way to it.
    pub(crate) fn append(&mut self, place: &Path, sensitive: bool, inner: Self) {
        let total = self.total + inner.total;
        for violation in inner.list {
            let is_hidden = sensitive && violation.constraint != Constraint::Required;
            self.push(|| Violation {
                path: place.join(violation.path),
                sensitive: violation.sensitive || is_hidden,
                value: violation.value.filter(|_| !is_hidden),
                ..violation
            });
        }
        self.total = total;
    }

    fn push_missing(&mut self, missing: Missing) {
        self.push(|| Violation {
            path: Path::new(missing.path),
            constraint: Constraint::Required,
            is_key: false,
            sensitive: false,
            value: None,
        });
    }

    /// Puts the violations in the order of their paths, and those of a map's keys in the order of the keys. Those of one
    /// value stay in the order in which they were found.
    #[must_use]
    pub(crate) fn sorted(mut self) -> Self {
        self.list.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| key_order(a).cmp(&key_order(b))));
        self
    }

    /// The required members that are missing from an input, of which not all are known.
    pub(crate) fn only_missing(mut missing: MissingMembers) -> Self {
        let (mut violations, total) = (Self::default(), missing.total());
        missing.sort();
        missing.into_iter().for_each(|missing| violations.push_missing(missing));
        Self { total, ..violations }
    }

    /// Adds the required members that were missing from an input, at the places where they belong. `None` if these are more
    /// violations than are kept, since then it depends on all of them which ones are the first.
    pub(crate) fn with_missing(mut self, missing: MissingMembers) -> Option<Self> {
        if !missing.is_complete() {
            return Some(Self::only_missing(missing));
        }
        missing.into_iter().for_each(|missing| self.push_missing(missing));
        (self.list.len() == self.total).then(|| self.sorted())
    }

    /// `Ok` if there are none.
    ///
    /// # Errors
    /// The violations, if there are any.
    pub fn into_result(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }
}

/// The order of the violations of a map's keys. Keys that look the same, since they are sensitive or very long, are ordered
/// by what is wrong with them.
fn key_order(violation: &Violation) -> Option<(Option<&str>, u8, u64)> {
    let (rank, length) = match violation.constraint {
        Constraint::Length { actual, .. } => (0, actual),
        Constraint::Values { .. } => (1, 0),
        _ => (2, 0),
    };
    violation.is_key.then_some((violation.value.as_deref(), rank, length))
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

/// The message in Smithy's style.
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.smithy().message)
    }
}

impl std::error::Error for Violations {}
