//! A protocol that is unlike those of HTTP bindings, through a client and a server: all requests are POST to `/`, a header
//! names the operation, all members are in the body, and errors are distinguished by their status.
#![allow(missing_docs, missing_debug_implementations, clippy::unwrap_used, clippy::panic)]

use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response, Uri, request, response};
use weland_client::{Client, Config, Transport};
use weland_core::{
    DecodeError, EncodeError, ErrorKind, Member, Operation, OperationSchema, OtherError, Schema, ServiceSchema,
    Structure, TimestampFormat, error, operation_error, schema, structure,
};
use weland_protocol::json::JsonCodec;
use weland_protocol::protocol::{Dispatch, DispatchError, Dispatched, ItemCheck, Label};
use weland_protocol::{
    Body, ClientProtocol, Codec, ErrorInfo, MemberFilter, MissingMembers, RequestError, ServerProtocol, Strictness,
};
use weland_server::{Context, Router};

const CODEC: JsonCodec = JsonCodec {
    media_type: "application/x-rpc",
    timestamp_format: TimestampFormat::DateTime,
    names: "",
    ..JsonCodec::REST
};
const OPERATION: &str = "x-operation";

#[derive(Debug)]
struct Rpc;

#[derive(Debug)]
struct Names(Vec<String>);

fn target(service: &ServiceSchema, operation: &OperationSchema) -> String {
    format!("{}.{}", service.name, operation.name)
}

fn all(_: &Member) -> bool {
    true
}

fn message(status: u16, body: Vec<u8>) -> Response<Body> {
    let response = Response::builder().status(status).header("content-type", CODEC.media_type);
    response.body(Body::from(body)).unwrap()
}

impl Dispatch for Names {
    fn find<'r>(&self, _: &Method, _: &'r Uri, headers: &HeaderMap) -> Result<Dispatched<'r>, DispatchError> {
        let name = headers.get(OPERATION).ok_or(DispatchError::OtherProtocol)?;
        let operation = self.0.iter().position(|known| name == known).ok_or(DispatchError::UnknownOperation)?;
        Ok(Dispatched { operation, labels: Vec::new() })
    }

    fn at_path(&self, _: &str) -> Vec<(usize, &'static str)> {
        (0..self.0.len()).map(|index| (index, "POST")).collect()
    }
}

impl ClientProtocol for Rpc {
    fn encode_request(
        &self,
        service: &ServiceSchema,
        operation: &OperationSchema,
        input: &mut dyn Structure,
    ) -> Result<Request<Body>, OtherError> {
        let body = CODEC
            .encode(input, all)
            .map_err(|error| OtherError::new(ErrorKind::Request, "the input cannot be written").with_source(error))?;
        let request = Request::post("/").header(OPERATION, target(service, operation));
        Ok(request.header("content-type", CODEC.media_type).body(Body::from(body)).unwrap())
    }

    fn is_success(&self, _: &OperationSchema, parts: &response::Parts) -> bool {
        parts.status == 200
    }

    fn decode_response(
        &self,
        _: &OperationSchema,
        _: &response::Parts,
        body: Bytes,
        output: &mut dyn Structure,
    ) -> Result<(), DecodeError> {
        CODEC.decode(&body, output, MemberFilter::ALL, Strictness::Lenient).map(drop)
    }

    fn attach_response_stream(
        &self,
        _: &OperationSchema,
        _: &response::Parts,
        _: Body,
        _: &mut dyn Structure,
    ) -> Result<(), DecodeError> {
        Err(DecodeError::new("the protocol has no streams"))
    }

    fn error_info(&self, _: &response::Parts, body: &[u8]) -> ErrorInfo {
        let mut info = ErrorInfo::default();
        info.message = CODEC.error_details(body).message;
        info
    }

    fn find_error(&self, operation: &OperationSchema, status: u16, _: &str) -> Option<&'static Schema> {
        let has_status = |schema: &&Schema| schema.error.is_some_and(|error| error.status == status);
        operation.errors.iter().copied().find(has_status)
    }

    fn decode_error(&self, _: &response::Parts, body: &[u8], error: &mut dyn Structure) -> Result<(), DecodeError> {
        CODEC.decode(body, error, MemberFilter::ALL, Strictness::Lenient).map(drop)
    }
}

impl ServerProtocol for Rpc {
    fn dispatcher(&self, service: &ServiceSchema, operations: &[&'static OperationSchema]) -> Box<dyn Dispatch> {
        Box::new(Names(operations.iter().map(|operation| target(service, operation)).collect()))
    }

    fn decode_request(
        &self,
        _: &OperationSchema,
        _: &request::Parts,
        _: &[Label<'_>],
        body: Bytes,
        input: &mut dyn Structure,
    ) -> Result<MissingMembers, RequestError> {
        Ok(CODEC.decode(&body, input, MemberFilter::ALL, Strictness::Strict)?)
    }

    fn attach_request_stream(
        &self,
        _: &OperationSchema,
        _: &request::Parts,
        _: (Body, ItemCheck),
        _: &mut dyn Structure,
    ) {
    }

    fn encode_response(
        &self,
        _: &ServiceSchema,
        _: &OperationSchema,
        output: &mut dyn Structure,
        _: &str,
    ) -> Result<Response<Body>, EncodeError> {
        CODEC.encode(output, all).map(|body| message(200, body))
    }

    fn encode_error(&self, _: &ServiceSchema, error: &dyn Structure, _: &str) -> Result<Response<Body>, EncodeError> {
        let status = error.schema().error.map_or(500, |error| error.status);
        CODEC.encode(error, all).map(|body| message(status, body))
    }

    fn encode_failure(&self, _: &ServiceSchema, status: u16, _: &str, text: &str, _: &str) -> Response<Body> {
        message(status, CODEC.encode_message(text))
    }
}

static SERVICE: ServiceSchema = ServiceSchema {
    name: "Calculator",
    version: "1",
    sdk_id: "Calculator",
    namespace: "example",
    ..ServiceSchema::EMPTY
};

#[derive(Default)]
pub struct DivideInput {
    pub dividend: i32,
    pub divisor: i32,
    pub at: Option<weland_core::Timestamp>,
}

// The bindings and names are those of another protocol.
structure! {
    DivideInput = DIVIDE_INPUT: Schema::structure("DivideInput");
    0 dividend: Member::new("dividend", &schema::INTEGER).label(),
    1 divisor: Member::new("divisor", &schema::INTEGER).header("X-Divisor").required(),
    2 at: Member::new("at", &schema::TIMESTAMP).wire_names(&[("jsonName", "when")]),
}

#[derive(Default)]
pub struct DivideOutput {
    pub quotient: Option<i32>,
    pub at: Option<weland_core::Timestamp>,
}

structure! {
    DivideOutput = DIVIDE_OUTPUT: Schema::structure("DivideOutput");
    0 quotient: Member::new("quotient", &schema::INTEGER).payload(),
    1 at: Member::new("at", &schema::TIMESTAMP),
}

#[derive(Default)]
pub struct ByZero {
    pub message: Option<String>,
    pub dividend: Option<i32>,
}

structure! {
    ByZero = BY_ZERO: Schema::structure("ByZero").error(422);
    0 message: Member::new("message", &schema::STRING),
    1 dividend: Member::new("dividend", &schema::INTEGER).header("X-Dividend"),
}

error!(ByZero, message);

operation_error! { pub enum DivideError { ByZero, } }

pub struct Divide;

impl Operation for Divide {
    type Input = DivideInput;
    type Output = DivideOutput;
    type Error = DivideError;
    const SERVICE: &'static ServiceSchema = &SERVICE;
    const SCHEMA: &'static OperationSchema = &OperationSchema::new("Divide")
        .input(DivideInput::SCHEMA)
        .output(DivideOutput::SCHEMA)
        .errors(DivideError::schemas());
}

async fn divide(input: DivideInput, _: Context) -> Result<DivideOutput, DivideError> {
    match input.dividend.checked_div(input.divisor) {
        Some(quotient) => Ok(DivideOutput { quotient: Some(quotient), at: input.at }),
        None => Err(ByZero { message: Some("by zero".into()), dividend: Some(input.dividend) }.into()),
    }
}

fn router() -> Router {
    Router::new(&SERVICE, &Rpc).route::<Divide, _, _>(divide)
}

fn client() -> Client {
    let config = Config::new().endpoint("http://calculator").unsigned().max_attempts(1);
    Client::new(&SERVICE, &Rpc, config.transport(Transport::new(router())))
}

#[tokio::test]
async fn an_operation_without_http_bindings_is_called_and_responds() {
    let at = Some(weland_core::Timestamp::new(1, 0));
    let input = DivideInput { dividend: 7, divisor: 2, at };
    let output = client().call::<Divide>(input).await.unwrap();
    assert_eq!((output.quotient, output.at), (Some(3), at));
}

#[tokio::test]
async fn errors_are_found_by_their_status() {
    let input = DivideInput { dividend: 7, divisor: 0, at: None };
    let Err(DivideError::ByZero(error)) = client().call::<Divide>(input).await else {
        panic!("the error is not the model's");
    };
    assert_eq!((error.message.as_deref(), error.dividend), (Some("by zero"), Some(7)));
}

#[tokio::test]
async fn what_the_format_cannot_write_is_an_error_of_the_request_and_a_failure_of_the_server() {
    let far = Some(weland_core::Timestamp::new(i64::MAX, 0));
    let input = DivideInput { dividend: 7, divisor: 2, at: far };
    let Err(DivideError::Other(error)) = client().call::<Divide>(input).await else {
        panic!("the timestamp has been written");
    };
    assert_eq!(error.kind(), ErrorKind::Request);
    let response = router().response::<Divide>(Ok(DivideOutput { quotient: None, at: far }));
    assert_eq!(response.status(), 500);
}

#[tokio::test]
async fn requests_look_as_the_protocol_has_them() {
    let input = &mut DivideInput { dividend: 7, divisor: 2, at: Some(weland_core::Timestamp::new(1, 0)) };
    let request = Rpc.encode_request(&SERVICE, Divide::SCHEMA, input).unwrap();
    assert_eq!((request.method(), request.uri().path()), (&Method::POST, "/"));
    assert_eq!(request.headers()[OPERATION], "Calculator.Divide");
    let body = request.into_body().collect(1000).await.unwrap();
    assert_eq!(body, r#"{"dividend":7,"divisor":2,"at":"1970-01-01T00:00:01Z"}"#);
}
