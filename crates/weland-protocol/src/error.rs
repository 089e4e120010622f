//! Errors as responses.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{Response, StatusCode};
use weland_core::{DecodeError, EncodeError, Structure};

use crate::binding::Direction;
use crate::body::Body;
use crate::codec::Codec;
use crate::metadata::request_id;
use crate::response::{decode_head, encoding_problem, with_encoding};
use crate::{header, media, message};

pub(crate) const ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");

/// What a response says about an error, whether the model defines it or not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorInfo {
    /// The name of the error's shape, without its namespace.
    pub code: Option<String>,
    /// The code that the error has had in `aws.protocols#awsQuery`, if the service says so beside the name of the shape.
    pub query_code: Option<String>,
    /// What went wrong.
    pub message: Option<String>,
    /// The id that the service gave the request.
    pub request_id: Option<String>,
}

/// What a response says about an error. Whatever it looks like, this does not fail.
pub(crate) fn error_info(codec: &dyn Codec, parts: &http::response::Parts, body: &[u8]) -> ErrorInfo {
    let text = |name: HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let details = codec.error_details(body);
    let named = details.code.or(details.shape);
    ErrorInfo {
        code: text(ERROR_TYPE).and_then(shape_name).or_else(|| named.as_deref().and_then(shape_name)),
        query_code: None,
        message: details.message.or_else(|| encoding_problem(parts)),
        request_id: request_id(&parts.headers),
    }
}

/// `FooError` out of `namespace#FooError:http://…`; `None` if nothing is left.
pub(crate) fn shape_name(code: &str) -> Option<String> {
    let name = code.split(':').next().unwrap_or_default();
    let name = name.rsplit('#').next().unwrap_or_default().trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// Reads the members of an error out of the response that it came with.
///
/// # Errors
/// When the response is malformed.
pub(crate) fn decode(
    codec: &dyn Codec,
    parts: &http::response::Parts,
    body: &[u8],
    error: &mut dyn Structure,
) -> Result<(), DecodeError> {
    decode_head(parts, error, |_| {})?;
    message::decode_body(codec, error, Bytes::copy_from_slice(body), Direction::Response, true)
        .map_err(|error| with_encoding(parts, error))?;
    Ok(())
}

/// Writes the response of an operation that has failed with an error of the model.
///
/// # Errors
/// When a value cannot be written where it is bound to.
pub(crate) fn encode(codec: &dyn Codec, error: &dyn Structure) -> Result<Response<Body>, EncodeError> {
    let schema = error.schema();
    let status = schema.error.map_or(500, |traits| traits.status);
    let body = message::document(codec, error, Direction::Response)?.unwrap_or_default();
    let media_type = message::media_type(codec, schema, Direction::Response).unwrap_or(codec.media_type());
    let length = u64::try_from(body.len()).ok();
    let mut response = response(status, media_type, body);
    header::encode(error, response.headers_mut(), length)?;
    Ok(response)
}

/// Writes the response of a request that has failed with an error that the model does not define.
pub(crate) fn encode_failure(codec: &dyn Codec, status: u16, message: &str) -> Response<Body> {
    response(status, codec.media_type(), codec.encode_message(message))
}

/// Lets a header of a response name its error, as several protocols have it.
pub(crate) fn set_error_type(response: &mut Response<Body>, code: &str) {
    // A code that cannot stand in a header is left out rather than the whole response.
    if let (false, Ok(code)) = (code.is_empty(), HeaderValue::from_str(code)) {
        response.headers_mut().insert(ERROR_TYPE, code);
    }
}

/// A response with a document.
pub(crate) fn response(status: u16, media_type: &str, body: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if let Some(media_type) = media::header(media_type) {
        response.headers_mut().insert(CONTENT_TYPE, media_type);
    }
    response
}
