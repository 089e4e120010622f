//! From the events of a reader to a tree of nodes.

use std::collections::HashMap;
use std::sync::Arc;

use weland_model::{Diagnostic, Diagnostics, Entry, Node, NodeKind, Object, SharedTexts, Span};

/// How deep values may be nested. Everything that walks over a tree does so by recursion.
pub(crate) const MAX_DEPTH: usize = 200;

/// Up to so many keys of an object are compared with each other; more are looked up.
const FEW: usize = 16;

/// Reading stopped; the diagnostic has been recorded.
#[derive(Debug)]
pub(super) struct Failed;

/// A list or an object that is not closed yet.
#[derive(Debug)]
enum Open {
    List { start: Span, items: Vec<Node> },
    Map(OpenMap),
}

#[derive(Debug)]
struct OpenMap {
    start: Span,
    entries: Vec<Entry>,
    /// The keys so far, if they are many.
    many: HashMap<Arc<str>, usize>,
    /// The key whose value comes next, and whether its value is to be kept.
    key: Option<(Arc<str>, Span, bool)>,
}

/// Builds the tree of one document.
#[derive(Debug)]
pub(super) struct Tree<'d> {
    texts: SharedTexts,
    open: Vec<Open>,
    root: Option<Node>,
    diagnostics: &'d mut Diagnostics,
}

impl<'d> Tree<'d> {
    pub(super) fn new(diagnostics: &'d mut Diagnostics) -> Self {
        Self { texts: SharedTexts::default(), open: Vec::new(), root: None, diagnostics }
    }

    /// Records what is wrong.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The finished tree, or `None` if there is none.
    pub(super) fn finish(self) -> Option<Node> {
        self.root
    }

    /// Whether nothing has been read.
    pub(super) fn is_empty(&self) -> bool {
        self.root.is_none() && self.open.is_empty()
    }

    pub(super) fn start_list(&mut self, start: Span) -> Result<(), Failed> {
        self.push(Open::List { start, items: Vec::new() }, start)
    }

    pub(super) fn start_map(&mut self, start: Span) -> Result<(), Failed> {
        let map = OpenMap { start, entries: Vec::new(), many: HashMap::new(), key: None };
        self.push(Open::Map(map), start)
    }

    fn push(&mut self, open: Open, span: Span) -> Result<(), Failed> {
        self.check_depth(1, span)?;
        self.open.push(open);
        Ok(())
    }

    /// Refuses a value with so many lists and objects in each other if that would be too deep here.
    pub(super) fn check_depth(&mut self, depth: usize, span: Span) -> Result<(), Failed> {
        if self.open.len() + depth <= MAX_DEPTH {
            return Ok(());
        }
        self.too_deep(span);
        Err(Failed)
    }

    /// Reports that values are nested too deep.
    pub(super) fn too_deep(&mut self, span: Span) {
        let message = format!("values are nested more than {MAX_DEPTH} levels deep");
        let help = "flatten the value, or move its parts to `components` and refer to them";
        self.report(Diagnostic::error("nesting-too-deep", span, message).help(help));
    }

    /// Whether a key comes next.
    pub(super) fn awaits_key(&self) -> bool {
        matches!(self.open.last(), Some(Open::Map(map)) if map.key.is_none())
    }

    /// The key of the value that comes next. Of entries with the same key, the first is kept.
    pub(super) fn key(&mut self, text: &str, span: Span) {
        let key = self.texts.get(text);
        let Some(Open::Map(map)) = self.open.last_mut() else { return };
        let earlier = map.find(&key);
        map.key = Some((key, span, earlier.is_none()));
        if let Some(earlier) = earlier {
            let message = format!("duplicate key `{text}`");
            self.diagnostics.push(
                Diagnostic::error("duplicate-key", span, message)
                    .related(earlier, "first given here")
                    .help("remove one of the two"),
            );
        }
    }

    pub(super) fn string(&mut self, text: &str, span: Span) {
        let kind = NodeKind::String(self.texts.get(text));
        self.value(Node::new(kind, span));
    }

    pub(super) fn value(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map(map)) => {
                if let Some((key, key_span, true)) = map.key.take() {
                    map.entries.push(Entry { key, key_span, value: node });
                }
            }
        }
    }

    /// Closes the innermost list or object.
    pub(super) fn end(&mut self, end: Span) {
        let (start, kind) = match self.open.pop() {
            Some(Open::List { start, mut items }) => {
                items.shrink_to_fit();
                (start, NodeKind::Array(items))
            }
            Some(Open::Map(mut map)) => {
                map.entries.shrink_to_fit();
                (map.start, NodeKind::Object(Object::new(map.entries)))
            }
            None => return,
        };
        self.value(Node::new(kind, start.to(end)));
    }

    /// Where the value that comes next will be: the number of values before it, for each open list or object.
    pub(super) fn place(&self) -> Vec<usize> {
        self.open.iter().map(Open::len).collect()
    }

    /// The value at a place, once it is complete.
    pub(super) fn at(&self, place: &[usize]) -> Option<&Node> {
        let Some((first, rest)) = place.split_first() else { return self.root.as_ref() };
        let mut open = self.open.iter();
        let mut node = open.next()?.child(*first);
        for &index in rest {
            node = match node {
                Some(node) => Some(child(node, index)?),
                None => open.next()?.child(index),
            };
        }
        node
    }
}

impl OpenMap {
    /// Where a key was given before; remembers it.
    fn find(&mut self, key: &Arc<str>) -> Option<Span> {
        if self.entries.len() < FEW {
            return self.entries.iter().find(|entry| entry.key == *key).map(|entry| entry.key_span);
        }
        if self.many.is_empty() {
            self.many = self.entries.iter().enumerate().map(|(index, it)| (Arc::clone(&it.key), index)).collect();
        }
        match self.many.get(key) {
            Some(&index) => self.entries.get(index).map(|entry| entry.key_span),
            None => {
                self.many.insert(Arc::clone(key), self.entries.len());
                None
            }
        }
    }
}

impl Open {
    fn len(&self) -> usize {
        match self {
            Self::List { items, .. } => items.len(),
            Self::Map(map) => map.entries.len(),
        }
    }

    fn child(&self, index: usize) -> Option<&Node> {
        match self {
            Self::List { items, .. } => items.get(index),
            Self::Map(map) => map.entries.get(index).map(|entry| &entry.value),
        }
    }
}

fn child(node: &Node, index: usize) -> Option<&Node> {
    match &node.kind {
        NodeKind::Array(items) => items.get(index),
        NodeKind::Object(object) => object.entries().get(index).map(|entry| &entry.value),
        _ => None,
    }
}
