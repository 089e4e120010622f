//! How values are read.

use std::collections::BTreeMap;

use crate::byte_stream::ByteStream;
use crate::codec_error::DecodeError;
use crate::file_part::FilePart;
use crate::interface::{Decoder, Structure};
use crate::map_key::MapKey;
use crate::schema::Member;
use crate::timestamp::Timestamp;
use crate::value::{BigDecimal, BigInteger, Blob, Document};
use crate::zero::Zero;

/// A value that can be read under a member.
pub trait Decode: Sized {
    /// Reads the value.
    ///
    /// # Errors
    /// When the input is malformed or not of this type.
    fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<Self, DecodeError>;

    /// The value that null stands for, if it stands for one.
    fn from_null() -> Option<Self> {
        None
    }
}

impl<T: Structure + Zero> Decode for T {
    fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<Self, DecodeError> {
        let mut value = T::zero();
        from.structure(member, &mut value)?;
        Ok(value)
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<Self, DecodeError> {
        if from.null()? {
            return Ok(T::from_null());
        }
        T::decode(member, from).map(Some)
    }

    fn from_null() -> Option<Self> {
        Some(None)
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

impl<K: MapKey, T: Decode> Decode for BTreeMap<K, T> {
    fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<Self, DecodeError> {
        let element = member.schema.element();
        let mut map = BTreeMap::new();
        from.begin_map(member)?;
        while let Some(key) = from.next_key(member)? {
            let value = T::decode(element, from).map_err(|error| error.within(member.shown_key(&key)))?;
            if map.insert(K::from_key(key), value).is_some() {
                from.repeated_key()?;
            }
        }
        Ok(map)
    }
}

macro_rules! decode_as {
    ($($type:ty => $method:ident |$value:ident| $result:expr;)*) => {$(
        impl Decode for $type {
            fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<Self, DecodeError> {
                let $value = from.$method(member)?;
                $result.map_err(|error| unless_sensitive(member, error))
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

/// The error of a value that its type does not hold; it shows the value.
pub(crate) fn unless_sensitive(member: &Member, error: DecodeError) -> DecodeError {
    if member.schema.sensitive { DecodeError::new("the value does not fit its type") } else { error }
}

fn narrow<T: TryFrom<i64>>(value: i64) -> Result<T, DecodeError> {
    T::try_from(value).map_err(|_| DecodeError::new(format!("{value} is out of the range of its type")))
}

impl Decode for FilePart {
    fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<Self, DecodeError> {
        let mut part = Self::new(from.blob(member)?);
        from.file_part(&mut part);
        Ok(part)
    }
}

impl Decode for ByteStream {
    fn decode(_: &'static Member, _: &mut dyn Decoder) -> Result<Self, DecodeError> {
        Err(DecodeError::new("a stream stands where only a value can"))
    }
}

/// Decodes a value in place of another one.
///
/// Generated code calls this once for each member: the compiler takes half the time for it that it takes for a `?` and an
/// assignment.
///
/// # Errors
/// When the value cannot be decoded; then the old one is kept.
#[doc(hidden)]
pub fn decode_into<T: Decode>(
    value: &mut T,
    member: &'static Member,
    from: &mut dyn Decoder,
) -> Result<(), DecodeError> {
    *value = T::decode(member, from)?;
    Ok(())
}
