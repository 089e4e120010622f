//! How values are written: an [`Encoder`] takes them member by member.

use std::collections::BTreeMap;

use crate::schema::Member;
use crate::structure::Structure;
use crate::{BigDecimal, BigInteger, Blob, Document, Timestamp};

/// Writes values in some format. Object-safe, so that a shape's code is compiled once for all formats.
///
/// Every call names the member that the value belongs to: its wire name, its binding, its timestamp format. Writing cannot
/// fail half-way; an encoder that meets a value it cannot represent remembers that and says so at the end.
pub trait Encoder {
    /// A structure or union: the encoder asks `value` for its members in the order that the format needs.
    fn structure(&mut self, member: &'static Member, value: &dyn Structure);
    /// The start of a list of `len` elements, which follow under [`Schema::element`](crate::Schema::element).
    fn begin_list(&mut self, member: &'static Member, len: usize);
    /// The end of the innermost list.
    fn end_list(&mut self);
    /// The start of a map of `len` entries, each a [`key`](Self::key) and a value.
    fn begin_map(&mut self, member: &'static Member, len: usize);
    /// The key of the next entry.
    fn key(&mut self, key: &str);
    /// The end of the innermost map.
    fn end_map(&mut self);
    /// A boolean.
    fn boolean(&mut self, member: &'static Member, value: bool);
    /// A byte, short, integer, long or intEnum.
    fn integer(&mut self, member: &'static Member, value: i64);
    /// A float.
    fn float(&mut self, member: &'static Member, value: f32);
    /// A double.
    fn double(&mut self, member: &'static Member, value: f64);
    /// A bigInteger or bigDecimal, in decimal digits.
    fn big_number(&mut self, member: &'static Member, value: &str);
    /// A string or enum.
    fn string(&mut self, member: &'static Member, value: &str);
    /// A blob.
    fn blob(&mut self, member: &'static Member, value: &[u8]);
    /// A timestamp.
    fn timestamp(&mut self, member: &'static Member, value: Timestamp);
    /// A document.
    fn document(&mut self, member: &'static Member, value: &Document);
    /// A missing element of a sparse list or map.
    fn null(&mut self, member: &'static Member);
}

/// A value that can be written under a member.
pub trait Encode {
    /// Writes the value.
    fn encode(&self, member: &'static Member, to: &mut dyn Encoder);
}

impl Encode for () {
    fn encode(&self, member: &'static Member, to: &mut dyn Encoder) {
        to.structure(member, self);
    }
}

impl<T: Encode> Encode for Box<T> {
    fn encode(&self, member: &'static Member, to: &mut dyn Encoder) {
        (**self).encode(member, to);
    }
}

/// A member that is not set is not written; an element of a sparse list or map is written as null.
impl<T: Encode> Encode for Option<T> {
    fn encode(&self, member: &'static Member, to: &mut dyn Encoder) {
        match self {
            Some(value) => value.encode(member, to),
            None if member.nullable => to.null(member),
            None => {}
        }
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

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode(&self, member: &'static Member, to: &mut dyn Encoder) {
        let element = member.schema.element();
        to.begin_map(member, self.len());
        for (key, value) in self {
            to.key(key);
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
