//! Bodies compared with those of a case.
//!
//! What depends on the format of a body is one row of [`FORMATS`], found by the media type.

mod cbor;
mod form;
mod json;
mod xml;

pub(crate) use self::xml::{WithoutUnknown, without_unknown};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;

use crate::report::Difference;
use crate::text::Plain;

/// How bodies of a format are written in a case, and how they are compared.
struct BodyFormat {
    /// The media types of the format, in lower case and without parameters.
    media_types: &'static [&'static str],
    /// The structured syntax suffix of further media types, such as `+json`.
    suffix: Option<&'static str>,
    /// Whether a case has the body in base64. One that is not base64 stands for itself.
    is_base64: bool,
    /// Whether a body is a document, which a reader takes only under its media type.
    is_document: bool,
    /// Compares two bodies whose bytes differ by what they mean; `None` if one of them is not of the format.
    differences: fn(&[u8], &[u8]) -> Option<Vec<Difference>>,
    /// The message of an error in a body.
    error_message: fn(&[u8]) -> Option<String>,
}

/// The formats that are not compared byte by byte, or not written as they are.
static FORMATS: &[BodyFormat] = &[
    BodyFormat {
        media_types: &["application/json", "application/x-amz-json-1.0", "application/x-amz-json-1.1"],
        suffix: Some("+json"),
        is_document: true,
        differences: json::differences,
        error_message: json::error_message,
        ..OTHER
    },
    BodyFormat {
        media_types: &["application/cbor"],
        is_base64: true,
        is_document: true,
        differences: cbor::differences,
        error_message: cbor::error_message,
        ..OTHER
    },
    BodyFormat {
        media_types: &["application/xml", "text/xml"],
        suffix: Some("+xml"),
        is_document: true,
        differences: xml::differences,
        error_message: xml::error_message,
        ..OTHER
    },
    BodyFormat {
        media_types: &["application/x-www-form-urlencoded"],
        is_document: true,
        differences: form::differences,
        ..OTHER
    },
    BodyFormat { media_types: &["application/vnd.amazon.eventstream"], is_base64: true, ..OTHER },
];

/// Any other format.
const OTHER: BodyFormat = BodyFormat {
    media_types: &[],
    suffix: None,
    is_base64: false,
    is_document: false,
    differences: |_, _| None,
    error_message: |_| None,
};

fn format(media_type: Option<&str>) -> &'static BodyFormat {
    let essence = media_type.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_of = |format: &&BodyFormat| {
        format.media_types.contains(&&*essence) || format.suffix.is_some_and(|suffix| essence.ends_with(suffix))
    };
    FORMATS.iter().find(is_of).unwrap_or(&OTHER)
}

/// Whether a body of this type is a document that a reader takes only under its media type.
pub(crate) fn is_document(media_type: &str) -> bool {
    format(Some(media_type)).is_document
}

/// The bytes that the body of a case stands for.
pub(crate) fn bytes(body: &str, media_type: Option<&str>) -> Bytes {
    let decoded = if format(media_type).is_base64 { STANDARD.decode(body.trim()).ok() } else { None };
    decoded.map_or_else(|| Bytes::copy_from_slice(body.as_bytes()), Bytes::from)
}

/// Compares a body with the one of a case.
pub(crate) fn compare(expected: &str, media_type: Option<&str>, actual: &[u8]) -> Vec<Difference> {
    let expected = bytes(expected, media_type);
    if *expected == *actual {
        return Vec::new();
    }
    (format(media_type).differences)(&expected, actual).unwrap_or_else(|| {
        let show = |bytes: &[u8]| if bytes.is_empty() { "(empty)".to_owned() } else { Plain(bytes).to_string() };
        vec![Difference::new("the body", show(&expected), show(actual))]
    })
}

/// A body without the elements that have these names, if it is XML.
pub(crate) fn without_elements(body: &[u8], names: &[&str]) -> Vec<u8> {
    xml::without_elements(body, names)
}

/// The message of an error in a body of this type; `None` if there is none.
pub(crate) fn error_message(body: &[u8], media_type: &str) -> Option<String> {
    (format(Some(media_type)).error_message)(body)
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
    fn forms_are_compared_by_their_fields() {
        let form = Some("application/x-www-form-urlencoded");
        let cases = [
            ("a=1&b=%C3%A9", "b=é&a=1", 0),
            ("a=", "a", 0),
            ("a=1&a=2", "a=1&a=2", 0),
            ("a=1&a=2", "a=2&a=1", 2),
            ("a=1", "a=1&a=1", 1),
            ("a=1", "b=1", 2),
            ("a=1", "a=%zz", 1),
        ];
        for (expected, actual, count) in cases {
            let differences = compare(expected, form, actual.as_bytes());
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
