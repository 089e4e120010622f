//! References, seen from what they lead to.

use super::ast::Relation;
use super::node::{NodeId, number};

/// All references of a kind, in the order of what they lead to.
pub(super) struct Reverse {
    /// For each shape, where its users start; at the end, the number of all.
    starts: Vec<usize>,
    users: Vec<(Relation, NodeId)>,
}

impl Reverse {
    /// Turns references round. `forward` calls back with all that a shape refers to.
    pub(super) fn new(count: usize, forward: impl Fn(NodeId, &mut dyn FnMut(Relation, NodeId))) -> Self {
        let mut references: Vec<(NodeId, Relation, NodeId)> = Vec::new();
        for from in 0..number(count) {
            forward(from, &mut |relation, to| references.push((to, relation, from)));
        }
        // Stable, so that users stay in the order of the model.
        references.sort_by_key(|(to, ..)| *to);
        let mut starts = Vec::with_capacity(count + 1);
        let mut at = 0;
        for to in 0..number(count) {
            starts.push(at);
            let rest = references.get(at..).unwrap_or_default();
            at += rest.iter().take_while(|(other, ..)| *other == to).count();
        }
        starts.push(at);
        let users = references.into_iter().map(|(_, relation, from)| (relation, from)).collect();
        Self { starts, users }
    }

    /// The users of a shape.
    pub(super) fn of(&self, node: NodeId) -> impl Iterator<Item = (Relation, NodeId)> {
        let start = self.starts.get(node as usize).copied().unwrap_or_default();
        let end = self.starts.get(node as usize + 1).copied().unwrap_or_default();
        self.users.get(start..end).unwrap_or_default().iter().copied()
    }
}
