//! A service that scripts of other origins may call, in protocols with and without HTTP bindings.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use cors_server::types::*;
use cors_server::weland_server::http::{Request, Response};
use cors_server::weland_server::tower_service::Service as _;
use cors_server::{Board, Body, Context, Router};

struct Notes;

impl Board for Notes {
    async fn read_note(&self, input: ReadNoteInput, _: Context) -> Result<ReadNoteOutput, ReadNoteError> {
        if input.id == "old" {
            return Err(Gone::new().since("May").message("thrown away").into());
        }
        let meta = std::collections::BTreeMap::from([("Color".to_owned(), "red".to_owned())]);
        Ok(ReadNoteOutput::new().tag("1").meta(meta).text("hello"))
    }
}

const SITE: &str = "https://board.example.com";

async fn send(router: &Router, (method, path): (&str, &str), headers: &[(&str, &str)]) -> Response<Body> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    router.clone().call(request.body(Body::empty()).unwrap()).await.unwrap()
}

/// The headers of a response that browsers look at, one a line.
fn shown(response: &Response<Body>) -> String {
    let names = response.headers().iter().filter(|(name, _)| {
        let name = name.as_str();
        name == "vary" || name.starts_with("access-control-")
    });
    let mut lines: Vec<String> =
        names.map(|(name, value)| format!("{name}: {}\n", value.to_str().unwrap())).collect();
    lines.sort();
    format!("{}\n{}", response.status().as_u16(), lines.concat())
}

#[tokio::test(flavor = "current_thread")]
async fn browsers_learn_what_requests_with_a_path_may_look_like() {
    let router = cors_server::router(Notes);
    let asked = [
        ("origin", SITE),
        ("access-control-request-method", "PUT"),
        ("access-control-request-headers", "content-type, x-meta-color,x-unknown"),
    ];
    let response = send(&router, ("OPTIONS", "/notes/1"), &asked).await;
    let expected = "204\n\
        access-control-allow-credentials: true\n\
        access-control-allow-headers: amz-sdk-invocation-id, amz-sdk-request, authorization, content-type, \
        if-none-match, x-amz-user-agent, x-meta-color, x-trace-id, x-zone\n\
        access-control-allow-methods: GET, PUT\n\
        access-control-allow-origin: https://board.example.com\n\
        access-control-max-age: 86400\n\
        vary: origin\n";
    assert_eq!(shown(&response), expected);
    assert!(response.into_body().collect(1).await.unwrap().is_empty());
}

#[tokio::test(flavor = "current_thread")]
async fn all_operations_of_protocols_without_http_bindings_have_one_path() {
    let router = cors_server::router(Notes);
    let asked = [("origin", "http://localhost:8080"), ("access-control-request-method", "POST")];
    for (path, header) in [("/", "x-amz-target"), ("/service/Board/operation/ReadNote", "smithy-protocol")] {
        let response = send(&router, ("OPTIONS", path), &asked).await;
        assert_eq!(response.status(), 204, "{path}");
        assert_eq!(response.headers()["access-control-allow-methods"], "POST");
        assert_eq!(response.headers()["access-control-allow-origin"], "http://localhost:8080");
        let allowed = response.headers()["access-control-allow-headers"].to_str().unwrap();
        let allowed: Vec<&str> = allowed.split(", ").collect();
        assert!(["authorization", "content-type", header].iter().all(|it| allowed.contains(it)), "{allowed:?}");
        assert!(!allowed.contains(&"if-none-match"), "{allowed:?}");
    }
    let target = ("x-amz-target", "Board.ReadNote");
    let sent = [("origin", SITE), ("content-type", "application/x-amz-json-1.0"), target];
    let response = send(&router, ("POST", "/"), &sent).await;
    assert!(shown(&response).contains("allow-origin: https://board.example.com\n"), "{response:?}");
    assert!(!response.status().is_success());
}

#[tokio::test(flavor = "current_thread")]
async fn scripts_may_read_what_responses_and_errors_have() {
    let router = cors_server::router(Notes);
    let login = ("authorization", "Basic dTpw");
    let response = send(&router, ("GET", "/notes/1"), &[("origin", SITE), login]).await;
    let expected = |status: u16, exposed: &str| {
        format!(
            "{status}\naccess-control-allow-credentials: true\naccess-control-allow-origin: {SITE}\n\
             access-control-expose-headers: {exposed}\nvary: origin\n"
        )
    };
    assert_eq!(shown(&response), expected(200, "etag, x-amzn-requestid, x-cache, x-meta-color"));
    let response = send(&router, ("GET", "/notes/old"), &[("origin", SITE)]).await;
    assert_eq!(shown(&response), expected(410, "x-amzn-errortype, x-amzn-requestid, x-cache, x-since"));
    let response = send(&router, ("GET", "/unknown"), &[("origin", SITE)]).await;
    assert_eq!(shown(&response), expected(404, "x-amzn-errortype, x-amzn-requestid, x-cache"));
}

#[tokio::test(flavor = "current_thread")]
async fn other_origins_learn_nothing() {
    let router = cors_server::router(Notes);
    let asked = [("origin", "https://evil.example.com"), ("access-control-request-method", "GET")];
    let response = send(&router, ("OPTIONS", "/notes/1"), &asked).await;
    assert_eq!(response.status(), 204);
    assert!(!response.headers().contains_key("access-control-allow-origin"));
    for headers in [&asked[..1], &[]] {
        let response = send(&router, ("GET", "/notes/1"), headers).await;
        assert_eq!((response.status().as_u16(), &response.headers()["vary"]), (200, &"origin".parse().unwrap()));
        assert!(!response.headers().contains_key("access-control-allow-origin"));
        assert!(!response.headers().contains_key("access-control-allow-credentials"));
    }
    // These ask for something else, or for nothing that there is.
    let plain = send(&router, ("OPTIONS", "/notes/1"), &[("origin", SITE)]).await;
    assert_eq!((plain.status().as_u16(), &plain.headers()["allow"]), (405, &"GET, HEAD, PUT".parse().unwrap()));
    let unknown = [("origin", SITE), ("access-control-request-method", "GET")];
    assert_eq!(send(&router, ("OPTIONS", "/unknown"), &unknown).await.status(), 404);
}

#[tokio::test(flavor = "current_thread")]
async fn it_can_be_switched_off() {
    let router = cors_server::router(Notes).cors(None);
    let asked = [("origin", SITE), ("access-control-request-method", "GET")];
    let response = send(&router, ("OPTIONS", "/notes/1"), &asked).await;
    assert_eq!(shown(&response), "405\n");
    assert_eq!(shown(&send(&router, ("GET", "/notes/1"), &asked[..1]).await), "200\n");
}
