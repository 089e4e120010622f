//! Bodies of messages: which member they are, and in which media types they may be.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, request};
use weland_core::{DecodeError, EncodeError, Member, OperationSchema, Schema, StatusRange, Stream, Structure};

use super::payload::{Received, alternatives, media_range, media_type, read, typed_parts, write};
use super::sequence::{ItemBody, Sequence};
use super::{CODEC, multipart};
use crate::binding::{self, Direction};
use crate::body::Body;
use crate::codec::{Codec, MemberFilter};
use crate::missing::MissingMembers;
use crate::request::RequestError;
use crate::strictness::Strictness;
use crate::{media, message};

/// A body as it is sent. Its type is in the headers already.
#[derive(Default)]
pub(super) struct Encoded {
    pub(super) body: Body,
    /// The statuses that it stands for, if it depends on the alternative that was chosen.
    pub(super) statuses: Option<StatusRange>,
}

/// Writes the body of a message, and its type into the headers. Streams are taken out of the value.
///
/// # Errors
/// When a value cannot be written in its media type.
pub(super) fn encode(
    value: &mut dyn Structure,
    direction: Direction,
    headers: &mut HeaderMap,
) -> Result<Encoded, EncodeError> {
    let Some((index, member)) = binding::payload(value.schema()) else {
        return document(value, direction, headers);
    };
    if member.stream {
        return items(value, (index, member), headers);
    }
    if !member.schema.streaming {
        return document(value, direction, headers);
    }
    let body = message::stream(CODEC, value, member);
    if body.is_some() {
        set_type(headers, media_type(member));
    }
    Ok(Encoded { body: body.unwrap_or_default(), statuses: None })
}

/// Writes a body that is a stream of values, or may be one.
fn items(
    value: &mut dyn Structure,
    (index, member): (usize, &'static Member),
    headers: &mut HeaderMap,
) -> Result<Encoded, EncodeError> {
    let Some(written) = write(value, index, member)? else { return Ok(Encoded::default()) };
    if let Some(media_type) = &written.media_type {
        set_type(headers, media_type);
    }
    let sequence = written.media_type.as_deref().and_then(Sequence::of);
    let body = match (value.stream(), sequence) {
        (Some(Stream::Events(items)), Some(sequence)) => {
            Body::new(ItemBody::new(sequence, items.take(), written.member))
        }
        _ => written.bytes.into(),
    };
    Ok(Encoded { body, statuses: written.statuses })
}

/// Writes the body of a message that holds no stream, and its type into the headers.
///
/// # Errors
/// When a value cannot be written in its media type.
pub(super) fn document(
    value: &dyn Structure,
    direction: Direction,
    headers: &mut HeaderMap,
) -> Result<Encoded, EncodeError> {
    let include = direction.includes();
    let Some((index, member)) = binding::payload(value.schema()) else {
        if !value.schema().members.iter().any(include) {
            return Ok(Encoded::default());
        }
        set_type(headers, CODEC.media_type());
        return Ok(Encoded { body: CODEC.encode(value, include)?.into(), statuses: None });
    };
    let Some(written) = write(value, index, member)? else {
        return Ok(Encoded::default());
    };
    if let Some(media_type) = written.media_type {
        set_type(headers, &media_type);
    }
    Ok(Encoded { body: written.bytes.into(), statuses: written.statuses })
}

fn set_type(headers: &mut HeaderMap, media_type: &str) {
    if let Some(media_type) = media::header(media_type) {
        headers.insert(CONTENT_TYPE, media_type);
    }
}

/// Reads a body that is in memory, and says which required members were absent. `status` is that of a response.
///
/// # Errors
/// When the body is malformed.
pub(super) fn decode(
    value: &mut dyn Structure,
    status: Option<u16>,
    headers: &HeaderMap,
    body: Bytes,
) -> Result<MissingMembers, DecodeError> {
    let (direction, strictness) = match status {
        None => (Direction::Request, Strictness::Strict),
        Some(_) => (Direction::Response, Strictness::Lenient),
    };
    let include = direction.includes();
    let Some((index, member)) = binding::payload(value.schema()) else {
        return match value.schema().members.iter().any(include) {
            true => CODEC.decode(&body, value, MemberFilter::new(include), strictness),
            false => Ok(MissingMembers::default()),
        };
    };
    if member.schema.streaming {
        return Ok(MissingMembers::default());
    }
    read(value, (index, member), &Received { strictness, ..Received::new(status, headers, body) })
}

/// The media types of the bodies of a shape, or ranges of them; each once.
fn media_ranges(schema: &'static Schema, direction: Direction) -> Vec<&'static str> {
    let mut ranges = Vec::new();
    match binding::payload(schema) {
        Some((_, member)) => {
            let mut found = Vec::new();
            alternatives(member, &mut found);
            ranges.extend(found.into_iter().map(media_range));
        }
        None if schema.members.iter().any(direction.includes()) => ranges.push(CODEC.media_type()),
        None => {}
    }
    let mut seen = std::collections::BTreeSet::new();
    ranges.retain(|range| seen.insert(*range));
    ranges
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
///
/// # Errors
/// When it takes none of them.
pub(super) fn check_accept(operation: &OperationSchema, parts: &request::Parts) -> Result<(), RequestError> {
    let ranges = media_ranges(operation.output, Direction::Response);
    let is_taken = |range: &&'static str| range.contains('*') || media::accepts(&parts.headers, range);
    if ranges.is_empty() || ranges.iter().any(is_taken) {
        return Ok(());
    }
    Err(RequestError::not_acceptable(&ranges.join(" or ")))
}

/// Whether the body is in one of the media types that the operation takes. An empty body may be of any type: it is none.
///
/// # Errors
/// When it is in none of them.
pub(super) fn check_content_type(
    input: &'static Schema,
    headers: &HeaderMap,
    is_empty: bool,
) -> Result<(), RequestError> {
    let wanted = media_ranges(input, Direction::Request);
    let sent = media::content_type(headers);
    if is_empty || wanted.is_empty() && sent.is_none() {
        return Ok(());
    }
    let types = || wanted.join(" or ");
    let is_wanted = |sent: &str| wanted.iter().any(|range| media::is_in(sent, media::essence(range)));
    match sent {
        Some(sent) if is_wanted(sent) => Ok(()),
        // Bytes of any type are what they are without a type, too.
        None if wanted.contains(&"*/*") || binding::has_stream(input) => Ok(()),
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

/// Whether the parts of a form are of the types that they may have. What is malformed is left to whoever reads it.
///
/// # Errors
/// When one is of another type.
pub(super) fn check_parts(input: &'static Schema, headers: &HeaderMap, body: &Bytes) -> Result<(), RequestError> {
    let received = Received::new(None, headers, body.clone());
    let form = binding::payload(input).and_then(|(_, member)| typed_parts(member, &received));
    form.map_or(Ok(()), |(form, schema)| multipart::check(&form, schema)).map_err(RequestError::unsupported)
}
