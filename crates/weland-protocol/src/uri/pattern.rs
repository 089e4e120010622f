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
    /// Text and labels side by side: `{name}.{format}`. A [`Piece`] each.
    Mixed(&'a str),
}

/// A piece of a segment that has labels beside other things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// This text.
    Literal(&'a str),
    /// The value of a member, which is not empty.
    Label(&'a str),
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
        self.query.iter().all(|literal| has_literal(query, literal))
    }

    /// [`matches_query`](Self::matches_query) without the parameter of this name.
    pub(crate) fn matches_query_without(&self, name: &str, query: &str) -> bool {
        self.query.iter().filter(|literal| literal.0 != name).all(|literal| has_literal(query, literal))
    }

    /// Writes the path and its query literals; `label` gives the value of a label.
    pub(crate) fn render<E>(&self, mut label: impl FnMut(&str) -> Result<String, E>) -> Result<String, E> {
        self.render_with(|path, name, keep_slash| {
            percent_encode(path, &label(name)?, keep_slash);
            Ok(())
        })
    }

    /// Writes the path and its query literals; `label` writes the value of a label, percent-encoded. It is told whether slashes
    /// of the value are part of the path.
    pub(crate) fn render_with<E>(
        &self,
        mut label: impl FnMut(&mut String, &str, bool) -> Result<(), E>,
    ) -> Result<String, E> {
        let mut path = String::with_capacity(64);
        for segment in &self.segments {
            path.push('/');
            match segment {
                PathSegment::Literal(text) => encode_literal(&mut path, text),
                PathSegment::Label(name) => label(&mut path, name, false)?,
                PathSegment::Greedy(name) => label(&mut path, name, true)?,
                PathSegment::Mixed(text) => {
                    for piece in pieces(text) {
                        match piece {
                            Piece::Literal(text) => encode_literal(&mut path, text),
                            Piece::Label(name) => label(&mut path, name, false)?,
                        }
                    }
                }
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

fn has_literal(query: &str, (name, value): &(&str, &str)) -> bool {
    let (name, value) = (decode_literal(name), decode_literal(value));
    query.split('&').any(|pair| matches_parameter(pair, &name, &value))
}

impl<'a> PathSegment<'a> {
    fn parse(text: &'a str) -> Self {
        let label = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
        match label {
            Some(name) if !name.contains(['{', '}']) => name.strip_suffix('+').map_or(Self::Label(name), Self::Greedy),
            _ if pieces(text).any(|piece| matches!(piece, Piece::Label(_))) => Self::Mixed(text),
            _ => Self::Literal(text),
        }
    }
}

/// The pieces of a segment: what stands in braces is a label.
pub(crate) fn pieces(segment: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = segment;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let label = rest.strip_prefix('{').and_then(|text| text.split_once('}'));
        if let Some((name, after)) = label.filter(|(name, _)| !name.is_empty() && !name.contains('{')) {
            rest = after;
            return Some(Piece::Label(name));
        }
        // A brace that makes no label is text.
        let skip = rest.chars().next().map_or(0, char::len_utf8);
        let end = rest.get(skip..).and_then(|text| text.find('{')).map_or(rest.len(), |at| at + skip);
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Literal(text))
    })
}

/// The values of the labels of a segment that the request has as `text`, in order; `None` if it does not match. The later of
/// two labels has the shorter value: `{name}.{format}` reads `a.tar.gz` as `a.tar` and `gz`.
pub(crate) fn match_pieces<'a, 't>(segment: &'a str, text: &'t str) -> Option<Vec<(&'a str, &'t str)>> {
    let pieces: Vec<Piece<'a>> = pieces(segment).collect();
    let mut labels = Vec::new();
    let (mut rest, mut open) = (text, None);
    for piece in pieces.iter().rev() {
        match piece {
            Piece::Label(name) => {
                if let Some(later) = open.replace(*name) {
                    // Nothing stands between them: the later one gets one character.
                    let (at, _) = rest.char_indices().next_back()?;
                    labels.push((later, rest.get(at..)?));
                    rest = rest.get(..at)?;
                }
            }
            Piece::Literal(literal) => {
                let mut encoded = String::new();
                percent_encode(&mut encoded, literal, false);
                let before = match open.take() {
                    None => [*literal, &encoded].iter().find_map(|it| rest.strip_suffix(it))?,
                    Some(name) => {
                        let (before, value) = split_before_last(rest, literal, &encoded)?;
                        labels.push((name, value));
                        before
                    }
                };
                rest = before;
            }
        }
    }
    match open {
        Some(name) if !rest.is_empty() => labels.push((name, rest)),
        Some(_) => return None,
        None if !rest.is_empty() => return None,
        None => {}
    }
    labels.reverse();
    Some(labels)
}

/// What stands before and after the last place of a literal that leaves something after it. Requests may have the literal as
/// it is, or percent-encoded.
fn split_before_last<'t>(text: &'t str, literal: &str, encoded: &str) -> Option<(&'t str, &'t str)> {
    let (last, _) = text.char_indices().next_back()?;
    let head = text.get(..last)?;
    let place = |wanted: &str| head.rfind(wanted).map(|at| (at, wanted.len()));
    let (at, length) = place(literal).max(place(encoded))?;
    Some((text.get(..at)?, text.get(at + length..)?))
}
