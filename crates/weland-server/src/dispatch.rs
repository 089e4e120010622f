//! The way of a request through a router.

use std::sync::Arc;

use http::header::{HeaderName, HeaderValue};
use http::{Request, Response, request};
use weland_core::{ErrorKind, OperationSchema, OtherError, ServiceSchema};
use weland_protocol::{
    Body, attach_request_stream, decode_request, encode_error, encode_failure, encode_response, internal_failure, uuid,
};
use weland_validate::{Path, validate};

use crate::body::read_body;
use crate::context::Context;
use crate::handler::{Answer, Failure, Value};
use crate::panic::catch_panic;
use crate::reject::Rejection;
use crate::settings::Settings;
use crate::table::{Found, Route, Table};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");

/// Answers a request.
pub(crate) async fn respond(table: Arc<Table>, settings: Settings, request: Request<Body>) -> Response<Body> {
    let id = uuid();
    let answer = answer(&table, &settings, request, &id).await;
    identified(answer.unwrap_or_else(|rejection| rejection.into_response(settings.service, &id)), &id)
}

/// The response of an operation whose handler has come to this.
pub(crate) fn response(service: &ServiceSchema, operation: &OperationSchema, answer: Answer) -> Response<Body> {
    let id = uuid();
    identified(encode(operation, service, answer, &id), &id)
}

fn identified(mut response: Response<Body>, id: &str) -> Response<Body> {
    // Ids are ASCII.
    if let Ok(id) = HeaderValue::from_str(id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

async fn answer(
    table: &Table,
    settings: &Settings,
    request: Request<Body>,
    id: &str,
) -> Result<Response<Body>, Rejection> {
    let (mut parts, body) = request.into_parts();
    let route = find(table, &parts)?;
    let input = extract(route, settings, &mut parts, body).await?;
    let context = context(route, parts, id.to_owned());
    let answer = catch_panic(|| route.handler.call(input, context)).await;
    Ok(encode(route.operation, settings.service, answer.ok_or(Rejection::Panicked)?, id))
}

fn find<'a>(table: &'a Table, parts: &request::Parts) -> Result<&'a Route, Rejection> {
    let query = parts.uri.query().unwrap_or_default();
    match table.find(parts.method.as_str(), parts.uri.path(), query) {
        Found::Route(route) => Ok(route),
        Found::Methods(methods) => Err(Rejection::Method(methods)),
        Found::Nothing => Err(Rejection::UnknownOperation),
    }
}

/// Reads the input of an operation, and checks it.
async fn extract(
    route: &Route,
    settings: &Settings,
    parts: &mut request::Parts,
    body: Body,
) -> Result<Box<dyn Value>, Rejection> {
    let labels = route.labels(parts.uri.path()).map_err(Rejection::Label)?;
    let limit = route.body_limit.unwrap_or(settings.body_limit);
    let (bytes, stream) = read_body(route.operation, limit, &mut parts.headers, body).await?;
    let mut input = route.handler.input();
    let missing = decode_request(settings.service, route.operation, parts, &labels, bytes, &mut *input)
        .map_err(Rejection::Malformed)?;
    let found = validate(&*input).err().unwrap_or_default();
    found
        .merge(missing.into_iter().map(|missing| Path::new(missing.path)))
        .into_result()
        .map_err(|violations| Rejection::Invalid(violations, settings.validation_style))?;
    if let Some(stream) = stream {
        attach_request_stream(stream, &mut *input);
    }
    Ok(input)
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

fn encode(operation: &OperationSchema, service: &ServiceSchema, answer: Answer, id: &str) -> Response<Body> {
    match answer {
        Ok(mut output) => encode_response(service, operation, &mut *output),
        Err(failure) => encode_failed(&*failure, service, id),
    }
}

fn encode_failed(failure: &dyn Failure, service: &ServiceSchema, id: &str) -> Response<Body> {
    match (failure.modeled(), failure.other()) {
        (Some(error), _) => encode_error(service, error, id),
        (None, Some(other)) => encode_other(other, service, id),
        (None, None) => internal_failure(service, id),
    }
}

/// What the handler says on purpose is passed on. What has merely happened to it (no connection to somewhere else, say)
/// is not told to the caller.
fn encode_other(error: &OtherError, service: &ServiceSchema, id: &str) -> Response<Body> {
    let status = error.status().filter(|status| (400..600).contains(status));
    match (error.kind(), status, error.code()) {
        (ErrorKind::Service | ErrorKind::NotImplemented, Some(status), Some(code)) => {
            encode_failure(service, status, code, error.message(), id)
        }
        _ => internal_failure(service, id),
    }
}
