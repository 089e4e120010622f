//! Functions, called with values.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::budget::{Budget, EvaluateError, Result};
use crate::function::Function;
use crate::value::{Entries, Value};

/// Calls a function that takes no expression references.
pub(crate) fn call(budget: &Budget, function: Function, arguments: &[Value]) -> Result {
    use Value::{Boolean, List, Map, Null, Number, String};
    Ok(match (function, arguments) {
        (Function::Abs, [Number(value)]) => Number(value.abs()),
        (Function::Ceil, [Number(value)]) => Number(value.ceil()),
        (Function::Floor, [Number(value)]) => Number(value.floor()),
        (Function::Sum, [List(list)]) => Number(sum(list)?),
        (Function::Avg, [List(list)]) if list.is_empty() => Null,
        (Function::Avg, [List(list)]) => Number(sum(list)? / list.len() as f64),
        (Function::Contains, [List(list), item]) => {
            Boolean(list.iter().try_fold(false, |found, it| Ok(found || budget.equal(it, item)?))?)
        }
        (Function::Contains, [String(text), String(part)]) => Boolean(text.contains(&**part)),
        (Function::Contains, [String(_), _]) => Boolean(false),
        (Function::StartsWith, [String(text), String(part)]) => Boolean(text.starts_with(&**part)),
        (Function::EndsWith, [String(text), String(part)]) => Boolean(text.ends_with(&**part)),
        (Function::Join, [String(glue), List(list)]) => join(budget, glue, list)?,
        (Function::Keys, [Map(map)]) => Value::list(map.keys().cloned().map(String).collect()),
        (Function::Values, [Map(map)]) => Value::list(map.values().cloned().collect()),
        (Function::Length, [List(list)]) => Number(list.len() as f64),
        (Function::Length, [Map(map)]) => Number(map.len() as f64),
        (Function::Length, [String(text)]) => Number(text.chars().count() as f64),
        (Function::Max | Function::Min | Function::Sort, [List(list)]) => {
            budget.spend(list.len())?;
            return pick(function, list.iter().map(|item| (item.clone(), item.clone())).collect());
        }
        (Function::Merge, maps) => merge(budget, maps)?,
        (Function::NotNull, values) => values.iter().find(|value| !matches!(value, Null)).cloned().unwrap_or(Null),
        (Function::Reverse, [List(list)]) => Value::list(list.iter().rev().cloned().collect()),
        (Function::Reverse, [String(text)]) => String(text.chars().rev().collect::<std::string::String>().into()),
        (Function::ToArray, [List(list)]) => List(Arc::clone(list)),
        (Function::ToArray, [value]) => Value::list(vec![value.clone()]),
        (Function::ToNumber, [Number(value)]) => Number(*value),
        (Function::ToNumber, [String(text)]) => match Value::from_json(text) {
            Some(Number(value)) => Number(value),
            _ => Null,
        },
        (Function::ToNumber, [_]) => Null,
        (Function::ToString, [String(text)]) => String(Arc::clone(text)),
        (Function::ToString, [value]) => to_string(budget, value)?,
        (Function::Type, [value]) => Value::string(match value {
            Null => "null",
            Boolean(_) => "boolean",
            Number(_) => "number",
            String(_) => "string",
            List(_) => "array",
            Map(_) => "object",
        }),
        _ => return Err(EvaluateError::TYPE),
    })
}

/// Sorts values by their keys, or gives the one with the greatest or least. Keys have to be all numbers or all strings.
pub(crate) fn pick(function: Function, mut keyed: Vec<(Value, Value)>) -> Result {
    let are_numbers = keyed.iter().all(|(key, _)| matches!(key, Value::Number(_)));
    if !are_numbers && !keyed.iter().all(|(key, _)| matches!(key, Value::String(_))) {
        return Err(EvaluateError::TYPE);
    }
    let order = |(a, _): &(Value, Value), (b, _): &(Value, Value)| match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.total_cmp(b),
        (Value::String(a), Value::String(b)) => a.cmp(b),
        _ => Ordering::Equal,
    };
    let found = match function {
        Function::Max | Function::MaxBy => keyed.into_iter().reduce(|a, b| if order(&b, &a).is_gt() { b } else { a }),
        Function::Min | Function::MinBy => keyed.into_iter().reduce(|a, b| if order(&b, &a).is_lt() { b } else { a }),
        _ => {
            keyed.sort_by(order);
            return Ok(Value::list(keyed.into_iter().map(|(_, value)| value).collect()));
        }
    };
    Ok(found.map_or(Value::Null, |(_, value)| value))
}

fn sum(list: &[Value]) -> Result<f64> {
    list.iter().try_fold(
        0.0,
        |sum, item| if let Value::Number(value) = item { Ok(sum + value) } else { Err(EvaluateError::TYPE) },
    )
}

fn join(budget: &Budget, glue: &str, list: &[Value]) -> Result {
    let mut joined = String::new();
    for (index, item) in list.iter().enumerate() {
        let Value::String(text) = item else { return Err(EvaluateError::TYPE) };
        budget.spend(text.len().saturating_add(glue.len()))?;
        if index > 0 {
            joined.push_str(glue);
        }
        joined.push_str(text);
    }
    Ok(Value::string(&joined))
}

fn merge(budget: &Budget, maps: &[Value]) -> Result {
    let mut merged = Entries::new();
    for map in maps {
        let Value::Map(map) = map else { return Err(EvaluateError::TYPE) };
        budget.spend(map.len())?;
        merged.extend(map.iter().map(|(key, value)| (Arc::clone(key), value.clone())));
    }
    Ok(Value::map(merged))
}

/// A value as JSON.
fn to_string(budget: &Budget, value: &Value) -> Result {
    measure(budget, value)?;
    Ok(Value::string(&value.to_string()))
}

/// Counts what writing a value takes, before it is begun: values may share their parts.
fn measure(budget: &Budget, value: &Value) -> Result<()> {
    match value {
        Value::String(text) => budget.spend(text.len()),
        Value::List(list) => list.iter().try_for_each(|item| measure(budget, item)),
        Value::Map(map) => map.iter().try_for_each(|(key, value)| {
            budget.spend(key.len())?;
            measure(budget, value)
        }),
        Value::Null | Value::Boolean(_) | Value::Number(_) => Ok(()),
    }?;
    budget.spend(1)
}
