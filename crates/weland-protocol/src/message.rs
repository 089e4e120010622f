//! What requests and responses have in common: the body and the headers of a structure.

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use http_body::Body as _;
use weland_core::{DecodeError, EncodeError, Member, ResponseMetadata, Schema, ShapeType, Stream, Structure};

use crate::binding::{self, Direction};
use crate::body::Body;
use crate::codec::{Codec, Codecs, MemberFilter};
use crate::event::{EventBody, FrameSource, MEDIA_TYPE};
use crate::item_check::ItemCheck;
use crate::metadata::with_metadata;
use crate::missing::{Missing, MissingMembers};
use crate::strictness::Strictness;
use crate::{header, media, payload};

/// The media type of the bodies of a shape; `None` if there is never a body.
pub(crate) fn media_type(codec: &dyn Codec, schema: &'static Schema, direction: Direction) -> Option<&'static str> {
    if let Some((_, member)) = binding::payload(schema) {
        let is_event_stream = member.schema.streaming && member.schema.shape_type == ShapeType::Union;
        return Some(if is_event_stream { MEDIA_TYPE } else { payload::media_type(codec, member) });
    }
    let has_body = match direction {
        Direction::Request => schema.members.iter().any(direction.includes()),
        Direction::Response if codec.has_empty_documents() => !binding::is_unit(schema),
        Direction::Response => schema.members.iter().any(direction.includes()),
    };
    has_body.then(|| codec.media_type())
}

/// Writes the headers and the body of a structure. Headers of the model go before those of the protocol. If `is_head`, the
/// headers may be about another body, since this one is not sent.
///
/// # Errors
/// When a value cannot be written where it is bound to.
pub(crate) fn encode(
    codecs: Codecs<'_>,
    value: &mut dyn Structure,
    direction: Direction,
    headers: &mut HeaderMap,
    is_head: bool,
) -> Result<Body, EncodeError> {
    let body = body(codecs, value, direction)?;
    let stated = media_type(codecs.documents, value.schema(), direction).filter(|_| body.is_some());
    // Where there are no empty documents, an output without members in its body states what it would be.
    let implied = || is_document(value.schema(), direction).then(|| codecs.documents.media_type());
    if let Some(media_type) = stated.or_else(implied).and_then(media::header) {
        headers.insert(CONTENT_TYPE, media_type);
    }
    let body = body.unwrap_or_default();
    let length = body.size_hint().exact().filter(|_| !is_head);
    header::encode(value, headers, length)?;
    Ok(body)
}

/// Whether a body is a response's document of members, if there is one.
fn is_document(schema: &'static Schema, direction: Direction) -> bool {
    direction == Direction::Response && !binding::is_unit(schema) && binding::payload(schema).is_none()
}

/// The body; `None` if there is none, in contrast to an empty one.
fn body(codecs: Codecs<'_>, value: &mut dyn Structure, direction: Direction) -> Result<Option<Body>, EncodeError> {
    let schema = value.schema();
    if let Some((_, member)) = binding::payload(schema)
        && member.schema.streaming
    {
        return Ok(stream(codecs.events, value, member));
    }
    document(codecs.documents, value, direction).map(|bytes| bytes.map(Body::from))
}

/// The body of a structure that holds no stream.
///
/// # Errors
/// When a value cannot be written.
pub(crate) fn document(
    codec: &dyn Codec,
    value: &dyn Structure,
    direction: Direction,
) -> Result<Option<Vec<u8>>, EncodeError> {
    let schema = value.schema();
    let Some((index, member)) = binding::payload(schema) else {
        return match media_type(codec, schema, direction) {
            Some(_) => codec.encode(value, direction.includes()).map(Some),
            None => Ok(None),
        };
    };
    match payload::encode(codec, value, index, member)? {
        None if direction == Direction::Request
            && member.schema.shape_type == ShapeType::Structure
            && codec.has_empty_documents() =>
        {
            codec.encode(&(), |_| true).map(Some)
        }
        bytes => Ok(bytes),
    }
}

/// The body that the stream of a structure is; `None` if there is none.
pub(crate) fn stream(codec: &'static dyn Codec, value: &mut dyn Structure, member: &'static Member) -> Option<Body> {
    match value.stream()? {
        Stream::Events(events) => Some(Body::events(EventBody::new(codec, events.take(), member.name))),
        Stream::Bytes(bytes) => {
            let bytes = std::mem::take(bytes);
            // An empty stream is as good as none, unless there has to be one: see `payload::missing_payload`.
            let is_empty = bytes.as_bytes().is_some_and(<[u8]>::is_empty);
            (!is_empty || member.required).then(|| bytes.into())
        }
    }
}

/// Lets the stream of an input read from the body of its request. Each event is checked.
pub(crate) fn attach_request(codec: &'static dyn Codec, value: &mut dyn Structure, (body, check): (Body, ItemCheck)) {
    match value.stream() {
        Some(Stream::Events(events)) => {
            events.attach(Box::new(FrameSource::of_request(codec, body, check)));
        }
        Some(Stream::Bytes(bytes)) => *bytes = body.into_byte_stream(),
        None => {}
    }
}

/// Lets the stream of an output read from the body of its response. Its errors have the metadata of the response.
pub(crate) fn attach_response(
    codec: &'static dyn Codec,
    value: &mut dyn Structure,
    body: Body,
    metadata: ResponseMetadata,
) {
    match value.stream() {
        Some(Stream::Events(events)) => {
            let source = FrameSource::new(codec, body, Strictness::Lenient).with_metadata(metadata);
            events.attach(Box::new(source));
        }
        Some(Stream::Bytes(bytes)) => *bytes = with_metadata(body, metadata).into_byte_stream(),
        None => {}
    }
}

/// Reads a body that is in memory. `any_case_message`: see [`MemberFilter::any_case_message`].
pub(crate) fn decode_body(
    codec: &dyn Codec,
    value: &mut dyn Structure,
    body: Bytes,
    direction: Direction,
    any_case_message: bool,
) -> Result<MissingMembers, DecodeError> {
    let strictness = match direction {
        Direction::Request => Strictness::Strict,
        Direction::Response => Strictness::Lenient,
    };
    let schema = value.schema();
    if let Some((index, member)) = binding::payload(schema) {
        if member.schema.streaming {
            return Ok(MissingMembers::default());
        }
        if body.is_empty() {
            return Ok(absent_payload(codec, index, member));
        }
        return payload::decode(codec, value, (index, member), body, strictness)
            .map_err(|error| error.within(member.name));
    }
    if media_type(codec, schema, direction).is_none() {
        return Ok(MissingMembers::default());
    }
    let include = direction.includes();
    if strictness == Strictness::Lenient && !schema.members.iter().any(include) {
        // Nothing of it would be read, so it need not be readable.
        return Ok(MissingMembers::default());
    }
    codec.decode(&body, value, MemberFilter { include, any_case_message }, strictness)
}

/// Bytes and text may be empty; anything else is missing when the body is.
fn absent_payload(codec: &dyn Codec, index: usize, member: &'static Member) -> MissingMembers {
    let mut missing = MissingMembers::default();
    if member.required && !payload::may_be_empty(codec, member) {
        missing.push(|| Missing::member(index, member));
    }
    missing
}
