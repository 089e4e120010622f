//! Constraints of values.

use weland_model::{Node, NodeKind, Span};

use crate::shape_index::ShapeIndex;

/// The constraints of the values of a shape or member.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Constraints {
    /// Least and greatest length.
    pub length: Option<(Option<u64>, Option<u64>)>,
    /// Least and greatest value.
    pub range: Option<(Option<Bound>, Option<Bound>)>,
    /// The pattern that a string has to match.
    pub pattern: Option<PatternConstraint>,
    /// Whether the elements of a list must differ.
    pub unique_items: bool,
    /// The values that a string may have, where no enum is made of them since they have no names.
    pub values: Vec<AllowedValue>,
    /// What a number must be greater than.
    pub exclusive_minimum: Option<Bound>,
    /// What a number must be less than.
    pub exclusive_maximum: Option<Bound>,
    /// What a number must be a multiple of, as JSON writes it.
    pub multiple_of: Option<String>,
    /// What a value must be one of; of none, if there are none.
    pub constants: Option<Vec<Constant>>,
    /// The least and greatest number of keys of an object.
    pub property_count: Option<(Option<u64>, Option<u64>)>,
    /// Patterns of keys, with the shapes of the values.
    pub pattern_properties: Vec<(PatternConstraint, ShapeIndex)>,
    /// The shapes of the first elements of a list.
    pub prefix_items: Vec<ShapeIndex>,
    /// Shapes that a value must be a value of, too.
    pub all_of: Vec<ShapeIndex>,
    /// Whether an object has no keys but those of members and those that match a pattern.
    pub closed: bool,
}

/// A JSON value; two are equal if their texts are.
#[derive(Debug, Clone, PartialEq)]
pub enum Constant {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number, as JSON writes it.
    Number(String),
    /// A text.
    String(String),
    /// An array.
    List(Vec<Self>),
    /// An object, with its keys in order.
    Map(Vec<(String, Self)>),
}

/// A value that a string may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedValue {
    /// The string.
    pub text: String,
    /// Whether messages to the outside must not name it.
    pub internal: bool,
}

/// An end of a range.
#[derive(Debug, Clone, PartialEq)]
pub enum Bound {
    /// A whole number.
    Integer(i64),
    /// Any other number that is written as a double is.
    Decimal(f64),
    /// A number that a double would round, as JSON writes it.
    Text(String),
}

/// A pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternConstraint {
    /// Its text.
    pub source: String,
    /// Why it cannot be matched, if it cannot.
    pub unusable: Option<UnusablePattern>,
}

/// What is wrong with a pattern that cannot be matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnusablePattern {
    /// Where the pattern is written.
    pub span: Span,
    /// What cannot be matched.
    pub reason: String,
    /// What to do.
    pub help: String,
}

impl Constraints {
    /// These constraints, and for each kind that they lack those of the target.
    #[must_use]
    pub fn or(self, target: &Self) -> Self {
        Self {
            length: self.length.or(target.length),
            range: self.range.or_else(|| target.range.clone()),
            pattern: self.pattern.or_else(|| target.pattern.clone()),
            unique_items: self.unique_items || target.unique_items,
            values: if self.values.is_empty() { target.values.clone() } else { self.values },
            exclusive_minimum: self.exclusive_minimum.or_else(|| target.exclusive_minimum.clone()),
            exclusive_maximum: self.exclusive_maximum.or_else(|| target.exclusive_maximum.clone()),
            multiple_of: self.multiple_of.or_else(|| target.multiple_of.clone()),
            constants: self.constants.or_else(|| target.constants.clone()),
            property_count: self.property_count.or(target.property_count),
            pattern_properties: target.pattern_properties.clone(),
            prefix_items: target.prefix_items.clone(),
            all_of: [self.all_of, target.all_of.clone()].concat(),
            closed: self.closed || target.closed,
        }
    }

    /// Whether there are any that JSON Schema has and Smithy has not.
    pub fn has_rules(&self) -> bool {
        self.exclusive_minimum.is_some()
            || self.exclusive_maximum.is_some()
            || self.multiple_of.is_some()
            || self.constants.is_some()
            || self.property_count.is_some()
            || !self.pattern_properties.is_empty()
            || !self.prefix_items.is_empty()
            || !self.all_of.is_empty()
            || self.closed
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Constant {
    /// The value that a node is.
    pub(crate) fn of(node: &Node) -> Self {
        match &node.kind {
            NodeKind::Null => Self::Null,
            NodeKind::Bool(value) => Self::Boolean(*value),
            NodeKind::Number(number) => Self::Number(number.as_str().to_owned()),
            NodeKind::String(text) => Self::String(text.to_string()),
            NodeKind::Array(list) => Self::List(list.iter().map(Self::of).collect()),
            NodeKind::Object(object) => {
                let mut map: Vec<_> = object.iter().map(|(key, node)| (key.to_owned(), Self::of(node))).collect();
                map.sort_by(|(a, _), (b, _)| a.cmp(b));
                Self::Map(map)
            }
        }
    }
}

/// The value as JSON.
impl std::fmt::Display for Constant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Number(text) => f.write_str(text),
            Self::String(text) => write!(f, "{text:?}"),
            Self::List(list) => {
                let list: Vec<String> = list.iter().map(Self::to_string).collect();
                write!(f, "[{}]", list.join(","))
            }
            Self::Map(map) => {
                let map: Vec<String> = map.iter().map(|(key, value)| format!("{key:?}:{value}")).collect();
                write!(f, "{{{}}}", map.join(","))
            }
        }
    }
}
