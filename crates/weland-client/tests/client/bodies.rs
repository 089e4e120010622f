//! What is done to bodies on their way: checksums and compression.
#![cfg_attr(
    not(all(feature = "checksums", feature = "compression")),
    allow(dead_code, unused_imports, reason = "most of it needs the features")
)]

use weland_client::{Client, Config};
use weland_core::{
    Blob, ByteStream, ErrorKind, Member, Operation, OperationSchema, OtherError, Schema, ServiceSchema, ShapeType,
    schema, structure,
};

use crate::fake::{Fake, Pieces, Seen, Step, respond};
use crate::service::*;
use weland_client::protocol::RestJson1;

#[derive(Clone, Default, PartialEq)]
pub struct CheckedRequest {
    pub algorithm: Option<String>,
    pub mode: Option<String>,
    pub own: Option<String>,
    pub encoding: Option<String>,
    pub data: Option<Blob>,
}

structure! {
    CheckedRequest = CHECKED_REQUEST: Schema::structure("CheckedRequest");
    0 algorithm: Member::new("Algorithm", &schema::STRING).header("x-algorithm"),
    1 mode: Member::new("Mode", &schema::STRING).header("x-mode"),
    2 own: Member::new("Own", &schema::STRING).header("X-Amz-Checksum-Sha1"),
    3 encoding: Member::new("Encoding", &schema::STRING).header("Content-Encoding"),
    4 data: Member::new("Data", &schema::BLOB).payload(),
}

operation!(Digested: "POST" "/", CheckedRequest (CHECKED_REQUEST) -> Thing (THING), md5_required());
operation!(Summed: "POST" "/", CheckedRequest (CHECKED_REQUEST) -> Thing (THING), checksum_required());
operation!(Checked: "POST" "/", CheckedRequest (CHECKED_REQUEST) -> Thing (THING), checksum_required(),
    checksum_member("Algorithm"), validation_member("Mode", &["CRC32C", "SHA1"]));
operation!(CheckedStream: "POST" "/", CheckedRequest (CHECKED_REQUEST) -> Stream (STREAM_SHAPE),
    validation_member("Mode", &["CRC32C", "SHA1"]));
operation!(CheckedUpload: "POST" "/", Stream (STREAM_SHAPE) -> Thing (THING), md5_required());
operation!(Compressed: "POST" "/", CheckedRequest (CHECKED_REQUEST) -> Thing (THING), compression(&["br", "gzip"]));
operation!(CompressedUpload: "POST" "/", Stream (STREAM_SHAPE) -> Thing (THING), compression(&["gzip"]));

fn input(data: &[u8]) -> CheckedRequest {
    CheckedRequest { data: Some(data.to_vec().into()), ..CheckedRequest::default() }
}

fn other<T>(result: Result<T, ThingError>) -> OtherError {
    match result {
        Err(ThingError::Other(error)) => error,
        _ => panic!("no error, or a modeled one"),
    }
}

async fn sent<O>(config: impl Fn(&Fake) -> Config, input: O::Input) -> Seen
where
    O: Operation<Error = ThingError>,
{
    let fake = Fake::new([respond(200, "{}")]);
    assert!(Client::new(&SERVICE, &RestJson1, config(&fake)).call::<O>(input).await.is_ok());
    fake.seen().remove(0)
}

#[cfg(not(feature = "checksums"))]
#[tokio::test]
async fn what_the_runtime_was_built_without_is_said() {
    let fake = Fake::new([]);
    let error = other(client(&fake).call::<Digested>(input(b"a")).await);
    assert!(error.kind() == ErrorKind::Request && error.message().contains("feature `checksums`"), "{error}");
}

#[cfg(feature = "checksums")]
#[tokio::test]
async fn requests_have_the_checksum_that_the_model_or_the_caller_wants() {
    let algorithm = |name: &str| CheckedRequest { algorithm: Some(name.into()), ..input(b"123456789") };
    let own = CheckedRequest { own: Some("mine".into()), ..input(b"a") };
    let both = CheckedRequest { own: Some("mine".into()), ..algorithm("SHA256") };
    let request = sent::<Digested>(config, input(b"123456789")).await;
    assert_eq!(request.header("content-md5"), "JfnnlDI7RTiF9RgfG2JNCw==");
    assert!(request.header("authorization").contains("content-md5;"));
    let request = sent::<Summed>(config, input(b"123456789")).await;
    assert_eq!((request.header("x-algorithm"), request.header("x-amz-checksum-crc32")), ("", "y/Q5Jg=="));
    assert!(!request.headers.contains_key("content-md5"));
    let cases = [
        (input(b"123456789"), "CRC32", "x-amz-checksum-crc32", "y/Q5Jg=="),
        (algorithm("CRC32C"), "CRC32C", "x-amz-checksum-crc32c", "4waSgw=="),
        (algorithm("SHA1"), "SHA1", "x-amz-checksum-sha1", "98O8HYCOBHMq32eZZczDTKeuNEE="),
        (own, "", "x-amz-checksum-sha1", "mine"),
        (both, "SHA256", "x-amz-checksum-sha1", "mine"),
    ];
    for (input, algorithm, name, value) in cases {
        let request = sent::<Checked>(config, input).await;
        assert_eq!((request.header("x-algorithm"), request.header(name)), (algorithm, value));
        assert_eq!(request.headers.keys().filter(|name| name.as_str().contains("checksum")).count(), 1, "{name}");
        assert!(!request.headers.contains_key("content-md5"));
    }
    let error = other(client(&Fake::new([])).call::<Checked>(algorithm("SHA3")).await);
    assert!(error.kind() == ErrorKind::Request && error.message().contains("`SHA3`"), "{error}");
}

#[tokio::test]
async fn a_stream_whose_length_has_to_be_known_is_read_first() {
    static FINITE: Schema = Schema::new(ShapeType::Blob, "Finite").streaming().requires_length();
    structure! {
        FiniteInput = FINITE_INPUT: Schema::structure("FiniteInput"); [bytes body]
        0 body: Member::new("Body", &FINITE).payload(),
    }
    #[derive(Default)]
    pub struct FiniteInput {
        body: ByteStream,
    }
    operation!(Finite: "POST" "/", FiniteInput (FINITE_INPUT) -> Thing (THING), idempotent());
    let body = ByteStream::new(Pieces(["1234", "56789"].map(|it| Ok(it.into())).into()));
    let fake = Fake::new([respond(503, "{}"), respond(200, "{}")]);
    // Only what is in memory can be sent again.
    let client = Client::new(&SERVICE, &RestJson1, config(&fake).unsigned());
    client.call::<Finite>(FiniteInput { body }).await.unwrap();
    assert_eq!(fake.seen().iter().map(|seen| seen.body.clone()).collect::<Vec<_>>(), ["123456789"; 2]);
}

#[tokio::test]
async fn a_length_that_a_member_announces_is_that_of_the_stream() {
    static FINITE: Schema = Schema::new(ShapeType::Blob, "Finite").streaming().requires_length();
    structure! {
        AnnouncedInput = ANNOUNCED_INPUT: Schema::structure("AnnouncedInput"); [bytes body]
        0 length: Member::new("Length", &weland_core::schema::LONG).header("Content-Length"),
        1 body: Member::new("Body", &FINITE).payload(),
    }
    #[derive(Default)]
    pub struct AnnouncedInput {
        length: Option<i64>,
        body: ByteStream,
    }
    operation!(Announced: "POST" "/", AnnouncedInput (ANNOUNCED_INPUT) -> Thing (THING), idempotent());
    for (length, message) in [(9, None), (5, Some("the header `Content-Length` is \"5\", but the body has 9 bytes"))] {
        let body = ByteStream::new(Pieces(["1234", "56789"].map(|it| Ok(it.into())).into()));
        let fake = Fake::new([respond(200, "{}")]);
        let client = Client::new(&SERVICE, &RestJson1, config(&fake).unsigned());
        let result = client.call::<Announced>(AnnouncedInput { length: Some(length), body }).await;
        match message {
            None => assert!(result.is_ok() && !fake.seen()[0].headers.contains_key("content-length")),
            Some(message) => {
                let error = other(result);
                // A body that is sent as it is read is found to have another length on its way.
                let message = if cfg!(feature = "streams") { "more than the 5 bytes" } else { message };
                assert!(error.kind() == ErrorKind::Request && error.message().contains(message), "{error}");
                assert!(fake.seen().is_empty());
            }
        }
    }
}

#[cfg(feature = "checksums")]
#[tokio::test]
async fn a_stream_with_a_checksum_is_read_first() {
    let stream = || Stream { body: ByteStream::new(Pieces(["1234", "56789"].map(|it| Ok(it.into())).into())) };
    let request = sent::<CheckedUpload>(|fake| config(fake).unsigned(), stream()).await;
    assert_eq!(request.header("content-md5"), "JfnnlDI7RTiF9RgfG2JNCw==");
    assert_eq!(request.body, "123456789");
}

#[cfg(feature = "checksums")]
#[tokio::test]
async fn responses_are_checked_if_the_caller_asks_for_it() {
    let body = r#"{"Name":"a"}"#;
    let (right, wrong) = ("mI4MEg==", "AAAAAA==");
    let cases = [
        (Some("ENABLED"), "x-amz-checksum-crc32c", right, true),
        (Some("ENABLED"), "x-amz-checksum-crc32c", wrong, false),
        (Some("ENABLED"), "x-amz-checksum-crc32c", "AAAAAA==-2", true),
        (Some("ENABLED"), "x-amz-checksum-crc32", wrong, true),
        (Some("OTHER"), "x-amz-checksum-crc32c", wrong, true),
        (None, "x-amz-checksum-crc32c", wrong, true),
    ];
    for (mode, name, value, expected) in cases {
        let step = || Step::Respond(200, vec![(name, value.to_owned())], body.into());
        let input = || CheckedRequest { mode: mode.map(str::to_owned), ..input(b"a") };
        let result = client(&Fake::new([step()])).call::<Checked>(input()).await;
        assert_eq!(result.is_ok(), expected, "{mode:?} {name} {value}");
        if !expected {
            assert!(other(result).message().contains("its checksum is mI4MEg==, not AAAAAA=="));
        }
        let streamed = client(&Fake::new([step()])).call::<CheckedStream>(input()).await.unwrap();
        assert_eq!(streamed.body.collect().await.is_ok(), expected, "{mode:?} {name} {value}");
    }
}

#[cfg(feature = "compression")]
#[tokio::test]
async fn large_bodies_are_compressed_where_the_operation_takes_it() {
    type Case = (fn(&Fake) -> Config, usize, Option<&'static str>, &'static str);
    let cases: [Case; 6] = [
        (config, 10_240, None, "gzip"),
        (config, 10_239, None, ""),
        (config, 10_240, Some("custom"), "custom, gzip"),
        (|fake| config(fake).request_min_compression_size(0), 1, None, "gzip"),
        (|fake| config(fake).request_min_compression_size(0), 0, None, ""),
        (|fake| config(fake).request_compression(false), 20_000, Some("custom"), "custom"),
    ];
    for (config, length, encoding, expected) in cases {
        let data = vec![b'x'; length];
        let request = CheckedRequest { encoding: encoding.map(str::to_owned), ..input(&data) };
        let request = sent::<Compressed>(config, request).await;
        assert_eq!(request.header("content-encoding"), expected, "{length} {encoding:?}");
        let body = if expected.ends_with("gzip") { unzip(&request.body) } else { request.body.to_vec() };
        assert_eq!(body, data);
    }
    let request = sent::<Checked>(config, input(&[0; 20_000])).await;
    assert!(!request.headers.contains_key("content-encoding"));
}

#[cfg(feature = "compression")]
#[tokio::test]
async fn streams_are_compressed_whatever_their_size() {
    for config in [config as fn(&Fake) -> Config, |fake| config(fake).unsigned()] {
        let pieces = Pieces(["a", "", "b"].map(|it| Ok(it.into())).into());
        let request = sent::<CompressedUpload>(config, Stream { body: ByteStream::new(pieces) }).await;
        assert_eq!(request.header("content-encoding"), "gzip");
        assert_eq!(unzip(&request.body), b"ab");
    }
}

#[cfg(all(feature = "checksums", feature = "compression"))]
#[tokio::test]
async fn each_attempt_sends_the_same_compressed_checked_and_signed_bytes() {
    use base64::Engine as _;
    operation!(Both: "POST" "/", CheckedRequest (CHECKED_REQUEST) -> Thing (THING), md5_required(),
        compression(&["gzip"]), idempotent());
    let fake = Fake::new([respond(503, "{}"), respond(200, "{}")]);
    let call = client(&fake).call::<Both>(input(&[b'x'; 20_000]));
    call.header("content-length", "20000").await.unwrap();
    let seen = fake.seen();
    assert_eq!(seen.len(), 2);
    for request in &seen {
        assert!(request.body == seen[0].body && unzip(&request.body) == [b'x'; 20_000]);
        // The checksum and the signature are of what is sent, and so is the length, which the transport knows.
        let sum = base64::engine::general_purpose::STANDARD.encode(md5::compute(&request.body).0);
        assert_eq!(request.header("content-md5"), sum);
        assert_eq!(request.header("content-encoding"), "gzip");
        assert!(!request.headers.contains_key("content-length"));
        assert!(
            request.header("authorization").contains("SignedHeaders=accept;amz-sdk-invocation-id;amz-sdk-request;")
        );
        assert!(request.header("authorization").contains(";content-encoding;content-md5;"));
    }
}

#[cfg(feature = "checksums")]
#[tokio::test]
async fn a_checksum_that_the_caller_adds_to_a_call_is_the_only_one() {
    for (name, count) in [("x-amz-checksum-sha256", 1), ("x-amz-checksum-new", 1), ("x-amz-checksum-type", 2)] {
        let fake = Fake::new([respond(200, "{}")]);
        client(&fake).call::<Checked>(input(b"a")).header(name, "mine").await.unwrap();
        let headers = &fake.seen()[0].headers;
        assert_eq!(headers.keys().filter(|name| name.as_str().starts_with("x-amz-checksum-")).count(), count, "{name}");
    }
}

#[cfg(feature = "checksums")]
#[tokio::test]
async fn a_response_without_a_body_by_definition_is_not_checked() {
    operation!(Head: "HEAD" "/", CheckedRequest (CHECKED_REQUEST) -> Thing (THING), validation_member("Mode", &["CRC32C"]));
    let fake = Fake::new([Step::Respond(200, vec![("x-amz-checksum-crc32c", "mI4MEg==".into())], Vec::new())]);
    let input = CheckedRequest { mode: Some("ENABLED".into()), ..CheckedRequest::default() };
    assert!(client(&fake).call::<Head>(input).await.is_ok());
}

#[cfg(feature = "compression")]
fn unzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Read as _;
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut text).unwrap();
    text
}
