//! `aws.protocols#awsQuery` and `aws.protocols#ec2Query`: requests are forms, which name the operation, and responses XML.
//!
//! They differ in what keys and elements are called, which is a [`Style`]; everything else is in functions that take one.

mod dispatch;
mod request;
mod response;

use bytes::Bytes;
use http::{HeaderName, Request, Response};
use weland_core::{DecodeError, EncodeError, OperationSchema, OtherError, Schema, ServiceSchema, Structure};

use super::{ClientProtocol, Dispatch, ItemCheck, Label, ServerProtocol};
use crate::body::Body;
use crate::error::ErrorInfo;
use crate::form::Style;
use crate::metadata::REQUEST_ID;
use crate::missing::MissingMembers;
use crate::request::RequestError;
use crate::request_headers::RequestHeaders;

/// A protocol whose requests are forms: [`AwsQuery`] or [`Ec2Query`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Query<const EC2: bool>;

/// The protocol `aws.protocols#awsQuery`.
#[allow(non_upper_case_globals, reason = "named as the protocol is, like those that are types")]
pub const AwsQuery: Query<false> = Query;

/// The protocol `aws.protocols#ec2Query`.
#[allow(non_upper_case_globals, reason = "named as the protocol is, like those that are types")]
pub const Ec2Query: Query<true> = Query;

impl<const EC2: bool> Query<EC2> {
    const STYLE: Style = if EC2 { Style::Ec2 } else { Style::Query };
}

impl<const EC2: bool> ClientProtocol for Query<EC2> {
    fn encode_request(
        &self,
        service: &ServiceSchema,
        operation: &OperationSchema,
        input: &mut dyn Structure,
    ) -> Result<Request<Body>, OtherError> {
        request::encode(Self::STYLE, service, operation, input)
    }

    fn is_success(&self, _: &OperationSchema, parts: &http::response::Parts) -> bool {
        parts.status.is_success()
    }

    fn streams_response(&self, _: &OperationSchema, _: &http::response::Parts) -> bool {
        false
    }

    fn decode_response(
        &self,
        operation: &OperationSchema,
        parts: &http::response::Parts,
        body: Bytes,
        output: &mut dyn Structure,
    ) -> Result<(), DecodeError> {
        response::decode(Self::STYLE, operation, parts, &body, output)
    }

    fn attach_response_stream(
        &self,
        _: &OperationSchema,
        _: &http::response::Parts,
        _: Body,
        _: &mut dyn Structure,
    ) -> Result<(), DecodeError> {
        Err(DecodeError::new("the protocol has no streams"))
    }

    fn error_info(&self, parts: &http::response::Parts, body: &[u8]) -> ErrorInfo {
        response::error_info(parts, body)
    }

    fn find_error(&self, operation: &OperationSchema, _: u16, code: &str) -> Option<&'static Schema> {
        response::find_error(Self::STYLE, operation, code)
    }

    fn decode_error(
        &self,
        parts: &http::response::Parts,
        body: &[u8],
        error: &mut dyn Structure,
    ) -> Result<(), DecodeError> {
        response::decode_error(Self::STYLE, parts, body, error)
    }

    fn request_id(&self, parts: &http::response::Parts, body: &[u8]) -> Option<String> {
        response::request_id(Self::STYLE, parts, body)
    }
}

impl<const EC2: bool> ServerProtocol for Query<EC2> {
    fn names_exceptions(&self) -> bool {
        false
    }

    fn request_headers(&self, operation: &OperationSchema) -> RequestHeaders {
        RequestHeaders::of_body(operation).and_of_sdks()
    }

    fn dispatcher(&self, service: &ServiceSchema, operations: &[&'static OperationSchema]) -> Box<dyn Dispatch> {
        Box::new(dispatch::Actions::new(service, operations))
    }

    fn streams_request(&self, _: &OperationSchema, _: &http::request::Parts) -> bool {
        false
    }

    fn decode_request(
        &self,
        _: &OperationSchema,
        parts: &http::request::Parts,
        _: &[Label<'_>],
        body: Bytes,
        input: &mut dyn Structure,
    ) -> Result<MissingMembers, RequestError> {
        request::decode(Self::STYLE, parts, &body, input)
    }

    fn attach_request_stream(
        &self,
        _: &OperationSchema,
        _: &http::request::Parts,
        _: (Body, ItemCheck),
        _: &mut dyn Structure,
    ) {
        // There are none.
    }

    fn encode_response(
        &self,
        service: &ServiceSchema,
        operation: &OperationSchema,
        output: &mut dyn Structure,
        request_id: &str,
    ) -> Result<Response<Body>, EncodeError> {
        response::encode(Self::STYLE, service, operation, output, request_id)
    }

    fn encode_error(
        &self,
        _: &ServiceSchema,
        error: &dyn Structure,
        request_id: &str,
    ) -> Result<Response<Body>, EncodeError> {
        response::encode_error(Self::STYLE, error, request_id)
    }

    fn encode_failure(
        &self,
        _: &ServiceSchema,
        status: u16,
        code: &str,
        message: &str,
        request_id: &str,
    ) -> Response<Body> {
        response::encode_failure(Self::STYLE, status, code, message, request_id)
    }

    fn request_id_header(&self) -> Option<HeaderName> {
        Some(REQUEST_ID)
    }
}
