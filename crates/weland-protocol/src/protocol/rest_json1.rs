//! `aws.protocols#restJson1`: members bound to HTTP, and JSON.

use bytes::Bytes;
use http::{HeaderName, Request, Response, request, response};
use weland_core::{DecodeError, EncodeError, OperationSchema, OtherError, ServiceSchema, Structure};

use super::{ClientProtocol, Dispatch, ItemCheck, Label, ServerProtocol};
use crate::body::Body;
use crate::codec::Codec;
use crate::error::{self as http_error, ErrorInfo};
use crate::json::JsonCodec;
use crate::metadata;
use crate::missing::MissingMembers;
use crate::request::{self as http_request, RequestError};
use crate::request_headers::RequestHeaders;
use crate::response as http_response;
use crate::uri::UriTable;

const CODEC: &dyn Codec = &JsonCodec::REST;

/// The protocol `aws.protocols#restJson1`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct RestJson1;

impl ClientProtocol for RestJson1 {
    fn encode_request(
        &self,
        _: &ServiceSchema,
        operation: &OperationSchema,
        input: &mut dyn Structure,
    ) -> Result<Request<Body>, OtherError> {
        http_request::encode(CODEC.into(), operation, input)
    }

    fn is_success(&self, operation: &OperationSchema, parts: &response::Parts) -> bool {
        parts.status.is_success() || operation.http.is_some_and(|http| parts.status.as_u16() == http.status)
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
        http_error::error_info(CODEC, parts, body)
    }

    fn decode_error(&self, parts: &response::Parts, body: &[u8], error: &mut dyn Structure) -> Result<(), DecodeError> {
        http_error::decode(CODEC, parts, body, error)
    }
}

impl ServerProtocol for RestJson1 {
    fn request_headers(&self, operation: &OperationSchema) -> RequestHeaders {
        RequestHeaders::bound(operation).and_of_sdks()
    }

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
        http_error::set_error_type(&mut response, error.schema().name);
        Ok(response)
    }

    fn encode_failure(&self, _: &ServiceSchema, status: u16, code: &str, message: &str, _: &str) -> Response<Body> {
        let mut response = http_error::encode_failure(CODEC, status, message);
        http_error::set_error_type(&mut response, code);
        response
    }

    fn request_id_header(&self) -> Option<HeaderName> {
        Some(metadata::REQUEST_ID)
    }
}
