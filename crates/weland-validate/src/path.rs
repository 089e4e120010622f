//! Paths within a value.

use std::fmt;

pub use weland_protocol::Segment;

/// The way from the validated value to one inside it.
///
/// Paths order as a model lists its members: a value before what it holds, members by position, elements by index.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Vec<Segment>);

impl Path {
    /// A path of these steps.
    pub fn new(segments: Vec<Segment>) -> Self {
        Self(segments)
    }

    pub(crate) fn into_segments(self) -> Vec<Segment> {
        self.0
    }

    /// The way that goes on by another one.
    pub(crate) fn join(&self, rest: Self) -> Self {
        Self(self.0.iter().cloned().chain(rest.0).collect())
    }

    /// How much text it holds, in bytes.
    pub(crate) fn size(&self) -> usize {
        self.0.iter().map(Segment::size).sum()
    }

    /// The steps from the outside in.
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }
}

/// As a JSON pointer: `/Environment/Variables/KEY`.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for segment in &self.0 {
            match segment {
                Segment::Member { name, .. } => write!(f, "/{name}")?,
                Segment::Index(index) => write!(f, "/{index}")?,
                Segment::Key(key) => write!(f, "/{}", key.replace('~', "~0").replace('/', "~1"))?,
            }
        }
        Ok(())
    }
}
