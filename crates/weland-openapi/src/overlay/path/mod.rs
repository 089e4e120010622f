//! JSONPath (RFC 9535), evaluated over trees with places.
//!
//! The libraries for it evaluate over values without places, and do not bound what a query may cost. Here, depth and work
//! are bounded.

mod evaluate;
mod parse;

pub(super) use evaluate::{Location, TooMuch};

use weland_pattern::Pattern;

/// A query that starts at the root of a document.
#[derive(Debug)]
pub(super) struct Path {
    segments: Vec<Segment>,
}

#[derive(Debug)]
struct Segment {
    /// Whether it selects among all descendants, and not only among the children.
    is_descendant: bool,
    selectors: Vec<Selector>,
}

#[derive(Debug)]
enum Selector {
    Name(String),
    Wildcard,
    Index(i64),
    Slice { start: Option<i64>, end: Option<i64>, step: i64 },
    Filter(Box<Test>),
}

/// A condition of a filter.
#[derive(Debug)]
enum Test {
    Or(Vec<Test>),
    And(Vec<Test>),
    Not(Box<Test>),
    Exists(Query),
    Compare(Comparable, Comparison, Comparable),
    Matches { text: Comparable, pattern: PatternSource, is_whole: bool },
}

/// A query within a filter.
#[derive(Debug)]
struct Query {
    /// Whether it starts at the root of the document, and not at the value that is tested.
    is_absolute: bool,
    segments: Vec<Segment>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// What a filter compares: at most one value.
#[derive(Debug)]
enum Comparable {
    Literal(Literal),
    /// A query that selects one value at most.
    Single(Query),
    Length(Box<Comparable>),
    Count(Query),
    Value(Query),
}

#[derive(Debug, Clone)]
enum Literal {
    Null,
    Bool(bool),
    Number(weland_model::Number),
    Text(String),
}

/// The pattern of `match` and `search`: compiled once, if it is a literal.
#[derive(Debug)]
enum PatternSource {
    /// `None` if it is no pattern, which matches nothing.
    Fixed(Option<Pattern>),
    Computed(Comparable),
}

impl Query {
    /// Whether it selects one value at most, whatever it is evaluated over.
    fn is_single(&self) -> bool {
        let is_single = |it: &Segment| {
            let by_name = matches!(it.selectors.as_slice(), [Selector::Name(_) | Selector::Index(_)]);
            by_name && !it.is_descendant
        };
        self.segments.iter().all(is_single)
    }
}

/// The pattern of a source, for a whole text or a part of it.
fn pattern(source: &str, is_whole: bool) -> Option<Pattern> {
    let source = if is_whole { format!("^(?:{source})$") } else { source.to_owned() };
    Pattern::new(&source).ok()
}

#[cfg(test)]
mod tests;
