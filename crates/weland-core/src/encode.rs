//! How values are written.

use std::collections::BTreeMap;

use crate::byte_stream::ByteStream;
use crate::file_part::FilePart;
use crate::interface::{Encoder, Structure};
use crate::map_key::MapKey;
use crate::schema::Member;
use crate::timestamp::Timestamp;
use crate::value::{BigDecimal, BigInteger, Blob, Document};

/// A value that can be written under a member.
pub trait Encode {
    /// Writes the value.
    fn encode(&self, member: &'static Member, to: &mut dyn Encoder);

    /// Whether null is one of the values of this type.
    fn has_null() -> bool
    where
        Self: Sized,
    {
        false
    }
}

impl<T: Structure> Encode for T {
    fn encode(&self, member: &'static Member, to: &mut dyn Encoder) {
        to.structure(member, self);
    }
}

/// What is not set is not written; where null is a value, it is written as null. Of two options, one in the other, the outer
/// one says whether the member is there, and the inner one whether it is null.
impl<T: Encode> Encode for Option<T> {
    fn encode(&self, member: &'static Member, to: &mut dyn Encoder) {
        match self {
            Some(value) => value.encode(member, to),
            None if member.nullable && !T::has_null() => to.null(member),
            None => {}
        }
    }

    fn has_null() -> bool {
        true
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, member: &'static Member, to: &mut dyn Encoder) {
        let element = member.schema.element();
        to.begin_list(member, self.len());
        for value in self {
            value.encode(element, to);
        }
        to.end_list();
    }
}

impl<K: MapKey, T: Encode> Encode for BTreeMap<K, T> {
    fn encode(&self, member: &'static Member, to: &mut dyn Encoder) {
        let element = member.schema.element();
        to.begin_map(member, self.len());
        for (key, value) in self {
            to.key(key.as_key());
            value.encode(element, to);
        }
        to.end_map();
    }
}

macro_rules! encode_as {
    ($($type:ty => $method:ident($value:ident) $argument:expr;)*) => {$(
        impl Encode for $type {
            fn encode(&self, member: &'static Member, to: &mut dyn Encoder) {
                let $value = self;
                to.$method(member, $argument);
            }
        }
    )*};
}

encode_as! {
    bool => boolean(value) *value;
    i8 => integer(value) i64::from(*value);
    i16 => integer(value) i64::from(*value);
    i32 => integer(value) i64::from(*value);
    i64 => integer(value) *value;
    f32 => float(value) *value;
    f64 => double(value) *value;
    BigInteger => big_number(value) value.as_str();
    BigDecimal => big_number(value) value.as_str();
    String => string(value) value;
    Blob => blob(value) value.as_ref();
    Timestamp => timestamp(value) *value;
    Document => document(value) value;
}

impl Encode for FilePart {
    fn encode(&self, member: &'static Member, to: &mut dyn Encoder) {
        to.file_part(self);
        to.blob(member, self.content.as_ref());
    }
}

/// A stream is not written with the other members: the protocol takes it by [`Structure::stream`](crate::Structure::stream).
impl Encode for ByteStream {
    fn encode(&self, _: &'static Member, _: &mut dyn Encoder) {}
}
