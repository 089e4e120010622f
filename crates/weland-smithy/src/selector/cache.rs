//! Selectors that are asked several times.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use super::Selector;
use super::graph::Graph;
use super::node::NodeId;
use super::picks::{self, Memory, Picks};
use crate::locked::Locked;

/// Selectors by their text, each parsed once. To be asked about shapes of one graph only.
#[derive(Default)]
pub(crate) struct SelectorCache {
    /// `None` if the text is no selector.
    selectors: Locked<HashMap<String, Option<Arc<CachedSelector>>>>,
}

impl SelectorCache {
    /// The selector of a text, unless the text is none.
    pub(crate) fn selector(&self, text: &str) -> Option<Arc<CachedSelector>> {
        if let Some(known) = self.selectors.lock().get(text) {
            return known.clone();
        }
        let parsed = Selector::parse(text).ok().map(|selector| Arc::new(CachedSelector::new(selector)));
        self.selectors.lock().insert(text.to_owned(), parsed.clone());
        parsed
    }

    /// Whether a selector picks a shape or member; `None` if the text is no selector.
    pub(crate) fn picks(&self, graph: &Graph<'_>, selector: &str, node: NodeId) -> Option<bool> {
        Some(self.selector(selector)?.picks(graph, node))
    }
}

/// A selector, and what is known of what it picks.
pub(crate) struct CachedSelector {
    selector: Selector,
    is_askable: bool,
    memory: Memory,
    all: OnceLock<BTreeSet<NodeId>>,
}

impl CachedSelector {
    fn new(selector: Selector) -> Self {
        let is_askable = selector.variables.is_empty() && picks::is_askable(&selector.steps);
        Self { selector, is_askable, memory: Memory::default(), all: OnceLock::new() }
    }

    /// Whether the selector picks a shape or a member of the graph.
    pub(crate) fn picks(&self, graph: &Graph<'_>, node: NodeId) -> bool {
        if self.is_askable {
            return Picks { graph, memory: &self.memory }.yields(&self.selector.steps, node);
        }
        self.all.get_or_init(|| self.selector.select_in(graph)).contains(&node)
    }

    pub(crate) fn selector(&self) -> &Selector {
        &self.selector
    }
}
