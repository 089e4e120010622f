//! Reads the larger file that the repository's own facts were drawn from, with its notes on behaviour and sources.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::document::{Bounds, Waiter, query};
use crate::{Facts, MemberFacts, anchored, joined};

#[derive(Debug, Deserialize)]
struct Reference {
    meta: Meta,
    operations: BTreeMap<String, Operation>,
    structures: BTreeMap<String, Structure>,
    enums: BTreeMap<String, EnumFacts>,
    errors: BTreeMap<String, ErrorFacts>,
}

#[derive(Debug, Deserialize)]
struct Meta {
    service: ServiceMeta,
}

#[derive(Debug, Deserialize)]
struct ServiceMeta {
    api_version: String,
}

#[derive(Debug, Deserialize)]
struct Operation {
    deprecated: bool,
    http: Http,
    input: Input,
    output: Output,
    errors: Vec<ErrorReference>,
    #[serde(default)]
    pagination: BTreeMap<String, String>,
    shape_names: ShapeNames,
}

#[derive(Debug, Deserialize)]
struct Http {
    method: String,
    uri: String,
    literal_query: BTreeMap<String, String>,
    success_status: Status,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Status {
    One(u16),
    /// By the type of an invocation; the model gives that of a synchronous one.
    ByType(BTreeMap<String, u16>),
}

#[derive(Debug, Deserialize)]
struct ShapeNames {
    input: Option<String>,
    output: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    labels: Vec<Member>,
    query: Vec<Member>,
    headers: Vec<Member>,
    payload: Option<Member>,
    body: Vec<Member>,
    #[serde(rename = "has_json_body")]
    _has_json_body: IgnoredAny,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Output {
    status_member: Option<Member>,
    headers: Vec<Member>,
    payload: Option<Member>,
    body: Vec<Member>,
    event_stream: Vec<Member>,
    #[serde(default, rename = "same_members_as")]
    _same_members_as: IgnoredAny,
}

#[derive(Debug, Deserialize)]
struct ErrorReference {
    name: String,
    status: u16,
}

#[derive(Debug, Deserialize)]
struct Structure {
    members: Vec<Member>,
}

#[derive(Debug, Deserialize)]
struct EnumFacts {
    values: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct ErrorFacts {
    status: u16,
    members: BTreeMap<String, Member>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Member {
    #[serde(default)]
    name: String,
    wire: Option<String>,
    location: Option<String>,
    #[serde(rename = "type")]
    value_type: String,
    shape_name: Option<String>,
    #[serde(default)]
    required: bool,
    length: Option<Bounds>,
    range: Option<Bounds>,
    pattern: Option<String>,
    #[serde(rename = "enum")]
    values: Option<Vec<String>>,
    array: Option<Bounds>,
    map_entries: Option<Bounds>,
    key_length: Option<Bounds>,
    key_pattern: Option<String>,
    key_values: Option<Vec<String>>,
    #[serde(default)]
    model_traits: Vec<String>,
    #[serde(default, rename = "default")]
    _default: IgnoredAny,
    #[serde(default, rename = "default_by_source")]
    _default_by_source: IgnoredAny,
    #[serde(default, rename = "notes")]
    _notes: IgnoredAny,
    #[serde(default, rename = "applies_to")]
    _applies_to: IgnoredAny,
}

/// The facts of `facts.json` and `waiters.json`. What they do not state is listed in [`is_unstated`].
///
/// # Errors
/// When a text is not what these files are.
pub fn facts(reference: &str, waiters: &str) -> Result<Facts, serde_json::Error> {
    let reference: Reference = serde_json::from_str(reference)?;
    let waiters: BTreeMap<String, Waiter> = serde_json::from_str(waiters)?;
    let mut facts = Facts::default();
    facts.set("service/version", &reference.meta.service.api_version);
    for (name, it) in &reference.enums {
        facts.set(format!("enums/{name}"), joined(&it.values));
    }
    for (name, operation) in &reference.operations {
        set_operation(&format!("operations/{name}"), operation, &mut facts);
    }
    for (name, structure) in &reference.structures {
        for member in &structure.members {
            facts.member(&format!("structures/{name}/{}", member.name), member.facts());
        }
    }
    for (name, error) in &reference.errors {
        facts.set(format!("errors/{name}/status"), error.status);
        for (member_name, member) in &error.members {
            facts.member(&format!("errors/{name}/{member_name}"), member.facts());
        }
    }
    for (name, waiter) in &waiters {
        waiter.state(name, &mut facts);
    }
    Ok(facts)
}

/// Whether these files say nothing about a path: the name of the service, and what is a union.
#[must_use]
pub fn is_unstated(path: &str) -> bool {
    let is_kind = path.starts_with("structures/") && path.ends_with("/kind");
    is_kind || matches!(path, "service/name" | "service/namespace")
}

fn set_operation(path: &str, operation: &Operation, facts: &mut Facts) {
    let http = &operation.http;
    facts.set(format!("{path}/method"), &http.method);
    facts.set(format!("{path}/uri"), &http.uri);
    facts.set_if(format!("{path}/literal_query"), query(&http.literal_query));
    let status = match &http.success_status {
        Status::One(status) => Some(status),
        Status::ByType(statuses) => statuses.get("RequestResponse"),
    };
    facts.set_if(format!("{path}/status"), status);
    facts.set_if(format!("{path}/deprecated"), operation.deprecated.then_some(true));
    for error in &operation.errors {
        facts.set(format!("{path}/errors/{}", error.name), error.status);
    }
    for (key, value) in &operation.pagination {
        facts.set(format!("{path}/pagination/{key}"), value);
    }
    facts.set_if(format!("{path}/input"), operation.shape_names.input.as_ref());
    facts.set_if(format!("{path}/output"), operation.shape_names.output.as_ref());
    let (input, output) = (&operation.input, &operation.output);
    let inputs = [&input.labels, &input.query, &input.headers, &input.body].into_iter().flatten().chain(&input.payload);
    for member in inputs {
        facts.member(&format!("{path}/input/{}", member.name), member.facts());
    }
    let outputs = [&output.headers, &output.body, &output.event_stream].into_iter().flatten();
    for member in outputs.chain(&output.payload).chain(&output.status_member) {
        facts.member(&format!("{path}/output/{}", member.name), member.facts());
    }
}

impl Member {
    fn facts(&self) -> MemberFacts {
        let text = |bounds: Option<Bounds>| bounds.map(Bounds::text);
        let has = |name: &str| self.model_traits.iter().any(|it| it == name);
        MemberFacts {
            location: self.location.clone(),
            wire: self.wire.clone(),
            value_type: self.value_type.clone(),
            shape: self.shape_name.clone(),
            required: self.required,
            length: text(self.length),
            range: text(self.range),
            pattern: self.pattern.as_deref().map(anchored),
            values: self.values.clone(),
            list_size: text(self.array),
            map_entries: text(self.map_entries),
            key_length: text(self.key_length),
            key_pattern: self.key_pattern.as_deref().map(anchored),
            key_values: self.key_values.clone(),
            sensitive: has("sensitive"),
            streaming: has("streaming"),
        }
    }
}
