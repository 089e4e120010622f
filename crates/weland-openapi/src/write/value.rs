//! Documents as values: the keys of an object stand in the order in which they were set.

use weland_model::{Node, NodeKind};

/// A value of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    /// A number as JSON writes it.
    Number(String),
    String(String),
    Array(Vec<Value>),
    Object(Object),
}

/// Keys and values; keys are unique.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Object {
    entries: Vec<(String, Value)>,
}

impl Object {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// An object of one key.
    pub(super) fn of(key: &str, value: impl Into<Value>) -> Self {
        Self { entries: vec![(key.to_owned(), value.into())] }
    }

    /// An object of entries whose keys differ.
    pub(super) fn of_unique(entries: impl IntoIterator<Item = (String, Value)>) -> Self {
        Self { entries: entries.into_iter().collect() }
    }

    /// Sets a key; one that is there keeps its position.
    pub(super) fn set(&mut self, key: &str, value: impl Into<Value>) {
        let value = value.into();
        match self.entries.iter_mut().find(|(known, _)| known == key) {
            Some((_, old)) => *old = value,
            None => self.entries.push((key.to_owned(), value)),
        }
    }

    /// Sets a key if there is a value.
    pub(super) fn set_some(&mut self, key: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.set(key, value);
        }
    }

    /// Sets a key unless the object or array is empty.
    pub(super) fn set_filled(&mut self, key: &str, value: impl Into<Value>) {
        let value = value.into();
        let is_empty = match &value {
            Value::Array(items) => items.is_empty(),
            Value::Object(object) => object.is_empty(),
            _ => false,
        };
        if !is_empty {
            self.set(key, value);
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.entries.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        self.entries.iter_mut().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub(super) fn remove(&mut self, key: &str) -> Option<Value> {
        let index = self.entries.iter().position(|(known, _)| known == key)?;
        Some(self.entries.remove(index).1)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.entries.iter().map(|(key, value)| (&**key, value))
    }

    /// Sets all keys of another object.
    pub(super) fn extend(&mut self, other: Self) {
        for (key, value) in other.entries {
            self.set(&key, value);
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Number(value.to_string())
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Self::Array(items)
    }
}

impl From<&Node> for Value {
    fn from(node: &Node) -> Self {
        match &node.kind {
            NodeKind::Null => Self::Null,
            NodeKind::Bool(value) => Self::Bool(*value),
            NodeKind::Number(number) => Self::Number(number.as_str().to_owned()),
            NodeKind::String(text) => Self::from(&**text),
            NodeKind::Array(items) => Self::Array(items.iter().map(Self::from).collect()),
            NodeKind::Object(object) => {
                Self::Object(Object::of_unique(object.iter().map(|(key, value)| (key.to_owned(), value.into()))))
            }
        }
    }
}
