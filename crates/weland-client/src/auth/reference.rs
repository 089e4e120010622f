//! References to URLs, as documents in OpenAPI have them (RFC 3986, section 5.2).

/// The URL that a reference is, seen from another URL.
pub(super) fn resolve(base: &str, reference: &str) -> String {
    if has_scheme(reference) {
        return reference.to_owned();
    }
    let base = base.split(['?', '#']).next().unwrap_or_default();
    let start = base.find("://").map_or(0, |at| at + 3);
    let (origin, path) = base.split_at(base[start..].find('/').map_or(base.len(), |at| start + at));
    if reference.starts_with("//") {
        let scheme = base.split("//").next().unwrap_or_default();
        return format!("{scheme}{reference}");
    }
    let (target, rest) = reference.split_at(reference.find(['?', '#']).unwrap_or(reference.len()));
    let path = match (target.is_empty(), target.starts_with('/')) {
        (true, _) => path.to_owned(),
        (_, true) => target.to_owned(),
        (_, false) => format!("{}/{target}", path.rsplit_once('/').map_or("", |(folder, _)| folder)),
    };
    format!("{origin}{}{rest}", without_dots(&path))
}

fn has_scheme(reference: &str) -> bool {
    let before = reference.split(['/', '?', '#']).next().unwrap_or_default();
    before.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

/// The path without `.` and `..`.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                // The empty segment in front of the first slash stays.
                if segment == ".." && kept.len() > 1 {
                    kept.pop();
                }
                kept.extend(is_last.then_some(""));
            }
            _ => kept.push(segment),
        }
    }
    kept.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_as_the_rfc_has_it() {
        let cases = [
            ("https://a.test", "token", "https://a.test/token"),
            ("https://a.test", "/token", "https://a.test/token"),
            ("https://a.test/v1/", "token?x=/..", "https://a.test/v1/token?x=/.."),
            ("https://a.test/v1", "token", "https://a.test/token"),
            ("https://a.test/v1/x", "/token", "https://a.test/token"),
            ("https://a.test/b/c/d?q", "./g", "https://a.test/b/c/g"),
            ("https://a.test/b/c/d", "../../g", "https://a.test/g"),
            ("https://a.test/b/c/d", "../../../../g", "https://a.test/g"),
            ("https://a.test/b/c/d", "..", "https://a.test/b/"),
            ("https://a.test/b/c/d", ".", "https://a.test/b/c/"),
            ("https://a.test/b/c/d", "", "https://a.test/b/c/d"),
            ("https://a.test/b/c/d#f", "?y", "https://a.test/b/c/d?y"),
            ("https://a.test/b", "//c.test/d", "https://c.test/d"),
            ("https://a.test/b", "http://c.test/d", "http://c.test/d"),
            ("https://a.test/b/", "c:d/e", "c:d/e"),
            ("https://a.test/b/", "./c:d", "https://a.test/b/c:d"),
            ("http://localhost:8000", "token", "http://localhost:8000/token"),
        ];
        for (base, reference, expected) in cases {
            assert_eq!(resolve(base, reference), expected, "{base} {reference}");
        }
    }
}
