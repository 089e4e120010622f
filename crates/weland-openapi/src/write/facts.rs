//! The traits that hold for a value.

use weland_model::{Node, Traits};

/// The traits that hold for a value: those of a member before those of its target.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts<'m> {
    pub(super) member: Option<&'m Traits>,
    pub(super) shape: Option<&'m Traits>,
}

impl<'m> Facts<'m> {
    /// The traits of a shape alone.
    pub(super) fn of_shape(shape: &'m Traits) -> Self {
        Self { member: None, shape: Some(shape) }
    }

    /// The traits of a member alone.
    pub(super) fn of_member(member: &'m Traits) -> Self {
        Self { member: Some(member), shape: None }
    }

    pub(super) fn get(self, id: &str) -> Option<&'m Node> {
        let own = self.member.and_then(|traits| traits.get(id));
        own.or_else(|| self.shape.and_then(|traits| traits.get(id)))
    }

    pub(super) fn text(self, id: &str) -> Option<&'m str> {
        self.get(id)?.as_str()
    }

    pub(super) fn has(self, id: &str) -> bool {
        self.get(id).is_some()
    }
}
