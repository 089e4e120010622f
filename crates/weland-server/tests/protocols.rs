//! A service with two protocols on one router.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod service;

use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response, Uri, request};
use service::{SERVICE, call, get, json};
use weland_core::{EncodeError, OperationSchema, ServiceSchema, Structure};
use weland_protocol::protocol::{Dispatch, DispatchError, Dispatched, ItemCheck, Label};
use weland_protocol::{MissingMembers, RequestError, ServerProtocol};
use weland_server::protocol::RestJson1;
use weland_server::{Body, Router};

/// A protocol whose requests name their operation in the header `x-operation`. All else is as in restJson1, and responses to
/// failures have no body.
#[derive(Debug)]
struct Named;

#[derive(Debug)]
struct Names(Vec<&'static str>);

impl Dispatch for Names {
    fn find<'r>(&self, _: &Method, _: &'r Uri, headers: &HeaderMap) -> Result<Dispatched<'r>, DispatchError> {
        let name = headers.get("x-operation").ok_or(DispatchError::OtherProtocol)?;
        let operation = self.0.iter().position(|known| name == known).ok_or(DispatchError::UnknownOperation)?;
        Ok(Dispatched { operation, labels: vec![("Id", "label".into())] })
    }

    fn at_path(&self, _: &str) -> Vec<(usize, &'static str)> {
        (0..self.0.len()).map(|index| (index, "POST")).collect()
    }
}

impl ServerProtocol for Named {
    fn dispatcher(&self, _: &ServiceSchema, operations: &[&'static OperationSchema]) -> Box<dyn Dispatch> {
        Box::new(Names(operations.iter().map(|operation| operation.name).collect()))
    }

    fn decode_request(
        &self,
        operation: &OperationSchema,
        parts: &request::Parts,
        labels: &[Label<'_>],
        body: Bytes,
        input: &mut dyn Structure,
    ) -> Result<MissingMembers, RequestError> {
        RestJson1.decode_request(operation, parts, labels, body, input)
    }

    fn attach_request_stream(
        &self,
        operation: &OperationSchema,
        parts: &request::Parts,
        stream: (Body, ItemCheck),
        input: &mut dyn Structure,
    ) {
        RestJson1.attach_request_stream(operation, parts, stream, input);
    }

    fn encode_response(
        &self,
        service: &ServiceSchema,
        operation: &OperationSchema,
        output: &mut dyn Structure,
        request_id: &str,
    ) -> Result<Response<Body>, EncodeError> {
        RestJson1.encode_response(service, operation, output, request_id)
    }

    fn encode_error(
        &self,
        service: &ServiceSchema,
        error: &dyn Structure,
        request_id: &str,
    ) -> Result<Response<Body>, EncodeError> {
        RestJson1.encode_error(service, error, request_id)
    }

    fn encode_failure(&self, _: &ServiceSchema, status: u16, code: &str, _: &str, _: &str) -> Response<Body> {
        Response::builder().status(status).header("x-code", code).body(Body::empty()).unwrap()
    }
}

/// The same request with the operation in its header.
fn named(operation: &'static str, mut request: Request<Body>) -> Request<Body> {
    request.headers_mut().insert("x-operation", http::HeaderValue::from_static(operation));
    request
}

/// The response in one line: status, codes of the two protocols, body.
async fn outcome(router: &Router, request: Request<Body>) -> String {
    let (parts, body) = call(router, request).await;
    let header = |name: &str| parts.headers.get(name).map_or("-", |value| value.to_str().unwrap());
    let codes = format!("{} {}", header("x-code"), header("x-amzn-errortype"));
    format!("{} {codes} {}", parts.status.as_u16(), String::from_utf8(body).unwrap())
}

#[tokio::test]
async fn the_first_protocol_that_finds_an_operation_serves_the_request() {
    let router = service::with_operations(Router::new(&SERVICE, &Named).protocol(&RestJson1));
    let put = || json("PUT", "/things/a", r#"{"Name": "abc"}"#);
    let cases = [
        (put(), r#"201 - - {"Id":"a:abc:None"}"#),
        // The path is that of another operation.
        (named("PutThing", put()), r#"201 - - {"Id":"label:abc:None"}"#),
        (named("GetLatest", get("/anywhere")), r#"200 - - {"Id":"label"}"#),
        // Neither protocol has an operation: the response is that of the one that the request is in.
        (named("Nothing", get("/nothing")), "404 UnknownOperationException - "),
        (get("/nothing"), "404 - UnknownOperationException {\"message\""),
        (json("POST", "/things/a", "{}"), "405 - UnknownOperationException {\"message\""),
        // Requests that do not reach the handler.
        (named("PutThing", json("PUT", "/", "{")), "400 SerializationException - "),
        (json("PUT", "/things/a", "{"), "400 - SerializationException {\"message\""),
        // Errors of the handler, and its panics.
        (named("Idle", get("/")), "501 NotImplemented - "),
        (get("/idle"), "501 - NotImplemented {\"message\""),
        (named("Fail", json("POST", "/", "")), "500 InternalFailure - "),
        (json("POST", "/fail/panic", ""), "500 - InternalFailure {\"message\""),
    ];
    for (index, (request, expected)) in cases.into_iter().enumerate() {
        let found = outcome(&router, request).await;
        assert!(found.starts_with(expected), "case {index}: {found}");
    }
}

#[tokio::test]
async fn only_protocols_that_have_a_place_for_it_send_the_id_of_the_request() {
    let router = service::with_operations(Router::new(&SERVICE, &Named).protocol(&RestJson1));
    for uri in ["/things/a", "/idle", "/nothing"] {
        let operation = if uri == "/nothing" { "Nothing" } else { "GetThing" };
        let (parts, _) = call(&router, named(operation, get(uri))).await;
        assert!(!parts.headers.contains_key("x-amzn-requestid"), "{uri}");
        let (parts, _) = call(&router, get(uri)).await;
        assert!(parts.headers.contains_key("x-amzn-requestid"), "{uri}");
    }
}

#[tokio::test]
async fn a_request_in_no_protocol_is_rejected_in_the_first() {
    let router = service::with_operations(Router::new(&SERVICE, &Named));
    assert_eq!(outcome(&router, get("/things/a")).await, "404 UnknownOperationException - ");
}

#[tokio::test]
async fn a_protocol_can_be_added_to_a_router_that_has_served_requests() {
    let router = service::with_operations(Router::new(&SERVICE, &Named));
    assert!(outcome(&router, get("/idle")).await.starts_with("404 "));
    let both = router.clone().protocol(&RestJson1);
    assert!(outcome(&both, get("/idle")).await.starts_with("501 - NotImplemented "));
    assert!(outcome(&router, get("/idle")).await.starts_with("404 "));
}
