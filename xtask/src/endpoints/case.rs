//! A case of `@endpointTests`.

use std::collections::BTreeMap;

use weland_model::{Node, NodeKind};
use weland_rules::{Endpoint, Partition, Rules, Value};

/// A node as a value of rules; `None` if rules have no such value.
pub(super) fn value(node: &Node) -> Option<Value<'_>> {
    match &node.kind {
        NodeKind::Bool(value) => Some(Value::Boolean(*value)),
        NodeKind::Number(number) => number.as_i64().map(Value::Integer),
        NodeKind::String(text) => Some(Value::string(&**text)),
        NodeKind::Array(items) => items.iter().map(value).collect::<Option<_>>().map(Value::List),
        NodeKind::Object(object) => {
            let entry = |entry: &'_ weland_model::Entry| entry.key.to_string();
            let entries = object.entries().iter().map(|it| Some((entry(it).into(), value(&it.value)?)));
            entries.collect::<Option<_>>().map(Value::Record)
        }
        NodeKind::Null => None,
    }
}

/// Rules, and the partitions that they are evaluated with.
#[derive(Clone, Copy)]
pub(super) struct World<'a> {
    pub(super) rules: &'a Rules,
    pub(super) partitions: &'static [Partition],
}

/// Whether rules lead to what a case expects.
pub(super) fn check<'a>(
    World { rules, partitions }: World<'a>,
    find: impl Fn(&str) -> Option<Value<'a>>,
    expected: &Node,
) -> Result<(), String> {
    let found = rules.resolve_among(partitions, |parameter| find(&parameter.name));
    match (found, expected.get_str("error"), expected.get("endpoint")) {
        (Ok(found), _, Some(expected)) => same_endpoint(&found, expected),
        (Err(error), Some(expected), _) if error.to_string() == expected => Ok(()),
        (Ok(found), ..) => Err(format!("the endpoint is {}, but an error was expected", found.url)),
        (Err(error), ..) => Err(format!("the error is: {error}")),
    }
}

fn same_endpoint(found: &Endpoint<'_>, expected: &Node) -> Result<(), String> {
    let url = expected.get_str("url").unwrap_or_default();
    if found.url != url {
        return Err(format!("the URL is {}, not {url}", found.url));
    }
    let headers: BTreeMap<&str, Value<'_>> =
        found.headers.iter().map(|(name, values)| (*name, Value::strings(values.iter().map(String::as_str)))).collect();
    let properties = found.properties.iter().map(|(name, value)| (*name, value.clone())).collect();
    same(&headers, expected.get("headers"), "headers")?;
    same(&properties, expected.get("properties"), "properties")
}

fn same(found: &BTreeMap<&str, Value<'_>>, expected: Option<&Node>, what: &str) -> Result<(), String> {
    let expected = expected.and_then(Node::as_object);
    let expected: BTreeMap<&str, Option<Value<'_>>> =
        expected.into_iter().flat_map(|it| it.entries()).map(|it| (&*it.key, value(&it.value).map(sorted))).collect();
    let found: BTreeMap<&str, Option<Value<'_>>> =
        found.iter().map(|(name, value)| (*name, Some(sorted(value.clone())))).collect();
    if found == expected { Ok(()) } else { Err(format!("the {what} are {found:?}, not {expected:?}")) }
}

/// A value whose records are in order of their keys.
fn sorted(value: Value<'_>) -> Value<'_> {
    match value {
        Value::List(items) => Value::List(items.into_iter().map(sorted).collect()),
        Value::Record(entries) => {
            let mut entries: Vec<_> = entries.into_iter().map(|(key, value)| (key, sorted(value))).collect();
            entries.sort_by(|(a, _), (b, _)| a.cmp(b));
            Value::Record(entries)
        }
        other => other,
    }
}
