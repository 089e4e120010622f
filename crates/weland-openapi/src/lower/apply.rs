//! Traits and their values.

use std::cell::RefCell;
use std::sync::Arc;

use weland_model::{AppliedTrait, Entry, NameMap, Node, NodeKind, Number, Object, ShapeId, Span, Traits};

thread_local! {
    /// The ids that stand in this program: of traits, and of shapes of the prelude. Large documents need each of them thousands
    /// of times.
    static KNOWN: RefCell<NameMap<&'static str, ShapeId>> = RefCell::default();
}

/// An id that stands in this program; `None` if the text is none.
pub(super) fn known(id: &'static str) -> Option<ShapeId> {
    KNOWN.with_borrow_mut(|known| match known.get(id) {
        Some(known) => Some(known.clone()),
        None => known.entry(id).insert_entry(id.parse().ok()?).get().clone().into(),
    })
}

/// Applies a trait.
pub(super) fn put(traits: &mut Traits, id: &'static str, value: Node) {
    let span = value.span;
    if let Some(id) = known(id) {
        traits.insert(AppliedTrait { id, value, span, inherited: false });
    }
}

/// Applies a trait whose presence says everything.
pub(super) fn mark(traits: &mut Traits, id: &'static str, span: Span) {
    put(traits, id, Node::empty_object(span));
}

/// Applies a trait whose value is a text.
pub(super) fn put_text(traits: &mut Traits, id: &'static str, text: &str, span: Span) {
    put(traits, id, Node::string(text, span));
}

/// Applies a list of names of shapes, or adds to it.
pub(super) fn put_ids(traits: &mut Traits, id: &'static str, targets: &[ShapeId], span: Span) {
    if !targets.is_empty() {
        let items = targets.iter().map(|target| Node::string(target.as_str(), span));
        put(traits, id, array(items.collect(), span));
    }
}

/// An object.
pub(super) fn object(entries: Vec<(&str, Node)>, span: Span) -> Node {
    let entry = |(key, value): (&str, Node)| Entry { key: Arc::from(key), key_span: value.span, value };
    Node::new(NodeKind::Object(Object::new(entries.into_iter().map(entry).collect())), span)
}

/// An array.
pub(super) fn array(items: Vec<Node>, span: Span) -> Node {
    Node::new(NodeKind::Array(items), span)
}

/// A number.
pub(super) fn number(value: i64, span: Span) -> Node {
    Node::new(NodeKind::Number(Number::from_text(&value.to_string())), span)
}

/// A boolean.
pub(super) fn boolean(value: bool, span: Span) -> Node {
    Node::new(NodeKind::Bool(value), span)
}

/// The node with the keys of all objects in order, so that what is written doesn't depend on the document's order.
pub(super) fn ordered(node: &Node) -> Node {
    let kind = match &node.kind {
        NodeKind::Array(items) => NodeKind::Array(items.iter().map(ordered).collect()),
        NodeKind::Object(object) => {
            let entry = |entry: &Entry| Entry { value: ordered(&entry.value), ..entry.clone() };
            let mut entries: Vec<Entry> = object.entries().iter().map(entry).collect();
            entries.sort_by(|a, b| a.key.cmp(&b.key));
            NodeKind::Object(Object::new(entries))
        }
        other => other.clone(),
    };
    Node::new(kind, node.span)
}
