//! Where schemas come from, and how much of them may be looked at.

use std::cell::Cell;

use weland_model::{FileId, Node};

use crate::document::{Pointer, Resolved, Resolver};

/// So many parts of schemas are looked at, in a whole document. Documents of 50 MB take a sixth of it; one that takes
/// more refers to the same large schemas over and over, and would fill the memory.
const MOST_PARTS: u32 = 3_000_000;

/// Resolves references, and counts.
#[derive(Debug)]
pub(in crate::lower) struct Source<'d> {
    resolver: &'d Resolver<'d>,
    left: Cell<u32>,
}

impl<'d> Source<'d> {
    pub(in crate::lower) fn new(resolver: &'d Resolver<'d>) -> Self {
        Self { resolver, left: Cell::new(MOST_PARTS) }
    }

    /// The value that a node is, or that it refers to.
    pub(in crate::lower) fn resolve(&self, node: &'d Node) -> Option<Resolved<'d>> {
        self.resolver.resolve(node)
    }

    /// The value that the text of a reference in a file leads to.
    pub(in crate::lower) fn target(&self, text: &str, from: FileId) -> Option<&'d Node> {
        self.resolver.target(text, from).ok()
    }

    /// Where a value of one of the files stands.
    pub(in crate::lower) fn pointer(&self, node: &'d Node) -> Pointer {
        self.resolver.pointer(node)
    }

    /// The file in which a value stands, also if an overlay has added it.
    pub(in crate::lower) fn file_of(&self, node: &Node) -> FileId {
        self.resolver.file_of(node)
    }

    /// Counts a part that is looked at; false if there have been too many.
    pub(super) fn spend(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        left > 0
    }

    /// Whether parts have been left out.
    pub(in crate::lower) fn is_spent(&self) -> bool {
        self.left.get() == 0
    }
}
