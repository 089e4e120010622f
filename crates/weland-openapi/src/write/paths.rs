//! Paths: which operations have the same one, and how labels are named in it.

use std::collections::BTreeMap;

use weland_model::Shape;
use weland_model::query::http;
use weland_model::query::uri;

use super::notes::Kind;
use super::value::{Object, Value};
use super::writer::Writer;

/// The methods that a path can have, in the order in which they are written.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The path of an operation.
#[derive(Debug, Default)]
pub(super) struct Template {
    pub(super) path: String,
    /// Each label as the operation names it, and as the path names it.
    pub(super) labels: Vec<(String, String)>,
    /// Keys and values that the query string must have.
    pub(super) query: Vec<(String, String)>,
}

/// The place of an operation in the document.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) template: Template,
    method: usize,
}

/// The paths of a document.
#[derive(Debug, Default)]
pub(super) struct Paths {
    /// For each path without the names of its labels: the first one that was met.
    known: BTreeMap<String, (String, Vec<String>)>,
    taken: BTreeMap<(String, usize), String>,
    items: BTreeMap<String, BTreeMap<usize, Object>>,
}

impl Paths {
    /// Finds the place of an operation; notes why there is none.
    pub(super) fn place(&mut self, w: &mut Writer<'_>, operation: &Shape) -> Option<Place> {
        let name = operation.id.name();
        let mut refuse = |what: String, help: &str| {
            w.notes.add(Kind::Operation, what, help, operation.span, &format!("`{name}`"));
        };
        let Some(line) = http::operation(&operation.traits) else {
            refuse("operations without `@http` are left out".into(), "bind the operation to a method and a path");
            return None;
        };
        let Some(method) = METHODS.iter().position(|known| known.eq_ignore_ascii_case(line.method)) else {
            let what = format!("operations with the method `{}` are left out", line.method);
            refuse(what, "OpenAPI knows GET, PUT, POST, DELETE, OPTIONS, HEAD, PATCH and TRACE");
            return None;
        };
        let parsed = if w.is_rest { raw(line.uri) } else { smithy(line.uri) };
        if parsed.is_greedy {
            let what = "a greedy label is written as one that ends at a slash";
            let help = "tools may refuse or escape slashes in its value";
            w.notes.add(Kind::Loosely, what, help, operation.span, &format!("`{name}`"));
        }
        let template = self.named(w, operation, parsed);
        let taken = self.taken.entry((template.path.clone(), method)).or_insert_with(|| name.to_owned());
        if *taken != name {
            let what = format!("an operation with the method and path of `{taken}` is left out");
            let help = "in OpenAPI, a method and a path belong to one operation, whatever the query string and the slashes \
                        in labels";
            w.notes.add(Kind::Operation, what, help, operation.span, &format!("`{name}`"));
            return None;
        }
        Some(Place { template, method })
    }

    /// Gives labels the names that an equal path has already: for OpenAPI, paths are the same whatever the names.
    fn named(&mut self, w: &mut Writer<'_>, operation: &Shape, parsed: Parsed) -> Template {
        let literal = parsed.literals.join("{}");
        let mut path = String::new();
        for (index, literal) in parsed.literals.iter().enumerate() {
            path.push_str(literal);
            if let Some(label) = parsed.labels.get(index) {
                path.push_str(&format!("{{{label}}}"));
            }
        }
        let (path, names) = self.known.entry(literal).or_insert_with(|| (path, parsed.labels.clone())).clone();
        if names != parsed.labels {
            let what = "labels have the names of another operation with the same path";
            let help = "the names are part of documentation alone; name the labels alike in all operations of a path";
            w.notes.add(Kind::Loosely, what, help, operation.span, &format!("`{}`", operation.id.name()));
        }
        let labels = parsed.labels.into_iter().zip(names).collect();
        Template { path, labels, query: parsed.query }
    }

    /// Adds an operation to its path.
    pub(super) fn insert(&mut self, place: Place, operation: Object) {
        self.items.entry(place.template.path).or_default().insert(place.method, operation);
    }

    /// The paths with their operations.
    pub(super) fn finish(self) -> Object {
        let item = |(path, operations): (String, BTreeMap<usize, Object>)| {
            let methods = operations
                .into_iter()
                .filter_map(|(method, operation)| Some(((*METHODS.get(method)?).to_owned(), Value::Object(operation))));
            (path, Object::of_unique(methods).into())
        };
        Object::of_unique(self.items.into_iter().map(item))
    }
}

/// Which of the operations with one path is to have it: the one that demands least of the query string.
pub(super) fn rank(operation: &Shape) -> usize {
    http::operation(&operation.traits).map_or(0, |line| {
        let pattern = uri::parse(line.uri, &mut Vec::new());
        pattern.query.len() + pattern.labels.iter().filter(|label| label.greedy).count()
    })
}

/// A path in pieces: literals with a label between each two.
#[derive(Debug, Default)]
struct Parsed {
    literals: Vec<String>,
    labels: Vec<String>,
    query: Vec<(String, String)>,
    is_greedy: bool,
}

/// A pattern of Smithy.
fn smithy(text: &str) -> Parsed {
    let pattern = uri::parse(text, &mut Vec::new());
    let path = text.split_once('?').map_or(text, |(path, _)| path);
    let mut parsed = Parsed::default();
    let mut at = 0;
    for label in &pattern.labels {
        parsed.literals.push(path.get(at..label.at.start).unwrap_or_default().to_owned());
        parsed.labels.push(label.name.to_owned());
        parsed.is_greedy |= label.greedy;
        at = label.at.end;
    }
    parsed.literals.push(path.get(at..).unwrap_or_default().to_owned());
    parsed.query = pattern.query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    parsed
}

/// A path of OpenAPI, in which labels may stand anywhere.
fn raw(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let mut rest = text;
    while let Some((literal, label, after)) = rest.split_once('{').and_then(|(literal, after)| {
        let (label, after) = after.split_once('}')?;
        Some((literal, label, after))
    }) {
        parsed.literals.push(literal.to_owned());
        parsed.labels.push(label.to_owned());
        rest = after;
    }
    parsed.literals.push(rest.to_owned());
    parsed
}
