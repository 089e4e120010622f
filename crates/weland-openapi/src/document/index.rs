//! Where the values of documents stand, and what large objects hold.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use weland_model::{FileId, NameHash, NameMap, Node, NodeKind};

use super::Dialect;
use super::address::{Address, ByAddress};
use super::pointer::{Pointer, push};
use super::reference::{join_uri, reference_of};

/// Objects with more keys are indexed.
const FEW: usize = 16;

/// How a value is reached from the one around it.
#[derive(Debug, Clone, Copy)]
enum Step<'d> {
    Root(FileId),
    Key(&'d Node, &'d str),
    Index(&'d Node, usize),
}

/// What is known of all values.
#[derive(Debug, Default)]
pub(super) struct Index<'d> {
    steps: ByAddress<Step<'d>>,
    large: ByAddress<NameMap<&'d str, &'d Node>>,
    /// Values with an `$id`, by it, and those with an anchor, by `#` and its name.
    identified: HashMap<(Option<FileId>, String), &'d Node>,
    /// The texts of all references, with their files, each once.
    references: HashSet<(FileId, &'d str), NameHash>,
    /// Whether there are any with an `$id`.
    has_resources: bool,
}

impl<'d> Index<'d> {
    /// Adds all values of a file that a schema, a parameter or the like can be.
    pub(super) fn add(&mut self, file: FileId, root: &'d Node, dialect: Dialect) {
        self.steps.insert(Address::of(root), Step::Root(file));
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            match &node.kind {
                NodeKind::Array(items) => {
                    for (index, item) in items.iter().enumerate().filter(|(_, item)| is_of_interest(item)) {
                        self.steps.insert(Address::of(item), Step::Index(node, index));
                        open.push(item);
                    }
                }
                NodeKind::Object(object) => {
                    for (key, value) in object.iter().filter(|(_, value)| is_of_interest(value)) {
                        self.steps.insert(Address::of(value), Step::Key(node, key));
                        open.push(value);
                    }
                    if let Some(text) = reference_of(node) {
                        self.references.insert((node.span.file, text));
                    }
                    if object.len() > FEW {
                        self.large.insert(Address::of(node), object.iter().collect());
                    }
                    if dialect == Dialect::V3_1 {
                        self.identify(file, node);
                    }
                }
                _ => {}
            }
        }
    }

    fn identify(&mut self, file: FileId, node: &'d Node) {
        for key in ["$anchor", "$dynamicAnchor"] {
            if let Some(name) = node.get_str(key) {
                self.identified.entry((Some(file), format!("#{name}"))).or_insert(node);
            }
        }
        if let Some(id) = node.get_str("$id") {
            self.identified.entry((None, id.trim_end_matches('#').to_owned())).or_insert(node);
            self.has_resources = true;
            let base = self.base(node);
            self.identified.entry((None, base.trim_end_matches('#').to_owned())).or_insert(node);
        }
    }

    /// The texts of all references, with their files, each once.
    pub(super) fn references(&self) -> &HashSet<(FileId, &'d str), NameHash> {
        &self.references
    }

    /// The value around a value that has an `$id`, or the value itself if it has one.
    pub(super) fn resource(&self, node: &'d Node) -> Option<&'d Node> {
        if !self.has_resources {
            return None;
        }
        std::iter::successors(Some(node), |at| self.parent(at)).find(|at| at.get_str("$id").is_some())
    }

    /// The URI of a value with an `$id`, which may be relative to those around it.
    pub(super) fn base(&self, resource: &'d Node) -> String {
        let around = std::iter::successors(Some(resource), |at| self.parent(at));
        let ids: Vec<&str> = around.filter_map(|at| at.get_str("$id")).collect();
        ids.iter().rev().fold(String::new(), |base, id| join_uri(&base, id))
    }

    fn parent(&self, node: &'d Node) -> Option<&'d Node> {
        match self.steps.get(&Address::of(node))? {
            Step::Root(_) => None,
            Step::Key(parent, _) | Step::Index(parent, _) => Some(parent),
        }
    }

    /// The value that has this reference for its `$id` or anchor.
    pub(super) fn identified(&self, file: FileId, reference: &str) -> Option<&'d Node> {
        if self.identified.is_empty() {
            return None;
        }
        let file = reference.starts_with('#').then_some(file);
        self.identified.get(&(file, reference.to_owned())).copied()
    }

    /// The value of a key or index.
    pub(super) fn child(&self, node: &'d Node, key: &str) -> Option<&'d Node> {
        match &node.kind {
            NodeKind::Array(items) => items.get(key.parse::<usize>().ok()?),
            NodeKind::Object(object) if object.len() > FEW => match self.large.get(&Address::of(node)) {
                Some(entries) => entries.get(key).copied(),
                None => object.get(key),
            },
            NodeKind::Object(object) => object.get(key),
            _ => None,
        }
    }

    /// Where a value stands.
    pub(super) fn pointer(&self, node: &'d Node) -> Pointer {
        let mut steps = Vec::new();
        let mut at = node;
        let file = loop {
            match self.steps.get(&Address::of(at)) {
                Some(Step::Root(file)) => break *file,
                Some(&step) => {
                    steps.push(step);
                    at = match step {
                        Step::Key(parent, _) | Step::Index(parent, _) => parent,
                        Step::Root(_) => at,
                    };
                }
                // A value that is no part of any file is known by where it was written.
                None => return Pointer::new(at.span.file, Arc::from(format!("@{}", at.span.start))),
            }
        };
        let mut path = String::new();
        for step in steps.iter().rev() {
            match step {
                Step::Key(_, key) => push(&mut path, key),
                Step::Index(_, index) => push(&mut path, &index.to_string()),
                Step::Root(_) => {}
            }
        }
        Pointer::new(file, path)
    }
}

/// Whether a value can be referred to as part of an API: texts and numbers are not.
fn is_of_interest(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Array(_) | NodeKind::Object(_) | NodeKind::Bool(_))
}
