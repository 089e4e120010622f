//! Bodies that are streams: of bytes, or of values.

use bytes::Bytes;
use http::{HeaderMap, request, response};
use weland_core::{Binding, DecodeError, Member, OperationSchema, Schema, Stream, Structure};

use super::payload::{Received, media_range};
use super::sequence::{ItemSource, Sequence};
use super::{CODEC, parameter};
use crate::body::Body;
use crate::metadata::response_metadata;
use crate::protocol::ItemCheck;
use crate::{binding, media, message, response as http_response};

/// Whether the body of a message with these headers is a stream; that of a response, if there is a status.
pub(super) fn is_stream(schema: &'static Schema, status: Option<u16>, headers: &HeaderMap) -> bool {
    match binding::payload(schema) {
        Some((_, member)) if member.stream => {
            Received::new(status, headers, Bytes::new()).chosen(member).is_some_and(|member| member.stream)
        }
        _ => binding::has_stream(schema),
    }
}

/// Lets the stream of an output read from the body of its response. Its errors have the metadata of the response.
///
/// # Errors
/// When the head is malformed, or the body is no stream by its type.
pub(super) fn attach_response(
    operation: &OperationSchema,
    parts: &response::Parts,
    body: Body,
    output: &mut dyn Structure,
) -> Result<(), DecodeError> {
    let payload = binding::payload(output.schema());
    let Some((_, member)) = payload.filter(|(_, member)| member.stream) else {
        parameter::decode_headers(output, &parts.headers)?;
        return http_response::attach_stream(CODEC, operation, parts, body, output);
    };
    if let Some(problem) = http_response::encoding_problem(parts) {
        return Err(DecodeError::new(problem));
    }
    super::decode_answer(parts, Bytes::new(), output)?;
    let received = Received::new(Some(parts.status.as_u16()), &parts.headers, Bytes::new());
    let Some(chosen) = received.chosen(member) else { return Ok(()) };
    let sequence = sequence(chosen, received.media_type)?;
    if let Some(Stream::Events(items)) = output.stream() {
        let metadata = response_metadata(operation, parts);
        items.attach(ItemSource::of_response(sequence, chosen.schema, body, metadata));
    }
    Ok(())
}

/// How the values of a stream follow each other: as the message says, or else as the model does.
///
/// # Errors
/// When they should be events, and are something else.
fn sequence(member: &Member, sent: Option<&str>) -> Result<Sequence, DecodeError> {
    let stated = Sequence::of(stated_type(member)).unwrap_or(Sequence::Lines);
    match sent.map(|sent| (sent, Sequence::of(sent))) {
        Some((_, Some(found))) => Ok(found),
        // All text can be read as events, and few of it is meant that way.
        Some((sent, None)) if stated == Sequence::Events => {
            Err(DecodeError::new(format!("the body is of the type {sent}, and no stream of events")))
        }
        _ => Ok(stated),
    }
}

fn stated_type(member: &Member) -> &'static str {
    match member.binding {
        Binding::Content(_) | Binding::Response(..) => media::essence(media_range(member)),
        _ => "",
    }
}

/// Lets the stream of an input read from the body of its request.
pub(super) fn attach_request(parts: &request::Parts, (body, check): (Body, ItemCheck), input: &mut dyn Structure) {
    let payload = binding::payload(input.schema()).map(|(_, member)| member);
    let Some(member) = payload.filter(|member| member.stream) else {
        return message::attach_request(CODEC, input, (body, check));
    };
    let received = Received::new(None, &parts.headers, Bytes::new());
    let Some(chosen) = received.chosen(member) else { return };
    let sequence = Sequence::of(stated_type(chosen)).unwrap_or(Sequence::Lines);
    if let Some(Stream::Events(items)) = input.stream() {
        items.attach(ItemSource::of_request(sequence, chosen.schema, body, check));
    }
}
