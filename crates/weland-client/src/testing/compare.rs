//! Requests beside those that were expected.

use http::request::Parts;
use http::{HeaderMap, HeaderName};

use super::exchange::Expected;
use super::redact::{REDACTED, find, is_secret_header};

/// How many bytes of a body are shown around the first difference.
const SHOWN: usize = 40;

/// What the head of a request has that is not expected, in words.
pub(super) fn head(expected: &Expected, parts: &Parts, compared: &[HeaderName], any_origin: bool) -> Vec<String> {
    let mut differences = Vec::new();
    if let Some(method) = expected.method.as_deref().filter(|method| *method != parts.method.as_str()) {
        differences.push(format!("the method is {}, not {method}", parts.method));
    }
    if let Some(uri) = &expected.uri {
        differences.extend(uri_difference(uri, &parts.uri.to_string(), any_origin));
    }
    let own: Vec<HeaderName>;
    let names = match expected.place {
        Some(_) => compared,
        None => {
            own = expected.headers.keys().cloned().collect();
            &own
        }
    };
    differences.extend(names.iter().filter_map(|name| header_difference(name, &expected.headers, &parts.headers)));
    differences
}

fn uri_difference(expected: &str, uri: &str, any_origin: bool) -> Option<String> {
    let has_origin = expected.contains("://") && !expected.starts_with('/');
    let (wanted, is) = match any_origin || !has_origin {
        true => (without_origin(expected), without_origin(uri)),
        false => (expected, uri),
    };
    (!matches(wanted.as_bytes(), is.as_bytes())).then(|| format!("the URI is {is}, not {wanted}"))
}

/// The path and what follows.
fn without_origin(uri: &str) -> &str {
    let Some((_, rest)) = uri.split_once("://").filter(|_| !uri.starts_with('/')) else { return uri };
    rest.find(['/', '?']).map_or("/", |at| &rest[at..])
}

fn header_difference(name: &HeaderName, expected: &HeaderMap, headers: &HeaderMap) -> Option<String> {
    let joined = |headers: &HeaderMap| {
        let values = headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        headers.contains_key(name).then(|| values.collect::<Vec<_>>().join(", "))
    };
    let (wanted, is) = (joined(expected), joined(headers));
    match (&wanted, &is) {
        (None, None) => return None,
        (Some(wanted), Some(is)) if matches(wanted.as_bytes(), is.as_bytes()) => return None,
        _ => {}
    }
    let shown = |value: Option<String>| match value {
        None => "absent".to_owned(),
        Some(_) if is_secret_header(name) => "another secret".to_owned(),
        Some(value) => format!("`{value}`"),
    };
    Some(format!("the header `{name}` is {}, not {}", shown(is), shown(wanted)))
}

/// What differs in a body.
pub(super) fn body(expected: &[u8], body: &[u8]) -> Option<String> {
    if matches(expected, body) {
        return None;
    }
    let at = expected.iter().zip(body).take_while(|(a, b)| a == b).count();
    let shown = |bytes: &[u8]| {
        let from = at.saturating_sub(SHOWN / 2);
        let end = (at + SHOWN).min(bytes.len());
        let piece = String::from_utf8_lossy(bytes.get(from..end).unwrap_or_default()).into_owned();
        let (before, behind) = (if from > 0 { "…" } else { "" }, if end < bytes.len() { "…" } else { "" });
        format!("`{before}{}{behind}`", piece.escape_debug())
    };
    Some(format!("the body differs from byte {at} on: it is {}, not {}", shown(body), shown(expected)))
}

/// Whether a text is another one, in which anything may stand for secrets that were left out.
fn matches(pattern: &[u8], text: &[u8]) -> bool {
    let Some(at) = find(pattern, REDACTED.as_bytes()) else { return pattern == text };
    let Some(mut text) = text.strip_prefix(&pattern[..at]) else { return false };
    let mut pattern = &pattern[at + REDACTED.len()..];
    while let Some(at) = find(pattern, REDACTED.as_bytes()) {
        let piece = &pattern[..at];
        let Some(found) = (if piece.is_empty() { Some(0) } else { find(text, piece) }) else { return false };
        text = &text[found + piece.len()..];
        pattern = &pattern[at + REDACTED.len()..];
    }
    text.ends_with(pattern)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anything_may_stand_where_a_secret_was() {
        for (pattern, text, expected) in [
            ("", "", true),
            ("a", "a", true),
            ("a", "b", false),
            ("a=REDACTED", "a=x", true),
            ("a=REDACTED&b=1", "a=x&b=1", true),
            ("a=REDACTED&b=1", "a=x&b=2", false),
            ("a=REDACTED&b=REDACTED", "a=1&b=1&b=2", true),
            ("REDACTEDREDACTED", "x", true),
            ("a=REDACTED;REDACTED;c", "a=1;2;c", true),
            ("a=REDACTED;REDACTED;c", "a=1;c", false),
        ] {
            assert_eq!(matches(pattern.as_bytes(), text.as_bytes()), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn differences_are_shown_where_they_begin() {
        assert_eq!(body(b"abc", b"abc"), None);
        assert_eq!(body(b"abc", b"abd").unwrap(), "the body differs from byte 2 on: it is `abd`, not `abc`");
        let long = "x".repeat(100);
        let said = body(format!("{long}1{long}").as_bytes(), format!("{long}2{long}").as_bytes()).unwrap();
        assert!(said.contains("byte 100 on: it is `…xxxxxxxxxxxxxxxxxxxx2x") && said.ends_with("x…`"), "{said}");
        assert_eq!(body(b"a", b"").unwrap(), "the body differs from byte 0 on: it is ``, not `a`");
    }
}
