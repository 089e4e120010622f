//! `weland.openapi#rest`: HTTP as OpenAPI describes it.
//!
//! Members are bound to path, query string and headers, and one member is the body as a whole, in the media type that it names.
//! Responses are told apart by their status alone: errors have no code that would name their shape. What goes wrong beyond
//! what a model describes is responded to with a problem (RFC 9457).

mod body;
mod encoding;
mod field;
mod form;
mod multipart;
mod outcome;
mod parameter;
mod payload;
mod problem;
mod sequence;
mod stream;
mod style;
mod tree;

use bytes::Bytes;
use http::header::ACCEPT;
use http::{HeaderName, Request, Response, request, response};
use http_body::Body as _;
use weland_core::{DecodeError, EncodeError, Member, OperationSchema, OtherError, Schema, ServiceSchema, Structure};

use self::body::Encoded;
use self::parameter::Received;
use super::{ClientProtocol, Dispatch, ItemCheck, Label, ServerProtocol, Violation};
use crate::binding::Direction;
use crate::body::Body;
use crate::error::ErrorInfo;
use crate::json::{JsonCodec, problem_details};
use crate::metadata::request_id;
use crate::missing::{MissingMembers, mark};
use crate::request::{self as http_request, RequestError};
use crate::strictness::Strictness;
use crate::uri::UriTable;
use crate::{header, response as http_response};

const CODEC: &JsonCodec = &JsonCodec::OPENAPI;

/// The header that has the id of a request.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The name of a member on the wire.
fn json_name(member: &Member) -> &'static str {
    member.wire_name(Member::JSON_NAME)
}

/// The protocol `weland.openapi#rest`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Rest;

impl ClientProtocol for Rest {
    fn encode_request(
        &self,
        _: &ServiceSchema,
        operation: &OperationSchema,
        input: &mut dyn Structure,
    ) -> Result<Request<Body>, OtherError> {
        let mut request = http_request::without_body(operation, input, parameter::target)?;
        parameter::encode_headers(input, request.headers_mut()).map_err(http_request::unwritable)?;
        let Encoded { body, .. } =
            body::encode(input, Direction::Request, request.headers_mut()).map_err(http_request::unwritable)?;
        let length = body.size_hint().exact();
        header::encode(input, request.headers_mut(), length).map_err(http_request::unwritable)?;
        *request.body_mut() = body;
        if let Some(accept) = body::accept(operation.output)
            && !request.headers().contains_key(ACCEPT)
        {
            request.headers_mut().insert(ACCEPT, accept);
        }
        Ok(request)
    }

    fn is_success(&self, operation: &OperationSchema, parts: &response::Parts) -> bool {
        outcome::is_success(operation, parts.status.as_u16())
    }

    fn streams_response(&self, operation: &OperationSchema, parts: &response::Parts) -> bool {
        stream::is_stream(operation.output, Some(parts.status.as_u16()), &parts.headers)
    }

    fn decode_response(
        &self,
        _: &OperationSchema,
        parts: &response::Parts,
        body: Bytes,
        output: &mut dyn Structure,
    ) -> Result<(), DecodeError> {
        decode_answer(parts, body, output)
    }

    fn attach_response_stream(
        &self,
        operation: &OperationSchema,
        parts: &response::Parts,
        body: Body,
        output: &mut dyn Structure,
    ) -> Result<(), DecodeError> {
        stream::attach_response(operation, parts, body, output)
    }

    fn error_info(&self, parts: &response::Parts, body: &[u8]) -> ErrorInfo {
        let details = problem_details(body);
        let message = details.message.or_else(|| http_response::encoding_problem(parts));
        ErrorInfo { code: details.code, message, request_id: request_id(&parts.headers), ..ErrorInfo::default() }
    }

    fn find_error(&self, operation: &OperationSchema, status: u16, _: &str) -> Option<&'static Schema> {
        outcome::error(operation, status)
    }

    fn decode_error(&self, parts: &response::Parts, body: &[u8], error: &mut dyn Structure) -> Result<(), DecodeError> {
        decode_answer(parts, Bytes::copy_from_slice(body), error)
    }

    fn counts_attempts(&self) -> bool {
        false
    }
}

/// Reads an output or an error.
fn decode_answer(parts: &response::Parts, body: Bytes, value: &mut dyn Structure) -> Result<(), DecodeError> {
    http_response::decode_head(parts, value, |_| {})?;
    parameter::decode_headers(value, &parts.headers)?;
    body::decode(value, Some(parts.status.as_u16()), &parts.headers, body)
        .map_err(|error| http_response::with_encoding(parts, error))?;
    Ok(())
}

impl ServerProtocol for Rest {
    fn dispatcher(&self, _: &ServiceSchema, operations: &[&'static OperationSchema]) -> Box<dyn Dispatch> {
        Box::new(UriTable::new(operations).with_raw_labels())
    }

    fn streams_request(&self, operation: &OperationSchema, parts: &request::Parts) -> bool {
        stream::is_stream(operation.input, None, &parts.headers)
    }

    fn decode_request(
        &self,
        operation: &OperationSchema,
        parts: &request::Parts,
        labels: &[Label<'_>],
        body: Bytes,
        input: &mut dyn Structure,
    ) -> Result<MissingMembers, RequestError> {
        body::check_accept(operation, parts)?;
        let is_stream = self.streams_request(operation, parts);
        body::check_content_type(operation.input, &parts.headers, body.is_empty() && !is_stream)?;
        body::check_parts(operation.input, &parts.headers, &body)?;
        let mut set = vec![false; input.schema().members.len()];
        let query = parts.uri.query().unwrap_or_default();
        let received = Received { labels, query, headers: &parts.headers };
        let absent = parameter::decode(input, &received, &mut set)?;
        header::decode(input, &parts.headers, Strictness::Strict, |_| None, |index| mark(&mut set, index))?;
        let lacks_payload = body.is_empty() && !is_stream;
        let mut missing = body::decode(input, None, &parts.headers, body)?;
        if let Some(payload) =
            crate::payload::missing_payload(CODEC, operation.input, &parts.headers).filter(|_| lacks_payload)
        {
            missing.push(|| payload);
        }
        absent.into_iter().for_each(|absent| missing.push(|| absent));
        http_request::complete(input, &set, &mut missing);
        Ok(missing)
    }

    fn attach_request_stream(
        &self,
        _: &OperationSchema,
        parts: &request::Parts,
        (body, check): (Body, ItemCheck),
        input: &mut dyn Structure,
    ) {
        stream::attach_request(parts, (body, check), input);
    }

    fn encode_response(
        &self,
        _: &ServiceSchema,
        operation: &OperationSchema,
        output: &mut dyn Structure,
        _: &str,
    ) -> Result<Response<Body>, EncodeError> {
        let declared = operation.http.map_or(200, |http| http.status);
        let mut response = Response::new(Body::empty());
        parameter::encode_headers(output, response.headers_mut())?;
        let Encoded { body, statuses } = body::encode(output, Direction::Response, response.headers_mut())?;
        *response.status_mut() = outcome::status((operation.name, declared), statuses, output)?;
        let is_head = operation.http.is_some_and(|http| http.method == "HEAD");
        let length = body.size_hint().exact().filter(|_| !is_head);
        header::encode(output, response.headers_mut(), length)?;
        http_response::set_body(&mut response, body, is_head);
        Ok(response)
    }

    fn encode_error(&self, _: &ServiceSchema, error: &dyn Structure, _: &str) -> Result<Response<Body>, EncodeError> {
        let schema = error.schema();
        let mut response = Response::new(Body::empty());
        let declared = schema.error.map_or(500, |traits| traits.status);
        parameter::encode_headers(error, response.headers_mut())?;
        let Encoded { body, statuses } = body::document(error, Direction::Response, response.headers_mut())?;
        *response.status_mut() = outcome::status((schema.name, declared), statuses, error)?;
        header::encode(error, response.headers_mut(), body.size_hint().exact())?;
        *response.body_mut() = body;
        Ok(response)
    }

    fn encode_failure(&self, _: &ServiceSchema, status: u16, code: &str, message: &str, _: &str) -> Response<Body> {
        problem::encode(status, Some(code), message, &[])
    }

    fn has_errors_by_status(&self) -> bool {
        true
    }

    fn encode_violations(
        &self,
        status: u16,
        message: &str,
        violations: &[Violation<'_>],
        _: &str,
    ) -> Option<Response<Body>> {
        Some(problem::encode(status, None, message, violations))
    }

    fn request_id_header(&self) -> Option<HeaderName> {
        Some(REQUEST_ID)
    }
}
