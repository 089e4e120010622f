//! What protocols without HTTP bindings have in common: all requests are POST, a message is one document of all members, and
//! the members beside a stream of events are a message in front of the events.
//!
//! What is particular to a protocol is an [`Rpc`]; everything that follows from it is here.

mod client;
mod initial;
mod message;
mod server;

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, Request, Response, request, response};
use weland_core::{DecodeError, EncodeError, OperationSchema, OtherError, Schema, ServiceSchema, Structure};

pub(super) use self::message::Formats;
use super::{ClientProtocol, Dispatch, InitialMessage, ItemCheck, Label, ServerProtocol};
use crate::body::Body;
use crate::codec::ErrorDetails;
use crate::error::ErrorInfo;
use crate::metadata::REQUEST_ID;
use crate::missing::MissingMembers;
use crate::request::RequestError;
use crate::request_headers::RequestHeaders;

/// The header by which clients of a service that has had `aws.protocols#awsQuery` learn of the code that errors had there.
const QUERY_ERROR: HeaderName = HeaderName::from_static("x-amzn-query-error");

/// The header by which clients ask for that code.
const QUERY_MODE: &str = "x-amzn-query-mode";

/// What is particular to a protocol without HTTP bindings.
pub trait Rpc: fmt::Debug + Send + Sync {
    /// How messages are written.
    const FORMATS: Formats;

    /// The header that belongs to the address of a request.
    const ADDRESS_HEADER: &'static str;

    /// Says in the head of a request, which has its media type already, which operation it is for.
    ///
    /// # Errors
    /// When the name of the operation or the service cannot stand there.
    fn address(
        service: &ServiceSchema,
        operation: &OperationSchema,
        request: &mut Request<Body>,
    ) -> Result<(), OtherError>;

    /// Whether the operation has succeeded, going by the head of the response.
    fn is_success(parts: &response::Parts) -> bool {
        parts.status.is_success()
    }

    /// Makes sure that a response is one of the protocol.
    ///
    /// # Errors
    /// When it is not.
    fn check_response(_: &response::Parts) -> Result<(), DecodeError> {
        Ok(())
    }

    /// What names an error in its response, which may have a namespace or a URI around the name of the shape.
    fn code(headers: &HeaderMap, details: ErrorDetails) -> Option<String>;

    /// What finds the operation that a request is for, among `operations`.
    fn dispatcher(service: &ServiceSchema, operations: &[&'static OperationSchema]) -> Box<dyn Dispatch>;

    /// Completes the head of a response.
    fn mark_response(_: &mut HeaderMap) {}

    /// What names an error in its document.
    fn error_type(service: &ServiceSchema, error: &Schema) -> String;

    /// Names the shape of an error in its document.
    fn with_type(document: &[u8], name: &str) -> Vec<u8>;
}

impl<P: Rpc> ClientProtocol for P {
    fn encode_request(
        &self,
        service: &ServiceSchema,
        operation: &OperationSchema,
        input: &mut dyn Structure,
    ) -> Result<Request<Body>, OtherError> {
        let mut request = client::encode(&P::FORMATS, input)?;
        P::address(service, operation, &mut request)?;
        Ok(request)
    }

    fn is_success(&self, _: &OperationSchema, parts: &response::Parts) -> bool {
        P::is_success(parts)
    }

    fn streams_response(&self, operation: &OperationSchema, _: &response::Parts) -> bool {
        message::events(operation.output).is_some()
    }

    fn initial_response(&self, operation: &OperationSchema, body: Body) -> InitialMessage {
        initial::read(message::has_document(operation.output), "initial-response", body, usize::MAX)
    }

    fn decode_response(
        &self,
        _: &OperationSchema,
        parts: &response::Parts,
        body: Bytes,
        output: &mut dyn Structure,
    ) -> Result<(), DecodeError> {
        P::check_response(parts)?;
        client::decode(&P::FORMATS, parts, &body, output)
    }

    fn attach_response_stream(
        &self,
        operation: &OperationSchema,
        parts: &response::Parts,
        body: Body,
        output: &mut dyn Structure,
    ) -> Result<(), DecodeError> {
        P::check_response(parts)?;
        client::attach(&P::FORMATS, operation, parts, body, output)
    }

    fn error_info(&self, parts: &response::Parts, body: &[u8]) -> ErrorInfo {
        // What comes from something else than the service says nothing in the terms of the protocol.
        let body = if P::check_response(parts).is_ok() { body } else { &[] };
        client::error_info(&P::FORMATS, parts, body, P::code)
    }

    fn find_error(&self, operation: &OperationSchema, _: u16, code: &str) -> Option<&'static Schema> {
        client::find_error(operation, code)
    }

    fn decode_error(&self, parts: &response::Parts, body: &[u8], error: &mut dyn Structure) -> Result<(), DecodeError> {
        client::decode_error(&P::FORMATS, parts, body, error)
    }
}

impl<P: Rpc> ServerProtocol for P {
    fn request_headers(&self, operation: &OperationSchema) -> RequestHeaders {
        RequestHeaders::of_body(operation).and(&[P::ADDRESS_HEADER, QUERY_MODE]).and_of_sdks()
    }

    fn dispatcher(&self, service: &ServiceSchema, operations: &[&'static OperationSchema]) -> Box<dyn Dispatch> {
        P::dispatcher(service, operations)
    }

    fn streams_request(&self, operation: &OperationSchema, _: &request::Parts) -> bool {
        message::events(operation.input).is_some()
    }

    fn initial_request(&self, operation: &OperationSchema, body: Body, limit: usize) -> InitialMessage {
        initial::read(message::has_document(operation.input), "initial-request", body, limit)
    }

    fn decode_request(
        &self,
        operation: &OperationSchema,
        parts: &request::Parts,
        _: &[Label<'_>],
        body: Bytes,
        input: &mut dyn Structure,
    ) -> Result<MissingMembers, RequestError> {
        server::decode(&P::FORMATS, operation, parts, &body, input)
    }

    fn attach_request_stream(
        &self,
        _: &OperationSchema,
        _: &request::Parts,
        stream: (Body, ItemCheck),
        input: &mut dyn Structure,
    ) {
        crate::message::attach_request(P::FORMATS.events, input, stream);
    }

    fn encode_response(
        &self,
        _: &ServiceSchema,
        _: &OperationSchema,
        output: &mut dyn Structure,
        _: &str,
    ) -> Result<Response<Body>, EncodeError> {
        let mut response = server::encode(&P::FORMATS, output)?;
        P::mark_response(response.headers_mut());
        Ok(response)
    }

    fn encode_error(
        &self,
        service: &ServiceSchema,
        error: &dyn Structure,
        _: &str,
    ) -> Result<Response<Body>, EncodeError> {
        let name = P::error_type(service, error.schema());
        let mut response = server::encode_error(&P::FORMATS, error, |document| P::with_type(document, &name))?;
        P::mark_response(response.headers_mut());
        Ok(response)
    }

    fn encode_failure(&self, _: &ServiceSchema, status: u16, code: &str, message: &str, _: &str) -> Response<Body> {
        let document = P::with_type(&P::FORMATS.codec.encode_message(message), code);
        let mut response = crate::error::response(status, P::FORMATS.codec.media_type(), document);
        P::mark_response(response.headers_mut());
        response
    }

    fn request_id_header(&self) -> Option<HeaderName> {
        Some(REQUEST_ID)
    }
}
