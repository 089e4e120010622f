//! Errors as responses.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use http::{Response, StatusCode};
use weland_core::{DecodeError, Structure};

use crate::binding::{self, Direction};
use crate::body::Body;
use crate::json::{JsonDecoder, JsonEncoder};
use crate::response::decode_head;
use crate::strictness::Strictness;
use crate::{header, media, message, payload};

const ERROR_TYPE: &str = "x-amzn-errortype";
const REQUEST_ID: &str = "x-amzn-requestid";

/// What a response says about an error, whether the model names it or not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorInfo {
    /// The name of the error's shape, without its namespace.
    pub code: Option<String>,
    /// What went wrong.
    pub message: Option<String>,
    /// The id that the service gave the request.
    pub request_id: Option<String>,
}

/// What a response says about an error. Whatever it looks like, this does not fail.
pub(crate) fn error_info(parts: &http::response::Parts, body: &[u8]) -> ErrorInfo {
    let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let fields = body_fields(body);
    let header = text(ERROR_TYPE).map(shape_name).filter(|code| !code.is_empty());
    ErrorInfo {
        code: header.map(str::to_owned).or(fields.code),
        message: fields.message,
        request_id: request_id(&parts.headers),
    }
}

/// The id that a service gave the request that it answers.
pub fn request_id(headers: &HeaderMap) -> Option<String> {
    [REQUEST_ID, "x-amz-request-id", "x-amz-requestid"]
        .into_iter()
        .find_map(|name| headers.get(name))
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned)
}

/// What the body of an error says.
#[derive(Debug, Default)]
pub(crate) struct BodyFields {
    code: Option<String>,
    pub(crate) message: Option<String>,
}

/// Reads the code and the message of an error; as much of them as can be read.
pub(crate) fn body_fields(body: &[u8]) -> BodyFields {
    let (mut code, mut kind) = (None, None);
    let mut messages = [None, None, None];
    let mut read = |decoder: &mut JsonDecoder<'_>| {
        decoder.strings(|key, value| {
            let place = match key {
                "code" => &mut code,
                "__type" => &mut kind,
                "message" => &mut messages[0],
                "Message" => &mut messages[1],
                "errorMessage" => &mut messages[2],
                _ => return,
            };
            *place = Some(value.to_owned());
        })
    };
    // What comes after a mistake is lost, what came before it is not.
    let _ = JsonDecoder::new(body, Strictness::Lenient).and_then(|mut decoder| read(&mut decoder));
    let code: Option<String> = code.or(kind);
    BodyFields {
        code: code.map(|code| shape_name(&code).to_owned()).filter(|code| !code.is_empty()),
        message: messages.into_iter().flatten().next(),
    }
}

/// `FooError` out of `namespace#FooError:http://…`.
fn shape_name(code: &str) -> &str {
    let name = code.split(':').next().unwrap_or_default();
    name.rsplit('#').next().unwrap_or_default().trim()
}

/// Reads the members of an error out of the response that it came with.
///
/// # Errors
/// When the response is malformed.
pub(crate) fn decode(parts: &http::response::Parts, body: &[u8], error: &mut dyn Structure) -> Result<(), DecodeError> {
    decode_head(parts, error, |_| {})?;
    message::decode_body(error, Bytes::copy_from_slice(body), Direction::Response, true)?;
    Ok(())
}

/// Writes the response of an operation that has failed with an error of the model.
pub(crate) fn encode(error: &dyn Structure, request_id: &str) -> Response<Body> {
    let schema = error.schema();
    let status = schema.error.map_or(500, |traits| traits.status);
    let body = match binding::payload(schema) {
        Some((index, member)) => payload::encode(error, index, member).unwrap_or_default(),
        None => {
            let mut encoder = JsonEncoder::new();
            encoder.object(error, Direction::Response.includes());
            encoder.into_bytes()
        }
    };
    let media_type = message::media_type(schema, Direction::Response).unwrap_or(media::JSON);
    let mut response = response(status, schema.name, request_id, body);
    if let Some(media_type) = media::header(media_type) {
        response.headers_mut().insert(CONTENT_TYPE, media_type);
    }
    match header::encode(error, response.headers_mut()) {
        Ok(()) => response,
        Err(_) => internal_failure(request_id),
    }
}

/// Writes the response of a request that the server has failed on. It does not say why: that is nobody's business outside.
pub(crate) fn internal_failure(request_id: &str) -> Response<Body> {
    encode_failure(500, "InternalFailure", "the service has failed to process the request", request_id)
}

/// Writes the response of a request that has failed with an error that the model does not name.
pub(crate) fn encode_failure(status: u16, code: &str, message: &str, request_id: &str) -> Response<Body> {
    let body = crate::json::encode_message(message);
    response(status, code, request_id, body)
}

fn response(status: u16, code: &str, request_id: &str, body: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media::JSON));
    for (name, value) in [(ERROR_TYPE, code), (REQUEST_ID, request_id)] {
        // An id or a code that cannot stand in a header is left out rather than the whole answer.
        if let (false, Ok(value)) = (value.is_empty(), HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    }
    response
}
