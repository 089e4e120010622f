//! New objects that stand where old ones stood.

use weland_model::{Entry, Node, NodeKind, Object, Span};

/// An object that is being made.
#[derive(Debug)]
pub(super) struct Builder {
    span: Span,
    entries: Vec<Entry>,
}

impl Builder {
    /// An empty object at a place.
    pub(super) fn new(span: Span) -> Self {
        Self { span, entries: Vec::new() }
    }

    /// Adds an entry under the place of the whole.
    pub(super) fn add(&mut self, key: &str, value: Node) -> &mut Self {
        self.add_at(key, self.span, value)
    }

    /// Adds an entry whose key was written somewhere.
    pub(super) fn add_at(&mut self, key: &str, key_span: Span, value: Node) -> &mut Self {
        self.entries.push(Entry { key: key.into(), key_span, value });
        self
    }

    /// Copies an entry as it is.
    pub(super) fn copy(&mut self, entry: &Entry) -> &mut Self {
        self.entries.push(entry.clone());
        self
    }

    /// Copies the entries of some keys, and extensions.
    pub(super) fn copy_all(&mut self, from: &Node, keys: &[&str]) -> &mut Self {
        for entry in entries(from).iter().filter(|entry| keys.contains(&&*entry.key) || entry.key.starts_with("x-")) {
            self.copy(entry);
        }
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn finish(self) -> Node {
        Node::new(NodeKind::Object(Object::new(self.entries)), self.span)
    }
}

/// The entries of an object.
pub(super) fn entries(node: &Node) -> &[Entry] {
    node.as_object().map(Object::entries).unwrap_or_default()
}

/// The strings of a list.
pub(super) fn strings(node: Option<&Node>) -> Vec<&str> {
    node.and_then(Node::as_array).unwrap_or_default().iter().filter_map(Node::as_str).collect()
}

pub(super) fn list(items: Vec<Node>, span: Span) -> Node {
    Node::new(NodeKind::Array(items), span)
}

pub(super) fn boolean(value: bool, span: Span) -> Node {
    Node::new(NodeKind::Bool(value), span)
}
