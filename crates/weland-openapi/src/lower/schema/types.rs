//! The types of JSON, and sets of them.

use std::fmt;

use weland_model::{Node, NodeKind};

/// A type of JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::lower) enum JsonType {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl JsonType {
    const ALL: [Self; 7] =
        [Self::Null, Self::Boolean, Self::Integer, Self::Number, Self::String, Self::Array, Self::Object];

    /// The name in schemas.
    pub(in crate::lower) fn as_str(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }

    /// The narrowest type of a value.
    pub(in crate::lower) fn of(value: &Node) -> Self {
        match &value.kind {
            NodeKind::Null => Self::Null,
            NodeKind::Bool(_) => Self::Boolean,
            NodeKind::Number(number) if number.is_whole() => Self::Integer,
            NodeKind::Number(_) => Self::Number,
            NodeKind::String(_) => Self::String,
            NodeKind::Array(_) => Self::Array,
            NodeKind::Object(_) => Self::Object,
        }
    }
}

/// A set of types. Whoever allows numbers allows integers, too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::lower) struct TypeSet(u8);

impl TypeSet {
    pub(in crate::lower) const NONE: Self = Self(0);
    pub(in crate::lower) const ANY: Self = Self(0x7f);

    pub(in crate::lower) fn of(one: JsonType) -> Self {
        let bit = 1 << one as u8;
        if one == JsonType::Number { Self(bit | 1 << JsonType::Integer as u8) } else { Self(bit) }
    }

    /// The types that a `type` states; names that are no types are left to the checks.
    pub(in crate::lower) fn read(node: &Node) -> Self {
        let names = match &node.kind {
            NodeKind::Array(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let known = names.iter().filter_map(Node::as_str).filter_map(JsonType::from_name);
        let set = known.map(Self::of).fold(Self::NONE, Self::union);
        if set == Self::NONE { Self::ANY } else { set }
    }

    pub(in crate::lower) fn contains(self, one: JsonType) -> bool {
        self.0 & (1 << one as u8) != 0
    }

    pub(in crate::lower) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(in crate::lower) fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(in crate::lower) fn without(self, one: JsonType) -> Self {
        Self(self.0 & !(1 << one as u8))
    }

    pub(in crate::lower) fn is_subset(self, of: Self) -> bool {
        self.0 & !of.0 == 0
    }

    /// The types, each once: numbers stand for integers, too.
    pub(in crate::lower) fn iter(self) -> impl Iterator<Item = JsonType> {
        let implied = move |one| one == JsonType::Integer && self.contains(JsonType::Number);
        JsonType::ALL.into_iter().filter(move |one| self.contains(*one) && !implied(*one))
    }

    /// The type, if it is one.
    pub(in crate::lower) fn single(self) -> Option<JsonType> {
        let mut types = self.iter();
        let first = types.next()?;
        types.next().is_none().then_some(first)
    }
}

impl fmt::Debug for TypeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_include_integers() {
        let number = TypeSet::of(JsonType::Number);
        assert_eq!(number.intersection(TypeSet::of(JsonType::Integer)).single(), Some(JsonType::Integer));
        assert_eq!(number.single(), Some(JsonType::Number));
        assert_eq!(TypeSet::ANY.iter().count(), 6);
    }
}
