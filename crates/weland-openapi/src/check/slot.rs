//! Where a value stands.

use weland_model::{Entry, Node, Span};

use super::mends::Mends;

/// Where a value stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot<'d> {
    /// The object around it; that around the list for items.
    pub(super) owner: &'d Node,
    /// Its key in the object; absent for items of lists and for what references lead to.
    pub(super) entry: Option<&'d Entry>,
    /// Whether it may not be left out.
    pub(super) is_required: bool,
}

impl<'d> Slot<'d> {
    /// That of a value which stands by itself.
    pub(super) fn alone(node: &'d Node) -> Self {
        Self { owner: node, entry: None, is_required: true }
    }

    /// What to call the value.
    pub(super) fn name_or(&self, otherwise: &str) -> String {
        self.entry.map_or_else(|| otherwise.to_owned(), |entry| format!("`{}`", entry.key))
    }

    /// Where to say what an object lacks: at its key, or else at its first key.
    pub(super) fn place(&self, node: &Node) -> Span {
        let first = || node.as_object().and_then(|object| object.entries().first()).map(|entry| entry.key_span);
        self.entry.map(|entry| entry.key_span).or_else(first).unwrap_or(node.span)
    }

    /// Takes the value out of the document.
    pub(super) fn remove(&self, mends: &mut Mends) {
        if let Some(entry) = self.entry {
            mends.remove(self.owner, &entry.key);
        }
    }
}
