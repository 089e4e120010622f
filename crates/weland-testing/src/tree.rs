//! Values of any shape as trees that can be compared and printed.

use std::fmt;

use bytes::Bytes;
use weland_core::{ByteStream, Document, Encoder, Member, Stream, Structure, Timestamp};

use crate::text::Quoted;

/// A value as a tree.
#[derive(Debug, Clone)]
pub(crate) enum Tree {
    Null,
    Boolean(bool),
    Integer(i64),
    Float(f32),
    Double(f64),
    /// The digits of a bigInteger or bigDecimal.
    Digits(String),
    String(String),
    Blob(Bytes),
    Timestamp(Timestamp),
    Document(Document),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
    /// The members that are set, by their names in the model.
    Structure(Vec<(&'static str, Tree)>),
}

impl Tree {
    /// The tree of a structure or union. A stream of bytes has to be in memory to be part of it; see [`take_bytes`].
    pub(crate) fn of(value: &dyn Structure) -> Self {
        let mut members = Vec::new();
        for (index, member) in value.schema().members.iter().enumerate() {
            let mut writer = Writer::default();
            value.encode_member(index, member, &mut writer);
            if let Some(tree) = writer.done {
                members.push((member.name, tree));
            }
        }
        Self::Structure(members)
    }

    /// Adds what was read from the structure's stream of bytes.
    pub(crate) fn with_stream(mut self, value: &dyn Structure, bytes: Option<Bytes>) -> Self {
        let name = value.schema().members.iter().find(|member| member.schema.streaming).map(|member| member.name);
        if let (Self::Structure(members), Some(name), Some(bytes)) = (&mut self, name, bytes) {
            members.push((name, Self::Blob(bytes)));
        }
        self
    }

    /// A member of a structure, if it is set.
    pub(crate) fn member(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Structure(members) => members.iter().find(|(key, _)| *key == name).map(|(_, tree)| tree),
            _ => None,
        }
    }

    /// An entry of a map.
    pub(crate) fn entry(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries.iter().find(|(key, _)| key == name).map(|(_, tree)| tree),
            _ => None,
        }
    }

    /// An element of a list.
    pub(crate) fn element(&self, index: usize) -> Option<&Self> {
        match self {
            Self::List(elements) => elements.get(index),
            _ => None,
        }
    }

    /// Whether two values are the same. `NaN` is the same as itself, and a document's number is the same whether it is
    /// kept as a whole number or not.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Boolean(one), Self::Boolean(other)) => one == other,
            (Self::Integer(one), Self::Integer(other)) => one == other,
            (Self::Float(one), Self::Float(other)) => one == other || one.is_nan() && other.is_nan(),
            (Self::Double(one), Self::Double(other)) => one == other || one.is_nan() && other.is_nan(),
            (Self::Digits(one), Self::Digits(other)) => one == other || is_same_number(one, other),
            (Self::String(one), Self::String(other)) => one == other,
            (Self::Blob(one), Self::Blob(other)) => one == other,
            (Self::Timestamp(one), Self::Timestamp(other)) => one == other,
            (Self::Document(one), Self::Document(other)) => is_same_document(one, other),
            (Self::List(one), Self::List(other)) => {
                one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.is_same(other))
            }
            (Self::Map(one), Self::Map(map)) => {
                one.len() == map.len()
                    && one.iter().all(|(key, tree)| other.entry(key).is_some_and(|other| tree.is_same(other)))
            }
            (Self::Structure(one), Self::Structure(members)) => {
                one.len() == members.len()
                    && one.iter().all(|(name, tree)| other.member(name).is_some_and(|other| tree.is_same(other)))
            }
            _ => false,
        }
    }
}

/// Whether texts that differ stand for one number: `1.0` and `1`. Numbers beyond the precision of a double are compared
/// by their digits alone.
fn is_same_number(one: &str, other: &str) -> bool {
    let is_short = |text: &str| text.bytes().filter(u8::is_ascii_digit).count() <= 15;
    is_short(one)
        && is_short(other)
        && matches!((one.parse::<f64>(), other.parse::<f64>()), (Ok(one), Ok(other)) if one == other)
}

fn is_same_document(one: &Document, other: &Document) -> bool {
    match (one, other) {
        // Whoever reads a test case may have made doubles of its numbers.
        (Document::Double(double), other) | (other, Document::Double(double)) => other.as_f64() == Some(*double),
        (Document::List(one), Document::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same_document(one, other))
        }
        (Document::Map(one), Document::Map(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| other.get(key).is_some_and(|other| is_same_document(value, other)))
        }
        _ => one == other,
    }
}

/// Takes the stream of bytes out of a structure, to read it; `None` if it has none.
pub(crate) fn take_bytes(value: &mut dyn Structure) -> Option<ByteStream> {
    match value.stream() {
        Some(Stream::Bytes(bytes)) => Some(std::mem::take(bytes)),
        _ => None,
    }
}

/// The bytes of a structure's stream that are in memory already; they stay there.
pub(crate) fn bytes_in_memory(value: &mut dyn Structure) -> Option<Bytes> {
    match value.stream() {
        Some(Stream::Bytes(bytes)) => bytes.as_bytes().map(Bytes::copy_from_slice),
        _ => None,
    }
}

/// Keeps what it is given.
#[derive(Default)]
struct Writer {
    open: Vec<Open>,
    done: Option<Tree>,
}

enum Open {
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>, String),
}

impl Writer {
    fn put(&mut self, tree: Tree) {
        match self.open.last_mut() {
            Some(Open::List(elements)) => elements.push(tree),
            Some(Open::Map(entries, key)) => entries.push((std::mem::take(key), tree)),
            None => self.done = Some(tree),
        }
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::List(elements)) => self.put(Tree::List(elements)),
            Some(Open::Map(entries, _)) => self.put(Tree::Map(entries)),
            None => {}
        }
    }
}

impl Encoder for Writer {
    fn structure(&mut self, _: &'static Member, value: &dyn Structure) {
        self.put(Tree::of(value));
    }

    fn begin_list(&mut self, _: &'static Member, _: usize) {
        self.open.push(Open::List(Vec::new()));
    }

    fn end_list(&mut self) {
        self.close();
    }

    fn begin_map(&mut self, _: &'static Member, _: usize) {
        self.open.push(Open::Map(Vec::new(), String::new()));
    }

    fn key(&mut self, key: &str) {
        if let Some(Open::Map(_, next)) = self.open.last_mut() {
            key.clone_into(next);
        }
    }

    fn end_map(&mut self) {
        self.close();
    }

    fn boolean(&mut self, _: &'static Member, value: bool) {
        self.put(Tree::Boolean(value));
    }

    fn integer(&mut self, _: &'static Member, value: i64) {
        self.put(Tree::Integer(value));
    }

    fn float(&mut self, _: &'static Member, value: f32) {
        self.put(Tree::Float(value));
    }

    fn double(&mut self, _: &'static Member, value: f64) {
        self.put(Tree::Double(value));
    }

    fn big_number(&mut self, _: &'static Member, value: &str) {
        self.put(Tree::Digits(value.to_owned()));
    }

    fn string(&mut self, _: &'static Member, value: &str) {
        self.put(Tree::String(value.to_owned()));
    }

    fn blob(&mut self, _: &'static Member, value: &[u8]) {
        self.put(Tree::Blob(Bytes::copy_from_slice(value)));
    }

    fn timestamp(&mut self, _: &'static Member, value: Timestamp) {
        self.put(Tree::Timestamp(value));
    }

    fn document(&mut self, _: &'static Member, value: &Document) {
        self.put(Tree::Document(value.clone()));
    }

    fn null(&mut self, _: &'static Member) {
        self.put(Tree::Null);
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Integer(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value}"),
            Self::Double(value) => write!(f, "{value}"),
            Self::Digits(value) => f.write_str(value),
            Self::String(value) => write!(f, "{value:?}"),
            Self::Blob(value) => write!(f, "blob {}", Quoted(value)),
            Self::Timestamp(value) => write!(f, "{value}"),
            Self::Document(value) => document(value, f),
            Self::List(elements) => {
                let elements: Vec<String> = elements.iter().map(Self::to_string).collect();
                write!(f, "[{}]", elements.join(", "))
            }
            Self::Map(entries) => {
                let entries: Vec<String> = entries.iter().map(|(key, tree)| format!("{key:?}: {tree}")).collect();
                write!(f, "{{{}}}", entries.join(", "))
            }
            Self::Structure(members) => {
                let members: Vec<String> = members.iter().map(|(name, tree)| format!("{name}: {tree}")).collect();
                write!(f, "{{{}}}", members.join(", "))
            }
        }
    }
}

fn document(value: &Document, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value {
        Document::Null => f.write_str("null"),
        Document::Boolean(value) => write!(f, "{value}"),
        Document::Integer(value) => write!(f, "{value}"),
        Document::Double(value) => write!(f, "{value}"),
        Document::Decimal(value) => write!(f, "{value}"),
        Document::String(value) => write!(f, "{value:?}"),
        Document::List(elements) => {
            f.write_str("[")?;
            for (index, element) in elements.iter().enumerate() {
                f.write_str(if index == 0 { "" } else { ", " })?;
                document(element, f)?;
            }
            f.write_str("]")
        }
        Document::Map(entries) => {
            f.write_str("{")?;
            for (index, (key, value)) in entries.iter().enumerate() {
                write!(f, "{}{key:?}: ", if index == 0 { "" } else { ", " })?;
                document(value, f)?;
            }
            f.write_str("}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_the_same_if_they_mean_the_same() {
        let digits = |text: &str| Tree::Digits(text.to_owned());
        let document = |double: f64| Tree::Document(Document::List(vec![Document::Double(double)]));
        let cases = [
            (Tree::Float(f32::NAN), Tree::Float(f32::NAN), true),
            (Tree::Double(f64::NAN), Tree::Double(1.0), false),
            (Tree::Float(1.0), Tree::Double(1.0), false),
            (digits("1.0"), digits("1"), true),
            (digits("10000000000000000001"), digits("10000000000000000002"), false),
            (Tree::Document(Document::List(vec![Document::Integer(1)])), document(1.0), true),
            (Tree::Document(Document::List(vec![Document::Integer(1)])), document(1.5), false),
            (Tree::Map(vec![("a".into(), Tree::Null)]), Tree::Map(vec![("b".into(), Tree::Null)]), false),
            (Tree::List(vec![Tree::Null]), Tree::List(vec![]), false),
            (Tree::Structure(vec![("a", Tree::Null)]), Tree::Structure(vec![]), false),
        ];
        for (one, other, same) in cases {
            assert_eq!(one.is_same(&other), same, "{one} and {other}");
            assert_eq!(other.is_same(&one), same, "{other} and {one}");
        }
    }
}
