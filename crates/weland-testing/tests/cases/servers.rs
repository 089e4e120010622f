//! Requests that servers receive, and responses that they send.

use serde_json::{Value, json};
use weland_server::Router;
use weland_testing::server::{self, Recorder};

use crate::service::{Copy, Echo, Press, SERVICE, Talk, router};
use crate::{fails_with, with};
use weland_server::protocol::RestJson1;

fn request() -> Value {
    json!({
        "id": "EchoAll",
        "protocol": "aws.protocols#restJson1",
        "method": "POST",
        "uri": "/echo/a%20b",
        "queryParams": ["fixed", "q=1%2B1", "q=2"],
        "headers": { "X-Tags": "one, two" },
        "requireHeaders": ["Content-Length"],
        "body": r#"{ "token": "t", "values": { "Text": "t", "gaps": [1, null], "small": "Infinity" } }"#,
        "bodyMediaType": "application/json",
        "params": {
            "id": "a b", "search": ["1+1", "2"], "tags": ["one", "two"], "token": "t",
            "values": { "text": "t", "gaps": [1, null], "small": "Infinity" },
        },
    })
}

#[test]
fn a_request_that_is_read_as_the_case_says_passes() {
    server::request::<Echo>(&request().to_string(), router);
}

#[test]
fn each_value_of_an_input_is_compared() {
    let cases = [
        ("/params/id", json!("a"), vec!["/id", "expected: \"a\"", "actual: \"a b\"", "The request that was received"]),
        ("/params/search", json!(["2", "1+1"]), vec!["/search/0", "/search/1"]),
        ("/params/tags", Value::Null, vec!["/tags", "expected: (not set)"]),
        ("/params/values/small", json!(1.5), vec!["/values/small", "expected: 1.5", "actual: inf"]),
        ("/params/values/level", json!(4), vec!["/values/level", "expected: 4", "actual: 3"]),
        ("/queryParams", json!(["fixed"]), vec!["/search", "expected: [\"1+1\",\"2\"]", "actual: (not set)"]),
        ("/body", json!("{"), vec!["the server did not call the handler", "400 Bad Request", "SerializationException"]),
        ("/uri", json!("/nowhere"), vec!["the server did not call the handler", "404 Not Found"]),
        ("/uri", json!("no path"), vec!["no request can be made of POST no path"]),
        ("/headers", json!({"X-Tags": "a\nb"}), vec!["no HTTP message can have the header `X-Tags: a\nb`"]),
    ];
    for (pointer, value, expected) in cases {
        let case = with(&request(), [(pointer, value)]);
        fails_with(&expected, || server::request::<Echo>(&case, router));
    }
}

#[test]
fn servers_fill_in_what_clients_leave_out() {
    server::request::<Echo>(&with(&request(), [("/params/depth", json!(10))]), router);
    let wrong = with(&request(), [("/params/depth", json!(11))]);
    fails_with(&["/depth", "expected: 11", "actual: 10"], || server::request::<Echo>(&wrong, router));
}

#[test]
fn a_request_has_to_reach_the_operation_that_the_case_belongs_to() {
    fails_with(&["the request was routed to Echo"], || server::request::<Talk>(&request().to_string(), router));
    let silent = |_: Recorder| Router::new(&SERVICE, &RestJson1);
    fails_with(&["did not call the handler"], || server::request::<Echo>(&request().to_string(), silent));
}

#[test]
fn what_a_message_cannot_say_is_not_compared() {
    let empty = with(&request(), [("/headers", json!({})), ("/params/tags", json!([]))]);
    server::request::<Echo>(&empty, router);
    let without_body = with(&request(), [("/body", Value::Null), ("/params/id", json!("a b"))]);
    server::request::<Echo>(&without_body, router);
    let wrong = with(&request(), [("/body", Value::Null), ("/params/id", json!("b"))]);
    fails_with(&["/id"], || server::request::<Echo>(&wrong, router));
}

#[test]
fn a_body_that_is_left_open_is_empty_whatever_the_headers_say() {
    let case = json!({
        "id": "Press", "protocol": "aws.protocols#restJson1", "method": "POST", "uri": "/press",
        "headers": {"Content-Encoding": "custom, gzip"}, "params": {"encoding": "custom", "text": "t"},
    });
    server::request::<Press>(&case.to_string(), router);
    let wrong = with(&case, [("/params/encoding", json!("custom, gzip"))]);
    fails_with(&["/encoding", "actual: \"custom\""], || server::request::<Press>(&wrong, router));
    let broken = with(&case, [("/body", json!("text"))]);
    fails_with(&["the server did not call the handler", "not compressed by gzip"], || {
        server::request::<Press>(&broken, router);
    });
}

#[test]
fn a_stream_is_read_to_its_end_before_it_is_compared() {
    let case = json!({
        "id": "Copy", "protocol": "aws.protocols#restJson1", "method": "PUT", "uri": "/copy",
        "headers": {"X-Name": "n"}, "body": "blobby blob blob", "params": {"name": "n", "data": "blobby blob blob"},
    });
    server::request::<Copy>(&case.to_string(), router);
    let wrong = with(&case, [("/body", json!("blobby"))]);
    fails_with(&["/data", "blob \"blobby blob blob\"", "blob \"blobby\""], || server::request::<Copy>(&wrong, router));
}

fn response() -> Value {
    json!({
        "id": "EchoResponse",
        "protocol": "aws.protocols#restJson1",
        "code": 200,
        "headers": { "X-Tags": "one, two", "Content-Type": "application/json" },
        "forbidHeaders": ["X-Other"],
        "requireHeaders": ["Content-Length"],
        "body": r#"{ "values": { "Text": "t", "level": 3 } }"#,
        "bodyMediaType": "application/json",
        "params": { "tags": ["one", "two"], "values": { "text": "t" } },
    })
}

#[test]
fn a_response_that_is_as_the_case_says_passes() {
    server::response::<Echo>(&response().to_string(), router);
}

#[test]
fn each_part_of_a_response_is_compared() {
    let cases = [
        (
            "/code",
            json!(201),
            vec!["the status", "expected: 201", "actual: 200", "The response that was sent:\n  200 OK"],
        ),
        ("/headers", json!({"X-Tags": "one"}), vec!["the header `X-Tags`", "expected: one", "actual: one, two"]),
        ("/forbidHeaders", json!(["X-Tags"]), vec!["the header `X-Tags`", "expected: (none)"]),
        ("/requireHeaders", json!(["X-Other"]), vec!["the header `X-Other`", "actual: (missing)"]),
        ("/body", json!("{}"), vec!["the body at /values", "expected: (missing)"]),
        ("/params/values/text", json!("x"), vec!["the body at /values/Text", "expected: \"t\"", "actual: \"x\""]),
        ("/params/other", json!(1), vec!["at /other: the model has no such member"]),
    ];
    for (pointer, value, expected) in cases {
        let case = with(&response(), [(pointer, value)]);
        fails_with(&expected, || server::response::<Echo>(&case, router));
    }
}

#[test]
fn a_response_without_a_body_says_that_it_has_none() {
    let case = json!({
        "id": "Nothing", "protocol": "aws.protocols#restJson1", "code": 200, "headers": {"Content-Length": "0"},
        "body": "", "params": {},
    });
    server::response::<Copy>(&case.to_string(), router);
}

#[test]
fn errors_are_sent_with_their_status() {
    let case = json!({
        "id": "EchoRefused", "protocol": "aws.protocols#restJson1", "code": 409,
        "headers": {"X-Amzn-Errortype": "Refused", "X-Code": "7"}, "body": r#"{"reason": "because"}"#,
        "bodyMediaType": "application/json", "params": {"reason": "because", "code": 7},
    });
    server::error::<Echo>(&case.to_string(), "Refused", router);
    fails_with(&["`None` is not an error of the operation"], || {
        server::error::<Echo>(&case.to_string(), "None", router);
    });
    let wrong = with(&case, [("/code", json!(400))]);
    fails_with(&["the status", "expected: 400", "actual: 409"], || server::error::<Echo>(&wrong, "Refused", router));
    let wrong = with(&case, [("/params", json!({}))]);
    fails_with(&["the header `X-Code`", "the body at /reason"], || server::error::<Echo>(&wrong, "Refused", router));
}

fn malformed() -> Value {
    json!({
        "id": "EchoMalformed",
        "protocol": "aws.protocols#restJson1",
        "request": {
            "method": "POST", "uri": "/echo/1", "queryParams": ["fixed"],
            "headers": {"content-type": "application/json"},
            "body": r#"{ "values": { "$name:L": $value:L } }"#,
        },
        "response": {
            "code": 400,
            "headers": {"x-amzn-errortype": "SerializationException"},
            "body": {
                "mediaType": "application/json",
                "assertion": {"messageRegex": "^at /values/$name:L: .*$$"},
            },
        },
        "testParameters": {"name": ["flag", "level"], "value": ["1", "true"]},
    })
}

#[test]
fn each_row_of_a_malformed_request_is_run() {
    server::malformed::<Echo>(&malformed().to_string(), 0, router);
    server::malformed::<Echo>(&malformed().to_string(), 1, router);
    fails_with(&["has no value in row 2"], || server::malformed::<Echo>(&malformed().to_string(), 2, router));
}

#[test]
fn each_part_of_a_rejection_is_compared() {
    let regex = |source: &str| json!({"messageRegex": source});
    let assertion = "/response/body/assertion";
    let cases = [
        (
            "/testParameters/value/0",
            json!("true"),
            vec!["the status", "expected: 400", "actual: 200", "parameters of the case", "name: flag", "value: true"],
        ),
        ("/response/code", json!(404), vec!["the status", "expected: 404", "actual: 400", "request that was received"]),
        ("/response/headers", json!({"x-amzn-errortype": "Other"}), vec!["`x-amzn-errortype`", "expected: Other"]),
        (
            assertion,
            regex("^no$$"),
            vec!["the message in the body", "expected: matches ^no$", "actual: at /values/flag"],
        ),
        (assertion, regex("("), vec!["the pattern of the case cannot be used"]),
        (assertion, json!({"contents": "{}"}), vec!["the body at /message", "expected: (missing)"]),
        ("/request/headers", json!({}), vec!["the status", "expected: 400", "actual: 415"]),
    ];
    for (pointer, value, expected) in cases {
        let case = with(&malformed(), [(pointer, value)]);
        fails_with(&expected, || server::malformed::<Echo>(&case, 0, router));
    }
}
