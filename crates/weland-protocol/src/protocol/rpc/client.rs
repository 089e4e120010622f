//! What clients write and read.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, Request, response};
use weland_core::{DecodeError, OperationSchema, OtherError, Schema, Structure};

use super::QUERY_ERROR;
use super::message::{self, Formats, is_in_document};
use crate::body::Body;
use crate::codec::{ErrorDetails, MemberFilter};
use crate::error::{ErrorInfo, shape_name};
use crate::media;
use crate::metadata::{request_id, response_metadata};
use crate::request::unwritable;
use crate::response::{encoding_problem, with_encoding};
use crate::strictness::Strictness;
use crate::token::{fill_idempotency_tokens, uuid};

/// The request of an operation, which does not say yet which it is for.
///
/// # Errors
/// When the input cannot be sent.
pub(super) fn encode(formats: &Formats, input: &mut dyn Structure) -> Result<Request<Body>, OtherError> {
    fill_idempotency_tokens(input, uuid);
    let mut request = Request::new(Body::empty());
    *request.method_mut() = Method::POST;
    if message::is_empty(input) && !formats.has_empty_request {
        return Ok(request);
    }
    let (body, media_type) = message::encode(formats, input, "initial-request").map_err(unwritable)?;
    *request.body_mut() = body;
    if let Some(media_type) = media::header(media_type) {
        request.headers_mut().insert(CONTENT_TYPE, media_type);
    }
    Ok(request)
}

/// Reads a document into an output. What is of no member of it need not be readable.
///
/// # Errors
/// When the document is malformed.
pub(super) fn decode(
    formats: &Formats,
    parts: &response::Parts,
    body: &[u8],
    output: &mut dyn Structure,
) -> Result<(), DecodeError> {
    read(formats, parts, body, output, MemberFilter::new(is_in_document))
}

fn read(
    formats: &Formats,
    parts: &response::Parts,
    body: &[u8],
    value: &mut dyn Structure,
    filter: MemberFilter,
) -> Result<(), DecodeError> {
    if !message::has_document(value.schema()) {
        return Ok(());
    }
    let read = formats.codec.decode(body, value, filter, Strictness::Lenient);
    read.map(drop).map_err(|error| with_encoding(parts, error))
}

/// Lets the stream of an output read from the body of its response.
///
/// # Errors
/// When the body is encoded.
pub(super) fn attach(
    formats: &Formats,
    operation: &OperationSchema,
    parts: &response::Parts,
    body: Body,
    output: &mut dyn Structure,
) -> Result<(), DecodeError> {
    if let Some(problem) = encoding_problem(parts) {
        return Err(DecodeError::new(problem));
    }
    crate::message::attach_response(formats.events, output, body, response_metadata(operation, parts));
    Ok(())
}

/// What a response says about an error.
pub(super) fn error_info(
    formats: &Formats,
    parts: &response::Parts,
    body: &[u8],
    code: fn(&HeaderMap, ErrorDetails) -> Option<String>,
) -> ErrorInfo {
    let mut details = formats.codec.error_details(body);
    let message = details.message.take().or_else(|| encoding_problem(parts));
    let code = code(&parts.headers, details).as_deref().and_then(shape_name);
    ErrorInfo { code, query_code: query_code(&parts.headers), message, request_id: request_id(&parts.headers) }
}

/// The code in front of who is at fault.
fn query_code(headers: &HeaderMap) -> Option<String> {
    let code = headers.get(QUERY_ERROR)?.to_str().ok()?.split(';').next()?.trim();
    (!code.is_empty()).then(|| code.to_owned())
}

/// The error of an operation that has this name or else, which services say of those they have had in another protocol, code.
pub(super) fn find_error(operation: &OperationSchema, code: &str) -> Option<&'static Schema> {
    let find = |is_it: &dyn Fn(&Schema) -> bool| operation.errors.iter().copied().find(|error| is_it(error));
    find(&|error| error.name == code)
        .or_else(|| find(&|error| error.rules.is_some_and(|it| it.query_code == Some(code))))
}

/// Reads the members of an error.
///
/// # Errors
/// When the response is malformed.
pub(super) fn decode_error(
    formats: &Formats,
    parts: &response::Parts,
    body: &[u8],
    error: &mut dyn Structure,
) -> Result<(), DecodeError> {
    read(formats, parts, body, error, MemberFilter { any_case_message: true, ..MemberFilter::ALL })
}
