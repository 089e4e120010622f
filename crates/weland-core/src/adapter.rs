//! Types of other crates in the place of those that the runtime has for simple shapes.
//!
//! Neither the runtime nor a generated crate can implement [`Encode`] for `uuid::Uuid`. So the row of a member names what
//! does it in place of the type: an [`Adapter`]. [`Text`] is the one for values that are read and written as text;
//! `Vec<Text>`, `Option<Text>` and `BTreeMap<String, Text>` are those for such values in lists, options and maps.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::marker::PhantomData;
use std::str::FromStr;

use crate::codec_error::DecodeError;
use crate::decode::{Decode, unless_sensitive};
use crate::encode::Encode;
use crate::interface::{Decoder, Encoder};
use crate::map_key::MapKey;
use crate::schema::{Member, ShapeType};
use crate::timestamp::{Timestamp, TimestampFormat};
use crate::value::{BigDecimal, Document};
use crate::zero::Zero;

/// Writes and reads values of a type that can't be [`Encode`] and [`Decode`] itself.
pub trait Adapter<T> {
    /// Writes a value.
    fn encode(value: &T, member: &'static Member, to: &mut dyn Encoder);

    /// Reads a value.
    ///
    /// # Errors
    /// When the input is malformed or not of the type.
    fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<T, DecodeError>;

    /// Whether null is one of the values of the type.
    fn has_null() -> bool {
        false
    }

    /// The value that null stands for, if it stands for one.
    fn from_null() -> Option<T> {
        None
    }
}

/// The zero value of a type that can't be [`Zero`] itself.
pub trait ZeroAdapter<T> {
    /// The zero value.
    fn zero() -> T;
}

/// The adapter of types that are read from text and shown as text.
#[derive(Debug, Clone, Copy)]
pub struct Text;

impl<T> Adapter<T> for Text
where
    T: FromStr<Err: Display> + Display,
{
    fn encode(value: &T, member: &'static Member, to: &mut dyn Encoder) {
        write(&value.to_string(), member, to);
    }

    fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<T, DecodeError> {
        let text = read(member, from)?;
        text.parse().map_err(|error: T::Err| unless_sensitive(member, unfit(&text, &error)))
    }
}

impl<T: Default> ZeroAdapter<T> for Text {
    fn zero() -> T {
        T::default()
    }
}

/// Writes a value that is text to its type, as what the member is.
fn write(text: &str, member: &'static Member, to: &mut dyn Encoder) {
    match member.schema.shape_type {
        ShapeType::Timestamp => to.timestamp(member, timestamp(text).unwrap_or_else(never)),
        ShapeType::BigInteger | ShapeType::BigDecimal if BigDecimal::new(text).is_ok() => to.big_number(member, text),
        // What is no number is refused like one that is not finite.
        ShapeType::BigInteger | ShapeType::BigDecimal => to.document(member, &Document::Double(f64::NAN)),
        _ => to.string(member, text),
    }
}

/// A time that no format can express, so that encoders refuse it.
fn never() -> Timestamp {
    Timestamp::new(i64::MAX, 0)
}

/// The time that a text stands for. Some types show it with blanks: `2026-01-31 12:00:00 UTC`.
fn timestamp(text: &str) -> Option<Timestamp> {
    let parse = |text: &str| Timestamp::parse(text, TimestampFormat::DateTime);
    parse(text).or_else(|| parse(&text.replacen(' ', "T", 1).replace("UTC", "Z").replace(' ', "")))
}

/// Reads a value as text.
fn read(member: &'static Member, from: &mut dyn Decoder) -> Result<String, DecodeError> {
    match member.schema.shape_type {
        ShapeType::Timestamp => Ok(from.timestamp(member)?.format(TimestampFormat::DateTime)),
        ShapeType::BigInteger | ShapeType::BigDecimal => from.big_number(member),
        _ => from.string(member).map(String::from),
    }
}

/// How much of a text an error shows.
const SHOWN: usize = 100;

fn unfit(text: &str, error: &dyn Display) -> DecodeError {
    let shown: String = text.chars().take(SHOWN).collect();
    let dots = if shown.len() < text.len() { "…" } else { "" };
    DecodeError::new(format!("`{shown}{dots}` does not fit its type: {error}"))
}

impl<A: Adapter<T>, T> Adapter<Option<T>> for Option<A> {
    fn encode(value: &Option<T>, member: &'static Member, to: &mut dyn Encoder) {
        match value {
            Some(value) => A::encode(value, member, to),
            None if member.nullable && !A::has_null() => to.null(member),
            None => {}
        }
    }

    fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<Option<T>, DecodeError> {
        if from.null()? {
            return Ok(A::from_null());
        }
        A::decode(member, from).map(Some)
    }

    fn has_null() -> bool {
        true
    }

    fn from_null() -> Option<Option<T>> {
        Some(None)
    }
}

impl<A, T> ZeroAdapter<Option<T>> for Option<A> {
    fn zero() -> Option<T> {
        None
    }
}

impl<A: Adapter<T>, T> Adapter<Vec<T>> for Vec<A> {
    fn encode(value: &Vec<T>, member: &'static Member, to: &mut dyn Encoder) {
        let element = member.schema.element();
        to.begin_list(member, value.len());
        for value in value {
            A::encode(value, element, to);
        }
        to.end_list();
    }

    fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<Vec<T>, DecodeError> {
        let element = member.schema.element();
        let mut list = Vec::new();
        from.begin_list(member)?;
        while from.next_element(member)? {
            list.push(A::decode(element, from).map_err(|error| error.within(list.len()))?);
        }
        Ok(list)
    }
}

impl<A, T> ZeroAdapter<Vec<T>> for Vec<A> {
    fn zero() -> Vec<T> {
        Vec::new()
    }
}

impl<K: MapKey, A: Adapter<T>, T> Adapter<BTreeMap<K, T>> for BTreeMap<K, A> {
    fn encode(value: &BTreeMap<K, T>, member: &'static Member, to: &mut dyn Encoder) {
        let element = member.schema.element();
        to.begin_map(member, value.len());
        for (key, value) in value {
            to.key(key.as_key());
            A::encode(value, element, to);
        }
        to.end_map();
    }

    fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<BTreeMap<K, T>, DecodeError> {
        let element = member.schema.element();
        let mut map = BTreeMap::new();
        from.begin_map(member)?;
        while let Some(key) = from.next_key(member)? {
            let value = A::decode(element, from).map_err(|error| error.within(member.shown_key(&key)))?;
            if map.insert(K::from_key(key), value).is_some() {
                from.repeated_key()?;
            }
        }
        Ok(map)
    }
}

impl<K, A, T> ZeroAdapter<BTreeMap<K, T>> for BTreeMap<K, A> {
    fn zero() -> BTreeMap<K, T> {
        BTreeMap::new()
    }
}

/// A value under its adapter, for [`structure!`](crate::structure!) and [`union!`](crate::union!).
#[doc(hidden)]
#[derive(Debug)]
pub struct Adapted<A, T>(T, PhantomData<A>);

impl<A, T> Adapted<A, T> {
    /// Puts a value under the adapter.
    pub fn new(value: T) -> Self {
        Self(value, PhantomData)
    }

    /// The value.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<A: Adapter<T>, T> Encode for Adapted<A, &T> {
    fn encode(&self, member: &'static Member, to: &mut dyn Encoder) {
        A::encode(self.0, member, to);
    }
}

impl<A: Adapter<T>, T> Decode for Adapted<A, T> {
    fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<Self, DecodeError> {
        A::decode(member, from).map(Self::new)
    }
}

impl<A: ZeroAdapter<T>, T> Zero for Adapted<A, T> {
    fn zero() -> Self {
        Self::new(A::zero())
    }
}
