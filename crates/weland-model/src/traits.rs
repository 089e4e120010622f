//! Traits applied to a shape or a member.

use crate::{Node, ShapeId, Span};

/// A trait and its value, as applied to a shape.
#[derive(Debug, Clone)]
pub struct AppliedTrait {
    /// The trait's shape.
    pub id: ShapeId,
    /// Its value; an empty object for annotation traits.
    pub value: Node,
    /// The application, such as `@length(min: 1)`.
    pub span: Span,
    /// Whether it came from a mixin and was not restated.
    pub inherited: bool,
}

/// The traits of a shape or a member, ordered by id.
#[derive(Debug, Clone, Default)]
pub struct Traits {
    items: Vec<AppliedTrait>,
}

impl Traits {
    /// No traits, with room for so many.
    #[must_use]
    pub fn with_capacity(count: usize) -> Self {
        Self { items: Vec::with_capacity(count) }
    }

    fn position(&self, id: &str) -> Result<usize, usize> {
        self.items.binary_search_by(|item| item.id.as_str().cmp(id))
    }

    /// The value of a trait.
    #[must_use]
    pub fn get(&self, id: impl AsRef<str>) -> Option<&Node> {
        self.applied(id).map(|applied| &applied.value)
    }

    /// A trait with its place.
    #[must_use]
    pub fn applied(&self, id: impl AsRef<str>) -> Option<&AppliedTrait> {
        let index = self.position(id.as_ref()).ok()?;
        self.items.get(index)
    }

    /// A trait, mutable.
    pub fn applied_mut(&mut self, id: impl AsRef<str>) -> Option<&mut AppliedTrait> {
        let index = self.position(id.as_ref()).ok()?;
        self.items.get_mut(index)
    }

    /// The text of a trait whose value is a string.
    #[must_use]
    pub fn get_str(&self, id: impl AsRef<str>) -> Option<&str> {
        self.get(id)?.as_str()
    }

    /// Whether the trait is applied.
    #[must_use]
    pub fn contains(&self, id: impl AsRef<str>) -> bool {
        self.position(id.as_ref()).is_ok()
    }

    /// Applies a trait; returns the application that it replaces.
    pub fn insert(&mut self, applied: AppliedTrait) -> Option<AppliedTrait> {
        match self.position(applied.id.as_str()) {
            Ok(index) => {
                let slot = self.items.get_mut(index)?;
                Some(std::mem::replace(slot, applied))
            }
            Err(index) => {
                self.items.insert(index, applied);
                None
            }
        }
    }

    /// Takes a trait away.
    pub fn remove(&mut self, id: impl AsRef<str>) -> Option<AppliedTrait> {
        let index = self.position(id.as_ref()).ok()?;
        Some(self.items.remove(index))
    }

    /// All traits by id.
    pub fn iter(&self) -> std::slice::Iter<'_, AppliedTrait> {
        self.items.iter()
    }

    /// All traits by id, mutable. The ids must stay.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, AppliedTrait> {
        self.items.iter_mut()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl<'a> IntoIterator for &'a Traits {
    type Item = &'a AppliedTrait;
    type IntoIter = std::slice::Iter<'a, AppliedTrait>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
