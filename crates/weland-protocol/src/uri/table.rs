//! Finds the operation whose method and URI pattern a request matches: a tree over the segments of the paths.

use std::borrow::Cow;
use std::ops::Range;

use http::{HeaderMap, Method, Uri};
use weland_core::{Binding, DecodeError, OperationSchema};

use super::encoding::{decode_literal, has_parameter, percent_decode};
use super::pattern::{PathSegment, Piece, UriPattern, match_pieces, pieces};
use crate::dispatch::{Dispatch, DispatchError, Dispatched, Label};

/// The methods and URI patterns of a service's operations.
///
/// Literal segments win over those with labels beside text, these over labels, labels over greedy labels, and among operations with the same path the one with more
/// query literals, then the one that comes first.
///
/// Models of AWS tell operations with the same method and path apart by the literal `x-id`, which their SDKs send and other
/// clients, botocore among them, do not. A request without it is for the operation whose query literals, required parameters and
/// required headers it has; for the one with the most of them, if there are several.
#[derive(Debug)]
pub(crate) struct UriTable {
    routes: Vec<Route>,
    nodes: Vec<Node>,
    decode: Decode,
    /// Whether a pattern has the literal [`MARK`].
    has_marks: bool,
}

/// The query literal that may be left out.
const MARK: &str = "x-id";

/// What the text of a label stands for; `None` if it is malformed.
type Decode = fn(&str) -> Option<Cow<'_, str>>;

/// An operation that requests can be for.
#[derive(Debug)]
struct Route {
    /// Its index among the operations of the table.
    operation: usize,
    method: &'static str,
    pattern: UriPattern<'static>,
    /// The parameters and headers that requests must have.
    required: Vec<Binding>,
    /// Whether a label stands for several segments. Otherwise each part of the pattern stands for one.
    is_greedy: bool,
    /// How many labels the path has, at least.
    labels: usize,
}

impl Route {
    fn new(index: usize, operation: &OperationSchema) -> Option<Self> {
        let http = operation.http?;
        let pattern = UriPattern::parse(http.uri);
        let members = operation.input.members.iter().filter(|member| member.required);
        let required = members.map(|member| member.binding);
        let required = required.filter(|it| matches!(it, Binding::Query(_) | Binding::Header(_))).collect();
        let parts = pattern.segments().iter();
        let is_greedy = parts.clone().any(|part| matches!(part, PathSegment::Greedy(_)));
        let labels = parts.filter(|part| !matches!(part, PathSegment::Literal(_))).count();
        Some(Self { operation: index, method: http.method, pattern, required, is_greedy, labels })
    }

    fn is_marked(&self) -> bool {
        self.pattern.query().iter().any(|(name, _)| *name == MARK)
    }

    /// How much a request without [`MARK`] has of what this route asks for, if it has everything.
    fn matches_unmarked(&self, query: &str, headers: &HeaderMap) -> Option<usize> {
        let has = |it: &Binding| match it {
            Binding::Query(name) => has_parameter(query, name),
            Binding::Header(name) => headers.contains_key(*name),
            _ => true,
        };
        let matches = self.pattern.matches_query_without(MARK, query) && self.required.iter().all(has);
        let literals = self.pattern.query().len() - usize::from(self.is_marked());
        matches.then(|| literals + self.required.len())
    }

    /// The labels of a path that matches this route, as `decode` reads them.
    ///
    /// # Errors
    /// When a label is malformed.
    fn labels<'p>(&self, path: &'p str, decode: Decode) -> Result<Vec<Label<'p>>, DecodeError> {
        let mut labels = Vec::with_capacity(self.labels);
        if self.is_greedy {
            let segments = split(path);
            let places = align(self.pattern.segments(), &segments).unwrap_or_default();
            for (part, place) in self.pattern.segments().iter().zip(places) {
                match segments.get(place).unwrap_or_default() {
                    [segment] => push_labels(&mut labels, *part, Cow::Borrowed(*segment), decode)?,
                    several => push_labels(&mut labels, *part, Cow::Owned(several.join("/")), decode)?,
                }
            }
        } else if self.labels > 0 {
            let mut rest = Some(trimmed(path));
            for part in self.pattern.segments() {
                let (segment, _, behind) = first_segment(rest.unwrap_or_default());
                push_labels(&mut labels, *part, Cow::Borrowed(segment), decode)?;
                rest = behind;
            }
        }
        Ok(labels)
    }

    /// What makes one of two routes with the same path the more specific one.
    fn specificity(&self) -> (usize, usize) {
        (self.pattern.segments().len(), self.pattern.query().len())
    }
}

/// Adds the labels of a segment, or of the several that a greedy label stands for.
///
/// # Errors
/// When a label is not percent-encoded UTF-8.
fn push_labels<'p>(
    labels: &mut Vec<Label<'p>>,
    part: PathSegment<'static>,
    segment: Cow<'p, str>,
    decode: Decode,
) -> Result<(), DecodeError> {
    let malformed = |name: &'static str| DecodeError::new("malformed percent-encoding, or not UTF-8").within(name);
    let decoded = |name, value: Cow<'p, str>| {
        let value = match value {
            Cow::Borrowed(value) => decode(value),
            Cow::Owned(value) => decode(&value).map(|value| Cow::Owned(value.into_owned())),
        };
        value.map(|value| (name, value)).ok_or_else(|| malformed(name))
    };
    match (part, segment) {
        (PathSegment::Literal(_), _) => {}
        (PathSegment::Label(name) | PathSegment::Greedy(name), value) => labels.push(decoded(name, value)?),
        // One segment is never put together.
        (PathSegment::Mixed(_), Cow::Owned(_)) => {}
        (PathSegment::Mixed(text), Cow::Borrowed(segment)) => {
            for (name, value) in match_pieces(text, segment).unwrap_or_default() {
                labels.push(decoded(name, Cow::Borrowed(value))?);
            }
        }
    }
    Ok(())
}

/// The places behind the literal segments of a node, sorted by length, then by text.
#[derive(Debug, Default)]
struct Literals(Vec<(Cow<'static, str>, usize)>);

impl Literals {
    fn position(&self, text: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.len().cmp(&text.len()).then_with(|| (**known).cmp(text)))
    }

    fn get(&self, text: &str) -> Option<usize> {
        let found = self.0.get(self.position(text).ok()?)?;
        Some(found.1)
    }

    /// The place behind a segment, which is `fresh` if it is new.
    fn insert(&mut self, text: Cow<'static, str>, fresh: usize) -> usize {
        match self.position(&text) {
            Ok(known) => self.0.get(known).map_or(fresh, |(_, node)| *node),
            Err(place) => {
                self.0.insert(place, (text, fresh));
                fresh
            }
        }
    }
}

/// A place in the tree: the paths with a certain beginning.
#[derive(Debug, Default)]
struct Node {
    /// By the text that they stand for.
    literals: Literals,
    label: Option<usize>,
    /// By segments that have labels beside text, those with the most text first.
    mixed: Vec<(&'static str, usize)>,
    /// Routes that end here, the most specific ones first.
    ends: Vec<usize>,
    /// Routes that go on with a greedy label, the most specific ones first.
    greedy: Vec<usize>,
}

impl Node {
    /// The place behind a segment that has labels beside text, which is `fresh` if it is new.
    fn mixed(&mut self, segment: &'static str, fresh: usize) -> usize {
        let shape =
            |segment: &'static str| pieces(segment).map(|piece| matches!(piece, Piece::Literal(_)).then_some(piece));
        if let Some((_, known)) = self.mixed.iter().find(|(known, _)| shape(known).eq(shape(segment))) {
            return *known;
        }
        let text = |segment: &'static str| {
            pieces(segment).map(|piece| if let Piece::Literal(text) = piece { text.len() } else { 0 }).sum::<usize>()
        };
        let position = self.mixed.partition_point(|(other, _)| text(other) >= text(segment));
        self.mixed.insert(position, (segment, fresh));
        fresh
    }
}

impl UriTable {
    /// The table of these operations. Those that are not bound to HTTP are never found.
    pub(crate) fn new(operations: &[&'static OperationSchema]) -> Self {
        let mut table =
            Self { routes: Vec::new(), nodes: vec![Node::default()], decode: percent_decode, has_marks: false };
        for route in operations.iter().enumerate().filter_map(|(index, operation)| Route::new(index, operation)) {
            table.has_marks |= route.is_marked();
            table.insert(route);
        }
        table
    }

    /// Leaves labels as they stand in paths, for protocols in which not all of a label is one value.
    pub(crate) fn with_raw_labels(mut self) -> Self {
        self.decode = |text| Some(Cow::Borrowed(text));
        self
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
                PathSegment::Literal(text) => node.literals.insert(decode_literal(text), fresh),
                PathSegment::Label(_) => *node.label.get_or_insert(fresh),
                PathSegment::Mixed(text) => node.mixed(text, fresh),
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
    fn find<'r>(&self, method: &Method, uri: &'r Uri, headers: &HeaderMap) -> Result<Dispatched<'r>, DispatchError> {
        let (path, query) = (uri.path(), uri.query().unwrap_or_default());
        let unmarked = (self.has_marks && !has_parameter(query, MARK)).then_some(headers);
        let mut search = Search { table: self, method: method.as_str(), path, query, unmarked, methods: Vec::new() };
        let segments = Some(trimmed(path)).filter(|segments| !segments.is_empty());
        match search.walk(0, segments) {
            Some(route) => match route.labels(path, self.decode) {
                Ok(labels) => Ok(Dispatched { operation: route.operation, labels }),
                Err(error) => Err(DispatchError::Malformed(error)),
            },
            None if search.methods.is_empty() => Err(DispatchError::UnknownOperation),
            None => Err(DispatchError::MethodNotAllowed(search.methods)),
        }
    }

    fn at_path(&self, path: &str) -> Vec<(usize, &'static str)> {
        let segments = split(path);
        let has_path = |route: &&Route| align(route.pattern.segments(), &segments).is_some();
        self.routes.iter().filter(has_path).map(|route| (route.operation, route.method)).collect()
    }
}

struct Search<'a, 's> {
    table: &'a UriTable,
    method: &'s str,
    path: &'s str,
    query: &'s str,
    /// The headers of a request that lacks [`MARK`] where it would count.
    unmarked: Option<&'s HeaderMap>,
    /// The methods of routes that would match but for theirs.
    methods: Vec<&'static str>,
}

impl<'a> Search<'a, '_> {
    /// Goes on from a node with the segments that are left.
    fn walk(&mut self, node: usize, segments: Option<&str>) -> Option<&'a Route> {
        let node = self.table.nodes.get(node)?;
        let Some(segments) = segments else {
            return self.choose(&node.ends);
        };
        let (segment, is_encoded, rest) = first_segment(segments);
        let literal = match is_encoded {
            _ if node.literals.0.is_empty() => None,
            true => percent_decode(segment).and_then(|segment| node.literals.get(&segment)),
            false => node.literals.get(segment),
        };
        if let Some(found) = literal.and_then(|next| self.walk(next, rest)) {
            return Some(found);
        }
        if segment.is_empty() {
            return None;
        }
        for (pattern, next) in &node.mixed {
            if match_pieces(pattern, segment).is_some()
                && let Some(found) = self.walk(*next, rest)
            {
                return Some(found);
            }
        }
        if let Some(found) = node.label.and_then(|next| self.walk(next, rest)) {
            return Some(found);
        }
        self.choose(&node.greedy)
    }

    fn choose(&mut self, candidates: &[usize]) -> Option<&'a Route> {
        let table = self.table;
        let routes = || candidates.iter().filter_map(|index| table.routes.get(*index));
        let mut best: Option<(usize, &Route)> = None;
        for route in routes().filter(|route| route.method == self.method) {
            let Some(matched) = self.matched(route) else { continue };
            if best.is_none_or(|(most, _)| matched > most) {
                best = Some((matched, route));
            }
            if self.unmarked.is_none() {
                break;
            }
        }
        if best.is_none() {
            for route in routes().filter(|route| route.method != self.method) {
                if !self.methods.contains(&route.method) && self.matched(route).is_some() {
                    self.methods.push(route.method);
                }
            }
        }
        best.map(|(_, route)| route)
    }

    /// How much the request has of what a route asks for besides its method, if it has everything. That counts only where the
    /// order of routes does not say which one is meant.
    fn matched(&self, route: &Route) -> Option<usize> {
        // Up to a greedy label, the way through the tree has compared all segments.
        if route.is_greedy {
            align(route.pattern.segments(), &split(self.path))?;
        }
        match self.unmarked {
            Some(headers) => route.matches_unmarked(self.query, headers),
            None => route.pattern.matches_query(self.query).then_some(0),
        }
    }
}

/// Where the segments are that each part of a pattern stands for, if the path matches the pattern.
///
/// A greedy label takes as many segments as the later ones leave to it. So the search goes from the end of the path, and
/// gives each later greedy label the shortest value that lets the parts before it match.
fn align(pattern: &[PathSegment<'_>], segments: &[&str]) -> Option<Vec<Range<usize>>> {
    let mut places = Vec::with_capacity(pattern.len());
    let (mut parts, mut end) = (pattern, segments.len());
    while let Some(greedy) = parts.iter().rposition(|part| matches!(part, PathSegment::Greedy(_))) {
        let (before, run) = parts.split_at_checked(greedy + 1)?;
        let start = end.checked_sub(run.len()).filter(|start| matches(run, segments.get(*start..end)))?;
        places.extend((start..end).rev().map(|at| at..at + 1));
        let before = before.split_last()?.1;
        let first = before.iter().rposition(|part| matches!(part, PathSegment::Greedy(_))).map_or(0, |at| at + 1);
        let run = before.get(first..)?;
        // What stands before the first greedy label is the start of the path.
        let from = if first == 0 { run.len() } else { run.len() + 1 };
        let to = if first == 0 { run.len() } else { start.checked_sub(1)? };
        let fits = |at: &usize| {
            segments.get(*at).is_some_and(|segment| !segment.is_empty())
                && matches(run, at.checked_sub(run.len()).and_then(|run_start| segments.get(run_start..*at)))
        };
        let value = (from..=to).rev().filter(|at| *at < start).find(fits)?;
        places.push(value..start);
        (parts, end) = (before, value);
    }
    if parts.len() != end || !matches(parts, segments.get(..end)) {
        return None;
    }
    places.extend((0..end).rev().map(|at| at..at + 1));
    places.reverse();
    Some(places)
}

/// Whether segments are what literals and labels stand for, one by one.
fn matches(parts: &[PathSegment<'_>], segments: Option<&[&str]>) -> bool {
    let fits = |(part, segment): (&PathSegment<'_>, &&str)| match part {
        PathSegment::Literal(text) => percent_decode(segment).is_some_and(|segment| segment == decode_literal(text)),
        PathSegment::Mixed(text) => match_pieces(text, segment).is_some(),
        _ => !segment.is_empty(),
    };
    segments.is_some_and(|segments| parts.len() == segments.len() && parts.iter().zip(segments).all(fits))
}

/// The first segment of several, whether it may be percent-encoded, and the ones behind it.
fn first_segment(segments: &str) -> (&str, bool, Option<&str>) {
    let mut is_encoded = false;
    for (at, byte) in segments.bytes().enumerate() {
        if byte == b'/' {
            let (segment, rest) = segments.split_at_checked(at).unwrap_or((segments, ""));
            return (segment, is_encoded, rest.get(1..));
        }
        is_encoded |= byte == b'%';
    }
    (segments, is_encoded, None)
}

/// A path without the slash at its start, and the one at its end.
fn trimmed(path: &str) -> &str {
    let path = path.strip_prefix('/').unwrap_or(path);
    path.strip_suffix('/').unwrap_or(path)
}

/// The segments of a path, without what a slash at its end would add.
fn split(path: &str) -> Vec<&str> {
    let path = trimmed(path);
    if path.is_empty() { Vec::new() } else { path.split('/').collect() }
}

#[cfg(test)]
mod tests;
