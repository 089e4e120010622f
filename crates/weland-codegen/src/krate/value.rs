//! Values of the model as expressions.

use super::path::Path;
use super::types::RuntimeType;
use super::uses::Uses;

/// A value as an expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `Default::default()`.
    Default,
    /// A generated enum, from its text.
    StringEnum(Path, String),
    /// A generated enum, from its number.
    IntEnum(Path, i64),
    /// A text, as a `String`.
    String(String),
    /// A truth value.
    Bool(bool),
    /// A whole number of a primitive type.
    Integer(i64),
    /// An `f32`.
    Float(f32),
    /// An `f64`.
    Double(f64),
    /// A `Blob`.
    Blob(Vec<u8>),
    /// A `FilePart` with these bytes.
    FilePart(Vec<u8>),
    /// A `BigInteger` that fits into 64 bits.
    BigInteger(i64),
    /// A `BigInteger` or `BigDecimal` as JSON writes it, in a text that the runtime can read.
    BigNumber(RuntimeType, String),
    /// A `Timestamp` in seconds since the epoch, and nanoseconds.
    Timestamp(i64, u32),
    /// A `Document`.
    Document(DocumentValue),
    /// A `Defaulted` of which only the default is known.
    Unset(Box<Self>),
    /// `Some`, of a member that may be null.
    Some(Box<Self>),
}

/// A default of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum DocumentValue {
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number that a double holds exactly.
    Double(f64),
    /// Any other number, as JSON writes it.
    Number(String),
    /// A text.
    String(String),
    /// An empty list.
    List,
    /// An empty map.
    Map,
}

impl Value {
    /// Records the names that the expression refers to.
    pub(super) fn uses(&self, uses: &mut Uses) {
        match self {
            Self::StringEnum(path, _) | Self::IntEnum(path, _) => uses.path(path),
            Self::Blob(_) => uses.generated(RuntimeType::Blob.name()),
            Self::FilePart(_) => uses.generated(RuntimeType::FilePart.name()),
            Self::BigInteger(_) => uses.generated(RuntimeType::BigInteger.name()),
            Self::BigNumber(name, _) => uses.generated(name.name()),
            Self::Timestamp(..) => uses.generated(RuntimeType::Timestamp.name()),
            Self::Document(_) => uses.generated(RuntimeType::Document.name()),
            Self::Unset(default) => {
                uses.generated("Defaulted");
                default.uses(uses);
            }
            Self::Some(value) => value.uses(uses),
            Self::Default | Self::String(_) | Self::Bool(_) | Self::Integer(_) | Self::Float(_) | Self::Double(_) => {}
        }
    }
}
