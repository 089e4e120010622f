//! The functions of JMESPath.

use std::cmp::Ordering;
use std::sync::Arc;

use weland_core::{Encoder as _, Member, schema};
use weland_protocol::json::JsonEncoder;

use super::evaluate::{Found, Mismatch, Search};
use super::expression::Function;
use super::parse::json;
use super::value::{Entries, Value};

static ANY: Member = Member::element(&schema::DOCUMENT);

/// Calls a function that takes no references.
pub(super) fn call(search: &Search, function: Function, arguments: &[Value]) -> Found {
    use Value::{Boolean, List, Map, Null, Number, String};
    Ok(match (function, arguments) {
        (Function::Abs, [Number(value)]) => Number(value.abs()),
        (Function::Ceil, [Number(value)]) => Number(value.ceil()),
        (Function::Floor, [Number(value)]) => Number(value.floor()),
        (Function::Sum, [List(list)]) => Number(sum(list)?),
        (Function::Avg, [List(list)]) if list.is_empty() => Null,
        (Function::Avg, [List(list)]) => Number(sum(list)? / list.len() as f64),
        (Function::Contains, [List(list), item]) => {
            Boolean(list.iter().try_fold(false, |found, it| Ok(found || search.equal(it, item)?))?)
        }
        (Function::Contains, [String(text), String(part)]) => Boolean(text.contains(&**part)),
        (Function::Contains, [String(_), _]) => Boolean(false),
        (Function::StartsWith, [String(text), String(part)]) => Boolean(text.starts_with(&**part)),
        (Function::EndsWith, [String(text), String(part)]) => Boolean(text.ends_with(&**part)),
        (Function::Join, [String(glue), List(list)]) => join(search, glue, list)?,
        (Function::Keys, [Map(map)]) => Value::list(map.keys().cloned().map(String).collect()),
        (Function::Values, [Map(map)]) => Value::list(map.values().cloned().collect()),
        (Function::Length, [List(list)]) => Value::count(list.len()),
        (Function::Length, [Map(map)]) => Value::count(map.len()),
        (Function::Length, [String(text)]) => Value::count(text.chars().count()),
        (Function::Max | Function::Min | Function::Sort, [List(list)]) => {
            search.work(list.len())?;
            return pick(function, list.iter().map(|item| (item.clone(), item.clone())).collect());
        }
        (Function::Merge, maps) => merge(search, maps)?,
        (Function::NotNull, values) => values.iter().find(|value| !matches!(value, Null)).cloned().unwrap_or(Null),
        (Function::Reverse, [List(list)]) => Value::list(list.iter().rev().cloned().collect()),
        (Function::Reverse, [String(text)]) => String(text.chars().rev().collect::<std::string::String>().into()),
        (Function::ToArray, [List(list)]) => List(Arc::clone(list)),
        (Function::ToArray, [value]) => Value::list(vec![value.clone()]),
        (Function::ToNumber, [Number(value)]) => Number(*value),
        (Function::ToNumber, [String(text)]) => match json(text).as_ref().map(Value::from) {
            Some(Number(value)) => Number(value),
            _ => Null,
        },
        (Function::ToNumber, [_]) => Null,
        (Function::ToString, [String(text)]) => String(Arc::clone(text)),
        (Function::ToString, [value]) => to_string(search, value)?,
        (Function::Type, [value]) => Value::text(match value {
            Null => "null",
            Boolean(_) => "boolean",
            Number(_) => "number",
            String(_) => "string",
            List(_) => "array",
            Map(_) => "object",
        }),
        _ => return Err(Mismatch),
    })
}

/// Sorts values by their keys, or gives the one with the greatest or least. Keys have to be all numbers or all strings.
pub(super) fn pick(function: Function, mut keyed: Vec<(Value, Value)>) -> Found {
    let are_numbers = keyed.iter().all(|(key, _)| matches!(key, Value::Number(_)));
    if !are_numbers && !keyed.iter().all(|(key, _)| matches!(key, Value::String(_))) {
        return Err(Mismatch);
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

fn sum(list: &[Value]) -> Result<f64, Mismatch> {
    list.iter().try_fold(0.0, |sum, item| if let Value::Number(value) = item { Ok(sum + value) } else { Err(Mismatch) })
}

fn join(search: &Search, glue: &str, list: &[Value]) -> Found {
    let mut joined = String::new();
    for (index, item) in list.iter().enumerate() {
        let Value::String(text) = item else { return Err(Mismatch) };
        search.work(text.len().saturating_add(glue.len()))?;
        if index > 0 {
            joined.push_str(glue);
        }
        joined.push_str(text);
    }
    Ok(Value::text(&joined))
}

fn merge(search: &Search, maps: &[Value]) -> Found {
    let mut merged = Entries::new();
    for map in maps {
        let Value::Map(map) = map else { return Err(Mismatch) };
        search.work(map.len())?;
        merged.extend(map.iter().map(|(key, value)| (Arc::clone(key), value.clone())));
    }
    Ok(Value::Map(Arc::new(merged)))
}

/// A value as JSON.
fn to_string(search: &Search, value: &Value) -> Found {
    measure(search, value)?;
    let mut encoder = JsonEncoder::new();
    encoder.document(&ANY, &value.to_document());
    String::from_utf8(encoder.into_bytes()).map(|text| Value::text(&text)).map_err(|_| Mismatch)
}

/// Counts what writing a value takes, before it is begun: values may share their parts.
fn measure(search: &Search, value: &Value) -> Result<(), Mismatch> {
    match value {
        Value::String(text) => search.work(text.len()),
        Value::List(list) => list.iter().try_for_each(|item| measure(search, item)),
        Value::Map(map) => map.iter().try_for_each(|(key, value)| {
            search.work(key.len())?;
            measure(search, value)
        }),
        Value::Null | Value::Boolean(_) | Value::Number(_) => Ok(()),
    }?;
    search.work(1)
}
