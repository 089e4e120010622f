//! The way of a request through a router.

use std::sync::Arc;

use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue};
use http::{Request, Response, request};
use weland_core::{ErrorKind, OperationSchema, OtherError, ServiceSchema};
use weland_protocol::{
    Body, attach_request_stream, decode_request, encode_error, encode_failure, encode_response, has_stream,
    internal_failure, uuid,
};
use weland_validate::{Path, validate};

use crate::context::Context;
use crate::handler::{Answer, Failure, Value};
use crate::panic::catch_panic;
use crate::reject::Rejection;
use crate::router::Settings;
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
    let body = decode_content(route.operation, &mut parts.headers, body)?;
    let labels = route.labels(parts.uri.path()).map_err(Rejection::Label)?;
    let limit = route.body_limit.unwrap_or(settings.body_limit);
    let (bytes, stream) = if has_stream(route.operation.input) {
        (bytes::Bytes::new(), Some(body))
    } else {
        check_announced(&parts.headers, limit)?;
        (body.collect(limit).await?, None)
    };
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

/// Decompresses a body, if the operation takes compressed ones and it is one. Other encodings are the handler's business.
fn decode_content(operation: &OperationSchema, headers: &mut HeaderMap, body: Body) -> Result<Body, Rejection> {
    let encodings = headers.get(CONTENT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (before, last) = encodings.rsplit_once(',').unwrap_or(("", encodings));
    if !last.trim().eq_ignore_ascii_case("gzip") || !operation.compression.contains(&"gzip") {
        return Ok(body);
    }
    match HeaderValue::from_str(before.trim()) {
        Ok(before) if !before.is_empty() => headers.insert(CONTENT_ENCODING, before),
        _ => headers.remove(CONTENT_ENCODING),
    };
    // It was that of the body as it came.
    headers.remove(CONTENT_LENGTH);
    gunzip(body)
}

#[cfg(feature = "compression")]
fn gunzip(body: Body) -> Result<Body, Rejection> {
    Ok(weland_protocol::gunzip(body))
}

#[cfg(not(feature = "compression"))]
fn gunzip(_: Body) -> Result<Body, Rejection> {
    Err(Rejection::Encoding)
}

/// Refuses a body before the first byte of it is read, if its announced length is already too much.
fn check_announced(headers: &HeaderMap, limit: usize) -> Result<(), Rejection> {
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    match length {
        Some(length) if usize::try_from(length).is_ok_and(|length| length <= limit) => Ok(()),
        Some(_) => Err(Rejection::TooLarge(limit)),
        None => Ok(()),
    }
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
