//! Rust types as trees.

use super::path::Path;
use super::uses::Uses;

/// A Rust type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RustType {
    /// `()`.
    Unit,
    /// A primitive type of the language.
    Primitive(Primitive),
    /// `String`.
    String,
    /// A type of values that the runtime defines.
    Runtime(RuntimeType),
    /// A type of another crate that the user wants.
    Own(String),
    /// A generated structure, union or enum of numbers.
    Named(Path),
    /// A generated enum of strings.
    StringEnum(Path),
    /// `Vec<T>`.
    Vec(Box<Self>),
    /// `BTreeMap<K, T>`.
    Map(Box<Self>, Box<Self>),
    /// `(K, T)`: an entry of a map.
    Entry(Box<Self>, Box<Self>),
    /// `Option<T>`.
    Option(Box<Self>),
    /// `Box<T>`.
    Box(Box<Self>),
    /// `Defaulted<T>`: a member of an input that may be absent and has a default.
    Defaulted(Box<Self>),
    /// `EventStream<T>`.
    EventStream(Box<Self>),
    /// `ItemStream<T>`.
    ItemStream(Box<Self>),
}

/// A primitive type of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Primitive {
    /// `bool`.
    Bool,
    /// `i8`.
    I8,
    /// `i16`.
    I16,
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `f32`.
    F32,
    /// `f64`.
    F64,
}

impl Primitive {
    /// The name of the type.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::F32 => "f32",
            Self::F64 => "f64",
        }
    }
}

/// A type of values that the runtime defines and types crates re-export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuntimeType {
    /// `BigDecimal`.
    BigDecimal,
    /// `BigInteger`.
    BigInteger,
    /// `Blob`.
    Blob,
    /// `ByteStream`.
    ByteStream,
    /// `Document`.
    Document,
    /// `FilePart`.
    FilePart,
    /// `Timestamp`.
    Timestamp,
}

impl RuntimeType {
    /// The name of the type.
    pub fn name(self) -> &'static str {
        match self {
            Self::BigDecimal => "BigDecimal",
            Self::BigInteger => "BigInteger",
            Self::Blob => "Blob",
            Self::ByteStream => "ByteStream",
            Self::Document => "Document",
            Self::FilePart => "FilePart",
            Self::Timestamp => "Timestamp",
        }
    }
}

impl RustType {
    /// Whether setters and constructors take any type that converts into this one.
    pub fn is_converted(&self) -> bool {
        match self {
            Self::Runtime(runtime) => !matches!(runtime, RuntimeType::BigDecimal | RuntimeType::Document),
            Self::String | Self::StringEnum(_) | Self::Vec(_) | Self::Map(..) | Self::Defaulted(_) => true,
            Self::Unit
            | Self::Primitive(_)
            | Self::Own(_)
            | Self::Named(_)
            | Self::Entry(..)
            | Self::Option(_)
            | Self::Box(_)
            | Self::EventStream(_)
            | Self::ItemStream(_) => false,
        }
    }

    /// The adapter of a type that has a type of another crate in it.
    pub fn adapter(&self) -> Option<Self> {
        let inner = |inner: &Self| inner.adapter().map(Box::new);
        match self {
            Self::Own(_) => Some(Self::Own("weland_core::Text".to_owned())),
            Self::Vec(element) => inner(element).map(Self::Vec),
            Self::Map(key, value) => inner(value).map(|value| Self::Map(key.clone(), value)),
            Self::Option(value) => inner(value).map(Self::Option),
            _ => None,
        }
    }

    /// The type within the `Box`, or the type itself if it is not boxed.
    pub fn unboxed(&self) -> &Self {
        if let Self::Box(inner) = self { inner } else { self }
    }

    /// Whether the type is a `Box`.
    pub fn is_boxed(&self) -> bool {
        matches!(self, Self::Box(_))
    }

    /// `Option` of this type.
    #[must_use]
    pub fn optional(self) -> Self {
        Self::Option(Box::new(self))
    }

    /// `Defaulted` of this type.
    #[must_use]
    pub fn defaulted(self) -> Self {
        Self::Defaulted(Box::new(self))
    }

    /// `Box` of this type.
    #[must_use]
    pub fn boxed(self) -> Self {
        Self::Box(Box::new(self))
    }

    /// Records the names that the type refers to.
    pub(super) fn uses(&self, uses: &mut Uses) {
        match self {
            Self::Unit | Self::Primitive(_) | Self::String | Self::Own(_) => {}
            Self::Runtime(runtime) => uses.generated(runtime.name()),
            Self::Named(path) | Self::StringEnum(path) => uses.path(path),
            Self::Map(key, value) => {
                uses.btree_map();
                key.uses(uses);
                value.uses(uses);
            }
            Self::Entry(key, value) => {
                key.uses(uses);
                value.uses(uses);
            }
            Self::Defaulted(inner) => {
                uses.generated("Defaulted");
                inner.uses(uses);
            }
            Self::EventStream(inner) => {
                uses.generated("EventStream");
                inner.uses(uses);
            }
            Self::ItemStream(inner) => {
                uses.generated("ItemStream");
                inner.uses(uses);
            }
            Self::Vec(inner) | Self::Option(inner) | Self::Box(inner) => inner.uses(uses),
        }
    }
}
