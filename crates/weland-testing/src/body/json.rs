//! Bodies of JSON, compared by their values: the order of keys and the space between tokens do not matter.

use serde_json::Value;

use crate::report::Difference;

/// Compares two texts; `None` if one of them is not JSON.
pub(super) fn differences(expected: &[u8], actual: &[u8]) -> Option<Vec<Difference>> {
    Some(compared(&serde_json::from_slice(expected).ok()?, &serde_json::from_slice(actual).ok()?))
}

/// Compares two values.
pub(super) fn compared(expected: &Value, actual: &Value) -> Vec<Difference> {
    let mut differences = Vec::new();
    compare(expected, actual, &mut String::new(), &mut differences);
    differences
}

/// The `message` of an error, whichever way it is spelled.
pub(super) fn error_message(body: &[u8]) -> Option<String> {
    let json: Value = serde_json::from_slice(body).ok()?;
    ["message", "Message"].iter().find_map(|key| json.get(key)?.as_str().map(str::to_owned))
}

fn compare(expected: &Value, actual: &Value, path: &mut String, out: &mut Vec<Difference>) {
    let length = path.len();
    let mut at = |key: &str, sides: (Option<&Value>, Option<&Value>)| {
        path.push('/');
        path.push_str(key);
        match sides {
            (Some(expected), Some(actual)) => compare(expected, actual, path, out),
            (expected, actual) => {
                let show = |side: Option<&Value>| side.map_or_else(|| "(missing)".to_owned(), Value::to_string);
                out.push(Difference::new(format!("the body at {path}"), show(expected), show(actual)));
            }
        }
        path.truncate(length);
    };
    match (expected, actual) {
        (Value::Object(one), Value::Object(other)) => {
            for (key, value) in one {
                at(key, (Some(value), other.get(key)));
            }
            for (key, value) in other.iter().filter(|(key, _)| !one.contains_key(*key)) {
                at(key, (None, Some(value)));
            }
        }
        (Value::Array(one), Value::Array(other)) => {
            for index in 0..one.len().max(other.len()) {
                at(&index.to_string(), (one.get(index), other.get(index)));
            }
        }
        _ if is_same(expected, actual) => {}
        _ => {
            let place = if path.is_empty() { "the body".to_owned() } else { format!("the body at {path}") };
            out.push(Difference::new(place, expected.to_string(), actual.to_string()));
        }
    }
}

/// Numbers are the same if their values are: `1` and `1.0`.
fn is_same(expected: &Value, actual: &Value) -> bool {
    match (expected, actual) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || !(one.is_i64() && other.is_i64()) && one.as_f64() == other.as_f64()
        }
        _ => expected == actual,
    }
}
