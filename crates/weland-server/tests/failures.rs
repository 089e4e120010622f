//! What callers and operators learn of requests that the server has failed on.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod service;

use std::process::Command;
use std::sync::{Arc, Mutex};

use http::Request;
use service::{Download, GetOutput, Idle, PutThing, SERVICE, Stream, Thing, ThingError, call, get, json, router};
use weland_core::{ByteStream, ErrorKind, OtherError};
use weland_server::protocol::RestJson1;
use weland_server::{Body, Context, FailureReason, Router};

type Told = Arc<Mutex<Vec<String>>>;

/// The router with a hook, and what it is told: service, operation, id of the request, kind of the reason, the whole.
fn told(router: Router) -> (Router, Told) {
    let told = Told::default();
    let list = Arc::clone(&told);
    let router = router.on_failure(move |failure| {
        let kind = match failure.reason {
            FailureReason::Panic(_) => "panic",
            FailureReason::Error(_) => "error",
            FailureReason::Unsendable(_) => "unsendable",
            FailureReason::Stream(_) => "stream",
            _ => "other",
        };
        let operation = failure.operation.map_or("-", |operation| operation.name);
        list.lock().unwrap().push(format!("{operation} {} {kind} {failure}", failure.request_id));
    });
    (router, told)
}

/// The id of the response, and what the hook is told with it.
async fn failure(router: Router, request: Request<Body>) -> String {
    let (router, told) = told(router);
    let (parts, _) = call(&router, request).await;
    let id = parts.headers["x-amzn-requestid"].to_str().unwrap().to_owned();
    let told = told.lock().unwrap().join("\n");
    format!("{} {}", parts.status.as_u16(), told.replace(&id, "ID"))
}

#[tokio::test]
async fn whoever_operates_the_server_learns_why_it_has_failed() {
    let fail = |kind: &str| json("POST", &format!("/fail/{kind}"), "");
    let cases = [
        (fail("panic"), "500 Fail ID panic Things failed on request ID for Fail: the handler panicked: on purpose"),
        (
            fail("transport"),
            "500 Fail ID error Things failed on request ID for Fail: the handler returned the error secret host unreachable",
        ),
        (
            fail("odd"),
            "500 Fail ID error Things failed on request ID for Fail: the handler returned the error Fine: all is well (status 200)",
        ),
        (
            get("/idle"),
            "501 Idle ID error Things failed on request ID for Idle: the handler returned the error NotImplemented: Idle is not implemented (status 501)",
        ),
        // These are the caller's to know, and the caller's to mend.
        (fail("modeled"), "404 "),
        (fail("service"), "429 "),
        (get("/nothing"), "404 "),
        (json("PUT", "/things/a", "{"), "400 "),
    ];
    for (request, expected) in cases {
        assert_eq!(failure(router(), request).await, expected);
    }
}

#[tokio::test]
async fn what_cannot_be_sent_is_told_without_its_value() {
    let output = |_: GetOutput, _: Context| async {
        Ok::<_, ThingError>(GetOutput { id: "x".into(), version: Some("secret\nvalue".into()) })
    };
    let found = failure(Router::new(&SERVICE, &RestJson1).route::<Idle, _, _>(output), get("/idle")).await;
    assert!(found.starts_with("500 Idle ID unsendable "), "{found}");
    assert!(found.contains("at /Version: ") && !found.contains("secret"), "{found}");
    let error = |_: GetOutput, _: Context| async {
        let error = service::NotFound { message: None, id: Some("secret\nvalue".into()) };
        Err::<GetOutput, ThingError>(error.into())
    };
    let found = failure(Router::new(&SERVICE, &RestJson1).route::<Idle, _, _>(error), get("/idle")).await;
    assert!(found.starts_with("500 Idle ID unsendable ") && !found.contains("secret"), "{found}");
}

#[tokio::test]
async fn a_reason_is_one_line_with_its_causes_and_has_an_end() {
    let put = |_: Thing, _: Context| async {
        let cause = OtherError::new(ErrorKind::Transport, format!("cause\r\n{}", "x".repeat(5000)));
        Err::<GetOutput, ThingError>(
            OtherError::new(ErrorKind::Transport, "no\nline\u{2028}at\u{85}all").with_source(cause).into(),
        )
    };
    let router = Router::new(&SERVICE, &RestJson1).route::<PutThing, _, _>(put);
    let found = failure(router, json("PUT", "/things/a", r#"{"Name": "abc"}"#)).await;
    assert!(found.contains("the error no\\nline\\u{2028}at\\u{85}all: cause\\r\\nxxx"), "{found}");
    assert!(!found.contains('\n') && found.len() < 1500, "{found}");
}

#[tokio::test]
async fn a_hook_that_panics_does_not_take_the_response_along() {
    let router = router().on_failure(|failure| panic!("{failure}"));
    let (parts, _) = call(&router, get("/idle")).await;
    assert_eq!(parts.status, 501);
}

#[tokio::test]
async fn a_stream_that_fails_is_told() {
    struct Panicking;
    impl futures_core::Stream for Panicking {
        type Item = Result<bytes::Bytes, weland_core::BoxError>;
        fn poll_next(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            panic!("in the stream")
        }
    }
    let download =
        |_: GetOutput, _: Context| async { Ok::<_, ThingError>(Stream { content: ByteStream::new(Panicking) }) };
    let (router, told) = told(Router::new(&SERVICE, &RestJson1).route::<Download, _, _>(download));
    let response = tower_service::Service::call(&mut router.clone(), get("/download")).await.unwrap();
    assert_eq!(response.status(), 200);
    response.into_body().collect(100).await.unwrap_err();
    let told = told.lock().unwrap().join("\n");
    assert!(told.ends_with("for Download: the handler panicked: in the stream"), "{told}");
}

/// Runs itself as a process of its own, whose standard error it reads.
#[tokio::test]
async fn without_a_hook_failures_are_lines_on_standard_error() {
    const CHILD: &str = "WELAND_SERVER_TEST_CHILD";
    if std::env::var_os(CHILD).is_some() {
        call(&router(), get("/idle")).await;
        return;
    }
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "without_a_hook_failures_are_lines_on_standard_error", "--nocapture"]);
    let output = command.env(CHILD, "1").output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    let mut lines = text.lines().filter(|line| line.starts_with("Things failed on request "));
    assert!(lines.next().is_some_and(|line| line.contains("for Idle: ")) && lines.next().is_none(), "{text}");
}
