//! Required members that were absent from the input.

use std::fmt;
use std::ops::Deref;

use crate::schema::Member;

/// One step of the way to a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// A member of a structure or union.
    Member {
        /// Its index in the schema: siblings are ordered by it.
        index: usize,
        /// Its name in the model.
        name: &'static str,
    },
    /// The position of an element in a list.
    Index(usize),
    /// The key of an entry in a map.
    Key(String),
}

impl Segment {
    /// How much text it holds, in bytes.
    pub fn size(&self) -> usize {
        match self {
            Self::Member { name, .. } => name.len(),
            Self::Index(_) => size_of::<usize>(),
            Self::Key(key) => key.len(),
        }
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member { name, .. } => f.write_str(name),
            Self::Index(index) => write!(f, "{index}"),
            Self::Key(key) => f.write_str(key),
        }
    }
}

/// A required member that was absent. The value has the member's default in its place.
///
/// Ordered as a validator meets the members: by their index in the schema.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Missing {
    /// The way to the member, itself included.
    pub path: Vec<Segment>,
}

impl Missing {
    /// A member of the outermost structure.
    pub fn member(index: usize, member: &Member) -> Self {
        Self { path: vec![Segment::Member { index, name: member.name }] }
    }
}

/// The required members that were absent from an input.
///
/// Of very many, the first are kept and the others counted, so that little input does not take much memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MissingMembers {
    list: Vec<Missing>,
    /// How much text the paths hold, in bytes.
    size: usize,
    total: usize,
}

impl MissingMembers {
    /// How many are kept at most.
    const KEPT: usize = 1000;

    /// How much text of paths is kept, in bytes; the one that exceeds it is the last.
    const SIZE: usize = 1 << 20;

    /// How many there are, those included that are not kept.
    pub fn total(&self) -> usize {
        self.total
    }

    /// Whether all of them are kept.
    pub fn is_complete(&self) -> bool {
        self.list.len() == self.total
    }

    /// Adds one, or counts it if there are too many.
    pub fn push(&mut self, missing: impl FnOnce() -> Missing) {
        if self.is_complete() && self.list.len() < Self::KEPT && self.size < Self::SIZE {
            let missing = missing();
            self.size += missing.path.iter().map(Segment::size).sum::<usize>();
            self.list.push(missing);
        }
        self.total += 1;
    }

    /// How many there are now, to go back to by [`reset`](Self::reset).
    pub fn mark(&self) -> Mark {
        Mark { listed: self.list.len(), size: self.size, total: self.total }
    }

    /// Forgets those that have been added since.
    pub fn reset(&mut self, mark: Mark) {
        self.list.truncate(mark.listed);
        (self.size, self.total) = (mark.size, mark.total);
    }

    /// Adds those that a value inside of this one lacks; `place` is the way to it.
    pub fn append(&mut self, place: &[Segment], inner: Self) {
        let total = self.total + inner.total;
        for missing in inner.list {
            self.push(|| Missing { path: place.iter().cloned().chain(missing.path).collect() });
        }
        self.total = total;
    }

    /// Puts those that are kept in the order of the model's members.
    pub fn sort(&mut self) {
        self.list.sort_unstable();
    }
}

/// A state of [`MissingMembers`].
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    listed: usize,
    size: usize,
    total: usize,
}

impl IntoIterator for MissingMembers {
    type Item = Missing;
    type IntoIter = std::vec::IntoIter<Missing>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

/// Those that are kept; if there are none, nothing is missing.
impl Deref for MissingMembers {
    type Target = [Missing];

    fn deref(&self) -> &[Missing] {
        &self.list
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for segment in &self.path {
            write!(f, "/{segment}")?;
        }
        Ok(())
    }
}
