//! What a file is, and how its parts refer to each other.

mod address;
mod index;
mod moved;
mod pointer;
mod recognize;
mod reference;
mod references;
mod resolver;

use weland_model::Node;

pub use recognize::{Foreign, Recognized, Version, recognize};
pub use references::references;

pub(crate) use address::{Address, AddressSet, ByAddress, ByKey};
pub(crate) use pointer::Pointer;
pub(crate) use recognize::version_of;
pub(crate) use reference::{Reference, join, reference_of};
pub(crate) use resolver::{File, Resolved, Resolver, Unresolved};

/// Which schemas a document has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Dialect {
    /// Those of OpenAPI 3.0: a subset of an early JSON Schema, with `nullable`. `$ref` stands alone.
    V3_0,
    /// JSON Schema of 2020-12, as in OpenAPI 3.1 and 3.2. `$ref` may have siblings.
    V3_1,
}

/// An API, read and lifted to version 3, to be made a model.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Api<'d> {
    /// The document.
    pub(crate) root: &'d Node,
    /// The version that the authors wrote.
    pub(crate) version: Version,
    /// Follows references, in all files.
    pub(crate) resolver: &'d Resolver<'d>,
}

impl Api<'_> {
    /// The dialect of the document's own schemas.
    pub(crate) fn dialect(&self) -> Dialect {
        self.version.dialect()
    }
}

#[cfg(test)]
mod tests;
