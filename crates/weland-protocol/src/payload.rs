//! A member that is the body as a whole.

use std::borrow::Cow;

use bytes::Bytes;
use http::HeaderMap;
use http::header::{CONTENT_TYPE, TRANSFER_ENCODING};
use http_body::Body as _;
use weland_core::{Blob, DecodeError, Decoder, EncodeError, Encoder, Member, Schema, ShapeType, Structure};

use crate::binding;
use crate::body::Body;
use crate::codec::Codec;
use crate::missing::{Missing, MissingMembers};
use crate::strictness::Strictness;
use crate::unsupported::unsupported;

/// The media type of a payload.
pub(crate) fn media_type(codec: &dyn Codec, member: &Member) -> &'static str {
    if !is_raw(codec, member) {
        return codec.media_type();
    }
    match (member.schema.media_type, member.schema.shape_type) {
        (Some(media_type), ShapeType::Blob | ShapeType::String | ShapeType::Enum) => media_type,
        (None, ShapeType::Blob) => "application/octet-stream",
        (None, ShapeType::String | ShapeType::Enum) => "text/plain",
        _ => codec.media_type(),
    }
}

/// Whether a payload is bytes or text as they are, not a document, unless its media type says otherwise. A stream of bytes is.
pub(crate) fn is_raw(codec: &dyn Codec, member: &Member) -> bool {
    let is_text = matches!(member.schema.shape_type, ShapeType::Blob | ShapeType::String | ShapeType::Enum);
    is_text && (member.schema.streaming || codec.has_raw_payloads())
}

/// Whether no bytes at all can be a value of the payload.
pub(crate) fn may_be_empty(codec: &dyn Codec, member: &Member) -> bool {
    matches!(member.schema.shape_type, ShapeType::Blob | ShapeType::String) && is_raw(codec, member)
}

/// The payload of bytes or text that a request lacks though it is required; its body is known to be empty.
///
/// HTTP does not tell an empty body from none, and in Smithy's protocol tests one stands for a member that is not set. Empty
/// bytes are a value all the same, which clients have to be able to send. So a request says that it has a body, if an empty
/// one, by stating its type or how it is transferred; without either, nothing was sent, and a required payload is missing.
pub(crate) fn missing_payload(codec: &dyn Codec, schema: &'static Schema, headers: &HeaderMap) -> Option<Missing> {
    let (index, member) = binding::payload(schema).filter(|(_, member)| may_be_empty(codec, member))?;
    is_missing(member, headers).then(|| Missing::member(index, member))
}

fn is_missing(member: &Member, headers: &HeaderMap) -> bool {
    let has_body = headers.contains_key(CONTENT_TYPE) || headers.contains_key(TRANSFER_ENCODING);
    member.required && !has_body
}

/// The stream of an input that a request lacks though it is required: the body has ended before it has begun, and the request
/// states neither its type nor how it is transferred.
pub fn missing_stream(input: &'static Schema, headers: &HeaderMap, body: &Body) -> Option<Missing> {
    let is_stream = |member: &Member| member.schema.streaming && member.schema.shape_type == ShapeType::Blob;
    let (index, member) = binding::payload(input).filter(|(_, member)| is_stream(member))?;
    (is_missing(member, headers) && body.is_end_stream()).then(|| Missing::member(index, member))
}

/// The bytes of a payload; `None` if the member is not set.
///
/// # Errors
/// When the format cannot represent a value.
pub(crate) fn encode(
    codec: &dyn Codec,
    value: &dyn Structure,
    index: usize,
    member: &'static Member,
) -> Result<Option<Vec<u8>>, EncodeError> {
    if !is_raw(codec, member) {
        return codec.encode_member(value, index, member);
    }
    encode_raw(value, index, member)
}

/// The bytes or the text of a payload as they are; `None` if the member is not set.
///
/// # Errors
/// When the value is something else.
pub(crate) fn encode_raw(
    value: &dyn Structure,
    index: usize,
    member: &'static Member,
) -> Result<Option<Vec<u8>>, EncodeError> {
    let mut encoder = RawEncoder { bytes: None, error: None };
    value.encode_member(index, member, &mut encoder);
    encoder.error.map_or(Ok(encoder.bytes), Err)
}

/// Reads a payload into its member.
///
/// # Errors
/// When the payload is malformed.
pub(crate) fn decode(
    codec: &dyn Codec,
    value: &mut dyn Structure,
    (index, member): (usize, &'static Member),
    body: Bytes,
    strictness: Strictness,
) -> Result<MissingMembers, DecodeError> {
    if !is_raw(codec, member) {
        return codec.decode_member(&body, value, (index, member), strictness);
    }
    decode_raw(value, (index, member), body)?;
    Ok(MissingMembers::default())
}

/// Reads a payload of bytes or text as they are.
///
/// # Errors
/// When the member is something else, or its text is not UTF-8.
pub(crate) fn decode_raw(
    value: &mut dyn Structure,
    (index, member): (usize, &'static Member),
    body: Bytes,
) -> Result<(), DecodeError> {
    value.decode_member(index, member, &mut RawDecoder(body))
}

/// Keeps bytes and text.
struct RawEncoder {
    bytes: Option<Vec<u8>>,
    error: Option<EncodeError>,
}

impl RawEncoder {
    fn unsupported(&mut self, member: &'static Member) {
        let error = EncodeError::new("only bytes and text can be a body as they are");
        self.error.get_or_insert(error.within(member.name));
    }
}

impl Encoder for RawEncoder {
    fn string(&mut self, _: &'static Member, value: &str) {
        self.bytes = Some(value.as_bytes().to_vec());
    }

    fn blob(&mut self, _: &'static Member, value: &[u8]) {
        self.bytes = Some(value.to_vec());
    }

    unsupported!(encode structure list map boolean integer number timestamp document null);
}

/// Hands out bytes and text.
struct RawDecoder(Bytes);

impl RawDecoder {
    fn unsupported<T>(&self) -> Result<T, DecodeError> {
        Err(DecodeError::new("only bytes and text can be read from this body"))
    }
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

    unsupported!(decode structure list map boolean integer number timestamp document null);
}
