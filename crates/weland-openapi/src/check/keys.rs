//! Keys that must have a form.

use weland_model::{Entry, Node};

use super::findings::Findings;
use super::findings::Verdict::{Advice, Unusable, Wrong};
use super::mends::Mends;
use super::spec::Keys;
use crate::document::Version;

/// Compares a key of an object with what such keys must look like.
pub(super) fn check(
    expected: Keys,
    entry: &Entry,
    owner: &Node,
    version: Version,
    found: &mut Findings,
    mends: &mut Mends,
) {
    let key = &*entry.key;
    match expected {
        Keys::Any => {}
        Keys::Component if is_component(key) => {}
        Keys::Component => {
            let help = "names of components consist of letters, digits, `.`, `-` and `_`";
            let message = format!("`{key}` can't be the name of a component");
            found.add(Wrong, "invalid-name", entry.key_span, message, help);
        }
        Keys::Token if is_token(key) => {}
        Keys::Token => {
            let message = format!("`{key}` can't be the name of a header or method");
            let help = "such names consist of letters, digits and a few signs such as `-`";
            found.add(Unusable, "invalid-name", entry.key_span, message, help);
        }
        Keys::MediaRange if is_media_range(key) => {}
        Keys::MediaRange => {
            let help = "media types look like `application/json`, ranges of them like `text/*`";
            found.add(Advice, "invalid-name", entry.key_span, format!("`{key}` is not a media type"), help);
        }
        Keys::Path if key.starts_with('/') => {}
        Keys::Path => {
            let message = format!("the path `{key}` must start with a slash");
            found.add(Wrong, "invalid-name", entry.key_span, message, "write the slash");
            mends.rename(owner, key, &format!("/{key}"));
        }
        Keys::Status => status(entry, owner, version, found, mends),
    }
}

fn status(entry: &Entry, owner: &Node, version: Version, found: &mut Findings, mends: &mut Mends) {
    let key = &*entry.key;
    let has_ranges = version != Version::V2_0;
    let is_code = |key: &str| {
        let (first, rest) = key.split_at_checked(1).unwrap_or_default();
        let is_digit = |byte: u8| byte.is_ascii_digit();
        matches!(first, "1" | "2" | "3" | "4" | "5")
            && (rest == "XX" && has_ranges || rest.len() == 2 && rest.bytes().all(is_digit))
    };
    if key == "default" || is_code(key) {
        return;
    }
    let upper = key.to_ascii_uppercase();
    let help = if has_ranges {
        "write a status code, a range such as `4XX`, or `default`"
    } else {
        "write a status code, or `default`"
    };
    let message = format!("`{key}` is not the status of a response");
    found.add(Wrong, "invalid-status", entry.key_span, message, help);
    match () {
        () if key.eq_ignore_ascii_case("default") => mends.rename(owner, key, "default"),
        () if is_code(&upper) => mends.rename(owner, key, &upper),
        () => mends.remove(owner, key),
    }
}

fn is_component(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
}

/// Whether a text is a token of HTTP.
pub(super) fn is_token(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+.^_`|~-".contains(&byte))
}

/// Whether a text is a media type or a range of them, perhaps with parameters.
pub(super) fn is_media_range(text: &str) -> bool {
    let range = text.split(';').next().unwrap_or_default().trim();
    range.split_once('/').is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
}
