//! From a request to its response.

use std::sync::Arc;

use http::header::{CONTENT_LENGTH, HeaderValue, ORIGIN};
use http::{Method, Request, Response, Uri, request};
use weland_core::{BoxError, Member, OperationSchema, OtherError, Structure};
use weland_protocol::protocol::DispatchError;
use weland_protocol::{Body, MissingMembers, missing_stream, uuid};
use weland_validate::{validate_decoded, validate_item};

use crate::authenticate::Sender;
use crate::body::{decompress, read_body, read_sent, takes_gzip};
use crate::checksum;
use crate::chunked::{self, Chunking, PartSignatures};
use crate::context::Context;
use crate::credentials::conceal;
use crate::exchange::Exchange;
use crate::failure::FailureReason;
use crate::handler::{AnyStructure, ErrorIn, Handler, HandlerResult};
use crate::health::HealthRoute;
use crate::incoming::Incoming;
use crate::openapi::OpenApiRoute;
use crate::output_stream::watched;
use crate::panic::catch_panic;
use crate::reject::{INVALID, Rejection};
use crate::routes::{Matched, Routes, has_head};
use crate::served::{RequestId, RequestInfo};
use crate::settings::Settings;
use crate::trace::Trace;

/// The response to a request.
pub(crate) async fn respond(routes: Arc<Routes>, settings: Arc<Settings>, request: Request<Body>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    if let Some(response) = HealthRoute::answer(&settings.health, &parts.method, parts.uri.path()) {
        return response;
    }
    let origin = parts.headers.get(ORIGIN).filter(|_| settings.cors.is_some()).cloned();
    if let Some(mut response) = OpenApiRoute::answer(&settings.documents, &parts) {
        allow_origin(&mut response, &settings, &routes, origin.as_ref());
        return response;
    }
    let mut exchange = Exchange {
        protocol: routes.first_protocol(),
        routes,
        settings,
        operation: None,
        id: RequestId::of(&parts.extensions),
    };
    let trace = Trace::new(&exchange, &parts);
    let body = trace.request(body);
    let is_head = parts.method == Method::HEAD;
    let mut response = trace.within(answer(&mut exchange, parts, body)).await;
    if is_head && exchange.operation.is_none_or(has_head) {
        response = without_body(response);
    }
    trace.response(&exchange, complete(response, &exchange, origin.as_ref()))
}

async fn answer(exchange: &mut Exchange, parts: request::Parts, body: Body) -> Response<Body> {
    match accept(exchange, parts, body).await {
        Ok(response) => response,
        Err(rejection) => rejection.into_response(exchange),
    }
}

async fn accept(exchange: &mut Exchange, mut parts: request::Parts, body: Body) -> Result<Response<Body>, Rejection> {
    let sender = Sender::take(&exchange.settings, &mut parts);
    strip_base(&exchange.settings.base_path, &mut parts)?;
    let cors = exchange.settings.cors.as_ref();
    if let Some(response) = cors.and_then(|cors| cors.preflight(&exchange.routes, &parts)) {
        return Ok(response);
    }
    let call = read(exchange, &sender, &mut parts, body).await?;
    Ok(handle(exchange, call, parts).await)
}

/// The response of an operation whose handler has returned `result`.
pub(crate) fn response(
    routes: &Arc<Routes>,
    settings: &Arc<Settings>,
    operation: &'static OperationSchema,
    (result, error_in): (HandlerResult, ErrorIn),
) -> Response<Body> {
    let (routes, settings) = (Arc::clone(routes), Arc::clone(settings));
    let protocol = routes.first_protocol();
    let exchange = Exchange { protocol, routes, settings, operation: Some(operation), id: uuid() };
    let response = watched(exchange.result(operation, result), &exchange, error_in);
    complete(response, &exchange, None)
}

/// A response to `HEAD`: that to `GET` without its body, whose length it has.
fn without_body(response: Response<Body>) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    if let Some(length) = http_body::Body::size_hint(&body).exact() {
        parts.headers.entry(CONTENT_LENGTH).or_insert(HeaderValue::from(length));
    }
    Response::from_parts(parts, Body::empty())
}

/// Adds what responses of all kinds have.
fn complete(response: Response<Body>, exchange: &Exchange, origin: Option<&HeaderValue>) -> Response<Body> {
    let mut response = with_request_info(response, exchange);
    allow_origin(&mut response, &exchange.settings, &exchange.routes, origin);
    response
}

/// Lets scripts of an origin read a response, if they may call the service.
fn allow_origin(response: &mut Response<Body>, settings: &Settings, routes: &Routes, origin: Option<&HeaderValue>) {
    if let Some(cors) = &settings.cors {
        cors.complete(response.headers_mut(), origin, routes.accepts_browser_credentials());
    }
}

/// Says which request the response is for: in an extension, and where the protocol has the id of the request, unless the model
/// has a member there that is set.
fn with_request_info(mut response: Response<Body>, exchange: &Exchange) -> Response<Body> {
    // Ids are ASCII.
    if let (Some(name), Ok(id)) = (exchange.protocol.request_id_header(), HeaderValue::from_str(&exchange.id)) {
        response.headers_mut().entry(name).or_insert(id);
    }
    let (service, operation, request_id) = (exchange.routes.service(), exchange.operation, exchange.id.clone());
    response.extensions_mut().insert(RequestInfo { service, operation, request_id });
    response
}

async fn handle(
    exchange: &Exchange,
    Call { handler, operation, input }: Call,
    parts: request::Parts,
) -> Response<Body> {
    let context = context(operation, parts, exchange.id.clone());
    match catch_panic(|| handler.call(input, context)).await {
        Ok(result) => watched(exchange.result(operation, result), exchange, handler.error_in()),
        Err(message) => exchange.internal(FailureReason::Panic(&message)),
    }
}

/// A request that has been read.
struct Call {
    handler: Arc<dyn Handler>,
    operation: &'static OperationSchema,
    input: Box<dyn AnyStructure>,
}

/// Finds the operation of a request, and reads its input. The exchange learns its protocol and its operation.
async fn read(
    exchange: &mut Exchange,
    sender: &Sender,
    parts: &mut request::Parts,
    body: Body,
) -> Result<Call, Rejection> {
    let routes = Arc::clone(&exchange.routes);
    let uri = parts.uri.clone();
    let chunking = chunked::take(&mut parts.headers);
    let (Matched { protocol, route, labels }, body) = find(exchange, &routes, (parts, &uri), body, &chunking).await?;
    exchange.operation = Some(route.operation);
    conceal(route.operation, &mut parts.headers);
    #[cfg(feature = "hyper")]
    if let Some(kind) = parts.extensions.remove::<crate::timeout::BodyKind>()
        && has_events(route.operation)
    {
        kind.set_events();
    }
    let limit = route.body_limit.unwrap_or(exchange.settings.body_limit);
    let is_stream = protocol.streams_request(route.operation, parts);
    let chunking = chunking?;
    let checked = sender.check(exchange, (route, is_stream), parts, (body, chunking.as_ref())).await?;
    let body = unchunked(checked, chunking, protocol.names_exceptions(), limit).await?;
    let (mut bytes, mut stream) = match body {
        Incoming::Body(body) => {
            let body = checksum::checked(route.operation, &parts.headers, body);
            read_body((route.operation, is_stream), limit, &mut parts.headers, body).await?
        }
        Incoming::Read { bytes, .. } if bytes.len() > limit => return Err(Rejection::TooLarge(limit)),
        Incoming::Read { sent, bytes } => {
            checksum::checked(route.operation, &parts.headers, Body::from(sent)).collect(usize::MAX).await?;
            (bytes, None)
        }
    };
    if let Some(body) = stream {
        let (initial, rest) = protocol.initial_request(route.operation, body, limit).await?;
        (bytes, stream) = (initial, Some(rest));
    }
    let mut input = route.handler.input();
    let mut missing =
        protocol.decode_request(route.operation, parts, &labels, bytes, &mut *input).map_err(Rejection::Malformed)?;
    let absent = |stream| missing_stream(route.operation.input, &parts.headers, stream);
    if let Some(absent) = stream.as_ref().and_then(absent) {
        missing.push(|| absent);
    }
    check(&*input, missing)?;
    if let Some(stream) = stream {
        protocol.attach_request_stream(route.operation, parts, (stream, check_item), &mut *input);
    }
    Ok(Call { handler: Arc::clone(&route.handler), operation: route.operation, input })
}

/// The body without the chunks that it is in, if it is in any.
async fn unchunked(
    (body, signatures): (Incoming, Option<PartSignatures>),
    chunking: Option<Chunking>,
    names_exceptions: bool,
    limit: usize,
) -> Result<Incoming, Rejection> {
    let Some(chunking) = chunking else { return Ok(body) };
    match body {
        Incoming::Body(body) => Ok(Incoming::Body(chunked::open(body, chunking, signatures, names_exceptions))),
        Incoming::Read { sent, bytes } => {
            // What is in the chunks has been read already, but their signatures have not.
            let sent = chunked::open(Body::from(sent), chunking, signatures, names_exceptions).collect(limit).await?;
            Ok(Incoming::Read { sent, bytes })
        }
    }
}

/// Finds the operation of a request. The exchange learns its protocol.
async fn find<'a, 'r>(
    exchange: &mut Exchange,
    routes: &'a Routes,
    (parts, uri): (&mut request::Parts, &'r Uri),
    body: Body,
    chunking: &Result<Option<Chunking>, Rejection>,
) -> Result<(Matched<'a, 'r>, Incoming), Rejection> {
    let unmatched = match routes.find(&parts.method, uri, &parts.headers) {
        Ok(matched) => {
            exchange.protocol = matched.protocol;
            return Ok((matched, Incoming::Body(body)));
        }
        Err(unmatched) => unmatched,
    };
    exchange.protocol = unmatched.protocol;
    if unmatched.error != DispatchError::InBody {
        return Err(unmatched.error.into());
    }
    let (takes_gzip, limit) = (routes.operations().any(takes_gzip), routes.body_limit(exchange.settings.body_limit));
    let sent = read_sent(limit, &parts.headers, body).await?;
    let whole = match chunking {
        Ok(Some(chunking)) => {
            let body = Body::from(sent.clone());
            chunked::open(body, chunking.clone(), None, exchange.protocol.names_exceptions()).collect(limit).await?
        }
        _ => sent.clone(),
    };
    let bytes = decompress(takes_gzip, limit, &mut parts.headers, whole).await?;
    Ok((routes.find_in_body(unmatched, &bytes)?, Incoming::Read { sent, bytes }))
}

/// Takes the base path off a request.
///
/// # Errors
/// When the request has another path.
fn strip_base(base: &str, parts: &mut request::Parts) -> Result<(), Rejection> {
    if base.is_empty() {
        return Ok(());
    }
    let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
    let rest = target.strip_prefix(base).filter(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    let rest = rest.ok_or(Rejection::UnknownOperation)?;
    let target = if rest.starts_with('/') { rest.to_owned() } else { format!("/{rest}") };
    let mut uri = parts.uri.clone().into_parts();
    uri.path_and_query = Some(target.parse().map_err(|_| Rejection::UnknownOperation)?);
    parts.uri = Uri::from_parts(uri).map_err(|_| Rejection::UnknownOperation)?;
    Ok(())
}

/// Whether the input of an operation has a stream of events or values, or may have one.
#[cfg(feature = "hyper")]
fn has_events(operation: &OperationSchema) -> bool {
    let is_union = |schema: &weland_core::Schema| schema.shape_type == weland_core::ShapeType::Union;
    let mut members = operation.input.members.iter();
    members.any(|member| member.stream || member.schema.streaming && is_union(member.schema))
}

/// Checks the constraints of an input. `missing` are its required members that were absent.
fn check(input: &dyn Structure, missing: MissingMembers) -> Result<(), Rejection> {
    validate_decoded(input, missing).map_err(Rejection::Invalid)
}

/// Checks the constraints of a value of a stream. The handler meets what is wrong in place of the value.
fn check_item(item: &dyn Structure, member: &'static Member, missing: MissingMembers) -> Result<(), BoxError> {
    validate_item(item, member, missing).map_err(|violations| {
        let message = format!("a value of the body is invalid: {}", violations.smithy().message);
        OtherError::service(400, INVALID, message).into()
    })
}

fn context(operation: &'static OperationSchema, parts: request::Parts, request_id: String) -> Context {
    Context {
        request_id,
        operation,
        method: parts.method,
        uri: parts.uri,
        headers: parts.headers,
        extensions: parts.extensions,
    }
}
