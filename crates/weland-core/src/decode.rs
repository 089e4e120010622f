//! How values are read: a [`Decoder`] hands them out member by member.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use crate::schema::Member;
use crate::structure::Structure;
use crate::{BigDecimal, BigInteger, Blob, Document, Timestamp};

/// Why bytes could not be read as a shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    /// Where: `/Environment/Variables/KEY`, empty for the whole.
    pub path: String,
    /// What is wrong there.
    pub message: String,
}

impl DecodeError {
    /// An error without a place; decoders add the path.
    pub fn new(message: impl Into<String>) -> Self {
        Self { path: String::new(), message: message.into() }
    }

    /// Puts a segment in front of the path.
    #[must_use]
    pub fn within(mut self, segment: impl fmt::Display) -> Self {
        self.path = format!("/{segment}{}", self.path);
        self
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() { f.write_str(&self.message) } else { write!(f, "at {}: {}", self.path, self.message) }
    }
}

impl std::error::Error for DecodeError {}

/// Reads values from some format. Object-safe, so that a shape's code is compiled once for all formats.
///
/// Each method reads the next value, which belongs to `member`, and fails if it is not of that type.
pub trait Decoder {
    /// A structure or union: the decoder calls [`Structure::decode_member`] for each member that it meets.
    ///
    /// # Errors
    /// When the input is malformed, or a member's value is not of its type.
    fn structure(&mut self, member: &'static Member, value: &mut dyn Structure) -> Result<(), DecodeError>;
    /// The start of a list.
    ///
    /// # Errors
    /// When the value is not a list.
    fn begin_list(&mut self, member: &'static Member) -> Result<(), DecodeError>;
    /// Whether another element follows; `false` ends the list.
    ///
    /// # Errors
    /// When the input is malformed.
    fn next_element(&mut self, member: &'static Member) -> Result<bool, DecodeError>;
    /// The start of a map.
    ///
    /// # Errors
    /// When the value is not a map.
    fn begin_map(&mut self, member: &'static Member) -> Result<(), DecodeError>;
    /// The key of the next entry; `None` ends the map.
    ///
    /// # Errors
    /// When the input is malformed.
    fn next_key(&mut self, member: &'static Member) -> Result<Option<String>, DecodeError>;
    /// Consumes a null, if the next value is one.
    ///
    /// # Errors
    /// When the input is malformed.
    fn null(&mut self) -> Result<bool, DecodeError>;
    /// A boolean.
    ///
    /// # Errors
    /// When the value is something else.
    fn boolean(&mut self, member: &'static Member) -> Result<bool, DecodeError>;
    /// A whole number that fits the member's type.
    ///
    /// # Errors
    /// When the value is something else or does not fit.
    fn integer(&mut self, member: &'static Member) -> Result<i64, DecodeError>;
    /// A float or double; also `NaN`, `Infinity` and `-Infinity`.
    ///
    /// # Errors
    /// When the value is something else.
    fn double(&mut self, member: &'static Member) -> Result<f64, DecodeError>;
    /// The digits of a bigInteger or bigDecimal.
    ///
    /// # Errors
    /// When the value is not a number.
    fn big_number(&mut self, member: &'static Member) -> Result<String, DecodeError>;
    /// A string or enum.
    ///
    /// # Errors
    /// When the value is something else.
    fn string(&mut self, member: &'static Member) -> Result<Cow<'_, str>, DecodeError>;
    /// A blob.
    ///
    /// # Errors
    /// When the value is something else, or not in the encoding that the format uses for bytes.
    fn blob(&mut self, member: &'static Member) -> Result<Blob, DecodeError>;
    /// A timestamp in the format that holds for the member.
    ///
    /// # Errors
    /// When the value is something else.
    fn timestamp(&mut self, member: &'static Member) -> Result<Timestamp, DecodeError>;
    /// Any value.
    ///
    /// # Errors
    /// When the input is malformed.
    fn document(&mut self, member: &'static Member) -> Result<Document, DecodeError>;
}

/// A value that can be read under a member.
pub trait Decode: Sized {
    /// Reads the value.
    ///
    /// # Errors
    /// When the input is malformed or not of this type.
    fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<Self, DecodeError>;
}

impl Decode for () {
    fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<Self, DecodeError> {
        from.structure(member, &mut ())
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<Self, DecodeError> {
        T::decode(member, from).map(Box::new)
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<Self, DecodeError> {
        if from.null()? {
            return Ok(None);
        }
        T::decode(member, from).map(Some)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<Self, DecodeError> {
        let element = member.schema.element();
        let mut list = Vec::new();
        from.begin_list(member)?;
        while from.next_element(member)? {
            list.push(T::decode(element, from).map_err(|error| error.within(list.len()))?);
        }
        Ok(list)
    }
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<Self, DecodeError> {
        let element = member.schema.element();
        let mut map = BTreeMap::new();
        from.begin_map(member)?;
        while let Some(key) = from.next_key(member)? {
            let value = T::decode(element, from).map_err(|error| error.within(&key))?;
            map.insert(key, value);
        }
        Ok(map)
    }
}

macro_rules! decode_as {
    ($($type:ty => $method:ident |$value:ident| $result:expr;)*) => {$(
        impl Decode for $type {
            fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<Self, DecodeError> {
                let $value = from.$method(member)?;
                $result
            }
        }
    )*};
}

decode_as! {
    bool => boolean |value| Ok(value);
    i8 => integer |value| narrow(value);
    i16 => integer |value| narrow(value);
    i32 => integer |value| narrow(value);
    i64 => integer |value| Ok(value);
    f32 => double |value| Ok(value as f32);
    f64 => double |value| Ok(value);
    BigInteger => big_number |value| BigInteger::new(value);
    BigDecimal => big_number |value| BigDecimal::new(value);
    String => string |value| Ok(value.into_owned());
    Blob => blob |value| Ok(value);
    Timestamp => timestamp |value| Ok(value);
    Document => document |value| Ok(value);
}

fn narrow<T: TryFrom<i64>>(value: i64) -> Result<T, DecodeError> {
    T::try_from(value).map_err(|_| DecodeError::new(format!("{value} is out of the range of its type")))
}
