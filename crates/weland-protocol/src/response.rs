//! Responses: a server writes them, a client reads them.

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use http::{Response, StatusCode};
use weland_core::{Binding, DecodeError, EncodeError, OperationSchema, Stream, Structure};

use crate::binding::{Direction, is_status_code};
use crate::body::Body;
use crate::codec::{Codec, Codecs};
use crate::metadata::response_metadata;
use crate::missing::mark;
use crate::strictness::Strictness;
use crate::text::{Location, TextDecoder, TextEncoder};
use crate::{header, message};

/// Writes the response of an operation that has succeeded. Streams are taken out of the output.
///
/// # Errors
/// When the output cannot be sent: a value cannot stand in a header or is no HTTP status, a format cannot represent it.
pub(crate) fn encode(
    codecs: Codecs<'_>,
    operation: &OperationSchema,
    output: &mut dyn Structure,
) -> Result<Response<Body>, EncodeError> {
    let status = status((operation.name, operation.http.map_or(200, |http| http.status)), output)?;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    let is_head = operation.http.is_some_and(|http| http.method == "HEAD");
    let body = message::encode(codecs, output, Direction::Response, response.headers_mut(), is_head)?;
    set_body(&mut response, body, is_head);
    Ok(response)
}

/// Sets the body of a response that has its status and its headers, unless there can be none. `is_head` says that only the
/// headers are asked for.
pub(crate) fn set_body(response: &mut Response<Body>, body: Body, is_head: bool) {
    if matches!(response.status().as_u16(), 204 | 205 | 304) {
        // These have no body by definition.
        response.headers_mut().remove(CONTENT_TYPE);
        response.headers_mut().remove(CONTENT_LENGTH);
    } else if !(is_head && response.headers().contains_key(CONTENT_LENGTH)) {
        *response.body_mut() = body;
    }
}

/// The status that a member asks for, or else this one, with what it comes from.
///
/// # Errors
/// When it is not the status of a final response.
pub(crate) fn status(otherwise: (&str, u16), output: &dyn Structure) -> Result<StatusCode, EncodeError> {
    let mut status = (otherwise.0, otherwise.1.to_string());
    let members = output.schema().members.iter().enumerate();
    for (index, member) in members.filter(|(_, member)| is_status_code(member)) {
        let texts = TextEncoder::texts(output, index, member, Location::Header)?;
        let is_wish = |text: &str| member.binding == Binding::StatusCode || text != "0";
        if let Some((_, text)) = texts.values.into_iter().find(|(_, text)| is_wish(text)) {
            status = (member.name, text);
        }
    }
    let (name, text) = status;
    let code = text.parse().ok().filter(|code| (200..600).contains(code));
    code.and_then(|code| StatusCode::from_u16(code).ok())
        .ok_or_else(|| EncodeError::new("the value is not the status of a final response").within(name))
}

/// Reads the response of an operation that has succeeded, its body in memory. Required members that are absent keep
/// their defaults.
///
/// # Errors
/// When the response is malformed.
pub(crate) fn decode(
    codec: &dyn Codec,
    parts: &http::response::Parts,
    body: Bytes,
    output: &mut dyn Structure,
) -> Result<(), DecodeError> {
    decode_head(parts, output, |_| {})?;
    message::decode_body(codec, output, body, Direction::Response, false)
        .map_err(|error| with_encoding(parts, error))?;
    Ok(())
}

/// The error of a body, with the encoding that explains it. Clients ask for none, and leave a body as it comes: a payload of
/// bytes may be wanted that way.
pub(crate) fn with_encoding(parts: &http::response::Parts, mut error: DecodeError) -> DecodeError {
    if let Some(problem) = encoding_problem(parts) {
        error.message = format!("{problem} ({})", error.message);
    }
    error
}

/// What is wrong with a body that is encoded.
pub(crate) fn encoding_problem(parts: &http::response::Parts) -> Option<String> {
    let encoding = parts.headers.get(CONTENT_ENCODING)?.to_str().unwrap_or_default();
    if encoding.trim().eq_ignore_ascii_case("identity") {
        return None;
    }
    let start: String = encoding.chars().take(64).collect();
    Some(format!("the body is encoded, which was not asked for: `Content-Encoding` is `{start}`"))
}

/// Reads the response of an operation whose output has a stream: its headers now, its body as the stream is read.
///
/// # Errors
/// When a header is malformed; and, if the stream is one of events, when a required one is missing: there is no other place
/// where it could be, and nothing has been read yet that would be lost.
pub(crate) fn attach_stream(
    codec: &'static dyn Codec,
    operation: &OperationSchema,
    parts: &http::response::Parts,
    body: Body,
    output: &mut dyn Structure,
) -> Result<(), DecodeError> {
    let mut set = vec![false; output.schema().members.len()];
    decode_head(parts, output, |index| mark(&mut set, index))?;
    if matches!(output.stream(), Some(Stream::Events(_))) {
        if let Some(problem) = encoding_problem(parts) {
            return Err(DecodeError::new(problem));
        }
        for (member, set) in output.schema().members.iter().zip(set) {
            if let (true, false, Binding::Header(name)) = (member.required, set, member.binding) {
                return Err(DecodeError::new(format!("the required header `{name}` is missing")).within(member.name));
            }
        }
    }
    message::attach_response(codec, output, body, response_metadata(operation, parts));
    Ok(())
}

/// Reads the status and the headers. `set` is called with the index of each member that is in a header.
pub(crate) fn decode_head(
    parts: &http::response::Parts,
    output: &mut dyn Structure,
    set: impl FnMut(usize),
) -> Result<(), DecodeError> {
    header::decode(output, &parts.headers, Strictness::Lenient, |_| None, set)?;
    for (index, member) in output.schema().members.iter().enumerate() {
        if is_status_code(member) {
            let text = parts.status.as_str().into();
            let mut decoder = TextDecoder::values(vec![text], Location::Header, Strictness::Lenient);
            output.decode_member(index, member, &mut decoder).map_err(|error| error.within(member.name))?;
        }
    }
    Ok(())
}
