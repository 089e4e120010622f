//! Forms that a client sends: what decodes is written and decodes to the same again, and finding the operation does not fail
//! otherwise than with an error.
#![no_main]
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "../../crates/weland-protocol/tests/suite/shapes.rs"]
#[allow(dead_code)] // some shapes are for other tests
mod shapes;

use http::{Method, Request};
use libfuzzer_sys::fuzz_target;
use shapes::Kinds;
use weland_core::{OperationSchema, ServiceSchema};
use weland_protocol::{AwsQuery, Body, ClientProtocol, Ec2Query, ServerProtocol};

static SERVICE: ServiceSchema = ServiceSchema { name: "Fuzz", version: "1", ..ServiceSchema::EMPTY };
static KINDS: OperationSchema = OperationSchema::new("Kinds").input(Kinds::SCHEMA);

/// Both halves of a protocol.
fn check(server: &dyn ServerProtocol, client: &dyn ClientProtocol, form: &[u8]) {
    let dispatch = server.dispatcher(&SERVICE, &[&KINDS]);
    let _ = dispatch.find_in_body(form);
    let (parts, ()) = Request::builder().method(Method::POST).body(()).unwrap().into_parts();
    let read = |form: &[u8]| {
        let mut value = Kinds::default();
        server.decode_request(&KINDS, &parts, &[], form.to_vec().into(), &mut value).map(|_| value)
    };
    let write = |mut value: Kinds| {
        let body: Body = client.encode_request(&SERVICE, &KINDS, &mut value).ok()?.into_body();
        Some(body.as_bytes().unwrap().to_vec())
    };
    // A union that holds something empty can be read, but not be written.
    let Some(written) = read(form).ok().and_then(write) else { return };
    let text = || String::from_utf8_lossy(&written).into_owned();
    assert!(dispatch.find_in_body(&written).is_ok(), "{}", text());
    let again = read(&written).unwrap_or_else(|error| panic!("{error}: {}", text()));
    assert_eq!(write(again).unwrap(), written, "{}", text());
}

fuzz_target!(|form: &[u8]| {
    check(&AwsQuery, &AwsQuery, form);
    check(&Ec2Query, &Ec2Query, form);
});
