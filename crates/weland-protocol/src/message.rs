//! What requests and responses have in common: the body and the headers of a structure.

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use weland_core::{DecodeError, Member, Schema, ShapeType, Stream, Structure};

use crate::binding::{self, Direction};
use crate::body::Body;
use crate::event::{EventBody, FrameSource, MEDIA_TYPE};
use crate::json::{JsonDecoder, JsonEncoder, Scope};
use crate::missing::Missing;
use crate::strictness::Strictness;
use crate::{header, media, payload};

/// The media type of the bodies of a shape; `None` if there is never a body.
pub(crate) fn media_type(schema: &'static Schema, direction: Direction) -> Option<&'static str> {
    if let Some((_, member)) = binding::payload(schema) {
        let is_event_stream = member.schema.streaming && member.schema.shape_type == ShapeType::Union;
        return Some(if is_event_stream { MEDIA_TYPE } else { payload::media_type(member) });
    }
    let has_body = match direction {
        Direction::Request => schema.members.iter().any(direction.includes()),
        Direction::Response => !binding::is_unit(schema),
    };
    has_body.then_some(media::JSON)
}

/// Writes the headers and the body of a structure. Headers of the model go before those of the protocol.
pub(crate) fn encode(value: &mut dyn Structure, direction: Direction, headers: &mut HeaderMap) -> Result<Body, String> {
    let body = body(value, direction);
    if let (Some(media_type), Some(_)) = (media_type(value.schema(), direction).and_then(media::header), &body) {
        headers.insert(CONTENT_TYPE, media_type);
    }
    header::encode(value, headers)?;
    Ok(body.unwrap_or_default())
}

/// The body; `None` if there is none, in contrast to an empty one.
fn body(value: &mut dyn Structure, direction: Direction) -> Option<Body> {
    let schema = value.schema();
    let Some((index, member)) = binding::payload(schema) else {
        media_type(schema, direction)?;
        let mut encoder = JsonEncoder::new();
        encoder.object(value, direction.includes());
        return Some(encoder.into_bytes().into());
    };
    if member.schema.streaming {
        return stream(value, direction);
    }
    match payload::encode(value, index, member) {
        Some(bytes) => Some(bytes.into()),
        None if direction == Direction::Request && member.schema.shape_type == ShapeType::Structure => {
            Some(Bytes::from_static(b"{}").into())
        }
        None => None,
    }
}

fn stream(value: &mut dyn Structure, direction: Direction) -> Option<Body> {
    match value.stream()? {
        Stream::Events(events) => Some(Body::events(EventBody::new(events.take(), direction))),
        Stream::Bytes(bytes) => {
            let bytes = std::mem::take(bytes);
            let is_empty = bytes.as_bytes().is_some_and(<[u8]>::is_empty);
            (!is_empty).then(|| bytes.into())
        }
    }
}

/// Lets the stream of a structure read from a body.
pub(crate) fn attach(value: &mut dyn Structure, body: Body, strictness: Strictness) {
    match value.stream() {
        Some(Stream::Events(events)) => events.attach(Box::new(FrameSource::new(body, strictness))),
        Some(Stream::Bytes(bytes)) => *bytes = body.into_byte_stream(),
        None => {}
    }
}

/// Reads a body that is in memory. `message`: see [`Scope::message`].
pub(crate) fn decode_body(
    value: &mut dyn Structure,
    body: Bytes,
    direction: Direction,
    message: bool,
) -> Result<Vec<Missing>, DecodeError> {
    let strictness = match direction {
        Direction::Request => Strictness::Strict,
        Direction::Response => Strictness::Lenient,
    };
    let schema = value.schema();
    if let Some((index, member)) = binding::payload(schema) {
        if member.schema.streaming {
            return Ok(Vec::new());
        }
        if body.is_empty() {
            return Ok(absent_payload(index, member).into_iter().collect());
        }
        return payload::decode(value, index, member, body, strictness).map_err(|error| error.within(member.name));
    }
    if media_type(schema, direction).is_none() {
        return Ok(Vec::new());
    }
    let include = direction.includes();
    if strictness == Strictness::Lenient && !schema.members.iter().any(include) {
        // Nothing of it would be read, so it need not be readable.
        return Ok(Vec::new());
    }
    let body = if body.is_empty() { b"{}" } else { &*body };
    let mut decoder = JsonDecoder::new(body, strictness)?;
    decoder.value(value, Scope { include, message })?;
    decoder.finish()
}

/// Bytes and text may be empty; anything else is missing when the body is.
fn absent_payload(index: usize, member: &'static Member) -> Option<Missing> {
    let may_be_empty = matches!(member.schema.shape_type, ShapeType::Blob | ShapeType::String);
    (member.required && !may_be_empty).then(|| Missing::member(index, member))
}
