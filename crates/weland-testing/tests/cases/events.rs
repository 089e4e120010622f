//! Streams of events, of clients and servers.

use serde_json::{Value, json};
use weland_testing::{client, server};

use crate::service::{Echo, Talk, call, router};
use crate::{fails_with, with};

/// Two words one way.
fn words(kind: &str) -> Value {
    json!({
        "id": "TalkWords",
        "protocol": "aws.protocols#restJson1",
        "events": [
            {
                "type": kind,
                "params": { "word": { "volume": 7, "text": "hello" } },
                "headers": {
                    ":message-type": { "string": "event" },
                    ":event-type": { "string": "word" },
                    ":content-type": { "string": "application/json" },
                    "volume": { "integer": 7 },
                },
                "forbidHeaders": ["text"],
                "requireHeaders": [":event-type"],
                "body": "{ \"text\": \"hello\" }",
                "bodyMediaType": "application/json",
            },
            {
                "type": kind,
                "params": { "word": { "text": "there" } },
                "headers": { ":message-type": { "string": "event" }, ":event-type": { "string": "word" } },
                "body": "{\"text\":\"there\"}",
                "bodyMediaType": "application/json",
            },
        ],
    })
}

fn with_topic(mut case: Value, kind: &str) -> Value {
    let headers = json!({ "X-Topic": "weather", "Content-Type": "application/vnd.amazon.eventstream" });
    let (params, initial, message) = match kind {
        "request" => {
            ("initialRequestParams", "initialRequest", json!({ "method": "POST", "uri": "/talk", "headers": headers }))
        }
        _ => ("initialResponseParams", "initialResponse", json!({ "code": 200, "headers": headers })),
    };
    case[params] = json!({ "topic": "weather" });
    case[initial] = message;
    case
}

#[test]
fn events_that_are_as_the_case_says_pass() {
    for kind in ["request", "response"] {
        let case = with_topic(words(kind), kind).to_string();
        client::event_stream::<Talk>(&case, call);
        server::event_stream::<Talk>(&case, router);
    }
}

#[test]
fn both_directions_may_be_in_one_case() {
    let mut case = with_topic(with_topic(words("request"), "request"), "response");
    let responses = words("response")["events"].as_array().unwrap().clone();
    case["events"].as_array_mut().unwrap().extend(responses);
    client::event_stream::<Talk>(&case.to_string(), call);
    server::event_stream::<Talk>(&case.to_string(), router);
    let wrong = with(&case, [("/events/3/params/word/text", json!("nobody"))]);
    fails_with(&["event 2, /word/text"], || client::event_stream::<Talk>(&wrong, call));
    fails_with(&["event 2, the body at /text"], || server::event_stream::<Talk>(&wrong, router));
    let wrong = with(&case, [("/events/1/params/word/text", json!("nobody"))]);
    fails_with(&["event 2, the body at /text"], || client::event_stream::<Talk>(&wrong, call));
    fails_with(&["event 2, /word/text"], || server::event_stream::<Talk>(&wrong, router));
}

#[test]
fn each_part_of_a_sent_event_is_compared() {
    let cases = [
        (
            "/events/0/headers/volume",
            json!({"integer": 8}),
            vec!["event 1, the header `volume`", "integer 8", "integer 7"],
        ),
        ("/events/0/headers/volume", json!({"long": 7}), vec!["event 1, the header `volume`", "long 7", "integer 7"]),
        ("/events/0/headers/other", json!({"string": ""}), vec!["event 1, the header `other`", "actual: (missing)"]),
        ("/events/0/headers/volume", json!({"integer": "7"}), vec!["as the header `volume`, which is no value of one"]),
        ("/events/0/forbidHeaders", json!(["volume"]), vec!["event 1, the header `volume`", "expected: (none)"]),
        ("/events/0/requireHeaders", json!(["other"]), vec!["event 1, the header `other`", "expected: (any value)"]),
        ("/events/1/body", json!("{}"), vec!["event 2, the body at /text", "expected: (missing)"]),
        ("/events/1/bodyMediaType", json!("text/plain"), vec![]),
        (
            "/events/1/body",
            json!("{ \"text\": \"x\" }"),
            vec!["event 2, the body at /text", "The events that were sent"],
        ),
    ];
    for (pointer, value, expected) in cases {
        let sent_by_client = with(&with_topic(words("request"), "request"), [(pointer, value.clone())]);
        let sent_by_server = with(&with_topic(words("response"), "response"), [(pointer, value)]);
        if expected.is_empty() {
            client::event_stream::<Talk>(&sent_by_client, call);
            continue;
        }
        fails_with(&expected, || client::event_stream::<Talk>(&sent_by_client, call));
        fails_with(&expected, || server::event_stream::<Talk>(&sent_by_server, router));
    }
}

#[test]
fn each_value_of_a_received_event_is_compared() {
    let cases = [
        ("/events/0/params/word/volume", json!(8), vec!["event 1, /word/volume", "expected: 8", "actual: 7"]),
        ("/events/0/params/word/volume", Value::Null, vec!["event 1, /word/volume", "expected: (not set)"]),
        ("/events/1/params/word/text", json!("x"), vec!["event 2, /word/text", "expected: \"x\"", "actual: \"there\""]),
        ("/events/1/params", json!({"failed": {}}), vec!["event 2, /word", "event 2, /failed"]),
        ("/events/1/params", json!({"other": {}}), vec!["at /other: the model has no such member"]),
        ("/events/0/body", json!("{"), vec!["event 1 cannot be read"]),
        ("/events/0/headers/:message-type", Value::Null, vec!["event 1 cannot be read", ":message-type"]),
    ];
    for (pointer, value, expected) in cases {
        let change = |kind| with(&with_topic(words(kind), kind), [(pointer, value.clone())]);
        fails_with(&expected, || client::event_stream::<Talk>(&change("response"), call));
        fails_with(&expected, || server::event_stream::<Talk>(&change("request"), router));
    }
}

#[test]
fn the_initial_messages_are_compared() {
    let request = with_topic(words("request"), "request");
    let wrong = with(&request, [("/initialRequest/headers/X-Topic", json!("sports"))]);
    fails_with(&["the header `X-Topic`", "expected: sports"], || client::event_stream::<Talk>(&wrong, call));
    fails_with(&["/topic", "expected: \"weather\"", "actual: \"sports\"", "(event 1)"], || {
        server::event_stream::<Talk>(&wrong, router);
    });
    let response = with_topic(words("response"), "response");
    let wrong = with(&response, [("/initialResponse/headers/X-Topic", json!("sports"))]);
    fails_with(&["/topic", "actual: \"sports\""], || client::event_stream::<Talk>(&wrong, call));
    fails_with(&["the header `X-Topic`", "expected: sports"], || server::event_stream::<Talk>(&wrong, router));
}

#[test]
fn a_missing_event_is_noticed() {
    let lost = json!({ "type": "request", "params": { "word": {} }, "bytes": "" });
    let mut case = with_topic(words("request"), "request");
    case["events"].as_array_mut().unwrap().push(lost);
    fails_with(&["the number of events", "expected: 3", "actual: 2"], || {
        server::event_stream::<Talk>(&case.to_string(), router);
    });
}

#[test]
fn received_bytes_go_before_headers_and_body() {
    // Made by another program than this crate: a word with the volume -2 and the payload `{"text":"hi"}`.
    let bytes = "AAAAUgAAADVxQofhDTptZXNzYWdlLXR5cGUHAAVldmVudAs6ZXZlbnQtdHlwZQcABHdvcmQGdm9sdW1lBP////57InRleHQiOiJoaSJ9Bh49Bw==";
    let case = |kind: &str, bytes: &str| {
        let event = json!({ "type": kind, "params": { "word": { "volume": -2, "text": "hi" } }, "bytes": bytes });
        with(&with_topic(words(kind), kind), [("/events", json!([event]))])
    };
    server::event_stream::<Talk>(&case("request", bytes), router);
    client::event_stream::<Talk>(&case("response", bytes), call);
    let broken = bytes.replace("57InRl", "57InRk");
    let expected = "event 1 cannot be read: SerializationException: an event of the body is malformed: the checksum";
    for expected in [expected, "The request that was received"] {
        fails_with(&[expected], || server::event_stream::<Talk>(&case("request", &broken), router));
    }
    fails_with(&["event 1 cannot be read: Talk: the checksum"], || {
        client::event_stream::<Talk>(&case("response", &broken), call)
    });
    let other = case("response", bytes).replace("\"bytes\"", "\"headers\":{\"volume\":{\"long\":-2}},\"bytes\"");
    fails_with(&["the header `volume`", "long -2", "integer -2", "The case contradicts its `bytes`"], || {
        client::event_stream::<Talk>(&other, call);
    });
    fails_with(&["`bytes` of the case is no base64"], || client::event_stream::<Talk>(&case("response", "!"), call));
}

#[test]
fn failures_that_are_expected_have_to_come() {
    let failure = |error: Value| ("/expectation", json!({ "failure": error }));
    let broken = ("/events/1/headers", json!({ ":message-type": { "blob": "ZXZlbnQ=" } }));
    let request = with_topic(words("request"), "request");
    server::event_stream::<Talk>(&with(&request, [failure(json!({})), broken.clone()]), router);
    fails_with(&["an error is expected, but there is none"], || {
        server::event_stream::<Talk>(&with(&request, [failure(json!({}))]), router);
    });
    fails_with(&["the error `Failed` is expected, but there is"], || {
        let failed = failure(json!({ "errorId": "example#Failed" }));
        server::event_stream::<Talk>(&with(&request, [failed, broken.clone()]), router);
    });
    let response = with_topic(words("response"), "response");
    client::event_stream::<Talk>(&with(&response, [failure(json!({})), broken]), call);
    fails_with(&["an error is expected, but there is none"], || {
        client::event_stream::<Talk>(&with(&response, [failure(json!({}))]), call);
    });
}

/// An error of the model, one way.
fn failed(kind: &str) -> Value {
    let event = json!({
        "type": kind,
        "params": { "failed": { "message": "no" } },
        "headers": { ":message-type": { "string": "exception" }, ":exception-type": { "string": "failed" } },
        "body": "{\"message\":\"no\"}",
        "bodyMediaType": "application/json",
    });
    let case = with_topic(words(kind), kind);
    let failure = json!({ "failure": { "errorId": "example#Failed" } });
    serde_json::from_str(&with(&case, [("/events", json!([event])), ("/expectation", failure)])).unwrap()
}

#[test]
fn errors_of_the_model_are_sent_and_read_as_events() {
    client::event_stream::<Talk>(&failed("response").to_string(), call);
    server::event_stream::<Talk>(&failed("request").to_string(), router);
    let sent = |kind| with(&failed(kind), [("/expectation", json!({ "success": {} }))]);
    client::event_stream::<Talk>(&sent("request"), call);
    server::event_stream::<Talk>(&sent("response"), router);
}

#[test]
fn errors_of_the_model_are_compared() {
    let gone = ("/expectation/failure/errorId", json!("example#Gone"));
    let message = ("/events/0/params/failed/message", json!("yes"));
    let kind = ("/events/0/headers/:message-type", json!({ "string": "event" }));
    let read = |change: &(&str, Value)| with(&failed("response"), [change.clone()]);
    fails_with(&["the error `Gone` is expected, but there is"], || client::event_stream::<Talk>(&read(&gone), call));
    fails_with(&["event 1, /failed/message"], || client::event_stream::<Talk>(&read(&message), call));
    let received = |change: &(&str, Value)| with(&failed("request"), [change.clone()]);
    fails_with(&["event 1, /failed/message"], || server::event_stream::<Talk>(&received(&message), router));
    let sent = |kind: &str, change: &(&str, Value)| {
        with(&failed(kind), [("/expectation", json!({ "success": {} })), change.clone()])
    };
    let expected = ["event 1, the header `:message-type`", "string \"event\"", "string \"exception\""];
    fails_with(&expected, || client::event_stream::<Talk>(&sent("request", &kind), call));
    fails_with(&expected, || server::event_stream::<Talk>(&sent("response", &kind), router));
}

#[test]
fn a_request_that_is_rejected_is_a_failure() {
    let case = words("request");
    server::event_stream::<Talk>(&with(&case, [("/expectation", json!({ "failure": {} }))]), router);
    fails_with(&["the server did not call the handler", "400 Bad Request"], || {
        server::event_stream::<Talk>(&case.to_string(), router);
    });
}

#[test]
fn a_response_that_is_an_error_is_a_failure() {
    let case = json!({
        "id": "TalkGone",
        "protocol": "aws.protocols#restJson1",
        "initialResponse": { "code": 410, "headers": { "X-Amzn-Errortype": "Gone" }, "body": "{}" },
        "expectation": { "failure": { "errorId": "example#Gone" } },
    });
    client::event_stream::<Talk>(&case.to_string(), call);
    server::event_stream::<Talk>(&case.to_string(), router);
    let other = with(&case, [("/expectation/failure/errorId", json!("example#Failed"))]);
    fails_with(&["the error `Failed` is expected, but there is Talk: Gone"], || {
        client::event_stream::<Talk>(&other, call)
    });
    let success = with(&case, [("/expectation", json!({ "success": {} }))]);
    fails_with(&["the call failed: Talk: Gone"], || client::event_stream::<Talk>(&success, call));
    let status = with(&case, [("/initialResponse/code", json!(500))]);
    fails_with(&["the status", "expected: 500", "actual: 410"], || server::event_stream::<Talk>(&status, router));
}

#[test]
fn an_operation_without_a_stream_has_no_events() {
    let case = words("request").to_string();
    fails_with(&["events for a stream that the operation does not have"], || client::event_stream::<Echo>(&case, call));
}
