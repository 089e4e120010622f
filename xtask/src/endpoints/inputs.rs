//! An element of `operationInputs`: the parameters come from where calls have them.

use weland_jmespath::{Entries, Expression};
use weland_model::query::endpoints::{BindingSource, endpoint_bindings};
use weland_model::query::operations::operations;
use weland_model::{Entry, Model, Node, NodeKind, Shape};
use weland_rules::Value;

use super::case::{self, World};

/// Whether rules lead to what a case expects for an operation, an input, and settings. The outer error is why the case cannot be
/// met: its input lacks what its parameters say.
pub(super) fn check(
    model: &Model,
    service: &Shape,
    world: World<'_>,
    [case, input]: [&Node; 2],
) -> Result<Result<(), String>, String> {
    let expected = case.get("expect").ok_or("the case expects nothing")?;
    let name = input.get_str("operationName").unwrap_or_default();
    let mut operations = operations(model, service).into_iter();
    let operation = operations.find(|shape| shape.id.name() == name).ok_or(format!("there is no operation {name}"))?;
    let bindings = endpoint_bindings(model, operation);
    let of_operation = input.get("operationParams");
    let of_binding = |source: BindingSource<'_>| match source {
        BindingSource::Value(node) => case::value(node).map(owned),
        BindingSource::Member(member) => of_operation?.get(member).and_then(case::value).map(owned),
        BindingSource::Path(path) => {
            let found = Expression::parse(path).ok()?.evaluate(&jmespath(of_operation?)).ok()?;
            from_jmespath(&found)
        }
    };
    let parameter = |name: &str| {
        let built_in = world.rules.parameters().iter().find(|parameter| parameter.name == name)?.built_in.as_deref();
        let mut bound = bindings.iter().filter(|binding| binding.parameter == name);
        bound
            .find_map(|binding| of_binding(binding.source))
            .or_else(|| input.get("clientParams")?.get(name).and_then(case::value).map(owned))
            .or_else(|| input.get("builtInParams")?.get(built_in?).and_then(case::value).map(owned))
    };
    let found = case::check(world, parameter, expected).map_err(|message| format!("{name}: {message}"));
    let params = case.get("params").and_then(Node::as_object).into_iter().flat_map(|params| params.entries());
    let lacking = params.filter(|entry| parameter(&entry.key).is_none()).find(|entry| !is_default(world, entry));
    match lacking {
        Some(entry) if found.is_err() => Err(format!("nothing in the input is the parameter `{}`", entry.key)),
        _ => Ok(found),
    }
}

/// Whether a parameter has its default.
fn is_default(world: World<'_>, entry: &Entry) -> bool {
    let parameter = world.rules.parameters().iter().find(|parameter| parameter.name == *entry.key);
    parameter.is_some_and(|parameter| parameter.default == case::value(&entry.value).map(owned))
}

fn owned(value: Value<'_>) -> Value<'static> {
    match value {
        Value::Boolean(value) => Value::Boolean(value),
        Value::Integer(value) => Value::Integer(value),
        Value::String(text) => Value::string(text.into_owned()),
        Value::List(items) => Value::List(items.into_iter().map(owned).collect()),
        Value::Record(entries) => {
            Value::Record(entries.into_iter().map(|(key, value)| (key.into_owned().into(), owned(value))).collect())
        }
    }
}

fn jmespath(node: &Node) -> weland_jmespath::Value {
    use weland_jmespath::Value;
    match &node.kind {
        NodeKind::Null => Value::Null,
        NodeKind::Bool(value) => Value::Boolean(*value),
        NodeKind::Number(number) => Value::Number(number.as_f64()),
        NodeKind::String(text) => Value::string(text),
        NodeKind::Array(items) => Value::list(items.iter().map(jmespath).collect()),
        NodeKind::Object(object) => {
            let entries = object.iter().map(|(key, value)| (key.into(), jmespath(value)));
            Value::map(entries.collect::<Entries>())
        }
    }
}

fn from_jmespath(value: &weland_jmespath::Value) -> Option<Value<'static>> {
    Some(match value {
        weland_jmespath::Value::Boolean(value) => Value::Boolean(*value),
        weland_jmespath::Value::String(text) => Value::string(text.to_string()),
        weland_jmespath::Value::List(items) => Value::List(items.iter().map(from_jmespath).collect::<Option<_>>()?),
        _ => return None,
    })
}
