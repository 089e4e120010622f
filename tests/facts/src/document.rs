//! Reads the repository's own file of facts.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{Facts, MemberFacts, anchored, bounds, joined};

/// A file of facts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    service: Service,
    /// How many facts of each kind the file states.
    pub counts: BTreeMap<String, usize>,
    operations: Vec<Operation>,
    structures: Vec<Structure>,
    errors: Vec<ErrorFacts>,
    enums: Vec<EnumFacts>,
    waiters: Vec<Waiter>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Service {
    name: String,
    version: String,
    namespace: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Operation {
    name: String,
    method: String,
    uri: String,
    #[serde(default)]
    literal_query: BTreeMap<String, String>,
    status: u16,
    /// Statuses that depend on the request; Smithy's model has one.
    #[serde(default, rename = "status_by_invocation_type")]
    _status_by_invocation_type: BTreeMap<String, u16>,
    #[serde(default)]
    deprecated: bool,
    errors: Vec<String>,
    input: Option<Message>,
    output: Option<Message>,
    #[serde(default)]
    pagination: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Message {
    shape: String,
    members: Vec<Member>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Structure {
    name: String,
    kind: Option<String>,
    members: Vec<Member>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ErrorFacts {
    name: String,
    status: u16,
    members: Vec<Member>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EnumFacts {
    name: String,
    values: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Member {
    name: String,
    location: Option<String>,
    wire: Option<String>,
    #[serde(rename = "type")]
    value_type: String,
    shape: Option<String>,
    #[serde(default)]
    required: bool,
    length: Option<Bounds>,
    range: Option<Bounds>,
    pattern: Option<String>,
    #[serde(rename = "enum")]
    enumeration: Option<String>,
    /// The values of an enum that has no name here.
    values: Option<Vec<String>>,
    list_size: Option<Bounds>,
    map_entries: Option<Bounds>,
    key_length: Option<Bounds>,
    key_pattern: Option<String>,
    key_values: Option<Vec<String>>,
    #[serde(default)]
    sensitive: bool,
    #[serde(default)]
    streaming: bool,
}

/// Least and greatest value.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bounds {
    min: Option<f64>,
    max: Option<f64>,
    /// Both at once.
    fixed: Option<f64>,
}

impl Bounds {
    pub(crate) fn text(self) -> String {
        bounds(self.min.or(self.fixed), self.max.or(self.fixed))
    }
}

/// A waiter, as SDKs describe it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Waiter {
    #[serde(default)]
    name: String,
    operation: String,
    delay_seconds: u32,
    /// Smithy's waiters have no such limit.
    #[serde(rename = "max_attempts")]
    _max_attempts: u32,
    acceptors: Vec<Acceptor>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Acceptor {
    matcher: String,
    argument: Option<String>,
    expected: serde_json::Value,
    state: String,
}

impl Waiter {
    pub(crate) fn state(&self, name: &str, facts: &mut Facts) {
        let path = format!("waiters/{name}");
        facts.set(format!("{path}/operation"), &self.operation);
        facts.set(format!("{path}/delay"), self.delay_seconds);
        for (index, acceptor) in self.acceptors.iter().enumerate() {
            facts.set(format!("{path}/acceptors/{index}"), acceptor.text());
        }
    }
}

impl Acceptor {
    fn text(&self) -> String {
        let expected = self.expected.as_str().map_or_else(|| self.expected.to_string(), str::to_owned);
        let matched = match (self.matcher.as_str(), &self.argument) {
            ("path", Some(path)) => format!("{path} stringEquals {expected}"),
            ("error", None) if expected == "false" => "success true".to_owned(),
            ("error", None) => format!("error {expected}"),
            (matcher, argument) => format!("{matcher} {argument:?} {expected}"),
        };
        format!("{}: {matched}", self.state)
    }
}

/// The facts of a document.
///
/// # Errors
/// When it refers to an enum or an error that it does not state.
pub fn facts(document: &Document) -> Result<Facts, String> {
    let mut facts = Facts::default();
    facts.set("service/name", &document.service.name);
    facts.set("service/version", &document.service.version);
    facts.set("service/namespace", &document.service.namespace);
    for it in &document.enums {
        facts.set(format!("enums/{}", it.name), joined(&it.values));
    }
    for operation in &document.operations {
        set_operation(document, operation, &mut facts)?;
    }
    for structure in &document.structures {
        let path = format!("structures/{}", structure.name);
        facts.set(format!("{path}/kind"), structure.kind.as_deref().unwrap_or("structure"));
        set_members(document, &path, &structure.members, &mut facts)?;
    }
    for error in &document.errors {
        let path = format!("errors/{}", error.name);
        facts.set(format!("{path}/status"), error.status);
        set_members(document, &path, &error.members, &mut facts)?;
    }
    for waiter in &document.waiters {
        waiter.state(&waiter.name, &mut facts);
    }
    Ok(facts)
}

fn set_operation(document: &Document, operation: &Operation, facts: &mut Facts) -> Result<(), String> {
    let path = format!("operations/{}", operation.name);
    facts.set(format!("{path}/method"), &operation.method);
    facts.set(format!("{path}/uri"), &operation.uri);
    facts.set_if(format!("{path}/literal_query"), query(&operation.literal_query));
    facts.set(format!("{path}/status"), operation.status);
    facts.set_if(format!("{path}/deprecated"), operation.deprecated.then_some(true));
    for name in &operation.errors {
        let error = document.errors.iter().find(|error| error.name == *name);
        let error = error.ok_or_else(|| format!("{path}: the error {name} is not stated"))?;
        facts.set(format!("{path}/errors/{name}"), error.status);
    }
    for (key, value) in &operation.pagination {
        facts.set(format!("{path}/pagination/{key}"), value);
    }
    for (side, message) in [("input", &operation.input), ("output", &operation.output)] {
        let Some(message) = message else { continue };
        facts.set(format!("{path}/{side}"), &message.shape);
        set_members(document, &format!("{path}/{side}"), &message.members, facts)?;
    }
    Ok(())
}

/// A query literal as it stands in a URI; `None` if there is none.
pub(crate) fn query(literal: &BTreeMap<String, String>) -> Option<String> {
    let pairs: Vec<String> = literal.iter().map(|(name, value)| format!("{name}={value}")).collect();
    (!pairs.is_empty()).then(|| pairs.join("&"))
}

fn set_members(document: &Document, path: &str, members: &[Member], facts: &mut Facts) -> Result<(), String> {
    for member in members {
        let path = format!("{path}/{}", member.name);
        facts.member(&path, member_facts(document, &path, member)?);
    }
    Ok(())
}

fn member_facts(document: &Document, path: &str, member: &Member) -> Result<MemberFacts, String> {
    let text = |bounds: Option<Bounds>| bounds.map(Bounds::text);
    let named = member.enumeration.as_ref().map(|name| {
        let known = document.enums.iter().find(|it| it.name == *name);
        known.map(|it| it.values.clone()).ok_or_else(|| format!("{path}: the enum {name} is not stated"))
    });
    Ok(MemberFacts {
        location: member.location.clone(),
        wire: member.wire.clone(),
        value_type: member.value_type.clone(),
        shape: member.shape.clone(),
        required: member.required,
        length: text(member.length),
        range: text(member.range),
        pattern: member.pattern.as_deref().map(anchored),
        values: named.transpose()?.or_else(|| member.values.clone()),
        list_size: text(member.list_size),
        map_entries: text(member.map_entries),
        key_length: text(member.key_length),
        key_pattern: member.key_pattern.as_deref().map(anchored),
        key_values: member.key_values.clone(),
        sensitive: member.sensitive,
        streaming: member.streaming,
    })
}
