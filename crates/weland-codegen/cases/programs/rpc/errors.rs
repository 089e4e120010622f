//! Errors of the model, other errors, and requests that are refused.

use rpc_client::Client;
use rpc_client::types::*;
use rpc_client::weland_client::http::Request;
use rpc_client::weland_client::protocol::{AwsJson1_0, AwsJson1_1, ClientProtocol, RpcV2Cbor};
use rpc_client::weland_client;

use crate::messages::{ALL, store};
use crate::service::cbor_first;
use crate::wire::{Message, Wire, canned};

#[tokio::test(flavor = "current_thread")]
async fn errors_arrive_in_all_protocols() {
    for protocol in ALL {
        let wire = Wire::new();
        let call = async |id: &str| wire.speaking(protocol).call::<Store>(store(id)).await.unwrap_err();
        let StoreError::Full(full) = call("full").await else { panic!("{protocol:?}") };
        assert_eq!((full.message.as_deref(), full.left, full.code.as_deref()), (Some("no room"), 3, Some("Shelf")));
        assert!(matches!(call("closed").await, StoreError::Closed(_)), "{protocol:?}");
        let odd = call("odd").await;
        let odd = odd.other().unwrap();
        assert_eq!((odd.status(), odd.code(), odd.message()), (Some(418), Some("Teapot"), "no tea here"));
        let broken = call("broken").await;
        assert_eq!(broken.other().unwrap().code(), Some("InternalFailure"));
        assert!(broken.metadata().request_id().is_some());
    }
}

#[tokio::test(flavor = "current_thread")]
async fn errors_are_named_in_their_document() {
    let cases: [(&dyn ClientProtocol, _, _); 2] =
        [(&AwsJson1_0, "cases.rpc#Full", "cases.other#Closed"), (&AwsJson1_1, "Full", "Closed")];
    for (protocol, full, closed) in cases {
        let wire = Wire::new();
        let call = async |id: &str| {
            wire.speaking(protocol).call::<Store>(store(id)).await.unwrap_err();
            wire.last().1
        };
        let response = call("full").await;
        assert_eq!(response.line, "409");
        assert_eq!(response.header("x-amzn-query-error"), "Depot.Full;Sender");
        assert_eq!(response.text(), format!(r#"{{"__type":"{full}","message":"no room","left":3,"code":"Shelf"}}"#));
        let response = call("closed").await;
        assert_eq!((&*response.line, response.header("x-amzn-query-error")), ("500", ""));
        assert_eq!(response.text(), format!(r#"{{"__type":"{closed}","message":"come back"}}"#));
    }
}

#[tokio::test(flavor = "current_thread")]
async fn an_error_is_known_by_the_header_or_the_type_before_a_code() {
    type Headers = &'static [(&'static str, &'static str)];
    let cases: [(Headers, &'static [u8]); 6] = [
        (&[], br#"{"__type": "cases.rpc#Full", "left": 1}"#),
        (&[], br#"{"__type": "Full:http://internal.example.com/coral/", "code": "Other", "left": 1}"#),
        (&[("x-amzn-errortype", "a.b#Full:http://x/")], br#"{"left": 1}"#),
        (&[], br#"{"code": "a.b#Full", "left": 1}"#),
        (&[], br#"{"details": [{"__type": "Closed"}], "left": 1, "__type": "Full"}"#),
        (&[("x-amzn-errortype", "Full")], b""),
    ];
    for (headers, body) in cases {
        let error = Client::new(canned(400, headers, body)).store(store("a")).await.unwrap_err();
        assert!(matches!(error, StoreError::Full(_)), "{error:?}");
    }
    let error = Client::new(canned(503, &[], b"<html>")).store(store("a")).await.unwrap_err();
    assert_eq!((error.metadata().status(), error.other().unwrap().code()), (Some(503), None));
    // Services disagree with their models on the case of a message.
    let body = br#"{"__type": "Full", "Message": "no", "left": 1}"#;
    let error = Client::new(canned(400, &[], body)).store(store("a")).await.unwrap_err();
    assert!(matches!(error, StoreError::Full(full) if full.message.as_deref() == Some("no")));
}

struct Sent {
    method: &'static str,
    uri: &'static str,
    headers: Vec<(&'static str, &'static str)>,
    body: &'static str,
}

const TYPE: (&str, &str) = ("content-type", "application/x-amz-json-1.0");
const TARGET: (&str, &str) = ("x-amz-target", "Depot.Store");

fn sent(headers: &[(&'static str, &'static str)], body: &'static str) -> Sent {
    Sent { method: "POST", uri: "/", headers: headers.to_vec(), body }
}

async fn respond(sent: Sent) -> Message {
    respond_from(&Wire::new(), sent).await
}

async fn respond_from(wire: &Wire, Sent { method, uri, headers, body }: Sent) -> Message {
    let request = Request::builder().method(method).uri(uri);
    let request = headers.into_iter().fold(request, |request, (name, value)| request.header(name, value));
    wire.send(request.body(body.as_bytes().to_vec()).unwrap()).await
}

#[tokio::test(flavor = "current_thread")]
async fn requests_are_refused_in_the_protocol_that_they_are_in() {
    const ITEM: &str = r#"{"id": "a", "zone": "north"}"#;
    let target = |name: &'static str| ("x-amz-target", name);
    let media_type = |name: &'static str| ("content-type", name);
    let cases = [
        (sent(&[TYPE, TARGET], ITEM), "200", ""),
        (sent(&[media_type("application/x-amz-json-1.0; charset=utf-8"), TARGET], ITEM), "200", ""),
        (sent(&[media_type("Application/X-Amz-Json-1.1"), TARGET], ITEM), "200", ""),
        (sent(&[TYPE, target("Depot.Ping")], ""), "200", ""),
        (sent(&[target("Depot.Ping")], ""), "200", ""),
        (sent(&[TYPE, target("Depot.Ping")], r#"{"unknown": 1}"#), "200", ""),
        (sent(&[TYPE, target("Depot.Steal")], "{}"), "404", "UnknownOperationException"),
        (sent(&[TYPE, target("Store")], "{}"), "404", "UnknownOperationException"),
        (sent(&[TYPE, target("Other.Store")], "{}"), "404", "UnknownOperationException"),
        (Sent { uri: "/other", ..sent(&[TYPE, TARGET], ITEM) }, "404", "UnknownOperationException"),
        (Sent { method: "GET", ..sent(&[TYPE, TARGET], "") }, "405", "UnknownOperationException"),
        (sent(&[media_type("application/json"), TARGET], ITEM), "415", "UnsupportedMediaTypeException"),
        (sent(&[TARGET], ITEM), "415", "UnsupportedMediaTypeException"),
        (sent(&[media_type("application/x-amz-json-1.2"), TARGET], ITEM), "415", "UnsupportedMediaTypeException"),
        (sent(&[TYPE, TARGET], "{"), "400", "SerializationException"),
        (sent(&[TYPE, TARGET], "[]"), "400", "SerializationException"),
        (sent(&[TYPE, TARGET], r#"{"id": 1}"#), "400", "SerializationException"),
        (sent(&[TYPE, TARGET], r#"{"content": {"text": "a", "number": 1}}"#), "400", "SerializationException"),
        (sent(&[TYPE, TARGET], ""), "400", "smithy.framework#ValidationException"),
        (sent(&[TYPE, TARGET], r#"{"id": "A", "zone": "n", "weight": -1}"#), "400", "smithy.framework#ValidationException"),
    ];
    for (index, (sent, status, code)) in cases.into_iter().enumerate() {
        let response = respond(sent).await;
        assert_eq!(response.line, status, "case {index}: {}", response.text());
        let named = format!(r#"{{"__type":"{code}","#);
        assert!(code.is_empty() || response.text().starts_with(&named), "case {index}: {}", response.text());
        assert!(response.header("content-type").starts_with("application/x-amz-json-1."), "case {index}");
    }
    let response = respond(sent(&[("content-type", "application/x-amz-json-1.1"), TARGET], "")).await;
    assert!(response.text().starts_with(r#"{"__type":"ValidationException","#), "{}", response.text());
    assert_eq!(response.header("content-type"), "application/x-amz-json-1.1");
}

#[tokio::test(flavor = "current_thread")]
async fn requests_without_a_target_are_for_the_protocol_that_goes_by_paths() {
    let headers = [("content-type", "application/json"), ("x-weight", "2")];
    let rest = Sent { method: "PUT", uri: "/items/a", ..sent(&headers, r#"{"zone": "n"}"#) };
    let response = respond(rest).await;
    assert_eq!((&*response.line, response.header("x-id")), ("200", "a"));
    let response = respond(sent(&[TYPE], "{}")).await;
    assert_eq!((&*response.line, response.header("content-type")), ("404", "application/json"));
    // A request says that it is in another protocol.
    let response = respond(sent(&[TYPE, TARGET, ("smithy-protocol", "rpc-v9")], "{}")).await;
    assert_eq!((&*response.line, response.header("content-type")), ("404", "application/json"));
}

#[tokio::test(flavor = "current_thread")]
async fn requests_in_cbor_are_refused_in_cbor() {
    const PATH: &str = "/service/Depot/operation/Store";
    let protocol = ("smithy-protocol", "rpc-v2-cbor");
    let media_type = ("content-type", "application/cbor");
    let cbor = |headers: &[(&'static str, &'static str)], body| Sent { uri: PATH, ..sent(headers, body) };
    let cases = [
        (Sent { uri: "/v1/service/cases.rpc.Depot/operation/Ping", ..cbor(&[protocol], "") }, "200", ""),
        (Sent { uri: "/service/Depot/operation/Steal", ..cbor(&[protocol], "") }, "404", "UnknownOperationException"),
        (Sent { uri: "/service/Other/operation/Store", ..cbor(&[protocol], "") }, "404", "UnknownOperationException"),
        (Sent { uri: "/operation/Store", ..cbor(&[protocol], "") }, "404", "UnknownOperationException"),
        (Sent { method: "GET", ..cbor(&[protocol], "") }, "405", "UnknownOperationException"),
        (cbor(&[protocol, media_type, TARGET], ""), "400", "SerializationException"),
        (cbor(&[protocol, TYPE], "{}"), "415", "UnsupportedMediaTypeException"),
        (cbor(&[protocol], "{}"), "415", "UnsupportedMediaTypeException"),
        (cbor(&[protocol, media_type], "{}"), "400", "SerializationException"),
        (cbor(&[protocol, media_type], ""), "400", "smithy.framework#ValidationException"),
    ];
    let wire = Wire::with(cbor_first());
    for (index, (sent, status, code)) in cases.into_iter().enumerate() {
        let response = respond_from(&wire, sent).await;
        let text = String::from_utf8_lossy(&response.body).into_owned();
        assert_eq!(response.line, status, "case {index}: {text}");
        assert_eq!(response.header("smithy-protocol"), "rpc-v2-cbor", "case {index}");
        assert!(text.contains(code), "case {index}: {text}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_response_that_is_not_in_the_protocol_is_judged_by_its_status() {
    let full: &[u8] = b"\xa2\x66__type\x64Full\x64left\x01";
    let named = ("smithy-protocol", "rpc-v2-cbor");
    let call = async |config| {
        let client = weland_client::Client::new(&SERVICE, &RpcV2Cbor, config);
        client.call::<Store>(store("a")).await.unwrap_err()
    };
    assert!(matches!(call(canned(400, &[named], full)).await, StoreError::Full(full) if full.left == 1));
    let error = call(canned(400, &[("x-amzn-errortype", "Full")], full)).await;
    assert_eq!((error.other().unwrap().status(), error.other().unwrap().code()), (Some(400), None));
    let error = call(canned(200, &[], b"\xa0")).await;
    assert_eq!(error.other().unwrap().kind(), ErrorKind::Response);
}
