//! Media types: what is sent, and what is asked for.

use http::HeaderMap;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderValue};

pub(crate) const JSON: &str = "application/json";
static JSON_HEADER: HeaderValue = HeaderValue::from_static(JSON);

/// A media type as a header; `None` if it is text that no header may have. Nearly all are JSON, which need not be looked
/// through each time.
pub(crate) fn header(media_type: &str) -> Option<HeaderValue> {
    if media_type == JSON { Some(JSON_HEADER.clone()) } else { HeaderValue::from_str(media_type).ok() }
}

/// The media type of a header's value: without its parameters.
pub(crate) fn essence(value: &str) -> &str {
    value.split(';').next().unwrap_or_default().trim()
}

/// The media type of the body; `None` if the message does not say.
pub(crate) fn content_type(headers: &HeaderMap) -> Option<&str> {
    // A value that is not text is no media type either.
    headers.get(CONTENT_TYPE).map(|value| value.to_str().map_or("", essence))
}

/// Whether whoever sent these headers accepts a response of this media type. Without an `Accept` it is anything.
pub(crate) fn accepts(headers: &HeaderMap, media_type: &str) -> bool {
    let mut asked = false;
    for value in headers.get_all(ACCEPT) {
        if value.as_bytes() == media_type.as_bytes() {
            return true;
        }
        for range in value.to_str().unwrap_or_default().split(',').filter(|range| !range.trim().is_empty()) {
            asked = true;
            if !is_refused(range) && is_in(media_type, essence(range)) {
                return true;
            }
        }
    }
    !asked
}

/// Whether a range comes with the weight zero.
fn is_refused(range: &str) -> bool {
    range
        .split(';')
        .skip(1)
        .filter_map(|parameter| parameter.trim().strip_prefix("q="))
        .any(|weight| weight.trim().parse() == Ok(0.0))
}

/// Whether a media type is one of a range, such as `text/*`.
pub(crate) fn is_in(media_type: &str, range: &str) -> bool {
    let media_type = essence(media_type);
    range == "*/*" || range == "*" || range.eq_ignore_ascii_case(media_type) || {
        let kind = range.strip_suffix("/*");
        kind.is_some_and(|kind| media_type.split('/').next().is_some_and(|own| own.eq_ignore_ascii_case(kind)))
    }
}

/// Whether two media types are the same, parameters aside.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    essence(one).eq_ignore_ascii_case(essence(other))
}

/// Whether documents of a media type are JSON.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    let suffix = essence.len().checked_sub("+json".len()).and_then(|at| essence.get(at..));
    [JSON, "text/json"].iter().any(|json| essence.eq_ignore_ascii_case(json))
        || suffix.is_some_and(|suffix| suffix.eq_ignore_ascii_case("+json"))
}

/// The value of a parameter of a header, such as that of a media type.
pub(crate) fn parameter(header: &str, wanted: &str) -> Option<String> {
    let mut rest = header.split_once(';')?.1;
    loop {
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => unquote(quoted)?,
            None => {
                let end = after.find(';').unwrap_or(after.len());
                let (value, after) = after.split_at(end);
                (value.trim().to_owned(), after)
            }
        };
        // A parameter without a value may stand before.
        if name.rsplit(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = after.split_once(';')?.1;
    }
}

/// The text up to the closing quote, and what comes after it. Only what has to be is taken for escaped: browsers write
/// backslashes as they are.
fn unquote(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => return Some((value, characters.as_str())),
            '\\' => {
                let escaped = characters.as_str().strip_prefix(['"', '\\']);
                match escaped {
                    Some(_) => value.extend(characters.next()),
                    None => value.push('\\'),
                }
            }
            _ => value.push(character),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_media_type_of_a_model_may_be_anything() {
        for (media_type, expected) in [(JSON, true), ("video/quicktime", true), ("a\r\nb: c", false), ("\0", false)] {
            let found = header(media_type);
            assert_eq!(found.is_some(), expected);
            assert!(found.is_none_or(|found| found == media_type));
        }
    }

    #[test]
    fn a_response_is_acceptable_if_a_range_with_a_weight_holds_it() {
        let cases = [
            ("application/json", true),
            ("application/*", true),
            ("*/*", true),
            ("*", true),
            ("text/plain, application/json;q=0.5", true),
            ("APPLICATION/JSON; charset=utf-8", true),
            ("application/hal+json", false),
            ("application/json;q=0", false),
            ("application/json; q=0.0, text/*", false),
            ("text/*", false),
            ("", true),
        ];
        for (accept, expected) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, accept.parse().unwrap());
            assert_eq!(accepts(&headers, "application/json"), expected, "{accept}");
        }
        assert!(accepts(&HeaderMap::new(), "application/json"));
    }
}
