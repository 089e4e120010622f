//! The values that expressions are evaluated over.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A value, cheap to clone. All numbers are doubles.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`, and everything that does not exist.
    Null,
    /// A boolean.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A string.
    String(Arc<str>),
    /// An array.
    List(Arc<Vec<Value>>),
    /// An object.
    Map(Arc<Entries>),
}

/// The entries of a [`Value::Map`].
pub type Entries = BTreeMap<Arc<str>, Value>;

impl Value {
    /// A string.
    pub fn string(text: &str) -> Self {
        Self::String(text.into())
    }

    /// An array.
    pub fn list(list: Vec<Self>) -> Self {
        Self::List(Arc::new(list))
    }

    /// An object.
    pub fn map(entries: Entries) -> Self {
        Self::Map(Arc::new(entries))
    }

    /// Whether it counts as true in `&&`, `||`, `!` and filters: it is neither null, `false` nor empty. Zero counts as
    /// true.
    pub fn is_truthy(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Boolean(value) => *value,
            Self::Number(_) => true,
            Self::String(text) => !text.is_empty(),
            Self::List(list) => !list.is_empty(),
            Self::Map(map) => !map.is_empty(),
        }
    }
}
