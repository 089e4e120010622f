//! Finds the operation whose method and URI pattern a request matches: a tree over the segments of the paths.

use std::borrow::Cow;
use std::collections::BTreeMap;

use http::{HeaderMap, Method, Uri};
use weland_core::{DecodeError, OperationSchema};

use super::encoding::percent_decode;
use super::pattern::{PathSegment, UriPattern};
use crate::dispatch::{Dispatch, DispatchError, Dispatched, Label};

/// The methods and URI patterns of a service's operations.
///
/// Literal segments win over labels, labels over greedy labels, and among operations with the same path the one with more
/// query literals, then the one that comes first.
#[derive(Debug)]
pub(crate) struct UriTable {
    routes: Vec<Route>,
    nodes: Vec<Node>,
}

/// An operation that requests can be for.
#[derive(Debug)]
struct Route {
    /// Its index among the operations of the table.
    operation: usize,
    method: &'static str,
    pattern: UriPattern<'static>,
}

impl Route {
    /// The labels of a path that matches this route, decoded.
    ///
    /// # Errors
    /// When a label is not percent-encoded UTF-8.
    fn labels<'p>(&self, segments: &[&'p str]) -> Result<Vec<Label<'p>>, DecodeError> {
        let pattern = self.pattern.segments();
        let malformed = |name: &'static str| DecodeError::new("malformed percent-encoding, or not UTF-8").within(name);
        let mut labels = Vec::new();
        let mut at = 0;
        for (index, part) in pattern.iter().enumerate() {
            let value = segments.get(at).copied().unwrap_or_default();
            at += 1;
            match *part {
                PathSegment::Literal(_) => {}
                PathSegment::Label(name) => {
                    labels.push((name, percent_decode(value).ok_or_else(|| malformed(name))?));
                }
                PathSegment::Greedy(name) => {
                    let end = segments.len().saturating_sub(pattern.len() - index - 1);
                    let value = segments.get(at - 1..end).unwrap_or_default().join("/");
                    let value = percent_decode(&value).ok_or_else(|| malformed(name))?.into_owned();
                    labels.push((name, Cow::Owned(value)));
                    at = end;
                }
            }
        }
        Ok(labels)
    }

    /// What makes one of two routes with the same path the more specific one.
    fn specificity(&self) -> (usize, usize) {
        (self.pattern.segments().len(), self.pattern.query().len())
    }
}

/// A place in the tree: the paths with a certain beginning.
#[derive(Debug, Default)]
struct Node {
    literals: BTreeMap<&'static str, usize>,
    label: Option<usize>,
    /// Routes that end here, the most specific ones first.
    ends: Vec<usize>,
    /// Routes that go on with a greedy label, the most specific ones first.
    greedy: Vec<usize>,
}

impl UriTable {
    /// The table of these operations. Those that are not bound to HTTP are never found.
    pub(crate) fn new(operations: &[&'static OperationSchema]) -> Self {
        let mut table = Self { routes: Vec::new(), nodes: vec![Node::default()] };
        for (index, operation) in operations.iter().enumerate() {
            if let Some(http) = operation.http {
                table.insert(Route { operation: index, method: http.method, pattern: UriPattern::parse(http.uri) });
            }
        }
        table
    }

    /// Adds a route behind those of the same specificity that are there already.
    fn insert(&mut self, route: Route) {
        let (node, greedy) = self.place(&route);
        let specificity = route.specificity();
        let routes = &self.routes;
        let Some(node) = self.nodes.get_mut(node) else {
            return;
        };
        let list = if greedy { &mut node.greedy } else { &mut node.ends };
        let before = |index: &usize| routes.get(*index).is_some_and(|other| other.specificity() >= specificity);
        let position = list.partition_point(before);
        list.insert(position, routes.len());
        self.routes.push(route);
    }

    /// The node that a route belongs to, and whether it goes on there with a greedy label.
    fn place(&mut self, route: &Route) -> (usize, bool) {
        let mut at = 0;
        for part in route.pattern.segments() {
            let fresh = self.nodes.len();
            let Some(node) = self.nodes.get_mut(at) else {
                break;
            };
            at = match *part {
                PathSegment::Literal(text) => *node.literals.entry(text).or_insert(fresh),
                PathSegment::Label(_) => *node.label.get_or_insert(fresh),
                PathSegment::Greedy(_) => return (at, true),
            };
            if at == fresh {
                self.nodes.push(Node::default());
            }
        }
        (at, false)
    }
}

impl Dispatch for UriTable {
    fn find<'r>(&self, method: &Method, uri: &'r Uri, _: &HeaderMap) -> Result<Dispatched<'r>, DispatchError> {
        let segments = split(uri.path());
        let query = uri.query().unwrap_or_default();
        let mut search =
            Search { table: self, method: method.as_str(), query, segments: &segments, methods: Vec::new() };
        match search.walk(0, 0) {
            Some(route) => match route.labels(&segments) {
                Ok(labels) => Ok(Dispatched { operation: route.operation, labels }),
                Err(error) => Err(DispatchError::Malformed(error)),
            },
            None if search.methods.is_empty() => Err(DispatchError::UnknownOperation),
            None => Err(DispatchError::MethodNotAllowed(search.methods)),
        }
    }
}

struct Search<'a, 's> {
    table: &'a UriTable,
    method: &'s str,
    query: &'s str,
    segments: &'s [&'s str],
    /// The methods of routes that would match but for theirs.
    methods: Vec<&'static str>,
}

impl<'a> Search<'a, '_> {
    /// Goes on from a node with the segments from `depth`.
    fn walk(&mut self, node: usize, depth: usize) -> Option<&'a Route> {
        let node = self.table.nodes.get(node)?;
        let Some(segment) = self.segments.get(depth) else {
            return self.choose(&node.ends);
        };
        let decoded = percent_decode(segment);
        let literal = decoded.and_then(|segment| node.literals.get(&*segment));
        if let Some(found) = literal.and_then(|next| self.walk(*next, depth + 1)) {
            return Some(found);
        }
        if segment.is_empty() {
            return None;
        }
        if let Some(found) = node.label.and_then(|next| self.walk(next, depth + 1)) {
            return Some(found);
        }
        self.choose(&node.greedy)
    }

    fn choose(&mut self, candidates: &[usize]) -> Option<&'a Route> {
        let routes = &self.table.routes;
        for route in candidates.iter().filter_map(|index| routes.get(*index)) {
            if !self.tail_matches(route) || !route.pattern.matches_query(self.query) {
                continue;
            }
            if route.method == self.method {
                return Some(route);
            }
            if !self.methods.contains(&route.method) {
                self.methods.push(route.method);
            }
        }
        None
    }

    /// Whether the segments after a greedy label are the ones that the route wants.
    fn tail_matches(&self, route: &Route) -> bool {
        let pattern = route.pattern.segments();
        let Some(greedy) = pattern.iter().position(|part| matches!(part, PathSegment::Greedy(_))) else {
            return true;
        };
        let tail = pattern.get(greedy + 1..).unwrap_or_default();
        self.segments.len() > greedy + tail.len()
            && tail.iter().rev().zip(self.segments.iter().rev()).all(|(part, segment)| match part {
                PathSegment::Literal(text) => percent_decode(segment).is_some_and(|segment| segment == *text),
                _ => !segment.is_empty(),
            })
    }
}

/// The segments of a path, without what a slash at its end would add.
fn split(path: &str) -> Vec<&str> {
    let path = path.strip_prefix('/').unwrap_or(path);
    let path = path.strip_suffix('/').unwrap_or(path);
    if path.is_empty() { Vec::new() } else { path.split('/').collect() }
}

#[cfg(test)]
mod tests;
