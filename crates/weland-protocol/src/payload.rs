//! A member that is the body as a whole.

use std::borrow::Cow;

use bytes::Bytes;
use weland_core::{Blob, DecodeError, Decoder, Encoder, Member, ShapeType, Structure, Timestamp};

use crate::json::{JsonDecoder, JsonEncoder};
use crate::missing::Missing;
use crate::partial::{refuse, write_nothing};
use crate::strictness::Strictness;

/// The media type of a payload.
pub(crate) fn media_type(member: &Member) -> &'static str {
    match (member.schema.media_type, member.schema.shape_type) {
        (Some(media_type), ShapeType::Blob | ShapeType::String | ShapeType::Enum) => media_type,
        (None, ShapeType::Blob) => "application/octet-stream",
        (None, ShapeType::String | ShapeType::Enum) => "text/plain",
        _ => crate::media::JSON,
    }
}

/// Whether a payload is bytes or text as they are, not JSON.
fn is_raw(member: &Member) -> bool {
    matches!(member.schema.shape_type, ShapeType::Blob | ShapeType::String | ShapeType::Enum)
}

/// The bytes of a payload; `None` if the member is not set.
pub(crate) fn encode(value: &dyn Structure, index: usize, member: &'static Member) -> Option<Vec<u8>> {
    if is_raw(member) {
        let mut encoder = RawEncoder(None);
        value.encode_member(index, member, &mut encoder);
        return encoder.0;
    }
    let mut encoder = JsonEncoder::new();
    value.encode_member(index, member, &mut encoder);
    Some(encoder.into_bytes()).filter(|bytes| !bytes.is_empty())
}

/// Reads a payload into its member.
pub(crate) fn decode(
    value: &mut dyn Structure,
    index: usize,
    member: &'static Member,
    body: Bytes,
    strictness: Strictness,
) -> Result<Vec<Missing>, DecodeError> {
    if is_raw(member) {
        value.decode_member(index, member, &mut RawDecoder(body))?;
        return Ok(Vec::new());
    }
    let mut decoder = JsonDecoder::new(&body, strictness)?.within(index, member.name);
    value.decode_member(index, member, &mut decoder)?;
    decoder.finish()
}

/// Keeps bytes and text.
struct RawEncoder(Option<Vec<u8>>);

impl Encoder for RawEncoder {
    fn string(&mut self, _: &'static Member, value: &str) {
        self.0 = Some(value.as_bytes().to_vec());
    }

    fn blob(&mut self, _: &'static Member, value: &[u8]) {
        self.0 = Some(value.to_vec());
    }

    write_nothing!(aggregates);
    write_nothing!(numbers);
    write_nothing! {
        structure(&'static Member, &dyn Structure);
        boolean(&'static Member, bool);
        integer(&'static Member, i64);
        timestamp(&'static Member, Timestamp);
    }
}

/// Hands out bytes and text.
struct RawDecoder(Bytes);

impl RawDecoder {
    const REFUSAL: &'static str = "only bytes and text can be read from this body";
}

impl Decoder for RawDecoder {
    fn string(&mut self, _: &'static Member) -> Result<Cow<'_, str>, DecodeError> {
        std::str::from_utf8(&self.0)
            .map(Cow::Borrowed)
            .map_err(|error| DecodeError::new(format!("invalid UTF-8 after {} bytes", error.valid_up_to())))
    }

    fn blob(&mut self, _: &'static Member) -> Result<Blob, DecodeError> {
        Ok(Blob::new(std::mem::take(&mut self.0)))
    }

    fn structure(&mut self, _: &'static Member, _: &mut dyn Structure) -> Result<(), DecodeError> {
        Err(DecodeError::new(Self::REFUSAL))
    }

    refuse!(aggregates);
    refuse!(numbers);
    refuse! {
        boolean(&'static Member) -> bool;
        integer(&'static Member) -> i64;
        timestamp(&'static Member) -> Timestamp;
    }
}
