//! The way of a request through a router.

use std::sync::Arc;

use http::header::{HeaderName, HeaderValue};
use http::{Request, Response, request};
use weland_core::{ErrorKind, OperationSchema, OtherError};
use weland_protocol::{Body, Protocol, uuid};
use weland_validate::{Path, validate};

use crate::body::read_body;
use crate::context::Context;
use crate::handler::{Answer, Failure, Value};
use crate::panic::catch_panic;
use crate::reject::Rejection;
use crate::routes::{Route, Routes};
use crate::settings::Settings;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");

/// Answers a request.
pub(crate) async fn respond(routes: Arc<Routes>, settings: Settings, request: Request<Body>) -> Response<Body> {
    let id = uuid();
    let answer = answer(&routes, &settings, request, &id).await;
    identified(answer.unwrap_or_else(|rejection| rejection.into_response(settings.protocol, &id)), &id)
}

/// The response of an operation whose handler has come to this.
pub(crate) fn response(protocol: &dyn Protocol, operation: &OperationSchema, answer: Answer) -> Response<Body> {
    let id = uuid();
    identified(encode(operation, protocol, answer, &id), &id)
}

fn identified(mut response: Response<Body>, id: &str) -> Response<Body> {
    // Ids are ASCII.
    if let Ok(id) = HeaderValue::from_str(id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

async fn answer(
    routes: &Routes,
    settings: &Settings,
    request: Request<Body>,
    id: &str,
) -> Result<Response<Body>, Rejection> {
    let (mut parts, body) = request.into_parts();
    let (route, input) = extract(routes, settings, &mut parts, body).await?;
    let context = context(route, parts, id.to_owned());
    let answer = catch_panic(|| route.handler.call(input, context)).await;
    Ok(encode(route.operation, settings.protocol, answer.ok_or(Rejection::Panicked)?, id))
}

/// Finds the operation of a request, reads its input, and checks it.
async fn extract<'a>(
    routes: &'a Routes,
    settings: &Settings,
    parts: &mut request::Parts,
    body: Body,
) -> Result<(&'a Route, Box<dyn Value>), Rejection> {
    let Settings { service, protocol, .. } = *settings;
    let (route, labels) = routes.find(service, protocol, (&parts.method, &parts.uri, &parts.headers))?;
    let limit = route.body_limit.unwrap_or(settings.body_limit);
    let (bytes, stream) = read_body(route.operation, limit, &mut parts.headers, body).await?;
    let mut input = route.handler.input();
    let missing =
        protocol.decode_request(route.operation, parts, &labels, bytes, &mut *input).map_err(Rejection::Malformed)?;
    let found = validate(&*input).err().unwrap_or_default();
    found
        .merge(missing.into_iter().map(|missing| Path::new(missing.path)))
        .into_result()
        .map_err(|violations| Rejection::Invalid(violations, settings.validation_style))?;
    if let Some(stream) = stream {
        protocol.attach_request_stream(route.operation, stream, &mut *input);
    }
    Ok((route, input))
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

fn encode(operation: &OperationSchema, protocol: &dyn Protocol, answer: Answer, id: &str) -> Response<Body> {
    match answer {
        Ok(mut output) => protocol.encode_response(operation, &mut *output),
        Err(failure) => encode_failed(&*failure, protocol, id),
    }
}

fn encode_failed(failure: &dyn Failure, protocol: &dyn Protocol, id: &str) -> Response<Body> {
    match (failure.modeled(), failure.other()) {
        (Some(error), _) => protocol.encode_error(error, id),
        (None, Some(other)) => encode_other(other, protocol, id),
        (None, None) => protocol.internal_failure(id),
    }
}

/// What the handler says on purpose is passed on. What has merely happened to it (no connection to somewhere else, say)
/// is not told to the caller.
fn encode_other(error: &OtherError, protocol: &dyn Protocol, id: &str) -> Response<Body> {
    let status = error.status().filter(|status| (400..600).contains(status));
    match (error.kind(), status, error.code()) {
        (ErrorKind::Service | ErrorKind::NotImplemented, Some(status), Some(code)) => {
            protocol.encode_failure(status, code, error.message(), id)
        }
        _ => protocol.internal_failure(id),
    }
}
