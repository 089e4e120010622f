//! Which operation a request is for: a tree over the segments of the paths.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use weland_core::OperationSchema;
use weland_protocol::{PathSegment, UriPattern, percent_decode};

use crate::handler::Handler;

/// An operation that requests can be for.
#[derive(Clone)]
pub(crate) struct Route {
    pub(crate) operation: &'static OperationSchema,
    pub(crate) handler: Arc<dyn Handler>,
    /// How many bytes a body may have, if not as many as the router allows.
    pub(crate) body_limit: Option<usize>,
    pattern: UriPattern<'static>,
}

impl Route {
    pub(crate) fn new(operation: &'static OperationSchema, handler: Arc<dyn Handler>) -> Self {
        Self { operation, handler, body_limit: None, pattern: UriPattern::parse(operation.uri) }
    }

    /// The labels of a path that this route has been found for, decoded.
    ///
    /// # Errors
    /// The name of a label that is not percent-encoded UTF-8.
    pub(crate) fn labels<'p>(&self, path: &'p str) -> Result<Vec<(&'static str, Cow<'p, str>)>, &'static str> {
        let segments = split(path);
        let pattern = self.pattern.segments();
        let mut labels = Vec::new();
        let mut at = 0;
        for (index, part) in pattern.iter().enumerate() {
            let value = segments.get(at).copied().unwrap_or_default();
            at += 1;
            match *part {
                PathSegment::Literal(_) => {}
                PathSegment::Label(name) => labels.push((name, percent_decode(value).ok_or(name)?)),
                PathSegment::Greedy(name) => {
                    let end = segments.len().saturating_sub(pattern.len() - index - 1);
                    let value = segments.get(at - 1..end).unwrap_or_default().join("/");
                    labels.push((name, Cow::Owned(percent_decode(&value).ok_or(name)?.into_owned())));
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

/// All routes of a router.
#[derive(Clone)]
pub(crate) struct Table {
    routes: Vec<Route>,
    nodes: Vec<Node>,
}

/// A place in the tree: the paths with a certain beginning.
#[derive(Clone, Default)]
struct Node {
    literals: BTreeMap<&'static str, usize>,
    label: Option<usize>,
    /// Routes that end here, the most specific ones first.
    ends: Vec<usize>,
    /// Routes that go on with a greedy label, the most specific ones first.
    greedy: Vec<usize>,
}

/// What was found.
pub(crate) enum Found<'a> {
    Route(&'a Route),
    /// The path is known, but only with these methods.
    Methods(Vec<&'static str>),
    Nothing,
}

impl Table {
    pub(crate) fn new() -> Self {
        Self { routes: Vec::new(), nodes: vec![Node::default()] }
    }

    pub(crate) fn routes_mut(&mut self) -> impl Iterator<Item = &mut Route> {
        self.routes.iter_mut()
    }

    pub(crate) fn operations(&self) -> impl Iterator<Item = &'static OperationSchema> {
        self.routes.iter().map(|route| route.operation)
    }

    /// Adds a route. It stands behind those of the same specificity that are there already.
    pub(crate) fn insert(&mut self, route: Route) {
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

    /// Finds the route for a request. Literal segments win over labels, labels over greedy labels, and among routes with
    /// the same path the one with more query literals, then the one that was added first.
    pub(crate) fn find(&self, method: &str, path: &str, query: &str) -> Found<'_> {
        let segments = split(path);
        let mut search = Search { table: self, method, query, segments: &segments, methods: Vec::new() };
        match search.walk(0, 0) {
            Some(route) => Found::Route(route),
            None if search.methods.is_empty() => Found::Nothing,
            None => Found::Methods(search.methods),
        }
    }
}

struct Search<'a, 's> {
    table: &'a Table,
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
            if route.operation.method == self.method {
                return Some(route);
            }
            if !self.methods.contains(&route.operation.method) {
                self.methods.push(route.operation.method);
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
