//! Bodies: how a member is written in a media type.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, request};
use weland_core::{Binding, DecodeError, EncodeError, Member, OperationSchema, Schema, ShapeType, Structure};

use super::CODEC;
use crate::binding::{self, Direction};
use crate::body::Body;
use crate::codec::{Codec, MemberFilter};
use crate::missing::{Missing, MissingMembers};
use crate::request::RequestError;
use crate::strictness::Strictness;
use crate::{media, message, payload};

/// How values are written in a media type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    /// As documents of JSON.
    Json,
    /// Bytes and text as they are.
    Raw,
}

/// The format of a member's values in a media type. Bytes are never written in JSON as a whole body: they are a document
/// themselves.
fn format(media_type: &str, member: &Member) -> Format {
    match member.schema.shape_type {
        ShapeType::Blob => Format::Raw,
        ShapeType::String | ShapeType::Enum if !media::is_json(media_type) => Format::Raw,
        _ => Format::Json,
    }
}

/// The media type, or the range of them, that a payload is in.
fn media_range(member: &Member) -> &'static str {
    match member.binding {
        Binding::Content(media_type) => media_type,
        _ => payload::media_type(CODEC, member),
    }
}

/// The media type that a payload is sent in: of a range the one that suits its values best.
fn media_type(range: &'static str, member: &Member) -> &'static str {
    if !range.contains('*') {
        return range;
    }
    let usual = payload::media_type(CODEC, member);
    let candidates = [usual, "application/octet-stream", "text/plain"];
    candidates.into_iter().find(|candidate| media::is_in(candidate, range)).unwrap_or(usual)
}

/// Writes the body of a message, and its type into the headers. Streams are taken out of the value.
///
/// # Errors
/// When a value cannot be written in its media type.
pub(super) fn encode(
    value: &mut dyn Structure,
    direction: Direction,
    headers: &mut HeaderMap,
) -> Result<Body, EncodeError> {
    let Some((_, member)) = binding::payload(value.schema()).filter(|(_, member)| member.schema.streaming) else {
        return document(value, direction, headers);
    };
    let body = message::stream(CODEC, value, member);
    if body.is_some() {
        set_type(headers, media_type(media_range(member), member));
    }
    Ok(body.unwrap_or_default())
}

/// Writes the body of a message that holds no stream, and its type into the headers.
///
/// # Errors
/// When a value cannot be written in its media type.
pub(super) fn document(
    value: &dyn Structure,
    direction: Direction,
    headers: &mut HeaderMap,
) -> Result<Body, EncodeError> {
    let include = direction.includes();
    let found = match binding::payload(value.schema()) {
        Some((index, member)) => encode_payload(value, index, member)?,
        None if value.schema().members.iter().any(include) => Some((CODEC.media_type(), CODEC.encode(value, include)?)),
        None => None,
    };
    let Some((media_type, bytes)) = found else {
        return Ok(Body::empty());
    };
    set_type(headers, media_type);
    Ok(Body::from(bytes))
}

fn set_type(headers: &mut HeaderMap, media_type: &str) {
    if let Some(media_type) = media::header(media_type) {
        headers.insert(CONTENT_TYPE, media_type);
    }
}

/// A payload and its media type; `None` if the member is not set.
fn encode_payload(
    value: &dyn Structure,
    index: usize,
    member: &'static Member,
) -> Result<Option<(&'static str, Vec<u8>)>, EncodeError> {
    let media_type = media_type(media_range(member), member);
    let bytes = match format(media_type, member) {
        Format::Json => CODEC.encode_member(value, index, member)?,
        Format::Raw => payload::encode_raw(value, index, member)?,
    };
    Ok(bytes.map(|bytes| (media_type, bytes)))
}

/// Reads a body that is in memory, and says which required members were absent.
///
/// # Errors
/// When the body is malformed.
pub(super) fn decode(
    value: &mut dyn Structure,
    direction: Direction,
    body: Bytes,
) -> Result<MissingMembers, DecodeError> {
    let strictness = match direction {
        Direction::Request => Strictness::Strict,
        Direction::Response => Strictness::Lenient,
    };
    let include = direction.includes();
    let Some((index, member)) = binding::payload(value.schema()) else {
        return match value.schema().members.iter().any(include) {
            true => CODEC.decode(&body, value, MemberFilter::new(include), strictness),
            false => Ok(MissingMembers::default()),
        };
    };
    let mut missing = MissingMembers::default();
    if member.schema.streaming {
        return Ok(missing);
    }
    let format = format(media_range(member), member);
    if body.is_empty() {
        if member.required && !(format == Format::Raw && payload::may_be_empty(member)) {
            missing.push(|| Missing::member(index, member));
        }
        return Ok(missing);
    }
    let decoded = match format {
        Format::Json => CODEC.decode_member(&body, value, (index, member), strictness),
        Format::Raw => payload::decode_raw(value, (index, member), body).map(|()| missing),
    };
    decoded.map_err(|error| error.within(member.name))
}

/// The media types of the bodies of a shape, or ranges of them.
fn media_ranges(schema: &'static Schema, direction: Direction) -> Vec<&'static str> {
    match binding::payload(schema) {
        Some((_, member)) => vec![media_range(member)],
        None if schema.members.iter().any(direction.includes()) => vec![CODEC.media_type()],
        None => Vec::new(),
    }
}

/// What a client asks for: all media types that a response can have.
pub(super) fn accept(output: &'static Schema) -> Option<HeaderValue> {
    let ranges = media_ranges(output, Direction::Response);
    match *ranges {
        [] => None,
        [only] => media::header(only),
        _ => HeaderValue::from_str(&ranges.join(", ")).ok(),
    }
}

/// Whether the client takes a response in one of the media types that it can have.
pub(super) fn check_accept(operation: &OperationSchema, parts: &request::Parts) -> Result<(), RequestError> {
    let ranges = media_ranges(operation.output, Direction::Response);
    let is_taken = |range: &&'static str| range.contains('*') || media::accepts(&parts.headers, range);
    if ranges.is_empty() || ranges.iter().any(is_taken) {
        return Ok(());
    }
    Err(RequestError::not_acceptable(&ranges.join(" or ")))
}

/// Whether the body is in one of the media types that the operation takes. An empty body may be of any type: it is none.
pub(super) fn check_content_type(
    input: &'static Schema,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<(), RequestError> {
    let wanted = media_ranges(input, Direction::Request);
    let sent = media::content_type(headers);
    if body.is_empty() && !binding::has_stream(input) || wanted.is_empty() && sent.is_none() {
        return Ok(());
    }
    let types = || wanted.join(" or ");
    let is_wanted = |sent: &str| wanted.iter().any(|range| media::is_in(sent, media::essence(range)));
    match sent {
        Some(sent) if is_wanted(sent) => Ok(()),
        // Bytes of any type are what they are without a type, too.
        None if wanted.contains(&"*/*") => Ok(()),
        None if binding::has_stream(input) => Ok(()),
        _ if wanted.is_empty() => Err(RequestError::unsupported("the operation takes no body, but one was sent")),
        Some(sent) => {
            let message = format!("the body has to be of the type {}, but `Content-Type` says `{sent}`", types());
            Err(RequestError::unsupported(message))
        }
        None => {
            let message = format!("the body has to be of the type {}, but there is no `Content-Type`", types());
            Err(RequestError::unsupported(message))
        }
    }
}
