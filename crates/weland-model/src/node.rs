//! Node values: the JSON-like data of traits and metadata.

use std::sync::Arc;

use crate::Span;

/// A value with the place where it was written.
///
/// Equality is that of the values: places don't count, nor does the order of object keys, and
/// numbers are equal when they mean the same number.
#[derive(Debug, Clone)]
pub struct Node {
    /// The value.
    pub kind: NodeKind,
    /// Where it was written.
    pub span: Span,
}

/// The kinds of values.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string, unescaped. Shape ids of trait values are strings with the absolute id.
    String(Arc<str>),
    /// An array.
    Array(Vec<Node>),
    /// An object.
    Object(Object),
}

/// A number as it was written.
#[derive(Debug, Clone)]
pub struct Number {
    text: Arc<str>,
}

impl Number {
    /// A number from its JSON text. The caller has checked the syntax.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        Self { text: Arc::from(text) }
    }

    /// The text as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The value, if it is a whole number in range. `1.0` and `1e3` are whole numbers.
    #[must_use]
    #[allow(clippy::cast_possible_truncation)] // guarded by the range check
    pub fn as_i64(&self) -> Option<i64> {
        if let Ok(value) = self.text.parse() {
            return Some(value);
        }
        let value = self.as_f64();
        let exact = value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0;
        (exact && !self.is_integer_text()).then_some(value as i64)
    }

    /// The nearest double. Infinite when the number is beyond its range.
    #[must_use]
    pub fn as_f64(&self) -> f64 {
        self.text.parse().unwrap_or(f64::NAN)
    }

    /// Whether the number is whole, however large it is.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.is_integer_text() || self.as_f64().fract() == 0.0
    }

    fn is_integer_text(&self) -> bool {
        !self.text.contains(['.', 'e', 'E'])
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        if self.text == other.text {
            return true;
        }
        match (self.as_i64(), other.as_i64()) {
            (Some(a), Some(b)) => a == b,
            (None, None) if self.is_integer_text() && other.is_integer_text() => false,
            _ => self.as_f64().total_cmp(&other.as_f64()).is_eq(),
        }
    }
}

/// A key and its value in an object.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key, unescaped.
    pub key: Arc<str>,
    /// Where the key was written.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

/// Keys and values in the order in which they were written; keys are unique.
#[derive(Debug, Clone, Default)]
pub struct Object {
    entries: Vec<Entry>,
}

impl Object {
    /// An object of these entries; of entries with the same key, the first counts.
    #[must_use]
    pub fn new(entries: Vec<Entry>) -> Self {
        Self { entries }
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entry of a key.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| &*entry.key == key)
    }

    /// All entries, in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Keys and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.entries.iter().map(|entry| (&*entry.key, &entry.value))
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All entries, mutable.
    pub fn entries_mut(&mut self) -> &mut Vec<Entry> {
        &mut self.entries
    }
}

impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        if self.len() != other.len() {
            return false;
        }
        let mut mine: Vec<&Entry> = self.entries.iter().collect();
        let mut theirs: Vec<&Entry> = other.entries.iter().collect();
        mine.sort_by(|a, b| a.key.cmp(&b.key));
        theirs.sort_by(|a, b| a.key.cmp(&b.key));
        let same = |(a, b): (&&Entry, &&Entry)| a.key == b.key && a.value == b.value;
        mine.iter().zip(&theirs).all(same)
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl Node {
    /// A value at a place.
    #[must_use]
    pub fn new(kind: NodeKind, span: Span) -> Self {
        Self { kind, span }
    }

    /// A string at a place.
    #[must_use]
    pub fn string(text: &str, span: Span) -> Self {
        Self::new(NodeKind::String(Arc::from(text)), span)
    }

    /// An object without entries, which is the value of an annotation trait.
    #[must_use]
    pub fn empty_object(span: Span) -> Self {
        Self::new(NodeKind::Object(Object::default()), span)
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a boolean.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self.kind {
            NodeKind::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The number.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        match &self.kind {
            NodeKind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The value of a whole number in range.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number().and_then(Number::as_i64)
    }

    /// The value of a number.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number().map(Number::as_f64)
    }

    /// The elements of an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Node]> {
        match &self.kind {
            NodeKind::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Object> {
        match &self.kind {
            NodeKind::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The value of a key, if this is an object that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_object()?.get(key)
    }

    /// The string of a key, if this is an object that has it.
    #[must_use]
    pub fn get_str(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_str()
    }

    /// Whether this is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self.kind, NodeKind::Null)
    }

    /// The kind in words, with its article: `a string`, `an object`.
    #[must_use]
    pub fn describe(&self) -> &'static str {
        match self.kind {
            NodeKind::Null => "null",
            NodeKind::Bool(_) => "a boolean",
            NodeKind::Number(_) => "a number",
            NodeKind::String(_) => "a string",
            NodeKind::Array(_) => "an array",
            NodeKind::Object(_) => "an object",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::from_text(text)
    }

    #[test]
    fn numbers_are_equal_by_value() {
        assert_eq!(number("1"), number("1.0"));
        assert_eq!(number("1e3"), number("1000"));
        assert_ne!(number("1"), number("1.5"));
        assert_ne!(number("9223372036854775808"), number("9223372036854775809"));
    }

    #[test]
    fn whole_numbers_are_exact() {
        assert_eq!(number("9223372036854775807").as_i64(), Some(i64::MAX));
        assert_eq!(number("9223372036854775808").as_i64(), None);
        assert!(number("9223372036854775808").is_whole());
        assert_eq!(number("2.5e1").as_i64(), Some(25));
        assert_eq!(number("2.5").as_i64(), None);
        assert_eq!(number("1e400").as_i64(), None);
    }
}
