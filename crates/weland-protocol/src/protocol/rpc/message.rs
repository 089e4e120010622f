//! Documents of all members, and streams of events behind them.

use weland_core::{EncodeError, Member, Schema, ShapeType, Stream, Structure};

use super::initial;
use crate::binding;
use crate::body::Body;
use crate::codec::Codec;
use crate::event::{EventBody, MEDIA_TYPE};

/// How the messages of a protocol are written.
#[derive(Debug, Clone, Copy)]
pub struct Formats {
    /// The format of documents.
    pub codec: &'static dyn Codec,
    /// The format of documents within streams of events. What stands in it is the same, but its media type may be another.
    pub events: &'static dyn Codec,
    /// Whether the request of an operation without input has a document.
    pub has_empty_request: bool,
    /// Whether the response of an operation without output has the media type of documents, though it has none.
    pub types_empty_response: bool,
}

/// The member that is a stream of events.
pub(super) fn events(schema: &Schema) -> Option<&'static Member> {
    let is_union = |member: &&Member| member.schema.shape_type == ShapeType::Union;
    schema.members.iter().filter(is_union).find(|member| member.schema.streaming)
}

/// Whether a member is part of the document. Streams are none.
pub(super) fn is_in_document(member: &Member) -> bool {
    !member.schema.streaming
}

/// Whether a message has anything beside a stream of events, if it has one.
pub(super) fn has_document(schema: &Schema) -> bool {
    schema.members.iter().any(is_in_document)
}

/// The body of a message, and its media type. `initial` is the type of the event that the document is in front of others; it
/// is always there, since some readers insist on it.
///
/// # Errors
/// When the format cannot represent a value.
pub(super) fn encode(
    formats: &Formats,
    value: &mut dyn Structure,
    initial: &'static str,
) -> Result<(Body, &'static str), EncodeError> {
    let schema = value.schema();
    let Some(member) = events(schema) else {
        let document = formats.codec.encode(value, is_in_document)?;
        return Ok((Body::from(document), formats.codec.media_type()));
    };
    let document = formats.events.encode(value, is_in_document)?;
    let first = initial::frame(initial, formats.events.media_type(), document)?;
    let body = match value.stream() {
        Some(Stream::Events(events)) => {
            Body::events(initial::First::new(first, EventBody::new(formats.events, events.take(), member.name)))
        }
        _ => Body::from(first),
    };
    Ok((body, MEDIA_TYPE))
}

/// Whether a message has no document, since the operation has no input or no output.
pub(super) fn is_empty(value: &dyn Structure) -> bool {
    binding::is_unit(value.schema())
}
