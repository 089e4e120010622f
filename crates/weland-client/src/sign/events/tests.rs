use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::Mutex;
use std::task::Waker;
use std::time::Duration;

use serde_json::Value;

use super::super::Scope;
use super::*;
use crate::credentials::Credentials;

/// Frames that another implementation has signed, each with its moment and what it is made of.
fn vectors() -> Value {
    serde_json::from_str(include_str!("../../../tests/data/signed-events.json")).unwrap()
}

fn bytes(text: &Value) -> Vec<u8> {
    let digits = text.as_str().unwrap().as_bytes();
    let pairs = digits.chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
    pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
}

fn chain(seed: [u8; 32]) -> Chain {
    let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    let scope = Scope { region: "us-east-1", service: "transcribe", time: SystemTime::UNIX_EPOCH };
    Chain::new(&credentials, &scope, seed)
}

/// A body of these pieces, the last of which may be a failure.
struct Pieces(VecDeque<Result<Bytes, BoxError>>);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<BodyFrame<Bytes>, BoxError>>> {
        Poll::Ready(self.0.pop_front().map(|piece| piece.map(BodyFrame::data)))
    }
}

fn next<C: Fn() -> SystemTime + Unpin>(body: &mut SignedEvents<C>) -> Option<Result<Bytes, BoxError>> {
    use http_body::Body as _;
    let mut frame = std::pin::pin!(poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx)));
    match frame.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(frame) => frame.map(|frame| frame.map(|frame| frame.into_data().unwrap())),
        Poll::Pending => panic!("a piece was not ready"),
    }
}

#[test]
fn signatures_of_events_are_those_of_another_implementation() {
    let vectors = vectors();
    let frames = vectors["frames"].as_array().unwrap();
    let moments = frames.iter().map(|frame| Duration::from_millis(frame["millis"].as_u64().unwrap()));
    let moments = Mutex::new(moments.collect::<VecDeque<_>>());
    let clock = || SystemTime::UNIX_EPOCH + moments.lock().unwrap().pop_front().unwrap();
    // The last one is that of the end, which has no payload.
    let payloads = frames.iter().map(|frame| Ok(Bytes::from(bytes(&frame["payload"]))));
    let pieces = Pieces(payloads.take(frames.len() - 1).collect());
    let seed = bytes(&vectors["seed"]).try_into().unwrap();
    let mut signed = SignedEvents::new(Body::new(pieces), chain(seed), clock);
    for frame in frames {
        assert_eq!(next(&mut signed).unwrap().unwrap(), bytes(&frame["frame"]), "{}", frame["millis"]);
    }
    assert!(next(&mut signed).is_none());
}

#[test]
fn a_stream_that_fails_is_not_signed_to_its_end() {
    let pieces = Pieces([Ok(Bytes::from_static(b"a")), Err("gone".into())].into());
    let mut signed = SignedEvents::new(Body::new(pieces), chain([0; 32]), SystemTime::now);
    assert!(next(&mut signed).unwrap().is_ok());
    assert_eq!(next(&mut signed).unwrap().unwrap_err().to_string(), "gone");
    assert!(next(&mut signed).is_none());
}
