//! `smithy.protocols#rpcv2Cbor` and `smithy.protocols#rpcv2Json`: CBOR or JSON, sent to a path that names the service and the
//! operation.

use std::collections::BTreeMap;
use std::fmt;

use http::header::ACCEPT;
use http::{HeaderMap, HeaderValue, Method, Request, Uri, response};
use weland_core::{DecodeError, OperationSchema, OtherError, Schema, ServiceSchema, ShapeType};

use super::rpc::{Formats, Rpc};
use super::{Dispatch, DispatchError, Dispatched, SMITHY_PROTOCOL, SMITHY_PROTOCOL_NAME};
use crate::body::Body;
use crate::cbor::{self, CborCodec};
use crate::codec::{Codec, ErrorDetails};
use crate::event::MEDIA_TYPE as EVENT_STREAM;
use crate::json::{self, JsonCodec};
use crate::request::problem;

/// Headers of another protocol, which could let two readers see different requests.
const FOREIGN: [&str; 2] = ["x-amz-target", "x-amzn-target"];

/// The protocol `smithy.protocols#rpcv2Cbor`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct RpcV2Cbor;

/// The protocol `smithy.protocols#rpcv2Json`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct RpcV2Json;

/// What these protocols differ in.
trait Version: fmt::Debug + Send + Sync {
    /// The value of the header by which messages say that they are in the protocol.
    const NAME: &'static str;
    const CODEC: &'static dyn Codec;

    /// Names the shape of an error in its document.
    fn with_type(document: &[u8], name: &str) -> Vec<u8>;
}

impl Version for RpcV2Cbor {
    const NAME: &'static str = "rpc-v2-cbor";
    const CODEC: &'static dyn Codec = &CborCodec;

    fn with_type(document: &[u8], name: &str) -> Vec<u8> {
        cbor::with_type(document, name)
    }
}

impl Version for RpcV2Json {
    const NAME: &'static str = "rpc-v2-json";
    const CODEC: &'static dyn Codec = &JsonCodec::RPC_V2;

    fn with_type(document: &[u8], name: &str) -> Vec<u8> {
        json::with_type(document, name)
    }
}

impl<V: Version> Rpc for V {
    const FORMATS: Formats =
        Formats { codec: V::CODEC, events: V::CODEC, has_empty_request: false, types_empty_response: false };

    const ADDRESS_HEADER: &'static str = SMITHY_PROTOCOL_NAME;

    fn address(
        service: &ServiceSchema,
        operation: &OperationSchema,
        request: &mut Request<Body>,
    ) -> Result<(), OtherError> {
        let path = format!("/service/{}/operation/{}", service.name, operation.name);
        *request.uri_mut() = path.parse().map_err(|_| problem("the operation has a name that no path can have"))?;
        let mut members = operation.output.members.iter();
        let has_events = members.any(|member| member.schema.streaming && member.schema.shape_type == ShapeType::Union);
        let accept = if has_events { EVENT_STREAM } else { V::CODEC.media_type() };
        request.headers_mut().insert(SMITHY_PROTOCOL, HeaderValue::from_static(V::NAME));
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static(accept));
        Ok(())
    }

    fn is_success(parts: &response::Parts) -> bool {
        parts.status == 200
    }

    fn check_response(parts: &response::Parts) -> Result<(), DecodeError> {
        match is_named(&parts.headers, V::NAME) {
            true => Ok(()),
            false => Err(DecodeError::new(format!("the response lacks the header `{SMITHY_PROTOCOL}: {}`", V::NAME))),
        }
    }

    /// Neither headers nor other members name an error.
    fn code(_: &HeaderMap, details: ErrorDetails) -> Option<String> {
        details.shape
    }

    fn dispatcher(service: &ServiceSchema, operations: &[&'static OperationSchema]) -> Box<dyn Dispatch> {
        Box::new(Paths::new(service, operations, V::NAME))
    }

    fn mark_response(headers: &mut HeaderMap) {
        headers.insert(SMITHY_PROTOCOL, HeaderValue::from_static(V::NAME));
    }

    fn error_type(service: &ServiceSchema, error: &Schema) -> String {
        error.id(service.namespace)
    }

    fn with_type(document: &[u8], name: &str) -> Vec<u8> {
        V::with_type(document, name)
    }
}

fn is_named(headers: &HeaderMap, protocol: &str) -> bool {
    headers.get(SMITHY_PROTOCOL).is_some_and(|name| name == protocol)
}

/// Finds operations by the end of the path.
#[derive(Debug)]
struct Paths {
    protocol: &'static str,
    service: &'static str,
    /// The name of the service with its namespace.
    id: String,
    operations: BTreeMap<&'static str, usize>,
}

impl Paths {
    fn new(service: &ServiceSchema, operations: &[&'static OperationSchema], protocol: &'static str) -> Self {
        let mut names = BTreeMap::new();
        for (index, operation) in operations.iter().enumerate() {
            names.entry(operation.name).or_insert(index);
        }
        let id = format!("{}.{}", service.namespace, service.name);
        Self { protocol, service: service.name, id, operations: names }
    }

    /// The operation that the last four segments of a path name.
    fn operation(&self, path: &str) -> Option<usize> {
        let mut segments = path.rsplit('/');
        let mut next = || segments.next().unwrap_or_default();
        let (operation, kind, service, outer) = (next(), next(), next(), next());
        let is_ours = outer == "service" && kind == "operation" && (service == self.service || service == self.id);
        is_ours.then(|| self.operations.get(operation).copied()).flatten()
    }
}

impl Dispatch for Paths {
    fn find<'r>(&self, method: &Method, uri: &'r Uri, headers: &HeaderMap) -> Result<Dispatched<'r>, DispatchError> {
        if !is_named(headers, self.protocol) {
            return Err(DispatchError::OtherProtocol);
        }
        if let Some(name) = FOREIGN.iter().find(|name| headers.contains_key(**name)) {
            let message = format!("a request of this protocol has no header `{name}`");
            return Err(DispatchError::Malformed(DecodeError::new(message)));
        }
        let operation = self.operation(uri.path()).ok_or(DispatchError::UnknownOperation)?;
        if method != Method::POST {
            return Err(DispatchError::MethodNotAllowed(vec!["POST"]));
        }
        Ok(Dispatched { operation, labels: Vec::new() })
    }

    fn at_path(&self, path: &str) -> Vec<(usize, &'static str)> {
        self.operation(path).map(|index| (index, "POST")).into_iter().collect()
    }
}
