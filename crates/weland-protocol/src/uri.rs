//! Paths with labels, percent-encoding, query strings.

use std::borrow::Cow;

/// The `uri` of an operation: a path with labels, and the parameters that its query string has to have.
///
/// `/2018-10-31/layers/{LayerName}/versions/{Rest+}?find=LayerVersion`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UriPattern<'a> {
    segments: Vec<PathSegment<'a>>,
    query: Vec<(&'a str, &'a str)>,
    trailing_slash: bool,
}

/// What stands between two slashes of a [`UriPattern`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PathSegment<'a> {
    /// This text.
    Literal(&'a str),
    /// The value of a member; one segment.
    Label(&'a str),
    /// The value of a member; one or more segments with the slashes between them.
    Greedy(&'a str),
}

/// The labels of a path by name, percent-decoded.
pub type Labels<'a, 'p> = Vec<(&'a str, Cow<'p, str>)>;

impl<'a> UriPattern<'a> {
    /// Takes a pattern apart. Models are checked when code is generated, so any text is a pattern here: a brace that
    /// makes no label is literal text.
    pub fn parse(uri: &'a str) -> Self {
        let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
        let path = path.strip_prefix('/').unwrap_or(path);
        let trailing_slash = path.ends_with('/');
        let path = path.strip_suffix('/').unwrap_or(path);
        let segments = if path.is_empty() { Vec::new() } else { path.split('/').map(PathSegment::parse).collect() };
        let query = query.split('&').filter(|pair| !pair.is_empty());
        Self { segments, query: query.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).collect(), trailing_slash }
    }

    /// The segments of the path.
    pub fn segments(&self) -> &[PathSegment<'a>] {
        &self.segments
    }

    /// The parameters that the query string has to have, with their values; `""` stands for no value.
    pub fn query(&self) -> &[(&'a str, &'a str)] {
        &self.query
    }

    /// Whether the path ends with a slash. For matching it makes no difference.
    pub fn has_trailing_slash(&self) -> bool {
        self.trailing_slash
    }

    /// The labels of a path that matches, `None` if it does not. The path is percent-encoded as it stands in the request;
    /// a slash at its end does not matter. A label whose value is not UTF-8 does not match.
    pub fn match_path<'p>(&self, path: &'p str) -> Option<Labels<'a, 'p>> {
        let path = path.strip_prefix('/')?;
        let mut segments: Vec<&'p str> = path.split('/').collect();
        if segments.last() == Some(&"") {
            segments.pop();
        }
        self.match_segments(&segments)
    }

    /// Like [`match_path`](Self::match_path), for a path that has been split at its slashes.
    pub fn match_segments<'p>(&self, segments: &[&'p str]) -> Option<Labels<'a, 'p>> {
        let greedy = self.segments.iter().position(|segment| matches!(segment, PathSegment::Greedy(_)));
        let Some(greedy) = greedy else {
            return (segments.len() == self.segments.len()).then(|| match_each(&self.segments, segments))?;
        };
        let after = self.segments.len() - greedy - 1;
        let end = segments.len().checked_sub(after).filter(|end| *end > greedy)?;
        let mut labels = match_each(self.segments.get(..greedy)?, segments.get(..greedy)?)?;
        if let PathSegment::Greedy(name) = self.segments.get(greedy)? {
            let value = percent_decode(&segments.get(greedy..end)?.join("/"))?.into_owned();
            labels.push((name, Cow::Owned(value)));
        }
        labels.extend(match_each(self.segments.get(greedy + 1..)?, segments.get(end..)?)?);
        Some(labels)
    }

    /// Whether a query string has the parameters that this pattern wants. A parameter without a value matches one with
    /// an empty value.
    pub fn matches_query(&self, query: &str) -> bool {
        self.query.is_empty() || {
            let pairs = parse_query(query);
            self.query.iter().all(|(name, value)| pairs.iter().any(|(key, text)| key == name && text == value))
        }
    }

    /// Writes the path and its query literals; `label` gives the value of a label.
    pub(crate) fn render<E>(&self, mut label: impl FnMut(&str) -> Result<String, E>) -> Result<String, E> {
        let mut path = String::with_capacity(64);
        for segment in &self.segments {
            path.push('/');
            match segment {
                PathSegment::Literal(text) => path.push_str(text),
                PathSegment::Label(name) => percent_encode(&mut path, &label(name)?, false),
                PathSegment::Greedy(name) => percent_encode(&mut path, &label(name)?, true),
            }
        }
        if self.trailing_slash || path.is_empty() {
            path.push('/');
        }
        let mut before = '?';
        for (name, value) in &self.query {
            path.push(before);
            before = '&';
            path.push_str(name);
            if !value.is_empty() {
                path.push('=');
                path.push_str(value);
            }
        }
        Ok(path)
    }
}

impl<'a> PathSegment<'a> {
    fn parse(text: &'a str) -> Self {
        let label = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
        match label {
            Some(name) => name.strip_suffix('+').map_or(Self::Label(name), Self::Greedy),
            None => Self::Literal(text),
        }
    }
}

/// Matches segments one to one, without greedy labels.
fn match_each<'a, 'p>(pattern: &[PathSegment<'a>], segments: &[&'p str]) -> Option<Labels<'a, 'p>> {
    let mut labels = Vec::new();
    for (pattern, segment) in pattern.iter().zip(segments) {
        match pattern {
            PathSegment::Literal(text) if text == segment => {}
            PathSegment::Literal(text) if percent_decode(segment)? == *text => {}
            PathSegment::Label(name) if !segment.is_empty() => labels.push((*name, percent_decode(segment)?)),
            _ => return None,
        }
    }
    Some(labels)
}

/// Appends `text` with everything encoded but the unreserved characters of RFC 3986 and, if wanted, slashes.
pub(crate) fn percent_encode(out: &mut String, text: &str, keep_slash: bool) {
    const HEX: [u8; 16] = *b"0123456789ABCDEF";
    out.reserve(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            b'/' if keep_slash => out.push('/'),
            _ => {
                out.push('%');
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
}

/// The text that a percent-encoded text stands for; `None` if an escape is malformed or the result is not UTF-8.
pub fn percent_decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let (digits, after) = rest.split_at_checked(2)?;
        let value = digits
            .iter()
            .try_fold(0, |value, digit| char::from(*digit).to_digit(16).map(|digit| value * 16 + digit))?;
        bytes.push(u8::try_from(value).ok()?);
        rest = after;
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

/// The parameters of a query string, decoded, in their order; `+` is a space, as HTML forms write it, since clients
/// encode a plus that is meant. What cannot be decoded is taken as it stands.
pub fn parse_query(query: &str) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode_parameter(name), decode_parameter(value)))
        .collect()
}

fn decode_parameter(text: &str) -> Cow<'_, str> {
    if !text.contains('+') {
        return percent_decode(text).unwrap_or(Cow::Borrowed(text));
    }
    let spaced = text.replace('+', " ");
    match percent_decode(&spaced) {
        Some(Cow::Owned(decoded)) => Cow::Owned(decoded),
        Some(Cow::Borrowed(_)) => Cow::Owned(spaced),
        None => Cow::Borrowed(text),
    }
}
