//! Responses: a server writes them, a client reads them.

use bytes::Bytes;
use http::{Response, StatusCode};
use weland_core::{Binding, DecodeError, OperationSchema, Stream, Structure};

use crate::binding::Direction;
use crate::body::Body;
use crate::missing::mark;
use crate::strictness::Strictness;
use crate::text::{Location, TextDecoder, TextEncoder};
use crate::{error, header, message};

/// Writes the response of an operation that has succeeded. Streams are taken out of the output.
///
/// An output that cannot be sent, because a value cannot stand in a header or is no HTTP status, becomes an answer with
/// status 500 that does not say why: that is nobody's business outside.
pub(crate) fn encode(operation: &OperationSchema, output: &mut dyn Structure) -> Response<Body> {
    let Some(status) = status(operation, output) else {
        return error::internal_failure("");
    };
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    match message::encode(output, Direction::Response, response.headers_mut()) {
        Ok(body) => *response.body_mut() = body,
        Err(_) => return error::internal_failure(""),
    }
    if matches!(status.as_u16(), 204 | 205 | 304) {
        // These have no body by definition.
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(http::header::CONTENT_TYPE);
    }
    response
}

/// The status that a member asks for, or else that of the operation; `None` if what is asked for is no final status.
fn status(operation: &OperationSchema, output: &dyn Structure) -> Option<StatusCode> {
    let members = output.schema().members.iter().enumerate();
    let asked = members
        .filter(|(_, member)| member.binding == Binding::StatusCode)
        .flat_map(|(index, member)| TextEncoder::texts(output, index, member, Location::Header).values)
        .map(|(_, text)| text)
        // A member that was left at zero is not a wish.
        .find(|text| text != "0");
    let status = asked.map_or(Some(operation.http.map_or(200, |http| http.status)), |text| text.parse().ok());
    status.filter(|status| (200..600).contains(status)).and_then(|status| StatusCode::from_u16(status).ok())
}

/// Reads the response of an operation that has succeeded, its body in memory. Required members that are absent keep
/// their defaults.
///
/// # Errors
/// When the response is malformed.
pub(crate) fn decode(
    parts: &http::response::Parts,
    body: Bytes,
    output: &mut dyn Structure,
) -> Result<(), DecodeError> {
    decode_head(parts, output, |_| {})?;
    message::decode_body(output, body, Direction::Response, false)?;
    Ok(())
}

/// Reads the response of an operation whose output has a stream: its headers now, its body as the stream is read.
///
/// # Errors
/// When a header is malformed; and, if the stream is one of events, when a required one is missing: there is no other place
/// where it could be, and nothing has been read yet that would be lost.
pub(crate) fn attach_stream(
    parts: &http::response::Parts,
    body: Body,
    output: &mut dyn Structure,
) -> Result<(), DecodeError> {
    let mut set = vec![false; output.schema().members.len()];
    decode_head(parts, output, |index| mark(&mut set, index))?;
    if matches!(output.stream(), Some(Stream::Events(_))) {
        for (member, set) in output.schema().members.iter().zip(set) {
            if let (true, false, Binding::Header(name)) = (member.required, set, member.binding) {
                return Err(DecodeError::new(format!("the required header `{name}` is missing")).within(member.name));
            }
        }
    }
    message::attach(output, body, Strictness::Lenient);
    Ok(())
}

/// Reads the status and the headers. `set` is told the index of each member that is in a header.
pub(crate) fn decode_head(
    parts: &http::response::Parts,
    output: &mut dyn Structure,
    set: impl FnMut(usize),
) -> Result<(), DecodeError> {
    header::decode(output, &parts.headers, Strictness::Lenient, set)?;
    for (index, member) in output.schema().members.iter().enumerate() {
        if member.binding == Binding::StatusCode {
            let text = parts.status.as_str().into();
            let mut decoder = TextDecoder::values(vec![text], Location::Header, Strictness::Lenient);
            output.decode_member(index, member, &mut decoder).map_err(|error| error.within(member.name))?;
        }
    }
    Ok(())
}
