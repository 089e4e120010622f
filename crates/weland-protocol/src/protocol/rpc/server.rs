//! What servers read and write.

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, request};
use weland_core::{EncodeError, OperationSchema, Schema, Structure};

use super::QUERY_ERROR;
use super::message::{self, Formats, is_in_document};
use crate::body::Body;
use crate::codec::MemberFilter;
use crate::event::MEDIA_TYPE;
use crate::missing::MissingMembers;
use crate::request::RequestError;
use crate::strictness::Strictness;
use crate::{error, media};

/// Reads the document of a request into an input, and says which required members were absent. No bytes at all are a document
/// without members.
///
/// # Errors
/// When the document is malformed, or of another media type.
pub(super) fn decode(
    formats: &Formats,
    operation: &OperationSchema,
    parts: &request::Parts,
    body: &[u8],
    input: &mut dyn Structure,
) -> Result<MissingMembers, RequestError> {
    let wanted = match message::events(operation.input) {
        Some(_) => MEDIA_TYPE,
        None => formats.codec.media_type(),
    };
    match media::content_type(&parts.headers) {
        Some(sent) if media::is_same(wanted, sent) => {}
        None if body.is_empty() => {}
        Some(sent) => {
            let message = format!("the body has to be of the type {wanted}, but `Content-Type` says `{sent}`");
            return Err(RequestError::unsupported(message));
        }
        None => {
            let message = format!("the body has to be of the type {wanted}, but there is no `Content-Type`");
            return Err(RequestError::unsupported(message));
        }
    }
    Ok(formats.codec.decode(body, input, MemberFilter::new(is_in_document), Strictness::Strict)?)
}

/// The response of an operation that has succeeded.
///
/// # Errors
/// When a value of the output cannot be sent.
pub(super) fn encode(formats: &Formats, output: &mut dyn Structure) -> Result<Response<Body>, EncodeError> {
    let mut response = Response::new(Body::empty());
    let (body, media_type) = match message::is_empty(output) {
        true => (Body::empty(), Some(formats.codec.media_type()).filter(|_| formats.types_empty_response)),
        false => {
            let (body, media_type) = message::encode(formats, output, "initial-response")?;
            (body, Some(media_type))
        }
    };
    *response.body_mut() = body;
    if let Some(media_type) = media_type.and_then(media::header) {
        response.headers_mut().insert(CONTENT_TYPE, media_type);
    }
    Ok(response)
}

/// The response of an operation that has failed with an error of the model, whose document `with_type` completes.
///
/// # Errors
/// When a value of the error cannot be sent.
pub(super) fn encode_error(
    formats: &Formats,
    error: &dyn Structure,
    with_type: impl Fn(&[u8]) -> Vec<u8>,
) -> Result<Response<Body>, EncodeError> {
    let schema = error.schema();
    let document = formats.codec.encode(error, |_| true)?;
    let status = schema.error.map_or(500, |traits| traits.status);
    let mut response = error::response(status, formats.codec.media_type(), with_type(&document));
    if let Some(code) = query_error(schema, status) {
        response.headers_mut().insert(QUERY_ERROR, code);
    }
    Ok(response)
}

/// The code of an error in `aws.protocols#awsQuery`, and who is at fault.
fn query_error(schema: &Schema, status: u16) -> Option<HeaderValue> {
    let code = schema.rules.and_then(|rules| rules.query_code)?;
    let fault = if status < 500 { "Sender" } else { "Receiver" };
    HeaderValue::from_str(&format!("{code};{fault}")).ok()
}
