//! Protocols as values: what a client and a server have to know about the messages of a service.
//!
//! Each protocol is a type without fields that implements [`ClientProtocol`] and [`ServerProtocol`]; a generated client or
//! server hands in a reference to it, so that a program links only the protocols, and through them the codecs, that it uses.
//! The traits are two, since a trait object links all methods of its trait: a client links nothing of servers.

mod aws_json;
mod query;
mod rest;
mod rest_json1;
mod rest_xml;
mod rpc;
mod rpcv2;
mod simple_rest_json;

use std::fmt;
use std::future::ready;
use std::pin::Pin;

use bytes::Bytes;
use http::{HeaderName, Request, Response, request, response};
use weland_core::{BoxError, DecodeError, EncodeError, OperationSchema, OtherError, Schema, ServiceSchema, Structure};

pub use self::aws_json::{AwsJson, AwsJson1_0, AwsJson1_1};
pub use self::query::{AwsQuery, Ec2Query, Query};
pub use self::rest::Rest;
pub use self::rest_json1::RestJson1;
pub use self::rest_xml::RestXml;
pub use self::rpcv2::{RpcV2Cbor, RpcV2Json};
pub use self::simple_rest_json::SimpleRestJson;
use crate::binding::has_stream;
use crate::body::Body;
pub use crate::dispatch::{Dispatch, DispatchError, Dispatched, Label};
use crate::error::ErrorInfo;
pub use crate::item_check::ItemCheck;
use crate::missing::MissingMembers;
use crate::request::RequestError;
use crate::request_headers::RequestHeaders;
use crate::{event, metadata};

/// The client's side of a protocol: inputs become requests, and responses become outputs or errors.
///
/// All methods are driven by the schemas of an operation, so a protocol is compiled once and not once per operation.
pub trait ClientProtocol: fmt::Debug + Send + Sync {
    /// Serializes the request of an operation. Its URI is the path and the query string; scheme and host are the transport's.
    ///
    /// Streams are taken out of the input. Idempotency tokens that are not set are generated.
    ///
    /// # Errors
    /// Of [`ErrorKind::Request`](weland_core::ErrorKind::Request) when the input cannot be sent.
    fn encode_request(
        &self,
        service: &ServiceSchema,
        operation: &OperationSchema,
        input: &mut dyn Structure,
    ) -> Result<Request<Body>, OtherError>;

    /// Whether the operation has succeeded, going by the head of the response.
    fn is_success(&self, operation: &OperationSchema, parts: &response::Parts) -> bool;

    /// Whether the body of the response of an operation that has succeeded is a stream, going by its head.
    fn streams_response(&self, operation: &OperationSchema, _: &response::Parts) -> bool {
        has_stream(operation.output)
    }

    /// Takes the message that stands in front of a [stream](Self::streams_response) off its body, for
    /// [`decode_response`](Self::decode_response). There is none, unless a protocol overrides it.
    fn initial_response(&self, _: &OperationSchema, body: Body) -> InitialMessage {
        Box::pin(ready(Ok((Bytes::new(), body))))
    }

    /// Deserializes the response of an operation that has succeeded, its body in memory. Required members that are absent keep
    /// their defaults.
    ///
    /// # Errors
    /// When the response is malformed.
    fn decode_response(
        &self,
        operation: &OperationSchema,
        parts: &response::Parts,
        body: Bytes,
        output: &mut dyn Structure,
    ) -> Result<(), DecodeError>;

    /// Deserializes the response of an operation [whose body is a stream](Self::streams_response): its head now, its body as the
    /// stream is read.
    ///
    /// # Errors
    /// When the head is malformed, or lacks a member that could be nowhere else.
    fn attach_response_stream(
        &self,
        operation: &OperationSchema,
        parts: &response::Parts,
        body: Body,
        output: &mut dyn Structure,
    ) -> Result<(), DecodeError>;

    /// What the response of an operation that has failed says about the error. Whatever the response looks like, this does
    /// not fail.
    fn error_info(&self, parts: &response::Parts, body: &[u8]) -> ErrorInfo;

    /// The error of the model that a response with this status and code stands for, out of those of the operation.
    ///
    /// Unless a protocol overrides it, the code is the name of the error's shape.
    fn find_error(&self, operation: &OperationSchema, _status: u16, code: &str) -> Option<&'static Schema> {
        operation.errors.iter().copied().find(|error| error.name == code)
    }

    /// Deserializes the members of an error of the model.
    ///
    /// # Errors
    /// When the response is malformed.
    fn decode_error(&self, parts: &response::Parts, body: &[u8], error: &mut dyn Structure) -> Result<(), DecodeError>;

    /// The id that the service gave the request: that in a header, unless a protocol overrides it.
    fn request_id(&self, parts: &response::Parts, _body: &[u8]) -> Option<String> {
        metadata::request_id(&parts.headers)
    }

    /// Whether requests have the headers by which SDKs of AWS tell services which attempt of which call they are.
    fn counts_attempts(&self) -> bool {
        true
    }
}

/// The server's side of a protocol: requests find their operation and become inputs, outputs and errors become responses.
///
/// All methods are driven by the schemas of an operation, so a protocol is compiled once and not once per operation.
pub trait ServerProtocol: fmt::Debug + Send + Sync {
    /// What finds the operation that a request is for, among `operations`.
    fn dispatcher(&self, service: &ServiceSchema, operations: &[&'static OperationSchema]) -> Box<dyn Dispatch>;

    /// The headers that clients set on requests of an operation: those that its members are bound to, unless a protocol overrides
    /// it.
    fn request_headers(&self, operation: &OperationSchema) -> RequestHeaders {
        RequestHeaders::bound(operation)
    }

    /// Whether the body of the request of an operation is a stream.
    fn streams_request(&self, operation: &OperationSchema, _: &request::Parts) -> bool {
        has_stream(operation.input)
    }

    /// Takes the message that stands in front of a [stream](Self::streams_request) off its body, for
    /// [`decode_request`](Self::decode_request); it has at most `limit` bytes. There is none, unless a protocol overrides it.
    fn initial_request(&self, _: &OperationSchema, body: Body, _limit: usize) -> InitialMessage {
        Box::pin(ready(Ok((Bytes::new(), body))))
    }

    /// Deserializes the request of an operation into its input, and returns the required members that were absent.
    ///
    /// `labels` are those that [`Dispatch::find`] has read off the path. If the body is a
    /// [stream](Self::streams_request), `body` is the [message in front of it](Self::initial_request), and [`attach_request_stream`](Self::attach_request_stream) gives
    /// the stream its body afterwards.
    ///
    /// # Errors
    /// When the request is malformed, its body is of a type that the operation does not take, or the response would be of a
    /// type that the client does not accept.
    fn decode_request(
        &self,
        operation: &OperationSchema,
        parts: &request::Parts,
        labels: &[Label<'_>],
        body: Bytes,
        input: &mut dyn Structure,
    ) -> Result<MissingMembers, RequestError>;

    /// Lets the stream of an input read from the body of its request. Each value of a stream of values is checked.
    fn attach_request_stream(
        &self,
        operation: &OperationSchema,
        parts: &request::Parts,
        stream: (Body, ItemCheck),
        input: &mut dyn Structure,
    );

    /// Serializes the response of an operation that has succeeded. Streams are taken out of the output. `request_id` is for
    /// protocols that have it in the document; see also [`request_id_header`](Self::request_id_header).
    ///
    /// # Errors
    /// When a value of the output cannot be sent.
    fn encode_response(
        &self,
        service: &ServiceSchema,
        operation: &OperationSchema,
        output: &mut dyn Structure,
        request_id: &str,
    ) -> Result<Response<Body>, EncodeError>;

    /// Serializes the response of an operation that has failed with an error of the model. `request_id` is for protocols that
    /// have it in the document of an error; see also [`request_id_header`](Self::request_id_header).
    ///
    /// # Errors
    /// When a value of the error cannot be sent.
    fn encode_error(
        &self,
        service: &ServiceSchema,
        error: &dyn Structure,
        request_id: &str,
    ) -> Result<Response<Body>, EncodeError>;

    /// Serializes the response of a request that has failed with an error that the model does not define.
    fn encode_failure(
        &self,
        service: &ServiceSchema,
        status: u16,
        code: &str,
        message: &str,
        request_id: &str,
    ) -> Response<Body>;

    /// Whether errors are told apart by their statuses, and not by names; not so, unless a protocol overrides it.
    fn has_errors_by_status(&self) -> bool {
        false
    }

    /// Serializes the response of a request that breaks constraints of the model, for which the operation has no error of its
    /// own. `None`, unless a protocol overrides it: the error is then one of Smithy's shape, with a message and the fields.
    fn encode_violations(
        &self,
        _status: u16,
        _message: &str,
        _violations: &[Violation<'_>],
        _request_id: &str,
    ) -> Option<Response<Body>> {
        None
    }

    /// Serializes the response of a request that the server has failed on. It does not say why: that is not for callers to
    /// know.
    fn internal_failure(&self, service: &ServiceSchema, request_id: &str) -> Response<Body> {
        self.encode_failure(service, 500, INTERNAL_FAILURE, INTERNAL_MESSAGE, request_id)
    }

    /// The bytes that end a stream of events in a response when the service fails on it: an error frame, unless a protocol
    /// overrides it.
    fn encode_event_failure(&self, code: &str, message: &str) -> Bytes {
        event::failure(code, message)
    }

    /// Whether codes of errors in AWS's own names end in `Exception`, which they do unless a protocol overrides it.
    fn names_exceptions(&self) -> bool {
        true
    }

    /// The header in which responses of all kinds have the id of their request; `None`, unless a protocol overrides it.
    fn request_id_header(&self) -> Option<HeaderName> {
        None
    }
}

/// The message in front of a stream, and the body of the stream. Without a message, the bytes are none.
pub type InitialMessage = Pin<Box<dyn Future<Output = Result<(Bytes, Body), BoxError>> + Send>>;

/// A place of an input that breaks a constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Violation<'a> {
    /// The way to the value, such as `/body/name`.
    pub path: &'a str,
    /// What is wrong with it.
    pub message: &'a str,
}

/// The header by which requests and responses say that they are in one of Smithy's own protocols.
const SMITHY_PROTOCOL: HeaderName = HeaderName::from_static(SMITHY_PROTOCOL_NAME);

const SMITHY_PROTOCOL_NAME: &str = "smithy-protocol";

/// The code of the response to a request that the server has failed on.
pub const INTERNAL_FAILURE: &str = "InternalFailure";

/// The message of the response to a request that the server has failed on.
pub const INTERNAL_MESSAGE: &str = "the service has failed to process the request";
