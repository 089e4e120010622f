#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! Facts of an API, in one flat form whatever they were read from, so that they can be compared line by line: a file of
//! facts ([`document`], [`mod@reference`]), the semantic model ([`model`]), or the resolved service ([`service`]).

pub mod document;
pub mod model;
pub mod reference;
pub mod service;

use std::collections::BTreeMap;

/// Facts by path, such as `operations/CreateAlias/input/Name/length` → `1..128`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts(BTreeMap<String, String>);

impl Facts {
    /// States a fact.
    pub fn set(&mut self, path: impl Into<String>, value: impl ToString) {
        self.0.insert(path.into(), value.to_string());
    }

    /// States a fact, if there is one.
    pub fn set_if(&mut self, path: impl Into<String>, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.set(path, value);
        }
    }

    /// States what is known of a member.
    pub fn member(&mut self, path: &str, member: MemberFacts) {
        let name = path.rsplit('/').next().unwrap_or(path);
        let flag = |is_set: bool| is_set.then(|| "true".to_owned());
        for (key, value) in [
            ("location", member.location),
            ("wire", member.wire.filter(|wire| wire != name)),
            ("type", Some(member.value_type)),
            ("shape", member.shape),
            ("required", flag(member.required)),
            ("length", member.length),
            ("range", member.range),
            ("pattern", member.pattern),
            ("enum", member.values.map(|values| joined(&values))),
            ("list_size", member.list_size),
            ("map_entries", member.map_entries),
            ("key_length", member.key_length),
            ("key_pattern", member.key_pattern),
            ("key_values", member.key_values.map(|values| joined(&values))),
            ("sensitive", flag(member.sensitive)),
            ("streaming", flag(member.streaming)),
        ] {
            self.set_if(format!("{path}/{key}"), value);
        }
    }

    /// The fact at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// How many facts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The facts without those at some paths.
    #[must_use]
    pub fn without(mut self, is_left_out: impl Fn(&str) -> bool) -> Self {
        self.0.retain(|path, _| !is_left_out(path));
        self
    }

    /// Every difference to what is expected, one a line, by path.
    #[must_use]
    pub fn differences(&self, expected: &Self) -> Vec<String> {
        let mut paths: Vec<&String> = self.0.keys().chain(expected.0.keys()).collect();
        paths.sort();
        paths.dedup();
        paths
            .into_iter()
            .filter_map(|path| match (expected.0.get(path), self.0.get(path)) {
                (Some(expected), None) => Some(format!("{path}: missing, expected {expected}")),
                (None, Some(found)) => Some(format!("{path}: {found} where nothing is expected")),
                (Some(expected), Some(found)) if expected != found => {
                    Some(format!("{path}: {found}, expected {expected}"))
                }
                _ => None,
            })
            .collect()
    }

    /// How many facts of each kind there are, by the names of `counts` in the file of facts.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for (path, value) in &self.0 {
            let parts: Vec<&str> = path.split('/').collect();
            for (kind, number) in kinds(&parts, value) {
                *counts.entry(kind).or_default() += number;
            }
        }
        counts
    }
}

/// What a fact counts as.
fn kinds(parts: &[&str], value: &str) -> Vec<(&'static str, usize)> {
    match parts {
        ["enums", _] => vec![("enums", 1), ("enum_values", value.split(SEPARATOR).count())],
        ["operations", _, "method"] => vec![("operations", 1)],
        ["operations", _, "errors", _] => vec![("error_references", 1)],
        ["operations", _, "pagination", "input_token"] => vec![("paginated", 1)],
        ["operations", _, "input", _, "type"] => vec![("members", 1), ("input_members", 1)],
        ["operations", _, "output", _, "type"] => vec![("members", 1), ("output_members", 1)],
        ["structures", _, "kind"] => vec![("structures", 1)],
        ["structures", _, _, "type"] => vec![("members", 1)],
        ["operations", _, _, _, kind] | ["structures", _, _, kind] => {
            constraint(kind).map(|it| (it, 1)).into_iter().collect()
        }
        ["errors", _, "status"] => vec![("errors", 1)],
        ["errors", _, _, "type"] => vec![("error_members", 1)],
        ["waiters", _, "operation"] => vec![("waiters", 1)],
        _ => Vec::new(),
    }
}

fn constraint(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "required" => "required",
        "length" => "length",
        "range" => "range",
        "pattern" => "pattern",
        "enum" => "enum_uses",
        "list_size" => "list_sizes",
        "map_entries" => "map_entries",
        "key_length" => "key_length",
        "key_pattern" => "key_pattern",
        "key_values" => "key_values",
        "sensitive" => "sensitive",
        "streaming" => "streaming",
        _ => return None,
    })
}

const SEPARATOR: &str = " | ";

/// Values of an enum in one fact; their order counts.
#[must_use]
pub fn joined(values: &[impl AsRef<str>]) -> String {
    values.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(SEPARATOR)
}

/// Bounds in one fact: `1..140`, `..22`.
#[must_use]
pub fn bounds(min: Option<f64>, max: Option<f64>) -> String {
    let text = |bound: Option<f64>| bound.map(|value| value.to_string()).unwrap_or_default();
    format!("{}..{}", text(min), text(max))
}

/// A documented pattern as the model has it: the service matches whole values.
#[must_use]
pub fn anchored(pattern: &str) -> String {
    format!("^({pattern})$")
}

/// What is known of a member. Constraints are those that hold for it, whether they are its own or its shape's; for lists and
/// maps those of the elements or values.
#[derive(Debug, Clone, Default)]
pub struct MemberFacts {
    /// Where it stands in a message; `None` in structures that are not messages.
    pub location: Option<String>,
    /// Its name on the wire; stated where that is not its name.
    pub wire: Option<String>,
    /// Its type: `String`, `List<String>`, the name of a structure.
    pub value_type: String,
    /// The name of the shape; of the elements of a list, of the values of a map.
    pub shape: Option<String>,
    /// Whether it must be present.
    pub required: bool,
    /// The length of a string or blob.
    pub length: Option<String>,
    /// The range of a number.
    pub range: Option<String>,
    /// The pattern of a string.
    pub pattern: Option<String>,
    /// The values of an enum.
    pub values: Option<Vec<String>>,
    /// The size of a list.
    pub list_size: Option<String>,
    /// The size of a map.
    pub map_entries: Option<String>,
    /// The length of a map's keys.
    pub key_length: Option<String>,
    /// The pattern of a map's keys.
    pub key_pattern: Option<String>,
    /// The values that a map's keys can have.
    pub key_values: Option<Vec<String>>,
    /// Whether values must stay out of logs.
    pub sensitive: bool,
    /// Whether it is a stream.
    pub streaming: bool,
}

impl MemberFacts {
    /// What is stated of members of errors.
    #[must_use]
    pub fn of_error(self) -> Self {
        Self { shape: None, ..self }
    }
}

/// Splits the query literal from a URI: `find=LayerVersion`.
pub fn set_uri(facts: &mut Facts, path: &str, uri: &str) {
    let (uri, query) = uri.split_once('?').map_or((uri, None), |(uri, query)| (uri, Some(query)));
    facts.set(format!("{path}/uri"), uri);
    facts.set_if(format!("{path}/literal_query"), query);
}
