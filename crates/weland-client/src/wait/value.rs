//! What JMESPath looks into: values like those of JSON, cheap to clone.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use weland_core::{Document, Encoder, Member, Structure, Timestamp};

use super::Comparator;

/// A value. All numbers are doubles, as Smithy has it for waiters.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Null,
    Boolean(bool),
    Number(f64),
    String(Arc<str>),
    List(Arc<Vec<Value>>),
    Map(Arc<Entries>),
}

/// The entries of a [`Value::Map`].
pub(super) type Entries = BTreeMap<Arc<str>, Value>;

impl Value {
    /// The members that are set, by their names in the model.
    pub(super) fn of(value: &dyn Structure) -> Self {
        let mut writer = Writer { open: vec![Open::Map(Entries::new())], keys: Vec::new() };
        writer.members(value);
        writer.open.pop().map_or(Self::Null, Open::close)
    }

    /// What `inputOutput` matchers look into.
    pub(super) fn exchange(input: Self, output: Self) -> Self {
        Self::Map(Arc::new(Entries::from([("input".into(), input), ("output".into(), output)])))
    }

    pub(super) fn text(text: &str) -> Self {
        Self::String(text.into())
    }

    pub(super) fn list(list: Vec<Self>) -> Self {
        Self::List(Arc::new(list))
    }

    pub(super) fn count(count: usize) -> Self {
        Self::Number(count as f64)
    }

    /// Whether it counts as true. Zero does.
    pub(super) fn is_truthy(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Boolean(value) => *value,
            Self::Number(_) => true,
            Self::String(text) => !text.is_empty(),
            Self::List(list) => !list.is_empty(),
            Self::Map(map) => !map.is_empty(),
        }
    }

    /// Whether it is what a matcher expects.
    pub(super) fn matches(&self, expected: &str, comparator: Comparator) -> bool {
        let is_text = |value: &Self| matches!(value, Self::String(text) if **text == *expected);
        match (comparator, self) {
            (Comparator::StringEquals, value) => is_text(value),
            (Comparator::BooleanEquals, Self::Boolean(value)) => expected.parse() == Ok(*value),
            (Comparator::AllStringEquals, Self::List(list)) => !list.is_empty() && list.iter().all(is_text),
            (Comparator::AnyStringEquals, Self::List(list)) => list.iter().any(is_text),
            _ => false,
        }
    }

    pub(super) fn to_document(&self) -> Document {
        match self {
            Self::Null => Document::Null,
            Self::Boolean(value) => Document::Boolean(*value),
            // Up to here, doubles are exact, and whole ones are to be written without a point.
            Self::Number(value) if value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0 => {
                Document::Integer(*value as i64)
            }
            Self::Number(value) => Document::Double(*value),
            Self::String(text) => Document::String(text.as_ref().to_owned()),
            Self::List(list) => Document::List(list.iter().map(Self::to_document).collect()),
            Self::Map(map) => {
                Document::Map(map.iter().map(|(key, value)| (key.as_ref().to_owned(), value.to_document())).collect())
            }
        }
    }
}

impl From<&Document> for Value {
    fn from(document: &Document) -> Self {
        match document {
            Document::Null => Self::Null,
            Document::Boolean(value) => Self::Boolean(*value),
            Document::Integer(value) => Self::Number(*value as f64),
            Document::Double(value) => Self::Number(*value),
            Document::String(text) => Self::text(text),
            Document::List(list) => Self::list(list.iter().map(Self::from).collect()),
            Document::Map(map) => {
                Self::Map(Arc::new(map.iter().map(|(key, value)| (key.as_str().into(), value.into())).collect()))
            }
        }
    }
}

/// An aggregate that is not complete yet.
enum Open {
    List(Vec<Value>),
    Map(Entries),
}

impl Open {
    fn close(self) -> Value {
        match self {
            Self::List(list) => Value::list(list),
            Self::Map(map) => Value::Map(Arc::new(map)),
        }
    }
}

struct Writer {
    open: Vec<Open>,
    /// The keys of the map entries whose values are still to come, innermost last.
    keys: Vec<Arc<str>>,
}

impl Writer {
    fn members(&mut self, value: &dyn Structure) {
        for (index, member) in value.schema().members.iter().enumerate() {
            self.keys.push(member.name.into());
            let open = self.keys.len();
            value.encode_member(index, member, self);
            // A member that is not set has written nothing and left its key.
            if self.keys.len() == open {
                self.keys.pop();
            }
        }
    }

    fn put(&mut self, value: Value) {
        match self.open.last_mut() {
            Some(Open::List(list)) => list.push(value),
            Some(Open::Map(map)) => {
                if let Some(key) = self.keys.pop() {
                    map.insert(key, value);
                }
            }
            None => {}
        }
    }

    fn close(&mut self) {
        if let Some(closed) = self.open.pop() {
            self.put(closed.close());
        }
    }
}

impl Encoder for Writer {
    fn structure(&mut self, _: &'static Member, value: &dyn Structure) {
        self.open.push(Open::Map(Entries::new()));
        self.members(value);
        self.close();
    }

    fn begin_list(&mut self, _: &'static Member, len: usize) {
        self.open.push(Open::List(Vec::with_capacity(len)));
    }

    fn end_list(&mut self) {
        self.close();
    }

    fn begin_map(&mut self, _: &'static Member, _: usize) {
        self.open.push(Open::Map(Entries::new()));
    }

    fn key(&mut self, key: &str) {
        self.keys.push(key.into());
    }

    fn end_map(&mut self) {
        self.close();
    }

    fn boolean(&mut self, _: &'static Member, value: bool) {
        self.put(Value::Boolean(value));
    }

    fn integer(&mut self, _: &'static Member, value: i64) {
        self.put(Value::Number(value as f64));
    }

    fn float(&mut self, _: &'static Member, value: f32) {
        self.put(Value::Number(value.into()));
    }

    fn double(&mut self, _: &'static Member, value: f64) {
        self.put(Value::Number(value));
    }

    fn big_number(&mut self, _: &'static Member, value: &str) {
        self.put(value.parse().map_or(Value::Null, Value::Number));
    }

    fn string(&mut self, _: &'static Member, value: &str) {
        self.put(Value::text(value));
    }

    fn blob(&mut self, _: &'static Member, value: &[u8]) {
        self.put(Value::String(BASE64.encode(value).into()));
    }

    /// Seconds since 1970, so that times can be compared.
    fn timestamp(&mut self, _: &'static Member, value: Timestamp) {
        self.put(Value::Number(value.seconds() as f64 + f64::from(value.nanos()) / 1e9));
    }

    fn document(&mut self, _: &'static Member, value: &Document) {
        self.put(value.into());
    }

    fn null(&mut self, _: &'static Member) {
        self.put(Value::Null);
    }
}
