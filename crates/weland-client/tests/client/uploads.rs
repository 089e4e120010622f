//! Streams that are signed and sent as they are read.
#![cfg(all(feature = "streams", feature = "checksums"))]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use weland_client::{Client, Config};
use weland_core::{
    ByteStream, ErrorKind, Member, Operation, OperationSchema, Schema, ServiceSchema, ShapeType, schema, structure,
};

use crate::fake::{Fake, Pieces, Seen, Step, respond};
use crate::service::*;
use weland_client::protocol::RestJson1;

static DATA: Schema = Schema::new(ShapeType::Blob, "Data").streaming();

#[derive(Default)]
pub struct StoreInput {
    algorithm: Option<String>,
    own: Option<String>,
    body: ByteStream,
}

structure! {
    StoreInput = STORE_INPUT: Schema::structure("StoreInput"); [bytes body]
    0 algorithm: Member::new("Algorithm", &schema::STRING).header("x-amz-sdk-checksum-algorithm"),
    1 own: Member::new("Own", &schema::STRING).header("x-amz-checksum-sha1"),
    2 body: Member::new("Body", &DATA).payload(),
}

operation!(Store: "PUT" "/", StoreInput (STORE_INPUT) -> Thing (THING), idempotent(), checksum_member("Algorithm"));
operation!(Summed: "PUT" "/", StoreInput (STORE_INPUT) -> Thing (THING), idempotent(), checksum_required());
operation!(Unsigned: "PUT" "/", Stream (STREAM_SHAPE) -> Thing (THING), idempotent(), unsigned_payload());
operation!(PutUnsigned: "PUT" "/", PutRequest (PUT_REQUEST) -> Thing (THING), idempotent(), unsigned_payload());

const HELLO: &str = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

fn sized() -> ByteStream {
    ByteStream::sized(5, Pieces(["he", "llo"].map(|it| Ok(it.into())).into()))
}

fn unsized_stream() -> ByteStream {
    ByteStream::new(sized())
}

/// A stream that can be read again, and how often it was.
fn replayable() -> (ByteStream, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    let open = move || {
        counter.fetch_add(1, Ordering::Relaxed);
        sized()
    };
    (ByteStream::replayable(5, open), count)
}

async fn sent<O: Operation<Error = ThingError>>(config: impl Fn(&Fake) -> Config, input: O::Input) -> Seen {
    let fake = Fake::new([respond(200, "{}")]);
    let result = Client::new(&SERVICE, &RestJson1, config(&fake)).call::<O>(input).await;
    assert!(result.is_ok(), "{:?}", result.err());
    fake.seen().remove(0)
}

fn text(body: &Bytes) -> String {
    String::from_utf8(body.to_vec()).unwrap()
}

#[tokio::test]
async fn a_stream_with_a_length_is_sent_in_chunks_with_its_checksum_behind_them() {
    let input = StoreInput { body: sized(), ..StoreInput::default() };
    let request = sent::<Store>(config, input).await;
    assert_eq!(text(&request.body), "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n");
    for (name, value) in [
        ("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
        ("x-amz-trailer", "x-amz-checksum-crc32"),
        ("x-amz-decoded-content-length", "5"),
        ("x-amz-sdk-checksum-algorithm", "CRC32"),
        ("content-encoding", "aws-chunked"),
    ] {
        assert_eq!(request.header(name), value, "{name}");
        assert!(request.header("authorization").contains(name), "{name} is not signed");
    }
    let input = StoreInput { algorithm: Some("SHA256".into()), body: sized(), ..StoreInput::default() };
    let request = sent::<Store>(config, input).await;
    assert!(text(&request.body).contains("\r\nx-amz-checksum-sha256:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=\r\n"));
    assert_eq!(request.header("x-amz-sdk-checksum-algorithm"), "SHA256");
}

#[tokio::test]
async fn chunks_are_signed_where_nothing_else_protects_them() {
    let plain = |fake: &Fake| config(fake).endpoint("http://localhost:9000");
    let input = StoreInput { body: sized(), ..StoreInput::default() };
    let request = sent::<Store>(plain, input).await;
    assert_eq!(request.header("x-amz-content-sha256"), "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER");
    let body = text(&request.body);
    let hidden = |line: &str| line.split_inclusive(['=', ':']).next().unwrap_or_default().to_owned();
    let lines: Vec<String> = body.split("\r\n").map(hidden).collect();
    let trailer = ["x-amz-checksum-crc32:", "x-amz-trailer-signature:"];
    assert_eq!(
        lines,
        [&["5;chunk-signature=", "hello", "0;chunk-signature="], &trailer[..], &["", ""]].concat(),
        "{body}"
    );

    let own = StoreInput { own: Some("mine".into()), body: sized(), ..StoreInput::default() };
    let request = sent::<Store>(config, own).await;
    assert_eq!(request.header("x-amz-content-sha256"), "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
    assert_eq!((request.header("x-amz-checksum-sha1"), request.header("x-amz-trailer")), ("mine", ""));
    assert!(text(&request.body).starts_with("5;chunk-signature="));
}

#[tokio::test]
async fn what_the_model_does_not_sign_needs_no_length() {
    let request = sent::<Unsigned>(config, Stream { body: unsized_stream() }).await;
    assert_eq!((request.header("x-amz-content-sha256"), text(&request.body).as_str()), ("UNSIGNED-PAYLOAD", "hello"));
    assert!(request.header("authorization").contains("x-amz-content-sha256"));
    for body in [ByteStream::from("hello"), replayable().0] {
        let request = sent::<Unsigned>(config, Stream { body }).await;
        assert_eq!(request.header("x-amz-content-sha256"), "UNSIGNED-PAYLOAD");
        assert_eq!(text(&request.body), "hello");
    }
    let request = sent::<PutUnsigned>(config, PutRequest::default()).await;
    assert_eq!(request.header("x-amz-content-sha256"), "UNSIGNED-PAYLOAD");
    assert!(request.header("authorization").contains("x-amz-content-sha256"));
    let request = sent::<Unsigned>(|fake| config(fake).unsigned(), Stream { body: unsized_stream() }).await;
    assert_eq!((request.header("x-amz-content-sha256"), text(&request.body).as_str()), ("", "hello"));
}

#[tokio::test]
async fn where_chunks_are_not_taken_a_stream_is_read_twice_or_into_memory() {
    let (body, opened) = replayable();
    let request = sent::<Upload>(config, Stream { body }).await;
    assert_eq!((request.header("x-amz-content-sha256"), text(&request.body).as_str()), (HELLO, "hello"));
    assert_eq!(opened.load(Ordering::Relaxed), 2);
    let (body, _) = replayable();
    let request = sent::<Summed>(config, StoreInput { body, ..StoreInput::default() }).await;
    assert_eq!(request.header("x-amz-checksum-crc32"), "NhCmhg==");
    let request = sent::<Upload>(config, Stream { body: sized() }).await;
    assert_eq!((request.header("x-amz-content-sha256"), text(&request.body).as_str()), ("", "hello"));
    let fake = Fake::new([]);
    let small = config(&fake).max_buffered_request_size(4);
    let result = Client::new(&SERVICE, &RestJson1, small).call::<Upload>(Stream { body: sized() }).await;
    let error = result.unwrap_err().to_string();
    assert!(error.contains("`Config::max_buffered_request_size`") && error.contains("replayable"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_sent_again_only_if_it_can_be_read_again() {
    for refused in [Step::Refuse, respond(503, "{}")] {
        let (body, opened) = replayable();
        let fake = Fake::new([refused, respond(200, "{}")]);
        let client = Client::new(&SERVICE, &RestJson1, config(&fake));
        client.call::<Store>(StoreInput { body, ..StoreInput::default() }).await.unwrap();
        assert!(fake.left() == 0 && opened.load(Ordering::Relaxed) == 2);
    }
    let fake = Fake::new([Step::Break, respond(200, "{}")]);
    let client = Client::new(&SERVICE, &RestJson1, config(&fake));
    let error = client.call::<Store>(StoreInput { body: sized(), ..StoreInput::default() }).await.unwrap_err();
    assert!(
        error.to_string().contains("not tried again, since its body is a stream that can be read only once"),
        "{error}"
    );
    assert_eq!((fake.left(), error.metadata().operation()), (1, Some("Store")));
}

#[tokio::test]
async fn a_stream_that_is_not_as_long_as_it_should_be_is_the_callers_fault() {
    for length in [4, 6] {
        let fake = Fake::new([respond(200, "{}")]);
        let body = ByteStream::sized(length, unsized_stream());
        let client = Client::new(&SERVICE, &RestJson1, config(&fake));
        match client.call::<Store>(StoreInput { body, ..StoreInput::default() }).await {
            Err(ThingError::Other(error)) => assert_eq!(error.kind(), ErrorKind::Request, "{error}"),
            _ => panic!("no error, or one of the service"),
        }
        assert_eq!(fake.left(), 1);
    }
}
