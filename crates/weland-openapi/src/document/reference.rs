//! The parts of a reference.

use weland_model::{Node, NodeKind};

/// A `$ref`, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reference<'t> {
    /// Something that is not in a file beside this one.
    Remote(&'t str),
    /// A value in a file.
    Local {
        /// The path of the file, relative to that of the referring one; empty for the file itself.
        path: String,
        /// What follows `#`, without percent escapes.
        fragment: String,
    },
}

impl<'t> Reference<'t> {
    /// Takes a reference apart.
    pub(crate) fn new(text: &'t str) -> Self {
        let (uri, fragment) = text.split_once('#').unwrap_or((text, ""));
        if has_scheme(uri) || uri.starts_with("//") {
            return Self::Remote(text);
        }
        Self::Local { path: percent_decoded(uri), fragment: percent_decoded(fragment) }
    }
}

/// The text of the reference that a value is.
pub(crate) fn reference_of(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Object(_) => node.get_str("$ref"),
        _ => None,
    }
}

/// Whether a URI starts with a scheme. One letter is the drive of a path.
fn has_scheme(uri: &str) -> bool {
    let Some((scheme, _)) = uri.split_once(':') else { return false };
    scheme.len() > 1
        && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// Replaces percent escapes. What is no escape, or no UTF-8, stays as it is.
fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let escaped = match (first, after) {
            (b'%', [high, low, ..]) => hex(high).zip(hex(low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        bytes.push(escaped.unwrap_or(first));
        rest = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The path of a file that another one refers to by a relative path. Both have `/` between their parts.
pub(crate) fn join(from: &str, relative: &str) -> String {
    let relative = relative.replace('\\', "/");
    let mut parts: Vec<&str> = match relative.starts_with('/') {
        true => Vec::new(),
        false => from.split('/').collect(),
    };
    parts.pop();
    for part in relative.split('/') {
        match (part, parts.last()) {
            ("." | "", _) => {}
            ("..", Some(&last)) if last != ".." && !last.is_empty() => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    let is_absolute = relative.starts_with('/');
    if is_absolute { format!("/{}", parts.join("/")) } else { parts.join("/") }
}

/// The URI that a reference stands for at a base URI.
pub(super) fn join_uri(base: &str, reference: &str) -> String {
    if base.is_empty() || has_scheme(reference) {
        return reference.to_owned();
    }
    let Some((scheme, after)) = base.split_once("://") else { return join(base, reference) };
    if reference.starts_with("//") {
        return format!("{scheme}:{reference}");
    }
    let (host, path) = after.split_at(after.find('/').unwrap_or(after.len()));
    let path = join(if path.is_empty() { "/" } else { path }, reference);
    format!("{scheme}://{host}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(path: &str, fragment: &str) -> Reference<'static> {
        Reference::Local { path: path.into(), fragment: fragment.into() }
    }

    #[test]
    fn references_are_taken_apart() {
        let cases = [
            ("#/a/b", local("", "/a/b")),
            ("#/paths/~1a%7Bb%7D%C3%A9/get", local("", "/paths/~1a{b}é/get")),
            ("#/100%", local("", "/100%")),
            ("#/%ff", local("", "/%ff")),
            ("pet%20shop.yaml", local("pet shop.yaml", "")),
            ("../a.json#name", local("../a.json", "name")),
            ("https://a.example/b#/c", Reference::Remote("https://a.example/b#/c")),
            ("urn:uuid:1", Reference::Remote("urn:uuid:1")),
            ("//a.example/b", Reference::Remote("//a.example/b")),
            ("c:/a.yaml", local("c:/a.yaml", "")),
            ("", local("", "")),
        ];
        for (text, expected) in cases {
            assert_eq!(Reference::new(text), expected, "{text}");
        }
    }

    #[test]
    fn uris_are_relative_to_a_base() {
        let cases = [
            ("https://a.example/b/c", "d", "https://a.example/b/d"),
            ("https://a.example/b/c", "../d", "https://a.example/d"),
            ("https://a.example", "d", "https://a.example/d"),
            ("https://a.example/b", "/d/e", "https://a.example/d/e"),
            ("https://a.example/b", "//c.example/d", "https://c.example/d"),
            ("https://a.example/b", "urn:c", "urn:c"),
            ("", "d", "d"),
            ("b/c", "d", "b/d"),
        ];
        for (base, reference, expected) in cases {
            assert_eq!(join_uri(base, reference), expected, "{base} {reference}");
        }
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let cases = [
            ("api.yaml", "pet.yaml", "pet.yaml"),
            ("model/api.yaml", "./pet.yaml", "model/pet.yaml"),
            ("model/api.yaml", "../common/pet.yaml", "common/pet.yaml"),
            ("model/api.yaml", "../../pet.yaml", "../pet.yaml"),
            ("../api.yaml", "../pet.yaml", "../../pet.yaml"),
            ("/a/api.yaml", "../../pet.yaml", "/../pet.yaml"),
            ("/a/api.yaml", "b\\pet.yaml", "/a/b/pet.yaml"),
            ("a/api.yaml", "/b/pet.yaml", "/b/pet.yaml"),
        ];
        for (from, relative, expected) in cases {
            assert_eq!(join(from, relative), expected, "{from} {relative}");
        }
    }
}
