//! Finds what queries select.

use std::cmp::Ordering;

use weland_model::{Node, NodeKind, Number};

use super::{Comparable, Comparison, Literal, Path, PatternSource, Query, Segment, Selector, Test, pattern};

/// How many values one query may look at. Queries can ask for a number that is exponential in their length.
const MAX_WORK: usize = 1 << 25;

/// How many values one segment may select.
const MAX_FOUND: usize = 1 << 20;

/// Where a value stands: the position among the items or entries, for each step from the root.
pub(in super::super) type Location = Vec<usize>;

/// A query looks at more values than anybody would wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct TooMuch;

impl Path {
    /// The name at which the query comes to nothing, and the names that there are instead. `None` if it is no name.
    pub(in super::super) fn first_missing<'d>(&'d self, root: &'d Node) -> Option<(&'d str, Vec<&'d str>)> {
        let mut evaluation = Evaluation { root, left: MAX_WORK };
        let mut found = vec![Found { node: root, location: None }];
        for segment in &self.segments {
            let mut next = Vec::new();
            for from in &found {
                next.extend(evaluation.segments(std::slice::from_ref(segment), from.clone()).ok()?);
            }
            if next.is_empty() {
                let [Selector::Name(name)] = segment.selectors.as_slice() else { return None };
                let keys = found.iter().filter_map(|from| from.node.as_object()).flat_map(weland_model::Object::iter);
                return Some((name, keys.map(|(key, _)| key).collect()));
            }
            found = next;
        }
        None
    }

    /// Where the values stand that the query selects, in order; each once.
    ///
    /// # Errors
    /// The query asks for too much.
    pub(in super::super) fn select(&self, root: &Node) -> Result<Vec<Location>, TooMuch> {
        let mut evaluation = Evaluation { root, left: MAX_WORK };
        let found = evaluation.segments(&self.segments, Found { node: root, location: Some(Vec::new()) })?;
        let mut locations: Vec<Location> = found.into_iter().filter_map(|found| found.location).collect();
        locations.sort();
        locations.dedup();
        Ok(locations)
    }
}

/// A value that was selected.
#[derive(Clone)]
struct Found<'d> {
    node: &'d Node,
    /// Absent where nobody asks for it: in filters.
    location: Option<Location>,
}

impl<'d> Found<'d> {
    fn child(&self, index: usize) -> Option<Self> {
        let node = match &self.node.kind {
            NodeKind::Array(items) => items.get(index)?,
            NodeKind::Object(object) => &object.entries().get(index)?.value,
            _ => return None,
        };
        let location = self.location.as_ref().map(|location| [location.as_slice(), &[index]].concat());
        Some(Found { node, location })
    }

    fn len(&self) -> usize {
        match &self.node.kind {
            NodeKind::Array(items) => items.len(),
            NodeKind::Object(object) => object.len(),
            _ => 0,
        }
    }
}

/// A value to compare; `None` stands for nothing.
type Value<'d> = Option<Operand<'d>>;

enum Operand<'d> {
    Node(&'d Node),
    Literal(&'d Literal),
    Number(usize),
}

struct Evaluation<'d> {
    root: &'d Node,
    left: usize,
}

impl<'d> Evaluation<'d> {
    fn work(&mut self, amount: usize) -> Result<(), TooMuch> {
        self.left = self.left.checked_sub(amount).ok_or(TooMuch)?;
        Ok(())
    }

    fn segments(&mut self, segments: &'d [Segment], start: Found<'d>) -> Result<Vec<Found<'d>>, TooMuch> {
        let mut found = vec![start];
        for segment in segments {
            let mut next = Vec::new();
            for from in found {
                match segment.is_descendant {
                    true => self.descend(segment, from, &mut next)?,
                    false => self.select(segment, &from, &mut next)?,
                }
                if next.len() > MAX_FOUND {
                    return Err(TooMuch);
                }
            }
            found = next;
        }
        Ok(found)
    }

    /// Selects among all descendants, each before those within it.
    fn descend(&mut self, segment: &'d Segment, from: Found<'d>, out: &mut Vec<Found<'d>>) -> Result<(), TooMuch> {
        let mut open = vec![from];
        while let Some(from) = open.pop() {
            self.select(segment, &from, out)?;
            self.work(1)?;
            open.extend((0..from.len()).rev().filter_map(|index| from.child(index)));
        }
        Ok(())
    }

    fn select(&mut self, segment: &'d Segment, from: &Found<'d>, out: &mut Vec<Found<'d>>) -> Result<(), TooMuch> {
        for selector in &segment.selectors {
            self.work(1)?;
            match selector {
                Selector::Name(name) => {
                    let entries = from.node.as_object().map(weland_model::Object::entries).unwrap_or_default();
                    self.work(entries.len() / 16)?;
                    let index = entries.iter().position(|entry| *entry.key == **name);
                    out.extend(index.and_then(|index| from.child(index)));
                }
                Selector::Index(index) => {
                    let items = from.node.as_array().map_or(0, <[Node]>::len);
                    out.extend(position(*index, items).and_then(|index| from.child(index)));
                }
                Selector::Slice { start, end, step } => {
                    let items = from.node.as_array().map_or(0, <[Node]>::len);
                    for index in slice(*start, *end, *step, items) {
                        self.work(1)?;
                        out.extend(from.child(index));
                    }
                }
                Selector::Wildcard => {
                    self.work(from.len())?;
                    out.extend((0..from.len()).filter_map(|index| from.child(index)));
                }
                Selector::Filter(test) => {
                    for child in (0..from.len()).filter_map(|index| from.child(index)) {
                        if self.test(test, child.node)? {
                            out.push(child);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn test(&mut self, test: &'d Test, at: &'d Node) -> Result<bool, TooMuch> {
        self.work(1)?;
        match test {
            Test::Or(tests) => {
                for test in tests {
                    if self.test(test, at)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Test::And(tests) => {
                for test in tests {
                    if !self.test(test, at)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Test::Not(test) => self.test(test, at).map(|holds| !holds),
            Test::Exists(query) => self.query(query, at).map(|found| !found.is_empty()),
            Test::Compare(left, comparison, right) => {
                let (left, right) = (self.value(left, at)?, self.value(right, at)?);
                Ok(compare(left.as_ref(), *comparison, right.as_ref()))
            }
            Test::Matches { text, pattern, is_whole } => self.matches(text, pattern, *is_whole, at),
        }
    }

    fn matches(
        &mut self,
        text: &'d Comparable,
        source: &'d PatternSource,
        is_whole: bool,
        at: &'d Node,
    ) -> Result<bool, TooMuch> {
        let value = self.value(text, at)?;
        let Some(text) = value.as_ref().and_then(Operand::text) else { return Ok(false) };
        self.work(text.len())?;
        Ok(match source {
            PatternSource::Fixed(pattern) => pattern.as_ref().is_some_and(|pattern| pattern.is_match(text)),
            PatternSource::Computed(source) => {
                let source = self.value(source, at)?;
                // Compiling is work.
                self.work(1 << 10)?;
                let pattern = source.as_ref().and_then(Operand::text).and_then(|it| pattern(it, is_whole));
                pattern.is_some_and(|pattern| pattern.is_match(text))
            }
        })
    }

    fn query(&mut self, query: &'d Query, at: &'d Node) -> Result<Vec<Found<'d>>, TooMuch> {
        let start = if query.is_absolute { self.root } else { at };
        self.segments(&query.segments, Found { node: start, location: None })
    }

    fn value(&mut self, comparable: &'d Comparable, at: &'d Node) -> Result<Value<'d>, TooMuch> {
        Ok(match comparable {
            Comparable::Literal(literal) => Some(Operand::Literal(literal)),
            Comparable::Single(query) | Comparable::Value(query) => match self.query(query, at)?.as_slice() {
                [found] => Some(Operand::Node(found.node)),
                _ => None,
            },
            Comparable::Count(query) => Some(Operand::Number(self.query(query, at)?.len())),
            Comparable::Length(value) => self.value(value, at)?.and_then(|value| value.length()).map(Operand::Number),
        })
    }
}

/// The position of an index that may count from the end.
fn position(index: i64, length: usize) -> Option<usize> {
    let length = i64::try_from(length).ok()?;
    let position = if index < 0 { index + length } else { index };
    usize::try_from(position).ok().filter(|_| position < length)
}

/// The positions that a slice selects.
fn slice(start: Option<i64>, end: Option<i64>, step: i64, length: usize) -> Vec<usize> {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let normal = |index: i64| if index < 0 { index + length } else { index };
    let mut positions = Vec::new();
    if step > 0 {
        let (mut at, end) =
            (normal(start.unwrap_or(0)).clamp(0, length), normal(end.unwrap_or(length)).clamp(0, length));
        while at < end {
            positions.extend(usize::try_from(at));
            at += step;
        }
    } else if step < 0 {
        let mut at = start.map_or(length - 1, normal).clamp(-1, length - 1);
        let end = end.map_or(-1, |end| normal(end).clamp(-1, length - 1));
        while at > end {
            positions.extend(usize::try_from(at));
            at += step;
        }
    }
    positions
}

impl Operand<'_> {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Node(node) => node.as_str(),
            Self::Literal(Literal::Text(text)) => Some(text),
            _ => None,
        }
    }

    fn number(&self) -> Option<Number> {
        match self {
            Self::Node(node) => node.as_number().cloned(),
            Self::Literal(Literal::Number(number)) => Some(number.clone()),
            Self::Number(number) => Some(Number::from_text(&number.to_string())),
            Self::Literal(_) => None,
        }
    }

    /// The number of characters, items or keys.
    fn length(&self) -> Option<usize> {
        match self {
            Self::Node(Node { kind: NodeKind::Array(items), .. }) => Some(items.len()),
            Self::Node(Node { kind: NodeKind::Object(object), .. }) => Some(object.len()),
            _ => self.text().map(|text| text.chars().count()),
        }
    }

    fn equals(&self, other: &Self) -> bool {
        if let (Some(a), Some(b)) = (self.number(), other.number()) {
            return a == b;
        }
        if let (Some(a), Some(b)) = (self.text(), other.text()) {
            return a == b;
        }
        match (self, other) {
            (Self::Node(a), Self::Node(b)) => a == b,
            (Self::Node(node), Self::Literal(literal)) | (Self::Literal(literal), Self::Node(node)) => {
                is_simple(node, literal)
            }
            (Self::Literal(Literal::Null), Self::Literal(Literal::Null)) => true,
            (Self::Literal(Literal::Bool(a)), Self::Literal(Literal::Bool(b))) => a == b,
            _ => false,
        }
    }

    fn order(&self, other: &Self) -> Option<Ordering> {
        match (self.number(), other.number()) {
            (Some(a), Some(b)) => match (a.as_i64(), b.as_i64()) {
                (Some(a), Some(b)) => Some(a.cmp(&b)),
                _ => a.as_f64().partial_cmp(&b.as_f64()),
            },
            _ => Some(self.text()?.cmp(other.text()?)),
        }
    }
}

/// Whether a value is what a literal says, which is neither a number nor a text.
fn is_simple(node: &Node, literal: &Literal) -> bool {
    match literal {
        Literal::Null => node.is_null(),
        Literal::Bool(value) => node.as_bool() == Some(*value),
        Literal::Number(_) | Literal::Text(_) => false,
    }
}

fn compare(left: Option<&Operand<'_>>, comparison: Comparison, right: Option<&Operand<'_>>) -> bool {
    let equal = || match (left, right) {
        (None, None) => true,
        (Some(left), Some(right)) => left.equals(right),
        _ => false,
    };
    let order = || left?.order(right?);
    match comparison {
        Comparison::Equal => equal(),
        Comparison::NotEqual => !equal(),
        Comparison::Less => order() == Some(Ordering::Less),
        Comparison::LessOrEqual => order() == Some(Ordering::Less) || equal(),
        Comparison::Greater => order() == Some(Ordering::Greater),
        Comparison::GreaterOrEqual => order() == Some(Ordering::Greater) || equal(),
    }
}
