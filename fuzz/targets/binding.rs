//! Labels, query and headers: a server takes a request or refuses it; what it takes, a client sends, and the server gets
//! the same again.
//!
//! The first line of the input is the path with its query, each other line a header.
#![no_main]
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "../../crates/weland-protocol/tests/suite/bound.rs"]
#[allow(dead_code)] // some shapes are for other tests
mod bound;
#[path = "../../crates/weland-protocol/tests/suite/shapes.rs"]
#[allow(dead_code)]
mod shapes;

use std::sync::LazyLock;

use bound::Everywhere;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Uri};
use libfuzzer_sys::fuzz_target;
use weland_core::OperationSchema;
use weland_protocol::{Body, ClientProtocol as _, RestJson1, ServerProtocol as _};

static OPERATION: LazyLock<OperationSchema> =
    LazyLock::new(|| shapes::operation("POST", "/a/{name}/b/{rest+}/{at}?lit=x&flag").input(Everywhere::SCHEMA));

fn request(text: &str) -> Option<Request<Body>> {
    let mut lines = text.lines();
    let uri: Uri = format!("/a/{}", lines.next()?).parse().ok()?;
    let mut request = Request::post(uri).body(Body::empty()).ok()?;
    for line in lines {
        let (name, value) = line.split_once(':')?;
        let name = HeaderName::from_bytes(format!("x-{name}").as_bytes()).ok()?;
        request.headers_mut().append(name, HeaderValue::from_bytes(value.trim().as_bytes()).ok()?);
    }
    Some(request)
}

fn read(request: Request<Body>) -> Option<Everywhere> {
    let (parts, _) = request.into_parts();
    let dispatcher = RestJson1.dispatcher(&shapes::SERVICE, &[&OPERATION]);
    let found = dispatcher.find(&parts.method, &parts.uri, &parts.headers).ok()?;
    let mut input = Everywhere::default();
    RestJson1.decode_request(&OPERATION, &parts, &found.labels, Bytes::from_static(b"{}"), &mut input).ok()?;
    Some(input)
}

fuzz_target!(|text: &str| {
    let Some(mut input) = request(text).and_then(read) else { return };
    // The map has all parameters, those of other members, too; a client would send them twice.
    input.parameters = None;
    let Ok(written) = RestJson1.encode_request(&shapes::SERVICE, &OPERATION, &mut input.clone()) else { return };
    let shown = format!("{} {:?}", written.uri(), written.headers());
    let Some(mut again) = read(written) else { panic!("refused: {shown}") };
    again.parameters = None;
    assert!(again == input, "differs: {shown}");
});
