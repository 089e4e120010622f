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

/// The protocol `aws.protocols#awsQuery`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct AwsQuery;

/// The protocol `aws.protocols#ec2Query`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Ec2Query;

/// Lets a type stand for the protocol with a style.
macro_rules! protocol {
    ($type:ident, $style:expr) => {
        impl ClientProtocol for $type {
            fn encode_request(
                &self,
                service: &ServiceSchema,
                operation: &OperationSchema,
                input: &mut dyn Structure,
            ) -> Result<Request<Body>, OtherError> {
                request::encode($style, service, operation, input)
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
                response::decode($style, operation, parts, &body, output)
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
                response::find_error($style, operation, code)
            }

            fn decode_error(
                &self,
                parts: &http::response::Parts,
                body: &[u8],
                error: &mut dyn Structure,
            ) -> Result<(), DecodeError> {
                response::decode_error($style, parts, body, error)
            }

            fn request_id(&self, parts: &http::response::Parts, body: &[u8]) -> Option<String> {
                response::request_id($style, parts, body)
            }
        }

        impl ServerProtocol for $type {
            fn dispatcher(
                &self,
                service: &ServiceSchema,
                operations: &[&'static OperationSchema],
            ) -> Box<dyn Dispatch> {
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
                request::decode($style, parts, &body, input)
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
                response::encode($style, service, operation, output, request_id)
            }

            fn encode_error(
                &self,
                _: &ServiceSchema,
                error: &dyn Structure,
                request_id: &str,
            ) -> Result<Response<Body>, EncodeError> {
                response::encode_error($style, error, request_id)
            }

            fn encode_failure(
                &self,
                _: &ServiceSchema,
                status: u16,
                code: &str,
                message: &str,
                request_id: &str,
            ) -> Response<Body> {
                response::encode_failure($style, status, code, message, request_id)
            }

            fn request_id_header(&self) -> Option<HeaderName> {
                Some(REQUEST_ID)
            }
        }
    };
}

protocol!(AwsQuery, Style::Query);
protocol!(Ec2Query, Style::Ec2);
