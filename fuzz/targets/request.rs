//! Requests to a server: each is answered, and none by an internal failure.
//!
//! The first line of the input is the method and the path, then come headers, an empty line, and the body.
#![no_main]
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "message.rs"]
mod message;

use std::cell::LazyCell;

use http::Request;
use libfuzzer_sys::fuzz_target;
use message::Message;
use tower_service::Service as _;
use weland_e2e::{CannedResponse, Recorder};
use weland_protocol::Body;
use weland_server::Router;

thread_local! {
    static SERVER: LazyCell<(Recorder, Router)> = LazyCell::new(|| {
        let recorder = Recorder::default();
        let router = weland_lambda_server::router(recorder.clone());
        (recorder, router)
    });
}

fn request(message: &Message<'_>) -> Option<Request<Body>> {
    let (method, uri) = message.first.split_once(' ')?;
    let mut request = Request::builder().method(method).uri(uri).body(Body::from(message.body.to_vec())).ok()?;
    *request.headers_mut() = message.headers()?;
    Some(request)
}

fuzz_target!(|bytes: &[u8]| {
    let Some(request) = Message::parse(bytes).and_then(|message| request(&message)) else { return };
    SERVER.with(|server| {
        let (recorder, router) = &**server;
        recorder.respond_with(CannedResponse::Other(503, "Busy".to_owned(), String::new()));
        let response = message::block_on(router.clone().call(request)).unwrap();
        let called = recorder.take();
        let status = response.status().as_u16();
        // The canned response is the only failure of a server that there may be.
        assert_eq!(status >= 500, !called.is_empty(), "{status} {:?}", response.headers());
    });
});
