//! Members of events that stand in headers.

use std::borrow::Cow;

use bytes::Bytes;
use weland_core::{Blob, DecodeError, Decoder, Encoder, Member, ShapeType, Structure, Timestamp};

use super::frame::HeaderValue;
use crate::partial::{refuse, write_nothing};

/// The header that a member comes to; `None` if it is not set.
pub(super) fn encode(value: &dyn Structure, index: usize, member: &'static Member) -> Option<HeaderValue> {
    let mut encoder = HeaderEncoder(None);
    value.encode_member(index, member, &mut encoder);
    encoder.0
}

struct HeaderEncoder(Option<HeaderValue>);

impl Encoder for HeaderEncoder {
    fn boolean(&mut self, _: &'static Member, value: bool) {
        self.0 = Some(HeaderValue::Boolean(value));
    }

    fn integer(&mut self, member: &'static Member, value: i64) {
        // A value that does not fit its type cannot come from a generated type; its header takes what fits it.
        self.0 = Some(
            match member.schema.shape_type {
                ShapeType::Byte => i8::try_from(value).map(HeaderValue::Byte),
                ShapeType::Short => i16::try_from(value).map(HeaderValue::Short),
                ShapeType::Integer | ShapeType::IntEnum => i32::try_from(value).map(HeaderValue::Integer),
                _ => Ok(HeaderValue::Long(value)),
            }
            .unwrap_or(HeaderValue::Long(value)),
        );
    }

    fn string(&mut self, _: &'static Member, value: &str) {
        self.0 = Some(HeaderValue::String(value.to_owned()));
    }

    fn blob(&mut self, _: &'static Member, value: &[u8]) {
        self.0 = Some(HeaderValue::Bytes(Bytes::copy_from_slice(value)));
    }

    fn timestamp(&mut self, _: &'static Member, value: Timestamp) {
        let millis = value.seconds().saturating_mul(1000).saturating_add(i64::from(value.nanos() / 1_000_000));
        self.0 = Some(HeaderValue::Timestamp(millis));
    }

    write_nothing!(aggregates);
    write_nothing!(numbers);
    write_nothing! {
        structure(&'static Member, &dyn Structure);
    }
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
    const REFUSAL: &'static str = "the header is not of the member's type";

    fn refuse<T>() -> Result<T, DecodeError> {
        Err(DecodeError::new(Self::REFUSAL))
    }
}

impl Decoder for HeaderDecoder<'_> {
    fn boolean(&mut self, _: &'static Member) -> Result<bool, DecodeError> {
        match self.0 {
            HeaderValue::Boolean(value) => Ok(*value),
            _ => Self::refuse(),
        }
    }

    fn integer(&mut self, member: &'static Member) -> Result<i64, DecodeError> {
        let value = match self.0 {
            HeaderValue::Byte(value) => i64::from(*value),
            HeaderValue::Short(value) => i64::from(*value),
            HeaderValue::Integer(value) => i64::from(*value),
            HeaderValue::Long(value) => *value,
            _ => return Self::refuse(),
        };
        if crate::json::fits(member.schema.shape_type, value) { Ok(value) } else { Self::refuse() }
    }

    fn string(&mut self, _: &'static Member) -> Result<Cow<'_, str>, DecodeError> {
        match self.0 {
            HeaderValue::String(value) => Ok(Cow::Borrowed(value)),
            _ => Self::refuse(),
        }
    }

    fn blob(&mut self, _: &'static Member) -> Result<Blob, DecodeError> {
        match self.0 {
            HeaderValue::Bytes(value) => Ok(Blob::new(value.clone())),
            _ => Self::refuse(),
        }
    }

    fn timestamp(&mut self, _: &'static Member) -> Result<Timestamp, DecodeError> {
        let HeaderValue::Timestamp(millis) = self.0 else {
            return Self::refuse();
        };
        let nanos = u32::try_from(millis.rem_euclid(1000)).unwrap_or(0) * 1_000_000;
        Ok(Timestamp::new(millis.div_euclid(1000), nanos))
    }

    fn structure(&mut self, _: &'static Member, _: &mut dyn Structure) -> Result<(), DecodeError> {
        Self::refuse()
    }

    refuse!(aggregates);
    refuse!(numbers);
}
