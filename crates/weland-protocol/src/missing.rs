//! Required members that were absent from the input.

use std::fmt;

use weland_core::Member;

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
    pub(crate) fn member(index: usize, member: &Member) -> Self {
        Self { path: vec![Segment::Member { index, name: member.name }] }
    }
}

/// Notes that a member was there.
pub(crate) fn mark(set: &mut [bool], index: usize) {
    if let Some(set) = set.get_mut(index) {
        *set = true;
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
