//! Requests and their responses.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod service;

use http::{HeaderValue, Request, header};
use service::{Fail, GetLatest, GetOutput, NotFound, PutThing, call, get, json, router};
use weland_core::OtherError;
use weland_server::{Body, ValidationStyle};

/// The response in one line: status, error code, body.
async fn response(request: Request<Body>) -> String {
    let (parts, body) = call(&router(), request).await;
    let code = parts.headers.get("x-amzn-errortype").map_or("-", |code| code.to_str().unwrap());
    format!("{} {code} {}", parts.status.as_u16(), String::from_utf8(body).unwrap())
}

#[tokio::test]
async fn inputs_are_taken_from_everywhere_and_outputs_put_where_they_belong() {
    let request = json("PUT", "/things/a%2Fb?count=3", r#"{"Name": "abc"}"#);
    assert_eq!(response(request).await, r#"201 - {"Id":"a/b:abc:Some(3)"}"#);
    let (parts, body) = call(&router(), get("/things/x?version=latest")).await;
    assert_eq!(parts.headers["x-version"], "latest");
    assert_eq!(body, br#"{"Id":"x"}"#);
}

#[tokio::test]
async fn every_response_has_an_id_that_the_handler_knows() {
    let mut request = get("/things/x");
    request.headers_mut().insert("x-caller", HeaderValue::from_static("me"));
    let (parts, _) = call(&router(), request).await;
    let id = parts.headers["x-amzn-requestid"].clone();
    assert_eq!(id.len(), 36);
    assert_eq!(parts.headers["x-version"], id);
    for uri in ["/nothing", "/idle", "/download"] {
        let (parts, _) = call(&router(), get(uri)).await;
        assert_eq!(parts.headers["x-amzn-requestid"].len(), 36, "{uri}");
    }
}

#[tokio::test]
async fn unknown_paths_and_methods_are_rejected() {
    let expected = "404 UnknownOperationException {\"message\":\"no operation has this path and query string\"}";
    assert_eq!(response(get("/nothing")).await, expected);
    let (parts, body) = call(&router(), json("POST", "/things/x", "{}")).await;
    assert_eq!(parts.status, 405);
    assert_eq!(parts.headers[header::ALLOW], "GET, HEAD, PUT");
    assert_eq!(parts.headers["x-amzn-errortype"], "UnknownOperationException");
    assert!(String::from_utf8(body).unwrap().contains("known with GET, HEAD, PUT"));
}

#[tokio::test]
async fn errors_say_what_the_handler_means_and_no_more() {
    let cases = [
        ("modeled", r#"404 NotFound {"message":"not here"}"#),
        ("service", r#"429 SlowDown {"message":"not so fast"}"#),
        ("odd", r#"500 InternalFailure {"message":"the service has failed to process the request"}"#),
        ("transport", r#"500 InternalFailure {"message":"the service has failed to process the request"}"#),
        ("panic", r#"500 InternalFailure {"message":"the service has failed to process the request"}"#),
    ];
    for (kind, expected) in cases {
        let request = json("POST", &format!("/fail/{kind}"), "");
        assert_eq!(response(request).await, expected);
    }
    let expected = r#"501 NotImplemented {"message":"Idle is not implemented"}"#;
    assert_eq!(response(get("/idle")).await, expected);
    let (parts, _) = call(&router(), json("POST", "/fail/modeled", "")).await;
    assert_eq!(parts.headers["x-id"], "x");
}

#[tokio::test]
async fn violations_are_reported_in_the_chosen_style() {
    let request = || json("PUT", "/things/a?count=0", r#"{"Name": "A", "Tags": {"B": "c"}}"#);
    assert_eq!(
        response(request()).await,
        concat!(
            r#"400 ValidationException {"message":"3 validation errors detected. "#,
            r#"Value at '/Name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^([a-z]+)$; "#,
            r#"Value at '/Count' failed to satisfy constraint: Member must be greater than or equal to 1; "#,
            r#"Value at '/Tags' failed to satisfy constraint: Member must satisfy regular expression pattern: ^([a-z]+)$","#,
            r#""fieldList":["#,
            r#"{"path":"/Name","message":"Value at '/Name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^([a-z]+)$"},"#,
            r#"{"path":"/Count","message":"Value at '/Count' failed to satisfy constraint: Member must be greater than or equal to 1"},"#,
            r#"{"path":"/Tags","message":"Value at '/Tags' failed to satisfy constraint: Member must satisfy regular expression pattern: ^([a-z]+)$"}]}"#,
        )
    );
    let router = router().validation_style(ValidationStyle::AwsLambda);
    let (parts, body) = call(&router, request()).await;
    assert_eq!(parts.status, 400);
    assert_eq!(parts.headers["x-amzn-errortype"], "ValidationException");
    assert_eq!(
        String::from_utf8(body).unwrap(),
        concat!(
            r#"{"message":"3 validation errors detected: "#,
            r#"Value 'A' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z]+; "#,
            r#"Value '0' at 'count' failed to satisfy constraint: Member must have value greater than or equal to 1; "#,
            r#"Value 'B' at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: "#,
            r#"[Member must satisfy regular expression pattern: [a-z]+]"}"#,
        )
    );
}

#[tokio::test]
async fn missing_members_stand_in_line_with_other_violations() {
    let (_, body) = call(&router(), json("PUT", "/things/a?count=0", "{}")).await;
    let body = String::from_utf8(body).unwrap();
    let message = "2 validation errors detected. Value at '/Name' failed to satisfy constraint: Member must not be null; \
                   Value at '/Count' failed to satisfy constraint: Member must be greater than or equal to 1";
    assert!(body.starts_with(&format!("{{\"message\":\"{message}\"")), "{body}");
}

#[tokio::test]
async fn bodies_beyond_the_limit_are_rejected() {
    let too_large =
        r#"413 RequestEntityTooLargeException {"message":"the body of the request must not exceed 1000 bytes"}"#;
    let body = format!(r#"{{"Name": "abc"{}}}"#, " ".repeat(1000));
    assert_eq!(response(json("PUT", "/things/a", body.clone())).await, too_large);
    let mut announced = json("PUT", "/things/a", "{}");
    announced.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from_static("1001"));
    assert_eq!(response(announced).await, too_large);
    let mut absurd = json("PUT", "/things/a", "{}");
    absurd.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from_static("18446744073709551615"));
    assert_eq!(response(absurd).await, too_large);
    let router = router().body_limit_of::<PutThing>(2000);
    let (parts, _) = call(&router, json("PUT", "/things/a", body)).await;
    assert_eq!(parts.status, 201);
}

#[tokio::test]
async fn malformed_requests_are_rejected_with_a_reason() {
    let cases: &[(&str, &str, &[u8], &str)] = &[
        ("PUT", "/things/a", b"{\"Name\": \"abc\"", "400 SerializationException"),
        ("PUT", "/things/a", b"{\"Name\": 1}", "400 SerializationException"),
        ("PUT", "/things/a", b"[]", "400 SerializationException"),
        ("PUT", "/things/a", b"{\"Name\": \"\xff\"}", "400 SerializationException"),
        ("PUT", "/things/a?count=x", b"{\"Name\": \"abc\"}", "400 SerializationException"),
        ("PUT", "/things/%zz", b"{\"Name\": \"abc\"}", "400 SerializationException"),
        ("PUT", "/things/%ff", b"{\"Name\": \"abc\"}", "400 SerializationException"),
    ];
    for (method, uri, body, expected) in cases {
        let found = response(json(method, uri, *body)).await;
        assert!(found.starts_with(expected) && found.contains("{\"message\":\""), "{uri}: {found}");
    }
    let mut typed = json("PUT", "/things/a", "<a/>");
    typed.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/xml"));
    assert!(response(typed).await.starts_with("415 UnsupportedMediaTypeException"));
    let mut picky = get("/things/a");
    picky.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/hal+json"));
    assert!(response(picky).await.starts_with("406 NotAcceptableException"));
    let mut header = get("/things/a");
    header.headers_mut().insert("x-caller", HeaderValue::from_bytes(b"\xff").unwrap());
    assert!(response(header).await.starts_with("400 "));
}

#[tokio::test]
async fn a_result_becomes_the_response_that_its_caller_would_get() {
    let output = GetOutput { id: "x".into(), version: Some("latest".into()) };
    let error = NotFound { message: Some("not here".into()), id: Some("x".into()) };
    let cases = [
        (router().response::<GetLatest>(Ok(output)), get("/things/x?version=latest")),
        (router().response::<Fail>(Err(error.into())), json("POST", "/fail/modeled", "")),
        (
            router().response::<Fail>(Err(OtherError::service(429, "SlowDown", "not so fast").into())),
            json("POST", "/fail/service", ""),
        ),
    ];
    for (response, request) in cases {
        let (mut parts, body) = response.into_parts();
        let (mut expected, expected_body) = call(&router(), request).await;
        for headers in [&mut parts.headers, &mut expected.headers] {
            assert_eq!(headers.remove("x-amzn-requestid").unwrap().len(), 36);
        }
        assert_eq!((parts.status, parts.headers), (expected.status, expected.headers));
        assert_eq!(body.collect(1000).await.unwrap(), expected_body);
    }
}

#[cfg(not(feature = "compression"))]
#[tokio::test]
async fn a_server_that_cannot_decompress_says_so() {
    let router = router().route::<service::Compressed, _, _>(|_: service::Thing, _| async {
        Ok(GetOutput { id: String::new(), version: None })
    });
    let mut request = json("PUT", "/compressed/a", "");
    request.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    let (parts, _) = call(&router, request).await;
    assert_eq!(parts.status, 415);
    assert_eq!(parts.headers["x-amzn-errortype"], "UnsupportedMediaTypeException");
}

#[tokio::test(flavor = "current_thread")]
async fn layers_learn_which_operation_was_called() {
    for (request, name) in [
        (get("/things/1"), Some("GetThing")),
        (json("PUT", "/things/1/", "{"), Some("PutThing")),
        (json("POST", "/fail/x", ""), Some("Fail")),
        (get("/unknown"), None),
    ] {
        let (parts, _) = call(&router(), request).await;
        let info = parts.extensions.get::<weland_server::RequestInfo>().unwrap();
        assert_eq!(info.operation.map(|operation| operation.name), name);
        assert_eq!(
            (info.service.name, &*info.request_id),
            ("Things", parts.headers["x-amzn-requestid"].to_str().unwrap())
        );
    }
}
