//! Violations: the constraints that a value breaks.

use std::fmt;

use weland_core::{Length, Range};

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
    total: usize,
}

/// How many violations are kept; further ones are only counted, so that a hostile input cannot make the response much
/// larger than itself.
const KEPT: usize = 1000;

impl Violations {
    /// The violations; the first thousand if there are more.
    pub fn list(&self) -> &[Violation] {
        &self.list
    }

    /// How many there are, those included that were not kept.
    pub fn total(&self) -> usize {
        self.total
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// Adds a violation at the end; [`merge`](Self::merge) puts it where it belongs.
    pub(crate) fn push(&mut self, violation: impl FnOnce() -> Violation) {
        self.total += 1;
        if self.list.len() < KEPT {
            self.list.push(violation());
        }
    }

    /// Takes back the violations at a path and below it.
    pub(crate) fn remove(&mut self, path: &Path) {
        self.retain(|violation| !violation.path.segments().starts_with(path.segments()));
    }

    fn retain(&mut self, keep: impl Fn(&Violation) -> bool) {
        let before = self.list.len();
        self.list.retain(keep);
        self.total -= before - self.list.len();
    }

    /// Puts the violations in the order of their paths, and those of a map's keys in the order of the keys. Those of one
    /// value stay in the order in which they were found.
    fn sort(&mut self) {
        let key = |violation: &Violation| violation.is_key.then(|| violation.value.clone());
        self.list.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| key(a).cmp(&key(b))));
    }

    /// Adds required members that were found missing when the value was decoded, at the places where they belong, and
    /// drops what was found wrong with the values that stand in for them.
    #[must_use]
    pub fn merge(mut self, missing: impl IntoIterator<Item = Path>) -> Self {
        let mut missing: Vec<Path> = missing.into_iter().collect();
        missing.sort_unstable();
        if !missing.is_empty() {
            self.retain(|violation| !starts_with_any(&violation.path, &missing));
        }
        for path in missing {
            self.push(|| Violation {
                path,
                constraint: Constraint::Required,
                is_key: false,
                sensitive: false,
                value: None,
            });
        }
        self.sort();
        self
    }

    /// `Ok` if there are none.
    ///
    /// # Errors
    /// The violations, if there are any.
    pub fn into_result(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }
}

/// Whether `path` leads to, or through, one of the `places`, which are sorted.
fn starts_with_any(path: &Path, places: &[Path]) -> bool {
    let segments = path.segments();
    (1..=segments.len()).any(|len| {
        let start = segments.get(..len).unwrap_or_default();
        places.binary_search_by(|place| place.segments().cmp(start)).is_ok()
    })
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
