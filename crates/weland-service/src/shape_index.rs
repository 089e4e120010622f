//! How shapes refer to each other.

/// The index of a shape in [`Service::shapes`](crate::Service::shapes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShapeIndex(pub usize);
