//! Changes that make a document say what it was meant to say.

use std::sync::Arc;

use weland_model::{Entry, Node, NodeKind, Object};

use crate::document::{Address, ByAddress};

/// A change to an object.
#[derive(Debug, Clone)]
enum Edit {
    Remove(Arc<str>),
    Rename(Arc<str>, Arc<str>),
    Insert(Arc<str>, Node),
}

/// Changes to values, by their identity.
#[derive(Debug, Default)]
pub(crate) struct Mends {
    replaced: ByAddress<NodeKind>,
    edited: ByAddress<Vec<Edit>>,
}

impl Mends {
    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.replaced.is_empty() && self.edited.is_empty()
    }

    /// Gives a value another one's place.
    pub(super) fn replace(&mut self, node: &Node, kind: NodeKind) {
        self.replaced.insert(Address::of(node), kind);
    }

    /// Takes a key out of an object.
    pub(super) fn remove(&mut self, object: &Node, key: &str) {
        self.edit(object, Edit::Remove(Arc::from(key)));
    }

    /// Gives a key of an object another name, unless that is taken.
    pub(super) fn rename(&mut self, object: &Node, key: &str, name: &str) {
        self.edit(object, Edit::Rename(Arc::from(key), Arc::from(name)));
    }

    /// Adds a key to an object, or gives it another value.
    pub(super) fn insert(&mut self, object: &Node, key: &str, value: Node) {
        self.edit(object, Edit::Insert(Arc::from(key), value));
    }

    fn edit(&mut self, object: &Node, edit: Edit) {
        self.edited.entry(Address::of(object)).or_default().push(edit);
    }

    /// Changes a tree. Its values must be where they were when the changes were collected.
    pub(crate) fn apply(&self, node: &mut Node) {
        // What is within a value comes first: its place in memory may change with the value.
        match &mut node.kind {
            NodeKind::Array(items) => items.iter_mut().for_each(|item| self.apply(item)),
            NodeKind::Object(object) => object.entries_mut().iter_mut().for_each(|entry| self.apply(&mut entry.value)),
            _ => {}
        }
        let address = Address::of(node);
        if let Some(kind) = self.replaced.get(&address) {
            node.kind = kind.clone();
        }
        if let (Some(edits), NodeKind::Object(object)) = (self.edited.get(&address), &mut node.kind) {
            edits.iter().for_each(|edit| edit.apply(object));
        }
    }
}

impl Edit {
    fn apply(&self, object: &mut Object) {
        match self {
            Self::Remove(key) => object.entries_mut().retain(|entry| entry.key != *key),
            Self::Rename(key, name) => {
                let is_taken = object.get(name).is_some();
                let mut entries = object.entries_mut().iter_mut();
                if let Some(entry) = entries.find(|entry| entry.key == *key && !is_taken) {
                    entry.key = Arc::clone(name);
                }
            }
            Self::Insert(key, value) => {
                let entries = object.entries_mut();
                match entries.iter_mut().find(|entry| entry.key == *key) {
                    Some(entry) => entry.value = value.clone(),
                    None => entries.push(Entry { key: Arc::clone(key), key_span: value.span, value: value.clone() }),
                }
            }
        }
    }
}
