//! Members of events that stand in headers.

use std::borrow::Cow;

use bytes::Bytes;
use weland_core::{Blob, DecodeError, Decoder, EncodeError, Encoder, Member, ShapeType, Structure, Timestamp};

use super::frame::HeaderValue;
use crate::scalar::{fits, out_of_years};
use crate::unsupported::unsupported;

/// The header of a member; `None` if the member is not set.
///
/// # Errors
/// When no header can hold the value.
pub(super) fn encode(
    value: &dyn Structure,
    index: usize,
    member: &'static Member,
) -> Result<Option<HeaderValue>, EncodeError> {
    let mut encoder = HeaderEncoder { header: None, error: None };
    value.encode_member(index, member, &mut encoder);
    encoder.error.map_or(Ok(encoder.header), Err)
}

struct HeaderEncoder {
    header: Option<HeaderValue>,
    error: Option<EncodeError>,
}

impl HeaderEncoder {
    fn unsupported(&mut self, member: &'static Member) {
        self.fail(member, "the value has no place in the header of an event");
    }

    fn fail(&mut self, member: &'static Member, message: &str) {
        self.error.get_or_insert(EncodeError::new(message).within(member.name));
    }
}

impl Encoder for HeaderEncoder {
    fn boolean(&mut self, _: &'static Member, value: bool) {
        self.header = Some(HeaderValue::Boolean(value));
    }

    fn integer(&mut self, member: &'static Member, value: i64) {
        let header = match member.schema.shape_type {
            ShapeType::Byte => i8::try_from(value).map(HeaderValue::Byte),
            ShapeType::Short => i16::try_from(value).map(HeaderValue::Short),
            ShapeType::Integer | ShapeType::IntEnum => i32::try_from(value).map(HeaderValue::Integer),
            _ => Ok(HeaderValue::Long(value)),
        };
        match header {
            Ok(header) => self.header = Some(header),
            Err(_) => self.fail(member, "the number is out of the range of its type"),
        }
    }

    fn string(&mut self, _: &'static Member, value: &str) {
        self.header = Some(HeaderValue::String(value.to_owned()));
    }

    fn blob(&mut self, _: &'static Member, value: &[u8]) {
        self.header = Some(HeaderValue::Bytes(Bytes::copy_from_slice(value)));
    }

    fn timestamp(&mut self, member: &'static Member, value: Timestamp) {
        if !value.is_within_years() {
            self.error.get_or_insert(out_of_years().within(member.name));
        }
        let millis = value.seconds().saturating_mul(1000).saturating_add(i64::from(value.nanos() / 1_000_000));
        self.header = Some(HeaderValue::Timestamp(millis));
    }

    unsupported!(encode structure list map number document null);
}

/// Reads a header into its member.
pub(super) fn decode(
    value: &mut dyn Structure,
    index: usize,
    member: &'static Member,
    header: &HeaderValue,
) -> Result<(), DecodeError> {
    value.decode_member(index, member, &mut HeaderDecoder(header)).map_err(|error| error.within(member.name))
}

struct HeaderDecoder<'a>(&'a HeaderValue);

impl HeaderDecoder<'_> {
    fn unsupported<T>(&self) -> Result<T, DecodeError> {
        Err(DecodeError::new("the header is not of the member's type"))
    }
}

impl Decoder for HeaderDecoder<'_> {
    fn boolean(&mut self, _: &'static Member) -> Result<bool, DecodeError> {
        match self.0 {
            HeaderValue::Boolean(value) => Ok(*value),
            _ => self.unsupported(),
        }
    }

    fn integer(&mut self, member: &'static Member) -> Result<i64, DecodeError> {
        let value = match self.0 {
            HeaderValue::Byte(value) => i64::from(*value),
            HeaderValue::Short(value) => i64::from(*value),
            HeaderValue::Integer(value) => i64::from(*value),
            HeaderValue::Long(value) => *value,
            _ => return self.unsupported(),
        };
        if fits(member.schema.shape_type, value) { Ok(value) } else { self.unsupported() }
    }

    fn string(&mut self, _: &'static Member) -> Result<Cow<'_, str>, DecodeError> {
        match self.0 {
            HeaderValue::String(value) => Ok(Cow::Borrowed(value)),
            _ => self.unsupported(),
        }
    }

    fn blob(&mut self, _: &'static Member) -> Result<Blob, DecodeError> {
        match self.0 {
            HeaderValue::Bytes(value) => Ok(Blob::new(value.clone())),
            _ => self.unsupported(),
        }
    }

    fn timestamp(&mut self, _: &'static Member) -> Result<Timestamp, DecodeError> {
        let HeaderValue::Timestamp(millis) = self.0 else {
            return self.unsupported();
        };
        let nanos = u32::try_from(millis.rem_euclid(1000)).unwrap_or(0) * 1_000_000;
        let stamp = Timestamp::new(millis.div_euclid(1000), nanos);
        if !stamp.is_within_years() {
            return Err(DecodeError::new("the timestamp lies outside of the years 1 to 9999"));
        }
        Ok(stamp)
    }

    unsupported!(decode structure list map number document null);
}
