//! Bodies against what a case says of them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde_json::Value;

use crate::report::Difference;
use crate::text::Plain;

/// How bodies of a media type are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    /// As JSON: the order of keys and the space between tokens do not matter.
    Json,
    /// Byte by byte. The body in the case is the text itself.
    Text,
    /// Byte by byte. The body in the case is base64 if that is what it looks like.
    Binary,
}

// XML and CBOR are to get comparisons of their own once there are protocols that write them.
fn comparison(media_type: Option<&str>) -> Comparison {
    let essence = media_type.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match &*essence {
        "application/json" => Comparison::Json,
        "application/cbor" | "application/vnd.amazon.eventstream" => Comparison::Binary,
        other if other.ends_with("+json") => Comparison::Json,
        _ => Comparison::Text,
    }
}

/// Whether a body of this type is a document that a reader takes only under its media type.
pub(crate) fn is_document(media_type: &str) -> bool {
    comparison(Some(media_type)) == Comparison::Json
}

/// The bytes that the body of a case stands for.
pub(crate) fn bytes(body: &str, media_type: Option<&str>) -> Bytes {
    let text = || Bytes::copy_from_slice(body.as_bytes());
    match comparison(media_type) {
        Comparison::Binary => STANDARD.decode(body.trim()).map_or_else(|_| text(), Bytes::from),
        Comparison::Json | Comparison::Text => text(),
    }
}

/// Compares a body with the one of a case.
pub(crate) fn compare(expected: &str, media_type: Option<&str>, actual: &[u8]) -> Vec<Difference> {
    let wanted = bytes(expected, media_type);
    if *wanted == *actual {
        return Vec::new();
    }
    if comparison(media_type) == Comparison::Json
        && let (Ok(wanted), Ok(found)) = (serde_json::from_str(expected), serde_json::from_slice(actual))
    {
        let mut differences = Vec::new();
        json(&wanted, &found, &mut String::new(), &mut differences);
        return differences;
    }
    let show = |bytes: &[u8]| if bytes.is_empty() { "(empty)".to_owned() } else { Plain(bytes).to_string() };
    vec![Difference::new("the body", show(&wanted), show(actual))]
}

/// The value in a body at a key of its outermost object.
pub(crate) fn field(body: &[u8], keys: &[&str]) -> Option<String> {
    let json: Value = serde_json::from_slice(body).ok()?;
    keys.iter().find_map(|key| json.get(key)?.as_str().map(str::to_owned))
}

fn json(expected: &Value, actual: &Value, path: &mut String, out: &mut Vec<Difference>) {
    let length = path.len();
    let mut at = |key: &str, sides: (Option<&Value>, Option<&Value>)| {
        path.push('/');
        path.push_str(key);
        match sides {
            (Some(expected), Some(actual)) => json(expected, actual, path, out),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_compared_by_its_values() {
        let json = Some("application/json; charset=utf-8");
        let cases = [
            (r#"{"a":1,"b":["NaN"]}"#, r#"{ "b": ["NaN"], "a": 1.0 }"#, 0),
            (r#"{"a":1}"#, r#"{"a":2}"#, 1),
            (r#"{"a":1}"#, r#"{}"#, 1),
            (r#"{}"#, r#"{"a":null}"#, 1),
            (r#"{"a":[1,2]}"#, r#"{"a":[1]}"#, 1),
            (r#"{"a":[1,2]}"#, r#"{"a":[2,1]}"#, 2),
            (r#"{"a":"1"}"#, r#"{"a":1}"#, 1),
            (r#"9007199254740993"#, r#"9007199254740992"#, 1),
            ("", "", 0),
            ("", "{}", 1),
            ("{}", "", 1),
            ("{}", "{", 1),
        ];
        for (expected, actual, count) in cases {
            let differences = compare(expected, json, actual.as_bytes());
            assert_eq!(differences.len(), count, "{expected} and {actual}: {differences:?}");
        }
    }

    #[test]
    fn other_bodies_are_compared_byte_by_byte() {
        let cases: [(&str, Option<&str>, &[u8], bool); 6] = [
            ("a b", Some("text/plain"), b"a b", true),
            ("a b", None, b"a  b", false),
            ("{\"a\":1}", Some("application/octet-stream"), b"{ \"a\": 1 }", false),
            ("AAECAw==", Some("application/cbor"), &[0, 1, 2, 3], true),
            ("AAECAw==", Some("application/cbor"), b"AAECAw==", false),
            ("AAECAw==", Some("application/octet-stream"), b"AAECAw==", true),
        ];
        for (expected, media_type, actual, holds) in cases {
            assert_eq!(compare(expected, media_type, actual).is_empty(), holds, "{expected} as {media_type:?}");
        }
    }
}
