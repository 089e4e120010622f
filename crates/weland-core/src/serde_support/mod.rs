//! Serialize and Deserialize for generated types: the same JSON as on the wire.
//!
//! Values pass through a [`Document`], so that this costs generated types nothing when the feature is off, and one line
//! each when it is on. Codecs of this project do not use it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::documents::{self, DocumentDecoder, DocumentFormat};
use crate::{Decode, Document, Encode, Member, Schema, Structure};

/// Serializes a structure or union.
///
/// # Errors
/// When the serializer fails.
#[doc(hidden)]
pub fn serialize<S: Serializer>(value: &dyn Structure, serializer: S) -> Result<S::Ok, S::Error> {
    documents::of_structure(value, DocumentFormat::SERDE).serialize(serializer)
}

/// Serializes an enum.
///
/// # Errors
/// When the serializer fails.
#[doc(hidden)]
pub fn serialize_value<S: Serializer>(
    value: &dyn Encode,
    member: &'static Member,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    documents::of_value(value, member, DocumentFormat::SERDE).serialize(serializer)
}

/// Deserializes a value of any shape.
///
/// # Errors
/// When the data is not of the shape's type.
#[doc(hidden)]
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(
    member: &'static Member,
    deserializer: D,
) -> Result<T, D::Error> {
    let document = Document::deserialize(deserializer)?;
    T::decode(member, &mut DocumentDecoder::new(&document, DocumentFormat::SERDE)).map_err(D::Error::custom)
}

/// The member that a value has when it stands alone.
#[doc(hidden)]
pub const fn root(schema: &'static Schema) -> Member {
    Member::new("", schema)
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Integer(value) => serializer.serialize_i64(*value),
            Self::Double(value) if value.is_finite() => serializer.serialize_f64(*value),
            Self::Double(_) => Err(S::Error::custom("a document cannot hold a number that is not finite")),
            Self::Decimal(value) => serialize_decimal(value.as_str(), serializer),
            Self::String(value) => serializer.serialize_str(value),
            Self::List(list) => serializer.collect_seq(list),
            Self::Map(map) => serializer.collect_map(map),
        }
    }
}

/// Serializes a number that is neither an `i64` nor an `f64`. Serde knows whole numbers of up to 128 bits besides these; it
/// has no others, and rounding would be a loss that nobody notices.
fn serialize_decimal<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(value) = text.parse() {
        return serializer.serialize_u64(value);
    }
    match (text.parse(), text.parse()) {
        (Ok(value), _) => serializer.serialize_i128(value),
        (_, Ok(value)) => serializer.serialize_u128(value),
        _ => Err(S::Error::custom(format_args!("serde has no type that holds the number {text} exactly"))),
    }
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DocumentVisitor)
    }
}

/// What `serde_json` calls the only entry of a map that stands for a number, if its feature `arbitrary_precision` is on:
/// then the text of each number can be had, and comes that way.
const NUMBER: &str = "$serde_json::private::Number";

fn number<E: Error>(text: &str) -> Result<Document, E> {
    Document::number(text).map_err(E::custom)
}

struct DocumentVisitor;

impl<'de> Visitor<'de> for DocumentVisitor {
    type Value = Document;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Document, E> {
        Ok(Document::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Document, E> {
        Ok(Document::Integer(value))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Document, E> {
        number(&value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Document, E> {
        i64::try_from(value).map_or_else(|_| number(&value.to_string()), |value| Ok(Document::Integer(value)))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Document, E> {
        number(&value.to_string())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Document, E> {
        Ok(Document::Double(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Document, E> {
        Ok(Document::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Document, E> {
        Ok(Document::String(value))
    }

    fn visit_unit<E>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }

    fn visit_none<E>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        Document::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Document, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = access.next_element()? {
            list.push(element);
        }
        Ok(Document::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Document, A::Error> {
        let mut map = BTreeMap::new();
        while let Some(key) = access.next_key::<String>()? {
            if key == NUMBER && map.is_empty() {
                return number(&access.next_value::<String>()?);
            }
            match map.entry(key) {
                Entry::Vacant(entry) => entry.insert(access.next_value()?),
                Entry::Occupied(entry) => {
                    return Err(A::Error::custom(format_args!("duplicate field `{}`", entry.key())));
                }
            };
        }
        Ok(Document::Map(map))
    }
}

#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($type:ident $static:ident) => {
        impl $crate::serde::Serialize for $type {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::serde_support::serialize(self, serializer)
            }
        }

        $crate::__deserialize!($type $static);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __serde_enum {
    ($type:ident $static:ident) => {
        impl $crate::serde::Serialize for $type {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                static ROOT: $crate::Member = $crate::serde_support::root(&$static);
                $crate::serde_support::serialize_value(self, &ROOT, serializer)
            }
        }

        $crate::__deserialize!($type $static);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __deserialize {
    ($type:ident $static:ident) => {
        impl<'de> $crate::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                static ROOT: $crate::Member = $crate::serde_support::root(&$static);
                $crate::serde_support::deserialize(&ROOT, deserializer)
            }
        }
    };
}
