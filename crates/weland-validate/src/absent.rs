//! The required members that were absent from an input, as a tree that lies beside the value.

use std::collections::BTreeMap;

use weland_protocol::Segment;

use crate::path::Path;

/// Leads along the paths of absent members. A node without children is an absent member.
#[derive(Default)]
pub(crate) struct Absent {
    nodes: Vec<BTreeMap<Segment, usize>>,
}

impl Absent {
    pub(crate) fn new(paths: impl IntoIterator<Item = Path>) -> Self {
        let mut tree = Self::default();
        for path in paths {
            let mut node = tree.root().unwrap_or_else(|| tree.add());
            for segment in path.into_segments() {
                node = match tree.child(node, &segment) {
                    Some(child) => child,
                    None => tree.grow(node, segment),
                };
            }
        }
        tree
    }

    fn add(&mut self) -> usize {
        self.nodes.push(BTreeMap::new());
        self.nodes.len() - 1
    }

    fn grow(&mut self, node: usize, segment: Segment) -> usize {
        let child = self.add();
        if let Some(node) = self.nodes.get_mut(node) {
            node.insert(segment, child);
        }
        child
    }

    /// Where all paths begin, if there are any.
    pub(crate) fn root(&self) -> Option<usize> {
        (!self.nodes.is_empty()).then_some(0)
    }

    /// Where the paths go on that have come to a node.
    pub(crate) fn child(&self, node: usize, segment: &Segment) -> Option<usize> {
        self.nodes.get(node)?.get(segment).copied()
    }

    /// Whether a node is an absent member.
    pub(crate) fn is_end(&self, node: usize) -> bool {
        self.nodes.get(node).is_some_and(BTreeMap::is_empty)
    }
}
