//! Requests that are compressed.
#![cfg(feature = "compression")]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod service;

use std::pin::Pin;
use std::task::{Context as TaskContext, Poll};

use bytes::Bytes;
use http::Request;
use service::{Compressed, GetOutput, call, router};
use weland_core::{BoxError, ByteStream, OtherError};
use weland_protocol::gzip;
use weland_server::{Body, Router};

/// Returns what is left of `Content-Encoding`, and the name.
fn echo() -> Router {
    router().route::<Compressed, _, _>(|input: service::Thing, context: weland_server::Context| async move {
        let encoding = context.headers.get("content-encoding").map(|value| value.to_str().unwrap().to_owned());
        Ok::<_, OtherError>(GetOutput { id: format!("{encoding:?} {}", input.name), version: None }).map_err(Into::into)
    })
}

async fn response(uri: &str, encoding: &str, body: Vec<u8>) -> String {
    let request = Request::put(uri).header("content-type", "application/json").header("content-encoding", encoding);
    let (parts, body) = call(&echo(), request.body(Body::from(body)).unwrap()).await;
    format!("{} {}", parts.status.as_u16(), String::from_utf8(body).unwrap())
}

fn compressed(text: &str) -> Vec<u8> {
    gzip(Body::from(text.as_bytes().to_vec())).unwrap().as_bytes().unwrap().to_vec()
}

#[tokio::test]
async fn compressed_requests_are_understood_where_the_model_takes_them() {
    let body = r#"{"Name": "abc"}"#;
    let good = |encoding: &str| format!(r#"200 {{"Id":"{encoding} abc"}}"#);
    assert_eq!(response("/compressed/x", "gzip", compressed(body)).await, good("None"));
    assert_eq!(response("/compressed/x", "custom, GZIP", compressed(body)).await, good(r#"Some(\"custom\")"#));
    assert_eq!(response("/compressed/x", "custom", body.into()).await, good(r#"Some(\"custom\")"#));
    // A body without bytes is not compressed, so that a member is missing; one may be compressed in several parts.
    assert!(response("/compressed/x", "gzip", Vec::new()).await.contains("/Name"));
    let two = [compressed(body), compressed("  ")].concat();
    assert_eq!(response("/compressed/x", "gzip", two).await, good("None"));
    for (uri, body) in [
        ("/compressed/x", body.as_bytes().to_vec()),
        ("/compressed/x", compressed(body)[..12].to_vec()),
        ("/things/x", compressed(body)),
    ] {
        assert!(response(uri, "gzip", body).await.starts_with("400 "));
    }
}

#[tokio::test]
async fn encodings_may_stand_on_several_lines() {
    let body = compressed(r#"{"Name": "abc"}"#);
    for (first, last, expected) in
        [("custom", "gzip", r#"200 {"Id":"Some(\"custom\") abc"}"#), ("gzip", "custom", "400 ")]
    {
        let request = Request::put("/compressed/x").header("content-type", "application/json");
        let request = request.header("content-encoding", first).header("content-encoding", last);
        let (parts, body) = call(&echo(), request.body(Body::from(body.clone())).unwrap()).await;
        let response = format!("{} {}", parts.status.as_u16(), String::from_utf8(body).unwrap());
        assert!(response.starts_with(expected), "{response}");
    }
}

#[tokio::test]
async fn what_comes_to_nothing_is_limited_too() {
    struct Nothing(Bytes, u32);
    impl futures_core::Stream for Nothing {
        type Item = Result<Bytes, BoxError>;
        fn poll_next(mut self: Pin<&mut Self>, _: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
            self.1 += 1;
            assert!(self.1 < 1000, "the body is read on and on");
            Poll::Ready(Some(Ok(self.0.clone())))
        }
    }
    let body = ByteStream::new(Nothing(compressed("").into(), 0));
    let request = Request::put("/compressed/x").header("content-encoding", "gzip").body(Body::from(body)).unwrap();
    assert_eq!(call(&echo(), request).await.0.status, 413);
    let request = Request::put("/compressed/x").header("content-encoding", "gzip").header("content-length", "1001");
    assert_eq!(call(&echo(), request.body(Body::empty()).unwrap()).await.0.status, 413);
}

#[tokio::test]
async fn a_small_body_that_becomes_a_large_one_is_rejected() {
    let bomb = compressed(&" ".repeat(900_000));
    assert!(bomb.len() < 1000);
    let response = response("/compressed/x", "gzip", bomb).await;
    assert_eq!(response, r#"413 {"message":"the body of the request must not exceed 1000 bytes"}"#);
}
