//! The URI patterns of `@http`.

use std::ops::Range;

/// A URI pattern.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct UriPattern<'a> {
    /// The labels, in order.
    pub labels: Vec<Label<'a>>,
    /// Keys and values of the literal query string.
    pub query: Vec<(&'a str, &'a str)>,
}

/// A label of the path.
#[derive(Debug, PartialEq, Eq)]
pub struct Label<'a> {
    /// The name of the member of the input that is bound to it.
    pub name: &'a str,
    /// Whether it may span several segments: `{name+}`.
    pub greedy: bool,
    /// Its bytes in the pattern.
    pub at: Range<usize>,
}

/// A mistake in a pattern.
#[derive(Debug, PartialEq, Eq)]
pub struct UriError {
    /// The bytes of the pattern that are wrong.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: &'static str,
}

/// Parses a pattern. Mistakes are added to `errors`; what could be read is returned all the same.
pub fn parse<'a>(uri: &'a str, errors: &mut Vec<UriError>) -> UriPattern<'a> {
    let mut pattern = UriPattern::default();
    let mut error = |at: Range<usize>, message: String, help: &'static str| {
        errors.push(UriError { at, message, help });
    };
    if !uri.starts_with('/') {
        let message = "a URI pattern must start with `/`".to_owned();
        error(0..uri.len(), message, "write the path of the operation from the root");
        return pattern;
    }
    if let Some(at) = uri.find('#') {
        let message = "a URI pattern can't have a fragment".to_owned();
        error(at..uri.len(), message, "remove the `#` and what follows");
        return pattern;
    }
    let (path, query) = match uri.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (uri, None),
    };
    let mut at = 1;
    let segments: Vec<&str> = path.get(1..).unwrap_or_default().split('/').collect();
    for (index, segment) in segments.iter().enumerate() {
        let place = at..at + segment.len();
        at = place.end + 1;
        // One slash at the end is fine.
        if segment.is_empty() && index + 1 < segments.len() {
            let message = "a segment of the path is empty".to_owned();
            error(place.start - 1..place.end + 1, message, "remove one of the slashes");
        }
        match label(segment, place.clone()) {
            Ok(Some(label)) => pattern.labels.push(label),
            Ok(None) => literal(segment, place.start, &mut error),
            Err(found) => error(found.at, found.message, found.help),
        }
    }
    check_labels(&pattern.labels, &mut error);
    if let Some(query) = query {
        let start = path.len() + 1;
        if query.is_empty() {
            let message = "a URI pattern can't end with `?`".to_owned();
            error(start - 1..start, message, "remove the `?`");
        } else if query.contains(['{', '}']) {
            let message = "labels can't be in the query string".to_owned();
            error(start..uri.len(), message, "bind the member with `@httpQuery`");
        } else {
            characters(query, start, &mut error);
        }
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        pattern.query = pairs.collect();
    }
    pattern
}

/// Reads the path of OpenAPI, in which labels may be parts of a segment, and every other character stands for itself.
#[must_use]
pub fn template(path: &str) -> UriPattern<'_> {
    let mut pattern = UriPattern::default();
    let mut at = 0;
    while let Some(start) = path.get(at..).and_then(|rest| rest.find('{')).map(|found| at + found) {
        let Some(end) = path.get(start..).and_then(|rest| rest.find('}')).map(|found| start + found + 1) else { break };
        let name = path.get(start + 1..end - 1).unwrap_or_default();
        pattern.labels.push(Label { name, greedy: false, at: start..end });
        at = end;
    }
    pattern
}

fn label(segment: &str, at: Range<usize>) -> Result<Option<Label<'_>>, UriError> {
    let inner = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let Some(inner) = inner else {
        if segment.contains(['{', '}']) {
            return Err(UriError {
                at,
                message: format!("a label must fill its segment, but `{segment}` mixes them"),
                help: "make the label a segment of its own",
            });
        }
        return Ok(None);
    };
    let (name, greedy) = match inner.strip_suffix('+') {
        Some(name) => (name, true),
        None => (inner, false),
    };
    if !crate::is_identifier(name) {
        return Err(UriError {
            at,
            message: format!("`{inner}` is not the name of a label"),
            help: "write the name of an input member, as in `{name}` or `{name+}`",
        });
    }
    Ok(Some(Label { name, greedy, at }))
}

/// Judges a segment without a label.
fn literal(segment: &str, start: usize, error: &mut impl FnMut(Range<usize>, String, &'static str)) {
    characters(segment, start, error);
    let decoded = segment.replace("%2e", ".").replace("%2E", ".");
    if matches!(&*decoded, "." | "..") {
        let message = format!("the segment `{segment}` would be removed from the path before it is sent");
        error(start..start + segment.len(), message, "remove the segment, or give it another name");
    }
}

/// Judges the characters of a segment or of a query string: those of RFC 3986, section 3.3 and 3.4.
fn characters(text: &str, start: usize, error: &mut impl FnMut(Range<usize>, String, &'static str)) {
    for (at, character) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        let is_escape = || rest.get(1..3).is_some_and(|digits| digits.chars().all(|c| c.is_ascii_hexdigit()));
        let shown = if character == '%' { 3 } else { 1 };
        let length = rest.chars().take(shown).map(char::len_utf8).sum();
        let fits = match character {
            '%' => is_escape(),
            '-' | '.' | '_' | '~' | '!' | '$' | '&' | '\'' | '(' | ')' | '*' | '+' | ',' | ';' | '=' | ':' | '@'
            | '/' | '?' => true,
            other => other.is_ascii_alphanumeric(),
        };
        if !fits {
            let place = start + at..start + at + length;
            let message = format!("a URI can't contain `{}`", rest.get(..length).unwrap_or_default().escape_debug());
            return error(place, message, "escape the character in UTF-8, as in `%20` for a space");
        }
    }
}

fn check_labels(labels: &[Label<'_>], error: &mut impl FnMut(Range<usize>, String, &'static str)) {
    for (index, label) in labels.iter().enumerate() {
        let before = labels.get(..index).unwrap_or_default();
        if before.iter().any(|other| other.name == label.name) {
            let message = format!("the label `{}` appears twice", label.name);
            error(label.at.clone(), message, "rename or remove one of the two");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(uri: &str) -> Vec<(Range<usize>, String)> {
        let mut errors = Vec::new();
        parse(uri, &mut errors);
        errors.into_iter().map(|error| (error.at, error.message)).collect()
    }

    #[test]
    fn labels_and_queries_are_found() {
        let mut errors = Vec::new();
        let pattern = parse("/a/{b}/c/{d+}/?find=X&y", &mut errors);
        assert_eq!(errors, []);
        let labels: Vec<_> = pattern.labels.iter().map(|l| (l.name, l.greedy)).collect();
        assert_eq!(labels, [("b", false), ("d", true)]);
        assert_eq!(pattern.query, [("find", "X"), ("y", "")]);
        assert_eq!(messages("/"), []);
    }

    #[test]
    fn labels_of_openapi_may_be_parts_of_segments() {
        let labels = |path| template(path).labels.into_iter().map(|label| (label.name, label.at)).collect::<Vec<_>>();
        assert_eq!(labels("/a/{b}.{c}:d"), [("b", 3..6), ("c", 7..10)]);
        assert_eq!(labels("/a{"), []);
        assert_eq!(labels("/}{a}"), [("a", 2..5)]);
    }

    #[test]
    fn ill_formed_patterns_are_located() {
        let cases = [
            ("a", 0..1),
            ("", 0..0),
            ("/a#b", 2..4),
            ("/a//b", 2..4),
            ("/a?", 2..3),
            ("/{a}b", 1..5),
            ("/{}", 1..3),
            ("/{1}", 1..4),
            ("/{a}/{a}", 5..8),
            ("/a b", 2..3),
            ("/é", 1..3),
            ("/%zz", 1..4),
            ("/a%2", 2..4),
            ("/a%é€b", 2..8),
            ("/a?b=\"c\"", 5..6),
            ("/./a", 1..2),
            ("/a/..", 3..5),
            ("/a/%2e%2E/b", 3..9),
            ("/a?b={c}", 3..8),
        ];
        for (uri, at) in cases {
            let found = messages(uri);
            assert_eq!(found.len(), 1, "{uri}: {found:?}");
            assert_eq!(found[0].0, at, "{uri}");
        }
    }
}
