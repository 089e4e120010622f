//! Requests that clients send, and responses that they receive.

use serde_json::{Value, json};
use weland_testing::client::{self, Config};

use crate::service::{Copy, Echo, call};
use crate::{fails_with, with};

fn request() -> Value {
    json!({
        "id": "EchoAll",
        "protocol": "aws.protocols#restJson1",
        "documentation": "Everything\n  at once.",
        "authScheme": "aws.auth#sigv4",
        "method": "POST",
        "uri": "/echo/a%20b",
        "queryParams": ["fixed", "q=1%2B1", "q=2"],
        "forbidQueryParams": ["other"],
        "requireQueryParams": ["q"],
        "headers": { "x-TAGS": "one, two", "Content-Type": "application/json" },
        "forbidHeaders": ["X-Other", "Transfer-Encoding"],
        "requireHeaders": ["Content-Length"],
        "resolvedHost": "example.com",
        "body": r#"{ "values": { "level": 3, "Text": "t", "flag": true, "small": 1.1, "large": "NaN", "data": "YmxvYg==",
            "time": 1.5, "any": {"a": [1, null]}, "gaps": [1, null], "counts": {"a": 1}, "choice": {"right": 7},
            "inner": {"level": 4} }, "token": "00000000-0000-4000-8000-000000000000" }"#,
        "bodyMediaType": "application/json",
        "params": {
            "id": "a b",
            "search": ["1+1", "2"],
            "tags": ["one", "two"],
            "values": {
                "text": "t", "flag": true, "small": 1.1, "large": "NaN", "data": "blob", "time": 1.5,
                "any": {"a": [1, null]}, "gaps": [1, null], "counts": {"a": 1}, "choice": {"right": 7},
                "inner": {"level": 4, "text": null},
            },
        },
    })
}

#[test]
fn a_request_that_is_as_the_case_says_passes() {
    client::request::<Echo>(&request().to_string(), call);
}

#[test]
fn hosts_may_have_paths() {
    let case = with(
        &request(),
        [
            ("/host", json!("other.example/base")),
            ("/resolvedHost", json!("other.example")),
            ("/uri", json!("/base/echo/a%20b")),
        ],
    );
    client::request::<Echo>(&case, call);
}

#[test]
fn each_part_of_a_request_is_compared() {
    let cases = [
        ("/method", json!("PUT"), vec!["the method", "expected: PUT", "actual: POST"]),
        ("/uri", json!("/echo/a+b"), vec!["the path", "expected: /echo/a+b", "actual: /echo/a%20b"]),
        ("/resolvedHost", json!("a.example.com"), vec!["the host", "expected: a.example.com", "actual: example.com"]),
        ("/queryParams", json!(["q=1+1", "q=2"]), vec!["parameter `q`", r#"["1+1", "2"]"#, r#"["1%2B1", "2"]"#]),
        ("/queryParams", json!(["q=2", "q=1%2B1"]), vec!["parameter `q`"]),
        ("/queryParams", json!(["q=2"]), vec!["parameter `q`"]),
        ("/queryParams", json!(["missing"]), vec!["parameter `missing`", r#"expected: [""]"#, "actual: (missing)"]),
        ("/forbidQueryParams", json!(["fixed"]), vec!["parameter `fixed`", "expected: (none)"]),
        ("/requireQueryParams", json!(["r"]), vec!["parameter `r`", "expected: (any value)", "actual: (missing)"]),
        ("/headers", json!({"X-Tags": "one"}), vec!["the header `X-Tags`", "expected: one", "actual: one, two"]),
        ("/headers", json!({"X-Other": ""}), vec!["the header `X-Other`", "actual: (missing)"]),
        ("/forbidHeaders", json!(["x-tags"]), vec!["the header `x-tags`", "expected: (none)", "actual: one, two"]),
        ("/requireHeaders", json!(["X-Other"]), vec!["the header `X-Other`", "expected: (any value)"]),
        ("/body", json!("{}"), vec!["the body at /token", "(missing)", "the body at /values"]),
        ("/body", json!(""), vec!["the body", "expected: (empty)", "actual: {\"token\""]),
        ("/bodyMediaType", json!("text/plain"), vec!["the body", "expected: {"]),
        ("/authScheme", json!("smithy.api#noAuth"), vec![]),
        ("/params/token", json!("mine"), vec!["the body at /token", "\"00000000-0000-4000", "actual: \"mine\""]),
        ("/params/token", json!("1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b"), vec!["the body at /token", "\"1b4e28ba"]),
    ];
    for (pointer, value, expected) in cases {
        let case = with(&request(), [(pointer, value.clone())]);
        if expected.is_empty() {
            client::request::<Echo>(&case, call);
            continue;
        }
        fails_with(&expected, || client::request::<Echo>(&case, call));
    }
}

#[test]
fn settings_may_come_with_the_case() {
    let client = json!({"region": "eu-west-1", "use_fips_endpoint": true, "use_dualstack_endpoint": true});
    let vendor = ("/vendorParams", json!({"scopedConfig": {"client": client}}));
    let host = |host: &str| with(&request(), [vendor.clone(), ("/resolvedHost", json!(host))]);
    client::request::<Echo>(&host("echo-fips.eu-west-1.api.aws"), call);
    fails_with(&["the host", "actual: echo-fips.eu-west-1.api.aws"], || client::request::<Echo>(&host("echo"), call));
}

#[test]
fn a_signature_is_demanded_if_the_case_names_its_scheme() {
    let unsigned = |config: Config, input| call::<Echo>(config.unsigned(), input);
    let expected = ["the header `authorization`", "expected: a signature of version 4", "actual: (missing)"];
    fails_with(&expected, || client::request::<Echo>(&request().to_string(), unsigned));
    client::request::<Echo>(&with(&request(), [("/authScheme", Value::Null)]), unsigned);
}

#[test]
fn the_message_of_a_failure_shows_the_case_and_the_request() {
    let case = with(&request(), [("/method", json!("PUT"))]);
    let expected = [
        "the protocol test `EchoAll` of Echo fails",
        "the method",
        "The request that was sent:",
        "POST https://example.com/echo/a%20b?fixed",
        "content-type: application/json",
        "\n  \n  {\"",
        "The case says: Everything at once.",
    ];
    fails_with(&expected, || client::request::<Echo>(&case, call));
}

#[test]
fn values_that_the_model_does_not_have_are_rejected() {
    let cases = [
        ("/params/other", json!(1), "at /other: the model has no such member"),
        ("/params/values/flag", json!(1), "at /values/flag: the case has `1` where a boolean belongs"),
        ("/params/values/counts", json!({"a": "b"}), "at /values/counts/a: the case has `\"b\"` where a whole number"),
        ("/params/id", json!(""), "the client sent no request: Echo: `id`"),
        ("/authScheme", json!("smithy.api#httpBasicAuth"), "no authentication scheme `smithy.api#httpBasicAuth`"),
    ];
    for (pointer, value, expected) in cases {
        fails_with(&[expected], || client::request::<Echo>(&with(&request(), [(pointer, value)]), call));
    }
    fails_with(&["the case cannot be read"], || client::request::<Echo>("{", call));
}

#[test]
fn a_stream_is_sent_with_its_length_and_compared_exactly() {
    let case = json!({
        "id": "CopyData", "protocol": "aws.protocols#restJson1", "method": "PUT", "uri": "/copy",
        "headers": {"Content-Type": "application/octet-stream", "X-Name": "n", "Content-Length": "16"},
        "forbidHeaders": ["Transfer-Encoding"],
        "body": "blobby blob blob", "bodyMediaType": "application/octet-stream",
        "params": {"name": "n", "data": "blobby blob blob"},
    });
    client::request::<Copy>(&case.to_string(), call);
    let wrong = with(&case, [("/body", json!("blobby blob"))]);
    fails_with(&["the body", "blobby blob\n", "blobby blob blob"], || client::request::<Copy>(&wrong, call));
    let empty = with(&case, [("/body", json!("")), ("/headers", json!({})), ("/params/data", Value::Null)]);
    client::request::<Copy>(&empty, call);
}

fn response() -> Value {
    json!({
        "id": "EchoResponse",
        "protocol": "aws.protocols#restJson1",
        "code": 200,
        "headers": { "X-Tags": "one, two" },
        "body": r#"{ "values": { "Text": "t", "large": "-Infinity", "data": "YmxvYg==", "time": 1.5, "gaps": [null],
            "counts": {"a": 1}, "choice": {"left": "l"}, "any": {"a": 1} } }"#,
        "bodyMediaType": "application/json",
        "params": {
            "tags": ["one", "two"],
            "values": {
                "text": "t", "large": "-Infinity", "data": "blob", "time": "1970-01-01T00:00:01.5Z", "gaps": [null],
                "counts": {"a": 1}, "choice": {"left": "l"}, "any": {"a": 1},
            },
        },
    })
}

#[test]
fn a_response_that_is_read_as_the_case_says_passes() {
    client::response::<Echo>(&response().to_string(), call);
    let defaults = with(&response(), [("/params/values/level", json!(3))]);
    client::response::<Echo>(&defaults, call);
}

#[test]
fn each_value_of_an_output_is_compared() {
    let cases = [
        ("/params/tags", json!(["one"]), vec!["/tags", "expected: [\"one\"]", "actual: [\"one\", \"two\"]"]),
        ("/params/tags/1", json!("2"), vec!["/tags/1", "expected: \"2\"", "actual: \"two\""]),
        ("/params/tags", Value::Null, vec!["/tags", "expected: (not set)"]),
        ("/params/values", Value::Null, vec!["/values", "expected: (not set)", "actual: {text: \"t\""]),
        ("/params/values/text", json!("x"), vec!["/values/text", "expected: \"x\"", "actual: \"t\""]),
        ("/params/values/text", Value::Null, vec!["/values/text", "expected: (not set)"]),
        ("/params/values/flag", json!(false), vec!["/values/flag", "expected: false", "actual: (not set)"]),
        ("/params/values/level", json!(4), vec!["/values/level", "expected: 4", "actual: 3"]),
        ("/params/values/large", json!("NaN"), vec!["/values/large", "expected: NaN", "actual: -inf"]),
        ("/params/values/data", json!("blub"), vec!["/values/data", "blob \"blub\"", "blob \"blob\""]),
        ("/params/values/time", json!(1), vec!["/values/time", "expected: 1970-01-01T00:00:01Z", "00:00:01.5Z"]),
        ("/params/values/gaps", json!([1]), vec!["/values/gaps/0", "expected: 1", "actual: null"]),
        ("/params/values/gaps", json!([null, null]), vec!["/values/gaps", "expected: [null,null]"]),
        ("/params/values/counts", json!({"a": 1, "b": 2}), vec!["/values/counts/b", "actual: (not set)"]),
        ("/params/values/counts", json!({}), vec!["/values/counts/a", "expected: (no such entry)", "actual: 1"]),
        ("/params/values/choice", json!({"right": 1}), vec!["/values/choice/left", "/values/choice/right"]),
        ("/params/values/any", json!({"a": 2}), vec!["/values/any", "expected: {\"a\": 2}", "actual: {\"a\": 1}"]),
    ];
    for (pointer, value, expected) in cases {
        let case = with(&response(), [(pointer, value)]);
        fails_with(&expected, || client::response::<Echo>(&case, call));
    }
}

#[test]
fn a_call_that_fails_has_no_output() {
    let case = with(&response(), [("/body", json!("{"))]);
    let expected =
        ["the call failed: Echo: the response cannot be understood", "The response that was received:\n  200 OK"];
    fails_with(&expected, || client::response::<Echo>(&case, call));
    let failed = with(&response(), [("/code", json!(500))]);
    fails_with(&["the call failed:", "status 500"], || client::response::<Echo>(&failed, call));
}

#[test]
fn a_stream_is_read_to_its_end_before_it_is_compared() {
    let case = json!({
        "id": "Copied", "protocol": "aws.protocols#restJson1", "code": 200, "headers": {"X-Name": "n"},
        "body": "blobby blob blob", "params": {"name": "n", "data": "blobby blob blob"},
    });
    client::response::<Copy>(&case.to_string(), call);
    let wrong = with(&case, [("/params/data", json!("blobby"))]);
    fails_with(&["/data", "blob \"blobby\"", "blob \"blobby blob blob\""], || client::response::<Copy>(&wrong, call));
}

#[test]
fn errors_are_compared_with_their_shape() {
    let case = json!({
        "id": "EchoRefused", "protocol": "aws.protocols#restJson1", "code": 409,
        "headers": {"X-Amzn-Errortype": "Refused", "X-Code": "7"}, "body": r#"{"reason": "because"}"#,
        "params": {"reason": "because", "code": 7},
    });
    client::error::<Echo>(&case.to_string(), "Refused", call);
    client::error::<Echo>(&case.to_string(), "example#Refused", call);
    fails_with(&["the error is to be `Gone`, but is: Echo: Refused"], || {
        client::error::<Echo>(&case.to_string(), "Gone", call)
    });
    fails_with(&["is to be `None`"], || client::error::<Echo>(&case.to_string(), "None", call));
    let wrong = with(&case, [("/params/code", json!(8))]);
    fails_with(&["/code", "expected: 8", "actual: 7"], || client::error::<Echo>(&wrong, "Refused", call));
    let unknown = with(&case, [("/headers", json!({"X-Amzn-Errortype": "Other"}))]);
    fails_with(&["is to be `Refused`, but is: Echo: Other"], || client::error::<Echo>(&unknown, "Refused", call));
    let success = with(&case, [("/code", json!(200))]);
    fails_with(&["the call succeeded, but is to fail"], || client::error::<Echo>(&success, "Refused", call));
}
