//! `alloy#simpleRestJson`: members bound to HTTP, and JSON, also where a body is text or bytes.

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response, Uri, request, response};
use weland_core::{
    Binding, DecodeError, EncodeError, Member, OperationSchema, OtherError, Schema, ServiceSchema, Structure,
};

use super::{ClientProtocol, Dispatch, ItemCheck, Label, ServerProtocol};
use crate::body::Body;
use crate::codec::Codec;
use crate::error::{self as http_error, ErrorInfo};
use crate::json::JsonCodec;
use crate::metadata;
use crate::missing::MissingMembers;
use crate::request::{self as http_request, RequestError};
use crate::response as http_response;
use crate::uri::UriTable;

const CODEC: &dyn Codec = &JsonCodec::SIMPLE_REST;

/// The header that names an error.
const ERROR_TYPE: HeaderName = HeaderName::from_static("x-error-type");

/// The header that has the id of a request.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The protocol `alloy#simpleRestJson`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct SimpleRestJson;

impl ClientProtocol for SimpleRestJson {
    fn encode_request(
        &self,
        _: &ServiceSchema,
        operation: &OperationSchema,
        input: &mut dyn Structure,
    ) -> Result<Request<Body>, OtherError> {
        let mut request = http_request::encode(CODEC.into(), operation, input)?;
        let path = operation.http.and_then(|http| http.uri.split('?').next()).unwrap_or_default();
        if path.len() > 1 && path.ends_with('/') {
            without_last_slash(&mut request);
        }
        Ok(request)
    }

    fn is_success(&self, operation: &OperationSchema, parts: &response::Parts) -> bool {
        let chooses_status = |member: &Member| member.binding == Binding::StatusCode;
        parts.status.is_success()
            || operation.http.is_some_and(|http| parts.status.as_u16() == http.status)
            || parts.status.as_u16() < 400 && operation.output.members.iter().any(chooses_status)
    }

    fn decode_response(
        &self,
        _: &OperationSchema,
        parts: &response::Parts,
        body: Bytes,
        output: &mut dyn Structure,
    ) -> Result<(), DecodeError> {
        http_response::decode(CODEC, parts, body, output)
    }

    fn attach_response_stream(
        &self,
        operation: &OperationSchema,
        parts: &response::Parts,
        body: Body,
        output: &mut dyn Structure,
    ) -> Result<(), DecodeError> {
        http_response::attach_stream(CODEC, operation, parts, body, output)
    }

    fn error_info(&self, parts: &response::Parts, body: &[u8]) -> ErrorInfo {
        let name = parts.headers.get(ERROR_TYPE).and_then(|value| value.to_str().ok());
        ErrorInfo {
            code: name.and_then(http_error::shape_name),
            message: CODEC.error_details(body).message.or_else(|| http_response::encoding_problem(parts)),
            request_id: metadata::request_id(&parts.headers),
            query_code: None,
        }
    }

    /// By the name in the header, or else by the status, if one error alone has it.
    fn find_error(&self, operation: &OperationSchema, status: u16, code: &str) -> Option<&'static Schema> {
        let mut errors = operation.errors.iter().copied();
        if !code.is_empty() {
            return errors.find(|error| error.name == code);
        }
        let mut found = errors.filter(|error| error.error.is_some_and(|error| error.status == status));
        found.next().filter(|_| found.next().is_none())
    }

    fn decode_error(&self, parts: &response::Parts, body: &[u8], error: &mut dyn Structure) -> Result<(), DecodeError> {
        http_error::decode(CODEC, parts, body, error)
    }

    fn counts_attempts(&self) -> bool {
        false
    }
}

impl ServerProtocol for SimpleRestJson {
    fn dispatcher(&self, _: &ServiceSchema, operations: &[&'static OperationSchema]) -> Box<dyn Dispatch> {
        Box::new(UriTable::new(operations))
    }

    fn decode_request(
        &self,
        operation: &OperationSchema,
        parts: &request::Parts,
        labels: &[Label<'_>],
        body: Bytes,
        input: &mut dyn Structure,
    ) -> Result<MissingMembers, RequestError> {
        http_request::decode(CODEC, operation, parts, labels, body, input)
    }

    fn attach_request_stream(
        &self,
        _: &OperationSchema,
        _: &request::Parts,
        stream: (Body, ItemCheck),
        input: &mut dyn Structure,
    ) {
        http_request::attach_stream(CODEC, stream, input);
    }

    fn encode_response(
        &self,
        _: &ServiceSchema,
        operation: &OperationSchema,
        output: &mut dyn Structure,
        _: &str,
    ) -> Result<Response<Body>, EncodeError> {
        http_response::encode(CODEC.into(), operation, output)
    }

    fn encode_error(&self, _: &ServiceSchema, error: &dyn Structure, _: &str) -> Result<Response<Body>, EncodeError> {
        let mut response = http_error::encode(CODEC, error)?;
        set_error_type(&mut response, error.schema().name);
        Ok(response)
    }

    fn encode_failure(&self, _: &ServiceSchema, status: u16, code: &str, message: &str, _: &str) -> Response<Body> {
        let mut response = http_error::encode_failure(CODEC, status, message);
        set_error_type(&mut response, code);
        response
    }

    fn request_id_header(&self) -> Option<HeaderName> {
        Some(REQUEST_ID)
    }
}

/// A slash at the end of a pattern is not sent: it has no meaning in this protocol. Others belong to the value of a label.
fn without_last_slash(request: &mut Request<Body>) {
    let path = request.uri().path();
    let mut text = path.strip_suffix('/').unwrap_or(path).to_owned();
    if let Some(query) = request.uri().query() {
        text.extend(["?", query]);
    }
    if let Ok(uri) = text.parse::<Uri>() {
        *request.uri_mut() = uri;
    }
}

/// A code that cannot stand in a header is left out rather than the whole response.
fn set_error_type(response: &mut Response<Body>, code: &str) {
    if let (false, Ok(code)) = (code.is_empty(), HeaderValue::from_str(code)) {
        response.headers_mut().insert(ERROR_TYPE, code);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slash_at_the_end_of_a_pattern_is_not_sent() {
        for (sent, expected) in [("/a/", "/a"), ("/a//", "/a/"), ("/a/?x=/", "/a?x=/"), ("/a", "/a")] {
            let mut request = Request::new(Body::default());
            *request.uri_mut() = Uri::from_static(sent);
            without_last_slash(&mut request);
            assert_eq!(request.uri(), expected);
        }
    }
}
