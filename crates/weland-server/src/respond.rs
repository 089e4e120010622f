//! From a request to its response.

use std::sync::Arc;

use http::header::{HeaderName, HeaderValue};
use http::{Request, Response, request};
use weland_core::{ErrorKind, OperationSchema, OtherError, Structure};
use weland_protocol::{Body, MissingMembers, ServerProtocol, uuid};
use weland_validate::validate_decoded;

use crate::body::read_body;
use crate::context::Context;
use crate::handler::{AnyError, AnyStructure, HandlerResult};
use crate::panic::catch_panic;
use crate::reject::{Rejection, ValidationStyle};
use crate::routes::{Matched, Route, Routes, Unmatched};
use crate::settings::Settings;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");

/// The response to a request.
pub(crate) async fn respond(routes: Arc<Routes>, settings: Settings, request: Request<Body>) -> Response<Body> {
    let id = uuid();
    with_request_id(handle(&routes, settings, request, &id).await, &id)
}

/// The response of an operation whose handler has returned `result`.
pub(crate) fn response(
    protocol: &dyn ServerProtocol,
    operation: &OperationSchema,
    result: HandlerResult,
) -> Response<Body> {
    let id = uuid();
    with_request_id(encode(protocol, operation, result, &id), &id)
}

fn with_request_id(mut response: Response<Body>, id: &str) -> Response<Body> {
    // Ids are ASCII.
    if let Ok(id) = HeaderValue::from_str(id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

async fn handle(routes: &Routes, settings: Settings, request: Request<Body>, id: &str) -> Response<Body> {
    let (mut parts, body) = request.into_parts();
    let Call { protocol, route, input } = match read(routes, settings, &mut parts, body).await {
        Ok(call) => call,
        Err(Rejected { protocol, rejection }) => return rejection.into_response(protocol, id),
    };
    let context = context(route, parts, id.to_owned());
    match catch_panic(|| route.handler.call(input, context)).await {
        Some(result) => encode(protocol, route.operation, result, id),
        None => protocol.internal_failure(id),
    }
}

/// A request that has been read.
struct Call<'a> {
    protocol: &'static dyn ServerProtocol,
    route: &'a Route,
    input: Box<dyn AnyStructure>,
}

/// A request that does not reach a handler, and the protocol in which to respond.
struct Rejected {
    protocol: &'static dyn ServerProtocol,
    rejection: Rejection,
}

/// Finds the operation of a request, and reads its input.
async fn read<'a>(
    routes: &'a Routes,
    settings: Settings,
    parts: &mut request::Parts,
    body: Body,
) -> Result<Call<'a>, Rejected> {
    let unmatched = |Unmatched { protocol, error }| Rejected { protocol, rejection: error.into() };
    let Matched { protocol, route, labels } =
        routes.find(&parts.method, &parts.uri, &parts.headers).map_err(unmatched)?;
    let reject = |rejection| Rejected { protocol, rejection };
    #[cfg(feature = "hyper")]
    if let Some(kind) = parts.extensions.remove::<crate::timeout::BodyKind>()
        && has_events(route.operation)
    {
        kind.set_events();
    }
    let limit = route.body_limit.unwrap_or(settings.body_limit);
    let (bytes, stream) = read_body(route.operation, limit, &mut parts.headers, body).await.map_err(reject)?;
    let mut input = route.handler.input();
    let missing = protocol
        .decode_request(route.operation, parts, &labels, bytes, &mut *input)
        .map_err(|error| reject(Rejection::Malformed(error)))?;
    check(&*input, missing, settings.validation_style).map_err(reject)?;
    if let Some(stream) = stream {
        protocol.attach_request_stream(route.operation, stream, &mut *input);
    }
    Ok(Call { protocol, route, input })
}

/// Whether the input of an operation has a stream of events.
#[cfg(feature = "hyper")]
fn has_events(operation: &OperationSchema) -> bool {
    let mut streams = operation.input.members.iter().map(|member| member.schema).filter(|schema| schema.streaming);
    streams.any(|schema| schema.shape_type == weland_core::ShapeType::Union)
}

/// Checks the constraints of an input. `missing` are its required members that were absent.
fn check(input: &dyn Structure, missing: MissingMembers, style: ValidationStyle) -> Result<(), Rejection> {
    validate_decoded(input, missing).map_err(|violations| Rejection::Invalid(violations, style))
}

fn context(route: &Route, parts: request::Parts, request_id: String) -> Context {
    Context {
        request_id,
        operation: route.operation,
        method: parts.method,
        uri: parts.uri,
        headers: parts.headers,
        extensions: parts.extensions,
    }
}

fn encode(
    protocol: &dyn ServerProtocol,
    operation: &OperationSchema,
    result: HandlerResult,
    id: &str,
) -> Response<Body> {
    match result {
        Ok(mut output) => {
            protocol.encode_response(operation, &mut *output).unwrap_or_else(|_| protocol.internal_failure(id))
        }
        Err(error) => encode_error(protocol, &*error, id),
    }
}

fn encode_error(protocol: &dyn ServerProtocol, error: &dyn AnyError, id: &str) -> Response<Body> {
    match (error.modeled(), error.other()) {
        (Some(error), _) => protocol.encode_error(error, id).unwrap_or_else(|_| protocol.internal_failure(id)),
        (None, Some(other)) => encode_other(protocol, other, id),
        (None, None) => protocol.internal_failure(id),
    }
}

/// Responds with an error that the handler has returned on purpose. The details of any other error, such as a failed
/// connection to another service, are not for the caller.
fn encode_other(protocol: &dyn ServerProtocol, error: &OtherError, id: &str) -> Response<Body> {
    let status = error.status().filter(|status| (400..600).contains(status));
    match (error.kind(), status, error.code()) {
        (ErrorKind::Service | ErrorKind::NotImplemented, Some(status), Some(code)) => {
            protocol.encode_failure(status, code, error.message(), id)
        }
        _ => protocol.internal_failure(id),
    }
}
