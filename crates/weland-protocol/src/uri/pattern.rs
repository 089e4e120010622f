//! URI patterns: paths with labels, and the query literals behind them.

use super::encoding::{decode_literal, encode_literal, encode_query_literal, matches_parameter, percent_encode};

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

    /// Whether a query string has the parameters that this pattern wants. A parameter without a value matches one with
    /// an empty value.
    pub fn matches_query(&self, query: &str) -> bool {
        self.query.iter().all(|(name, value)| {
            let (name, value) = (decode_literal(name), decode_literal(value));
            query.split('&').any(|pair| matches_parameter(pair, &name, &value))
        })
    }

    /// Writes the path and its query literals; `label` gives the value of a label.
    pub(crate) fn render<E>(&self, mut label: impl FnMut(&str) -> Result<String, E>) -> Result<String, E> {
        let mut path = String::with_capacity(64);
        for segment in &self.segments {
            path.push('/');
            match segment {
                PathSegment::Literal(text) => encode_literal(&mut path, text),
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
            encode_query_literal(&mut path, name);
            if !value.is_empty() {
                path.push('=');
                encode_query_literal(&mut path, value);
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
