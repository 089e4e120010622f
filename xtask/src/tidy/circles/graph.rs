//! Circles in a graph.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A graph whose edges each have an example.
#[derive(Debug)]
pub(super) struct Graph<E> {
    edges: BTreeMap<usize, BTreeMap<usize, E>>,
}

/// Nodes that can all be reached from each other.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Circle {
    /// The shortest way round; it starts and ends with the same node.
    pub(super) steps: Vec<usize>,
    pub(super) members: Vec<usize>,
}

impl<E> Default for Graph<E> {
    fn default() -> Self {
        Self { edges: BTreeMap::new() }
    }
}

impl<E: Ord> Graph<E> {
    /// Adds an edge; of several examples, the first one in order stays.
    pub(super) fn add(&mut self, from: usize, to: usize, example: E) {
        let targets = self.edges.entry(from).or_default();
        if targets.get(&to).is_none_or(|old| example < *old) {
            targets.insert(to, example);
        }
    }

    pub(super) fn example(&self, from: usize, to: usize) -> Option<&E> {
        self.edges.get(&from)?.get(&to)
    }

    /// One circle for each set of nodes that hang together.
    pub(super) fn circles(&self) -> Vec<Circle> {
        let mut circles: Vec<Circle> = Vec::new();
        for &node in self.edges.keys() {
            if circles.iter().any(|circle| circle.members.contains(&node)) {
                continue;
            }
            let forth = self.reachable(node);
            let members: Vec<usize> =
                forth.into_iter().filter(|other| self.reachable(*other).contains(&node)).collect();
            let ways = members.iter().filter_map(|member| self.way_round(*member));
            if let Some(steps) = ways.min_by_key(Vec::len) {
                circles.push(Circle { steps, members });
            }
        }
        circles
    }

    fn targets(&self, node: usize) -> impl Iterator<Item = usize> {
        self.edges.get(&node).into_iter().flat_map(BTreeMap::keys).copied()
    }

    /// What can be reached from a node in one step or more.
    fn reachable(&self, node: usize) -> BTreeSet<usize> {
        let mut seen = BTreeSet::new();
        let mut open: Vec<usize> = self.targets(node).collect();
        while let Some(next) = open.pop() {
            if seen.insert(next) {
                open.extend(self.targets(next));
            }
        }
        seen
    }

    /// The shortest way from a node back to it.
    fn way_round(&self, node: usize) -> Option<Vec<usize>> {
        let mut ways = VecDeque::from([vec![node]]);
        let mut seen = BTreeSet::new();
        while let Some(way) = ways.pop_front() {
            for next in way.last().into_iter().flat_map(|last| self.targets(*last)) {
                let longer = [&*way, &[next]].concat();
                if next == node {
                    return Some(longer);
                }
                if seen.insert(next) {
                    ways.push_back(longer);
                }
            }
        }
        None
    }
}
