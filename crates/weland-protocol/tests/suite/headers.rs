//! Headers: those that HTTP and the protocol have a say in, those of maps, lists.
#![allow(unreachable_pub, reason = "the macros declare public types")]

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Request, Response};
use weland_core::schema::{BLOB, LONG, STRING};
use weland_core::{
    Binding, Blob, ByteStream, Document, EncodeError, ErrorKind, Member, OtherError, PatternConstraint, Schema,
    Structure, Timestamp, string_enum, structure,
};
use weland_protocol::{Body, ClientProtocol as _, RequestError, RestJson1, ServerProtocol as _};

use crate::bound::{
    AllHeaders, DocumentPayload, Events, Everywhere, HeadOnly, JpegPayload, StringPayload, UnionPayload,
};
use crate::shapes::{Choice, SERVICE, STRING_MAP, operation};

string_enum! {
    /// Types of packages.
    pub enum Package = PACKAGE: Schema::string_enum("Package"); {
        Zip = "application/zip",
    }
}

static LETTERS: PatternConstraint = PatternConstraint::new("^[a-z]+$");
static WORD: Schema = Schema::string("Word").pattern(&LETTERS);
static STREAM: Schema = Schema::new(weland_core::ShapeType::Blob, "Stream").streaming();
static PICTURES: Schema = Schema::new(weland_core::ShapeType::Blob, "Pictures").streaming().media_type("image/png");

/// Members in place of the headers that clients send of themselves.
#[derive(Clone, Default, PartialEq)]
pub struct Upload {
    pub content_type: Option<Package>,
    pub accept: Option<Package>,
    pub file: Blob,
}

structure! {
    Upload = UPLOAD: Schema::structure("Upload");
    0 content_type: Member::new("contentType", &PACKAGE).header("Content-Type"),
    1 accept: Member::new("accept", &PACKAGE).header("Accept"),
    2 file: Member::new("file", &BLOB).payload().required(),
}

#[derive(Clone, Default, PartialEq)]
pub struct Worded {
    pub content_type: Option<String>,
    pub text: Option<String>,
}

structure! {
    Worded = WORDED: Schema::structure("Worded");
    0 content_type: Member::new("contentType", &WORD).header("Content-Type"),
    1 text: Member::new("text", &STRING),
}

/// Members in place of the headers that HTTP needs.
#[derive(Default)]
pub struct Framing {
    pub length: Option<i64>,
    pub host: Option<String>,
    pub coding: Option<String>,
    pub authorization: Option<String>,
    pub more: Option<BTreeMap<String, String>>,
    pub body: ByteStream,
}

structure! {
    Framing = FRAMING: Schema::structure("Framing"); [bytes body]
    0 length: Member::new("length", &LONG).header("Content-Length"),
    1 host: Member::new("host", &STRING).header("Host"),
    2 coding: Member::new("coding", &STRING).header("Transfer-Encoding"),
    3 authorization: Member::new("authorization", &STRING).header("Authorization"),
    4 more: Member::new("more", &STRING_MAP).bound(Binding::PrefixHeaders("")),
    5 body: Member::new("body", &STREAM).payload(),
}

#[derive(Default)]
pub struct Pictures {
    pub body: ByteStream,
}

structure! {
    Pictures = PICTURES_OUTPUT: Schema::structure("Pictures"); [bytes body]
    0 body: Member::new("body", &PICTURES).payload(),
}

fn map(entries: &[(&str, &str)]) -> Option<BTreeMap<String, String>> {
    Some(entries.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect())
}

fn write(input: &mut dyn Structure) -> Result<Request<Body>, OtherError> {
    let operation = operation("POST", "/").input(input.schema());
    RestJson1.encode_request(&SERVICE, &operation, input)
}

fn read(request: Request<Body>, input: &mut dyn Structure) -> Result<Vec<String>, RequestError> {
    read_for(&weland_core::schema::UNIT, request, input)
}

fn read_for(
    output: &'static Schema,
    request: Request<Body>,
    input: &mut dyn Structure,
) -> Result<Vec<String>, RequestError> {
    let operation = operation("POST", "/").input(input.schema()).output(output);
    let (parts, body) = request.into_parts();
    let body = Bytes::copy_from_slice(body.as_bytes().unwrap());
    let missing = RestJson1.decode_request(&operation, &parts, &[], body, input)?;
    Ok(missing.iter().map(ToString::to_string).collect())
}

fn respond(method: &'static str, output: &mut dyn Structure) -> Result<Response<Body>, EncodeError> {
    RestJson1.encode_response(&SERVICE, &operation(method, "/").output(output.schema()), output, "")
}

#[test]
fn what_a_client_sends_of_itself_leaves_a_member_unset_that_cannot_hold_it() {
    for set in [None, Some(Package::Zip), Some(Package::Unknown("image/png".into()))] {
        let input = Upload { content_type: set.clone(), accept: set, file: Blob::new("z") };
        let operation = operation("POST", "/").input(Upload::SCHEMA).output(HeadOnly::SCHEMA);
        let request = RestJson1.encode_request(&SERVICE, &operation, &mut input.clone()).unwrap();
        assert!(request.headers().contains_key("content-type") && request.headers().contains_key("accept"));
        let mut again = Upload::default();
        // A type that the client asks for in vain is another matter.
        let output = if input.accept.is_none() { HeadOnly::SCHEMA } else { &weland_core::schema::UNIT };
        assert_eq!(read_for(output, request, &mut again), Ok(vec![]));
        assert!(again == input);
    }
    let request = Request::post("/").header("accept", "*/*").header("content-type", "application/octet-stream");
    let mut again = Upload::default();
    read(request.body(Body::from(Bytes::from("z"))).unwrap(), &mut again).unwrap();
    assert_eq!((again.accept, again.content_type), (None, None));

    let mut again = Worded::default();
    read(write(&mut Worded::default()).unwrap(), &mut again).unwrap();
    assert_eq!(again.content_type, None);
    let mut again = AllHeaders::default();
    let input = AllHeaders { data: Some(Blob::new("d")), ..Default::default() };
    read(write(&mut input.clone()).unwrap(), &mut again).unwrap();
    assert_eq!(again.content_type.as_deref(), Some("application/octet-stream"), "text can hold it");
}

#[test]
fn headers_of_the_connection_cannot_be_set() {
    let cases = [
        Framing { coding: Some("chunked".into()), ..Default::default() },
        Framing { more: map(&[("Transfer-Encoding", "chunked")]), ..Default::default() },
        Framing { more: map(&[("connection", "close")]), ..Default::default() },
        Framing { more: map(&[("TE", "gzip")]), ..Default::default() },
        Framing { more: map(&[("upgrade", "h2c")]), ..Default::default() },
        Framing { more: map(&[("keep-alive", "timeout=5")]), ..Default::default() },
        Framing { host: Some("a b".into()), ..Default::default() },
        Framing { host: Some("user@example.com".into()), ..Default::default() },
        Framing { host: Some(String::new()), ..Default::default() },
        Framing { more: map(&[("host", "a/b")]), ..Default::default() },
    ];
    for mut input in cases {
        let error = write(&mut input).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
        assert!(error.message().starts_with("at /"), "{error}");
        let error = respond("GET", &mut input).unwrap_err();
        assert!(error.path.len() > 1, "{error}");
    }
    let mut input =
        Framing { host: Some("example.com:81".into()), authorization: Some("me".into()), ..Default::default() };
    let request = write(&mut input).unwrap();
    assert_eq!(
        (&request.headers()["host"], &request.headers()["authorization"]),
        (&"example.com:81".parse().unwrap(), &"me".parse().unwrap())
    );
}

#[test]
fn a_length_is_that_of_the_body() {
    let framing = |length, body: ByteStream| Framing { length: Some(length), body, ..Default::default() };
    let unknown = || Body::new(Unsized).into_byte_stream();
    for (length, body, expected) in [
        (3, "abc".into(), Ok(None)),
        (0, ByteStream::default(), Ok(None)),
        (3, unknown(), Ok(Some("3"))),
        (2, "abc".into(), Err("at /length: the header `Content-Length` would announce 2 bytes, but the body has 3")),
        (
            1,
            ByteStream::default(),
            Err("at /length: the header `Content-Length` would announce 1 bytes, but the body has 0"),
        ),
        (-1, unknown(), Err("at /length: the value of the header `Content-Length` is not the length of a body")),
    ] {
        let mut input = framing(length, body);
        let written = write(&mut input);
        let found = written
            .as_ref()
            .map(|request| request.headers().get("content-length").map(|value| value.to_str().unwrap()));
        assert_eq!(found.map_err(OtherError::message), expected, "{length}");
    }
    assert_eq!(respond("GET", &mut framing(2, "abc".into())).unwrap_err().path, "/length");
    // A response to HEAD tells the length of what GET would send, and sends nothing.
    let response = respond("HEAD", &mut framing(7, "abc".into())).unwrap();
    assert_eq!(response.headers()["content-length"], "7");
    assert_eq!(response.body().as_bytes(), Some(&b""[..]));
}

struct Unsized;

impl http_body::Body for Unsized {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
        std::task::Poll::Ready(None)
    }
}

#[test]
fn headers_of_a_map_that_cannot_be_sent_are_refused() {
    let many: BTreeMap<String, String> = (0..40_000).map(|index| (format!("k{index}"), "v".into())).collect();
    for (entries, message) in [
        (map(&[("a b", "1")]), "at /prefixed: `x-meta-a b` cannot be the name of a header"),
        (map(&[("ä", "1")]), "at /prefixed: `x-meta-ä` cannot be the name of a header"),
        (map(&[("A", "1"), ("a", "2")]), "at /prefixed: two of the keys are the header `x-meta-a`"),
        (
            map(&[("a", "1\r\nx: y")]),
            "at /prefixed: the value of the header `x-meta-a` has characters that no header may have",
        ),
        (
            map(&[("a", "\u{7f}")]),
            "at /prefixed: the value of the header `x-meta-a` has characters that no header may have",
        ),
        (Some(many), "at /prefixed: a message cannot have more than 4096 headers of a map"),
    ] {
        let mut input = Everywhere { prefixed: entries, ..Default::default() };
        let error = write(&mut input).unwrap_err();
        assert_eq!((error.kind(), error.message()), (ErrorKind::Request, message));
    }
}

#[test]
fn a_value_that_no_place_can_hold_is_the_fault_of_the_request_and_named() {
    let late = Timestamp::new(253_402_300_800, 0);
    let everywhere = |change: fn(&mut Everywhere, Timestamp)| {
        let mut input = Everywhere { name: "n".into(), rest: "r".into(), ..Default::default() };
        change(&mut input, late);
        Box::new(input) as Box<dyn Structure>
    };
    let cases = [
        (everywhere(|input, late| input.at = late), "/at"),
        (everywhere(|input, late| input.since = Some(late)), "/since"),
        (everywhere(|input, late| input.modified = Some(late)), "/modified"),
        (everywhere(|input, late| input.dates = Some(vec![late])), "/dates"),
        (everywhere(|input, late| input.epoch = Some(late)), "/epoch"),
        (everywhere(|input, _| input.tags = Some(vec!["a\nb".into()])), "/tags"),
        (Box::new(UnionPayload { payload: Some(Choice::Unknown) }), "/payload"),
        (Box::new(DocumentPayload { payload: Some(Document::Double(f64::INFINITY)) }), "/payload"),
    ];
    for (mut input, path) in cases {
        let uri = if path == "/payload" { "/" } else { "/{name}/{rest}/{at}" };
        let operation = operation("POST", uri).input(input.schema());
        let error = RestJson1.encode_request(&SERVICE, &operation, &mut *input).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
        assert!(error.message().starts_with(&format!("at {path}: ")), "{path}: {error}");
    }
}

#[test]
fn a_header_of_a_map_that_is_sent_twice_has_both_values() {
    let request = || Request::post("/").header("x-meta-one", "1").header("X-Meta-One", "2").header("x-meta-two", "3");
    let mut input = Everywhere::default();
    read(request().body(Body::empty()).unwrap(), &mut input).unwrap();
    assert_eq!(input.prefixed, map(&[("one", "1, 2"), ("two", "3")]));
    let latin = HeaderValue::from_bytes(b"\xe9").unwrap();
    let error = read(request().header("x-meta-three", &latin).body(Body::empty()).unwrap(), &mut input).unwrap_err();
    assert_eq!(error.to_string(), "at /prefixed: the header `x-meta-three` is not UTF-8");
    let (mut parts, ()) = Response::new(()).into_parts();
    parts.headers = HeaderMap::from_iter([
        ("x-meta-a".parse().unwrap(), latin),
        ("x-meta-b".parse().unwrap(), "b".parse().unwrap()),
    ]);
    let mut output = Everywhere::default();
    RestJson1.decode_response(&operation("GET", "/"), &parts, Bytes::from("{}"), &mut output).unwrap();
    assert_eq!(output.prefixed, map(&[("b", "b")]));
}

#[test]
fn dates_of_a_list_may_stand_in_quotes() {
    let read = |value: &str| {
        let mut input = Everywhere::default();
        read(Request::post("/").header("x-dates", value).body(Body::empty()).unwrap(), &mut input).map(|_| input.dates)
    };
    let [first, second] = ["Mon, 16 Dec 2019 23:48:18 GMT", "Thu, 01 Jan 1970 00:00:00 GMT"];
    let expected = Ok(Some(vec![Timestamp::new(1_576_540_098, 0), Timestamp::new(0, 0)]));
    for value in [
        format!("{first}, {second}"),
        format!("{first},{second}"),
        format!("\"{first}\", \"{second}\""),
        format!("\"{first}\" , {second}"),
        format!("{first}, \"{second}\""),
    ] {
        assert_eq!(read(&value), expected, "{value}");
    }
    for value in [
        format!("\"{first}"),
        format!("\"{first}\" {second}"),
        format!("{first}, {second}, x"),
        format!("{first}, Mon"),
    ] {
        assert_eq!(read(&value).unwrap_err().status, 400, "{value}");
    }
}

#[test]
fn servers_take_no_offset_from_utc_and_clients_do() {
    for offset in ["+00:00", "-00:00", "+01:00"] {
        let uri = format!("/?Since=1970-01-01T01:00:00{}", offset.replace('+', "%2B"));
        assert!(read(Request::post(uri).body(Body::empty()).unwrap(), &mut Everywhere::default()).is_err(), "{offset}");
    }
    let uri = "/?Since=1970-01-01T01:00:00z";
    read(Request::post(uri).body(Body::empty()).unwrap(), &mut Everywhere::default()).unwrap();
}

#[test]
fn a_stream_of_events_is_acceptable_as_itself_or_as_the_documents_in_it() {
    let cases: [(&'static Schema, &str, bool); 9] = [
        (Events::SCHEMA, "application/vnd.amazon.eventstream", true),
        (Events::SCHEMA, "application/json", true),
        (Events::SCHEMA, "*/*", true),
        (Events::SCHEMA, "text/event-stream", false),
        (Events::SCHEMA, "application/json;q=0", false),
        (Pictures::SCHEMA, "image/*", true),
        (Pictures::SCHEMA, "application/json", false),
        (Framing::SCHEMA, "application/json", true),
        (JpegPayload::SCHEMA, "application/json", false),
    ];
    for (output, accept, expected) in cases {
        let request = Request::post("/").header("accept", accept).body(Body::empty()).unwrap();
        let result = read_for(output, request, &mut ());
        assert_eq!(
            result.as_ref().err().map(|error| error.status),
            (!expected).then_some(406),
            "{} {accept}",
            output.name
        );
    }
}

#[test]
fn a_required_payload_is_missing_only_if_nothing_says_that_there_is_a_body() {
    for (header, expected) in [
        (None, vec!["/file".to_owned()]),
        (Some(("content-length", "0")), vec!["/file".to_owned()]),
        (Some(("content-type", "application/octet-stream")), vec![]),
        (Some(("transfer-encoding", "chunked")), vec![]),
    ] {
        let mut request = Request::post("/");
        if let Some((name, value)) = header {
            request = request.header(name, value);
        }
        let result = read(request.body(Body::empty()).unwrap(), &mut Upload::default());
        assert_eq!(result, Ok(expected), "{header:?}");
    }
    // What a client sends for empty bytes is not missing.
    assert_eq!(read(write(&mut Upload::default()).unwrap(), &mut Upload::default()), Ok(vec![]));
    assert_eq!(read(write(&mut StringPayload::default()).unwrap(), &mut StringPayload::default()), Ok(vec![]));
}

#[test]
fn a_body_that_is_encoded_unasked_says_so() {
    let parts = |encoding: &'static str| {
        Response::builder().header("content-encoding", encoding).body(()).unwrap().into_parts().0
    };
    let read = |encoding, output: &mut dyn Structure| {
        let body = Bytes::from_static(b"\x1f\x8b\x08\x00");
        RestJson1
            .decode_response(&operation("GET", "/"), &parts(encoding), body, output)
            .map_err(|error| error.to_string())
    };
    let error = read("gzip", &mut Everywhere::default()).unwrap_err();
    assert!(error.starts_with("the body is encoded, which was not asked for: `Content-Encoding` is `gzip`"), "{error}");
    let error = read("gzip", &mut StringPayload::default()).unwrap_err();
    assert!(error.contains("`Content-Encoding` is `gzip`"), "{error}");
    assert!(!read("identity", &mut Everywhere::default()).unwrap_err().contains("Content-Encoding"));
    // Bytes are taken as they come.
    read("gzip", &mut crate::bound::BlobPayload::default()).unwrap();
    let mut events = Events::default();
    let error = RestJson1.attach_response_stream(&operation("GET", "/"), &parts("br"), Body::empty(), &mut events);
    assert!(error.unwrap_err().to_string().contains("`br`"));
    let info = RestJson1.error_info(&parts("gzip"), b"\x1f\x8b");
    assert!(info.message.unwrap().contains("`Content-Encoding` is `gzip`"));
    let error = RestJson1.decode_error(&parts("gzip"), b"\x1f\x8b", &mut crate::bound::Gone::default()).unwrap_err();
    assert!(error.to_string().contains("`Content-Encoding`"), "{error}");
}
