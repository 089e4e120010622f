//! Errors of the model, other errors, and requests that are refused.

use query_client::types::*;
use query_client::weland_client::Client;
use query_client::weland_client::http::Request;
use query_client::weland_client::protocol::{AwsQuery, ClientProtocol, Ec2Query};

use crate::messages::{all, store};
use crate::service::{ec2, router};
use crate::wire::{Message, Wire, canned};

#[tokio::test(flavor = "current_thread")]
async fn errors_arrive_in_all_protocols() {
    for (protocol, wire) in all() {
        let call = async |id: &str| wire.speaking(protocol).call::<Store>(store(id)).await.unwrap_err();
        let StoreError::Full(full) = call("full").await else { panic!("{protocol:?}") };
        assert_eq!((full.message.as_deref(), full.left), (Some("no <room>"), 3));
        assert!(matches!(call("closed").await, StoreError::Closed(_)), "{protocol:?}");
        let odd = call("odd").await;
        let odd = odd.other().unwrap();
        assert_eq!((odd.status(), odd.code(), odd.message()), (Some(418), Some("Teapot"), "no tea here"));
        assert_eq!(odd.request_id(), Some(wire.last().1.header("x-amzn-requestid")));
        let invalid = call("").await;
        assert_eq!(invalid.other().unwrap().code(), Some("ValidationException"), "{protocol:?}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn errors_have_their_own_codes_and_statuses() {
    let cases: [(&dyn ClientProtocol, Wire, _, _); 2] = [
        (
            &AwsQuery,
            Wire::new(),
            "402",
            "<ErrorResponse><Error><Type>Sender</Type><Code>Depot.Full</Code><Message>no &lt;room&gt;</Message>\
             <left>3</left></Error><RequestId>-</RequestId></ErrorResponse>",
        ),
        (
            &Ec2Query,
            Wire::with(ec2()),
            "409",
            "<Response><Errors><Error><Code>Full</Code><Message>no &lt;room&gt;</Message><left>3</left></Error></Errors>\
             <RequestID>-</RequestID></Response>",
        ),
    ];
    for (protocol, wire, status, document) in cases {
        wire.speaking(protocol).call::<Store>(store("full")).await.unwrap_err();
        let response = wire.last().1;
        assert_eq!(response.line, status);
        assert_eq!(response.text(), document.replace(">-<", &format!(">{}<", response.header("x-amzn-requestid"))));
    }
}

#[tokio::test(flavor = "current_thread")]
async fn an_error_is_known_by_its_code_or_its_name() {
    for code in ["Depot.Full", "Full"] {
        let body = format!("<ErrorResponse><Error><Code>{code}</Code><message>no</message></Error></ErrorResponse>");
        let client = Client::new(&SERVICE, &AwsQuery, canned(402, &[], body.leak().as_bytes()));
        let error = client.call::<Store>(store("a")).await.unwrap_err();
        assert!(matches!(error, StoreError::Full(ref full) if full.message.as_deref() == Some("no")), "{error:?}");
    }
    let client = Client::new(&SERVICE, &AwsQuery, canned(503, &[], b"<html>"));
    let error = client.call::<Store>(store("a")).await.unwrap_err();
    assert_eq!((error.metadata().status(), error.other().unwrap().code()), (Some(503), None));
}

#[tokio::test(flavor = "current_thread")]
async fn requests_are_refused_in_xml() {
    let form = "application/x-www-form-urlencoded";
    let cases = [
        ("POST", "/", form, "Action=Nothing", "404", "UnknownOperationException"),
        ("POST", "/", form, "id=a", "400", "SerializationException"),
        ("POST", "/", form, "Action=Store&Action=Ping", "400", "SerializationException"),
        ("POST", "/", form, "Action=Store&Version=1", "400", "SerializationException"),
        ("POST", "/", form, "Action=Store&id=a&id=b", "400", "SerializationException"),
        ("POST", "/", form, "Action=Store&id=%zz", "400", "SerializationException"),
        ("POST", "/", form, "Action=Store&id=a&weight=x", "400", "SerializationException"),
        ("POST", "/", form, "Action=Store&id=a&sizes.0=1", "400", "SerializationException"),
        ("POST", "/", form, "Action=Store&id=a&weight=101", "400", "ValidationException"),
        ("POST", "/", form, "Action=Store", "400", "ValidationException"),
        ("POST", "/x", form, "Action=Store", "404", "UnknownOperationException"),
        ("POST", "/", "application/json", "{}", "415", "UnsupportedMediaTypeException"),
        ("PUT", "/", form, "Action=Store", "405", "UnknownOperationException"),
    ];
    let wire = Wire::with(router().body_limit(1000));
    for (method, path, media_type, body, status, code) in cases {
        let response = send(&wire, (method, path), media_type, body).await;
        assert_eq!(response.line, status, "{method} {body}: {}", response.text());
        assert!(response.text().contains(&format!("<Code>{code}</Code>")), "{body}: {}", response.text());
    }
    let response = send(&wire, ("POST", "/"), form, &format!("Action=Store&id={}", "a".repeat(1000))).await;
    assert_eq!(response.line, "413");
}

async fn send(wire: &Wire, (method, path): (&str, &str), media_type: &str, body: &str) -> Message {
    let request = Request::builder().method(method).uri(format!("http://depot.test{path}"));
    wire.send(request.header("content-type", media_type).body(body.as_bytes().to_vec()).unwrap()).await
}
