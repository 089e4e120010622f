//! `aws.protocols#restXml`: members bound to HTTP, and XML.

use bytes::Bytes;
use http::{HeaderName, Request, Response, StatusCode, request, response};
use weland_core::{
    DecodeError, EncodeError, OperationSchema, OtherError, Schema, ServiceSchema, StatusRange, Structure,
};

use super::{ClientProtocol, Dispatch, ItemCheck, Label, ServerProtocol};
use crate::body::Body;
use crate::codec::{Codec, Codecs};
use crate::error::{self as http_error, ErrorInfo};
use crate::metadata;
use crate::missing::MissingMembers;
use crate::request::{self as http_request, RequestError};
use crate::request_headers::RequestHeaders;
use crate::response as http_response;
use crate::uri::UriTable;
use crate::xml::{ErrorCodec, ErrorDocument, UnwrappedCodec, XmlCodec};

/// What reads documents, and writes those that are in events, which have no namespace.
static CODEC: XmlCodec = XmlCodec::REST;

/// The protocol `aws.protocols#restXml`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct RestXml;

/// What writes documents of a service.
fn codec(service: &ServiceSchema) -> XmlCodec {
    XmlCodec::REST.with_namespace(service.xml_namespace)
}

impl ClientProtocol for RestXml {
    fn encode_request(
        &self,
        service: &ServiceSchema,
        operation: &OperationSchema,
        input: &mut dyn Structure,
    ) -> Result<Request<Body>, OtherError> {
        http_request::encode(Codecs { documents: &codec(service), events: &CODEC }, operation, input)
    }

    fn is_success(&self, operation: &OperationSchema, parts: &response::Parts) -> bool {
        parts.status.is_success() || operation.http.is_some_and(|http| parts.status.as_u16() == http.status)
    }

    fn decode_response(
        &self,
        operation: &OperationSchema,
        parts: &response::Parts,
        body: Bytes,
        output: &mut dyn Structure,
    ) -> Result<(), DecodeError> {
        let unwrapped = UnwrappedCodec(CODEC);
        let codec: &dyn Codec = if operation.unwrapped_output { &unwrapped } else { &CODEC };
        http_response::decode(codec, parts, body, output)
    }

    fn attach_response_stream(
        &self,
        operation: &OperationSchema,
        parts: &response::Parts,
        body: Body,
        output: &mut dyn Structure,
    ) -> Result<(), DecodeError> {
        http_response::attach_stream(&CODEC, operation, parts, body, output)
    }

    fn error_info(&self, parts: &response::Parts, body: &[u8]) -> ErrorInfo {
        let ErrorInfo { code, message, request_id, .. } = http_error::error_info(&CODEC, parts, body);
        let request_id = request_id.or_else(|| ErrorDocument::read(body).request_id);
        ErrorInfo { code, message, request_id, ..ErrorInfo::default() }
    }

    /// What responds to a request for the head has no document that could name an error. It goes by its status then, or by the
    /// phrase that stands for this.
    fn find_error(&self, operation: &OperationSchema, status: u16, code: &str) -> Option<&'static Schema> {
        let find = |is_meant: &dyn Fn(&Schema) -> bool| operation.errors.iter().copied().find(|error| is_meant(error));
        if !code.is_empty() {
            return find(&|error| error.name == code);
        }
        let has_status = |error: &Schema| error.error.is_some_and(|it| it.statuses == StatusRange::Code(status));
        let phrase = StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason()).unwrap_or_default();
        let by_phrase = find(&|error| error.name == phrase.replace(' ', ""));
        // An error that states no status has that of all that state none.
        by_phrase.or_else(|| find(&has_status).filter(|_| !matches!(status, 400 | 500)))
    }

    fn decode_error(&self, parts: &response::Parts, body: &[u8], error: &mut dyn Structure) -> Result<(), DecodeError> {
        http_error::decode(&ErrorCodec::READER, parts, body, error)
    }
}

impl ServerProtocol for RestXml {
    fn names_exceptions(&self) -> bool {
        false
    }

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
        http_request::decode(&CODEC, operation, parts, labels, body, input)
    }

    fn attach_request_stream(
        &self,
        _: &OperationSchema,
        _: &request::Parts,
        stream: (Body, ItemCheck),
        input: &mut dyn Structure,
    ) {
        http_request::attach_stream(&CODEC, stream, input);
    }

    fn encode_response(
        &self,
        service: &ServiceSchema,
        operation: &OperationSchema,
        output: &mut dyn Structure,
        _: &str,
    ) -> Result<Response<Body>, EncodeError> {
        let codec = codec(service);
        let unwrapped = UnwrappedCodec(codec);
        let documents: &dyn Codec = if operation.unwrapped_output { &unwrapped } else { &codec };
        http_response::encode(Codecs { documents, events: &CODEC }, operation, output)
    }

    fn encode_error(
        &self,
        service: &ServiceSchema,
        error: &dyn Structure,
        request_id: &str,
    ) -> Result<Response<Body>, EncodeError> {
        let schema = error.schema();
        let status = schema.error.map_or(500, |error| error.status);
        http_error::encode(&writer(service, status, schema.name, request_id), error)
    }

    fn encode_failure(
        &self,
        service: &ServiceSchema,
        status: u16,
        code: &str,
        message: &str,
        request_id: &str,
    ) -> Response<Body> {
        http_error::encode_failure(&writer(service, status, code, request_id), status, message)
    }

    fn request_id_header(&self) -> Option<HeaderName> {
        Some(metadata::REQUEST_ID)
    }
}

/// What writes the document of an error.
fn writer(service: &ServiceSchema, status: u16, code: &str, request_id: &str) -> ErrorCodec {
    let document = ErrorDocument {
        fault: Some(if status < 500 { "Sender" } else { "Receiver" }.to_owned()),
        code: Some(code.to_owned()),
        message: None,
        request_id: Some(request_id.to_owned()),
    };
    ErrorCodec { codec: codec(service), wrapped: !service.unwrapped_errors, document }
}
