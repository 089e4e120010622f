//! Requests that clients other than an SDK may send: the server responds to each, and goes on to serve others.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::{Value, json};
use weland_e2e::{CannedResponse, Recorder, serve};

const TIMEOUT: Duration = Duration::from_secs(30);

/// Status, code in the header, and body of a response.
#[derive(Debug, PartialEq)]
struct RawResponse(u16, String, String);

/// Sends bytes and reads what comes back until the connection is closed.
fn send(address: SocketAddr, bytes: &[u8]) -> RawResponse {
    exchange(address, bytes, false)
}

/// Sends bytes, if they are broken off says that no more will come, and reads what comes back.
fn exchange(address: SocketAddr, bytes: &[u8], broken_off: bool) -> RawResponse {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(TIMEOUT)).unwrap();
    // A server that has seen enough may close before it has read everything.
    let _ = stream.write_all(bytes);
    if broken_off {
        stream.shutdown(Shutdown::Write).unwrap();
    }
    let mut response = Vec::new();
    let _ = stream.read_to_end(&mut response);
    let response = String::from_utf8(response).unwrap();
    let (head, body) = response.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no response: {response:?}"));
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let header =
        |line: &str| line.to_ascii_lowercase().strip_prefix("x-amzn-errortype: ").map(|_| line[18..].to_owned());
    RawResponse(status, head.lines().find_map(header).unwrap_or_default(), body.to_owned())
}

/// A request with a body of JSON, or with no body.
fn request(head: &str, body: &[u8]) -> Vec<u8> {
    typed(head, if body.is_empty() { "" } else { "content-type: application/json\r\n" }, body)
}

fn typed(head: &str, header: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head =
        format!("{head} HTTP/1.1\r\nhost: lambda\r\nconnection: close\r\n{header}content-length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

const CONFIGURATION: &str = "PUT /2015-03-31/functions/f/configuration";

/// The request, and the status and code of the response.
fn malformed() -> Vec<(&'static str, Vec<u8>, u16, &'static str)> {
    let mut truncated = request(CONFIGURATION, b"{\"Timeout\": 3}");
    truncated.truncate(truncated.len() - 5);
    let chunked = |body: &str| {
        let head = format!(
            "{CONFIGURATION} HTTP/1.1\r\nhost: l\r\nconnection: close\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
        );
        [head.as_bytes(), body.as_bytes()].concat()
    };
    // Neither is sent to the end: the server responds as soon as it has seen enough.
    let announced = String::from_utf8(request(CONFIGURATION, b"{}")).unwrap().replace(": 2\r", ": 8000000\r");
    let limit = weland_server::DEFAULT_BODY_LIMIT;
    let endless = chunked(&format!("{:x}\r\n{}", limit + 10, "x".repeat(limit + 1)));
    vec![
        ("a body that breaks off", truncated, 400, "RequestAbortedException"),
        ("a chunk that breaks off", chunked("ff\r\n{\"Timeout\""), 400, "RequestAbortedException"),
        ("a body that is no JSON", request(CONFIGURATION, b"{\"Timeout\": 3"), 400, "SerializationException"),
        ("a body that is no object", request(CONFIGURATION, b"[1]"), 400, "SerializationException"),
        (
            "a body that is not UTF-8",
            request(CONFIGURATION, b"{\"Description\": \"\xff\"}"),
            400,
            "SerializationException",
        ),
        ("text in place of a number", request(CONFIGURATION, b"{\"Timeout\": \"3\"}"), 400, "SerializationException"),
        (
            "a number out of its type",
            request(CONFIGURATION, b"{\"Timeout\": 3000000000}"),
            400,
            "SerializationException",
        ),
        ("a list in place of a map", request(CONFIGURATION, b"{\"Environment\": []}"), 400, "SerializationException"),
        ("deeply nested arrays", request(CONFIGURATION, "[".repeat(1 << 20).as_bytes()), 400, "SerializationException"),
        (
            "text in place of a number in the query",
            request("GET /2015-03-31/functions?MaxItems=many", b""),
            400,
            "SerializationException",
        ),
        (
            "text in place of a number in the path",
            request("GET /2018-10-31/layers/l/versions/last", b""),
            400,
            "SerializationException",
        ),
        ("a label that is not UTF-8", request("GET /2015-03-31/functions/%ff", b""), 400, "SerializationException"),
        (
            "a body of another type",
            typed(CONFIGURATION, "content-type: text/xml\r\n", b"<a/>"),
            415,
            "UnsupportedMediaTypeException",
        ),
        ("a body of no type", typed(CONFIGURATION, "", b"{}"), 415, "UnsupportedMediaTypeException"),
        ("an unknown path", request("GET /2015-03-31/nothing", b""), 404, "UnknownOperationException"),
        ("the root", request("GET /", b""), 404, "UnknownOperationException"),
        ("an unknown method", request("PATCH /2015-03-31/functions/f", b""), 405, "UnknownOperationException"),
        ("a body over the limit", announced.into_bytes(), 413, "RequestEntityTooLargeException"),
        ("chunks over the limit", endless, 413, "RequestEntityTooLargeException"),
        ("a path that is a number", request("GET 1", b""), 404, "UnknownOperationException"),
        ("something else than HTTP", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(), 400, ""),
        ("a length that is none", b"POST / HTTP/1.1\r\nhost: l\r\ncontent-length: x\r\n\r\n".to_vec(), 400, ""),
    ]
}

#[test]
fn malformed_requests_are_rejected_and_the_server_goes_on() {
    let recorder = Recorder::default();
    let address = serve(recorder.clone(), weland_lambda_server::router(recorder.clone())).service;
    for (what, bytes, status, code) in malformed() {
        let response = exchange(address, &bytes, what.ends_with("breaks off"));
        assert_eq!((response.0, response.1.as_str()), (status, code), "{what}: {response:?}");
        if !code.is_empty() {
            let body: Value = serde_json::from_str(&response.2).unwrap_or_else(|_| panic!("{what}: {response:?}"));
            let message = body["message"].as_str().unwrap_or_default();
            assert!(!message.is_empty() && message.len() < 1000, "{what}: {response:?}");
        }
        assert!(recorder.take().is_empty(), "{what} reached a handler");
        responds(address, &recorder, what);
    }
}

/// An unsigned request without any header but the host gets a response like any other.
fn responds(address: SocketAddr, recorder: &Recorder, after: &str) {
    recorder.respond_with(CannedResponse::Output(json!({"FunctionName": "f"})));
    let response = send(address, &request("GET /2015-03-31/functions/f%2Dg/configuration?Qualifier=1", b""));
    assert_eq!(response, RawResponse(200, String::new(), "{\"FunctionName\":\"f\"}".to_owned()), "after {after}");
    let received = recorder.take();
    assert_eq!(received[0].input, json!({"FunctionName": "f-g", "Qualifier": "1"}), "after {after}");
}

#[test]
fn paths_mean_the_same_with_and_without_a_slash_at_the_end() {
    let recorder = Recorder::default();
    let address = serve(recorder.clone(), weland_lambda_server::router(recorder.clone())).service;
    for path in ["/2015-03-31/functions", "/2015-03-31/functions/"] {
        recorder.respond_with(CannedResponse::Output(json!({})));
        assert_eq!(send(address, &request(&format!("GET {path}?MaxItems=5"), b"")).0, 200, "{path}");
        let received = recorder.take();
        assert_eq!((received[0].operation, &received[0].input), ("ListFunctions", &json!({"MaxItems": 5})), "{path}");
    }
}

#[test]
fn operations_with_one_path_are_told_apart_by_the_query() {
    let recorder = Recorder::default();
    let address = serve(recorder.clone(), weland_lambda_server::router(recorder.clone())).service;
    let cases = [
        ("/2018-10-31/layers", "ListLayers"),
        (
            "/2018-10-31/layers?find=LayerVersion&Arn=arn:aws:lambda:eu-west-1:123456789012:layer:l:1",
            "GetLayerVersionByArn",
        ),
        (
            "/2018-10-31/layers?Arn=arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Alayer%3Al%3A1&find=LayerVersion",
            "GetLayerVersionByArn",
        ),
        ("/2019-09-30/functions/f/provisioned-concurrency?List=ALL", "ListProvisionedConcurrencyConfigs"),
        ("/2019-09-30/functions/f/provisioned-concurrency?Qualifier=1", "GetProvisionedConcurrencyConfig"),
    ];
    for (path, operation) in cases {
        recorder.respond_with(CannedResponse::Output(json!({})));
        assert_eq!(send(address, &request(&format!("GET {path}"), b"")).0, 200, "{path}");
        assert_eq!(recorder.take()[0].operation, operation, "{path}");
    }
}
