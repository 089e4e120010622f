//! Spans and events of the feature `tracing`.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod service;

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use http::Request;
use service::{call, get, json, router};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;
use weland_server::{Body, RequestInfo};

/// Text that is written by a subscriber.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// A line for each event and for each span that is closed, while a request is served; without times.
async fn lines(request: Request<Body>) -> Vec<String> {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().without_time().with_ansi(false).with_target(true);
    let subscriber = subscriber.with_span_events(FmtSpan::CLOSE).with_writer(log.clone()).finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let (parts, _) = call(&router(), request).await;
    drop(guard);
    let id = &parts.extensions.get::<RequestInfo>().unwrap().request_id;
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let line = |line: &str| line.split(" time.busy").next().unwrap().trim().replace(id, "ID");
    text.lines().map(line).collect()
}

#[tokio::test(flavor = "current_thread")]
async fn a_request_is_a_span_until_its_response_has_been_sent() {
    let request = json("PUT", "/things/secret-id", r#"{"Version":"secret version"}"#);
    let lines = lines(request).await;
    let [line] = lines.as_slice() else { panic!("{lines:#?}") };
    for part in [
        "INFO request{otel.kind=\"server\" rpc.service=\"Things\" http.request.method=\"PUT\" request_id=ID",
        "rpc.method=\"PutThing\"",
        "otel.name=\"Things.PutThing\"",
        "http.response.status_code=",
        "request.bytes=28",
        "response.bytes=",
    ] {
        assert!(line.contains(part), "{part}\n{line}");
    }
    assert!(line.ends_with(": weland_server: close") && !line.contains("secret"), "{line}");
}

#[tokio::test(flavor = "current_thread")]
async fn streams_are_counted_as_they_go() {
    let mut pieces = vec![b"123".to_vec(), b"4567".to_vec()].into_iter();
    let body = Pieces(std::iter::from_fn(move || pieces.next()));
    let request = Request::post("/upload").header("content-type", "application/octet-stream");
    let up = lines(request.body(Body::new(body)).unwrap()).await;
    assert!(up.iter().any(|line| line.contains("request.bytes=7")), "{up:#?}");
    let down = lines(get("/download")).await;
    assert!(down.iter().any(|line| line.contains("response.bytes=100")), "{down:#?}");
}

/// A body in pieces.
struct Pieces<I>(I);

impl<I: Iterator<Item = Vec<u8>> + Unpin> http_body::Body for Pieces<I> {
    type Data = bytes::Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, Self::Error>>> {
        std::task::Poll::Ready(self.0.next().map(|piece| Ok(http_body::Frame::data(piece.into()))))
    }
}

#[tokio::test(flavor = "current_thread")]
async fn failures_are_events_within_the_span() {
    let lines = lines(json("POST", "/fail/transport", "")).await;
    let [event, span] = lines.as_slice() else { panic!("{lines:#?}") };
    assert!(event.starts_with("ERROR request{"), "{event}");
    assert!(event.contains("weland_server: Things failed on request ID for Fail: "), "{event}");
    assert!(span.contains("http.response.status_code=500"), "{span}");
}

#[tokio::test(flavor = "current_thread")]
async fn the_context_of_a_trace_is_taken_up() {
    let (trace, parent) = ("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");
    let mut request = get("/unknown");
    request.headers_mut().insert("traceparent", format!("00-{trace}-{parent}-01").parse().unwrap());
    let traced = lines(request).await;
    let ids = format!("trace_id=\"{trace}\" parent_id=\"{parent}\"");
    assert!(traced[0].contains(&ids) && !traced[0].contains("rpc.method"), "{traced:#?}");
    let mut malformed = get("/unknown");
    malformed.headers_mut().insert("traceparent", "00-secret-01".parse().unwrap());
    *malformed.method_mut() = "SECRET".parse().unwrap();
    let lines = lines(malformed).await;
    assert!(lines[0].contains("http.request.method=\"_OTHER\""), "{lines:#?}");
    assert!(!lines[0].contains("trace_id") && !lines[0].to_lowercase().contains("secret"), "{lines:#?}");
}
