//! Signed requests: those that botocore has signed are accepted, and none that was changed since.
#![cfg(feature = "sigv4")]
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::time::{Duration, SystemTime};

use http::Request;
use serde_json::Value;
use tower_service::Service as _;
use weland_core::{
    ByteStream, Member, Operation, OperationSchema, OtherError, Schema, SecurityKind, SecurityScheme, ServiceSchema,
    operation_error, schema, structure,
};
use weland_server::protocol::{AwsQuery, RestJson1};
use weland_server::{AccessKey, Body, Context, KeyRequest, Refusal, Router, Scheme, SigV4, SignedBy};

static SERVICE: ServiceSchema = ServiceSchema {
    name: "Things",
    version: "1",
    sdk_id: "Things",
    namespace: "example",
    signing_name: Some("things"),
    ..ServiceSchema::EMPTY
};

#[derive(Clone, Default, PartialEq)]
struct Thing {
    path: String,
    content: weland_core::Blob,
}

structure! {
    Thing = THING: Schema::structure("Thing");
    0 path: Member::new("Path", &schema::STRING).label(),
    1 content: Member::new("Content", &schema::BLOB).payload(),
}

static BYTES: Schema = Schema::new(schema::BLOB.shape_type, "Bytes").streaming();

#[derive(Default)]
struct Stream {
    path: String,
    content: ByteStream,
}

structure! {
    Stream = STREAM: Schema::structure("Stream"); [bytes content]
    0 path: Member::new("Path", &schema::STRING).label(),
    1 content: Member::new("Content", &BYTES).payload(),
}

operation_error! {
    pub enum ThingError {}
}

struct Upload;

impl Operation for Upload {
    type Input = Stream;
    type Output = ();
    type Error = ThingError;
    const SERVICE: &'static ServiceSchema = &SERVICE;
    const SCHEMA: &'static OperationSchema =
        &OperationSchema::http("Upload", "POST", "/upload/{Path+}").input(Stream::SCHEMA);
}

async fn upload(input: Stream, context: Context) -> Result<(), ThingError> {
    assert!(context.extensions.get::<SignedBy>().is_some());
    match input.content.collect().await {
        Ok(bytes) => {
            assert!(bytes.starts_with(b"hello"));
            Ok(())
        }
        Err(error) => Err(OtherError::service(400, "BrokenStream", error.to_string()).into()),
    }
}

// As in a model where the other scheme is a key, of which more has to be known than its name.
const SIGNATURE: SecurityScheme = SecurityScheme::new("aws.auth#sigv4", SecurityKind::Other);
const KEY: SecurityScheme = SecurityScheme::new("smithy.api#httpApiKeyAuth", SecurityKind::Header("x-key"));

macro_rules! operations {
    ($($name:ident: $method:literal, $uri:literal $(, $call:ident($argument:expr))?;)*) => {$(
        struct $name;

        impl Operation for $name {
            type Input = Thing;
            type Output = ();
            type Error = ThingError;
            const SERVICE: &'static ServiceSchema = &SERVICE;
            const SCHEMA: &'static OperationSchema =
                &OperationSchema::http(stringify!($name), $method, $uri).input(Thing::SCHEMA)$(.$call($argument))?;
        }
    )*};
}

operations! {
    Read: "GET", "/things/{Path+}";
    Write: "POST", "/things/{Path+}";
    Open: "GET", "/open/{Path+}", auth(&["smithy.api#noAuth"]);
    Either: "GET", "/either/{Path+}", auth(&["aws.auth#sigv4", "smithy.api#httpBearerAuth"]);
    Maybe: "GET", "/maybe/{Path+}", auth(&["aws.auth#sigv4", "smithy.api#noAuth"]);
    Keyed: "GET", "/keyed/{Path+}", security(&[&[SIGNATURE], &[KEY]]);
}

/// Responds with success to callers that are known, or who may be unknown.
async fn handle(_: Thing, context: Context) -> Result<(), ThingError> {
    let signer = context.extensions.get::<SignedBy>().map(|signer| &*signer.access_key_id);
    match (context.operation.name, signer) {
        ("Read" | "Write", None) => panic!("the request is not signed"),
        (_, Some("AKIDEXAMPLE") | None) => Ok(()),
        (_, Some(other)) => panic!("{other}"),
    }
}

fn moment() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_440_938_160)
}

async fn find(key: KeyRequest) -> Result<Option<AccessKey>, OtherError> {
    if key.access_key_id == "AKIDREVOKED" {
        return Err(OtherError::service(403, "ExpiredTokenException", "it was revoked"));
    }
    let known = AccessKey::new("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    let known = if key.session_token.is_some() { known.session_token("sess/ion+token==") } else { known };
    Ok((key.access_key_id == "AKIDEXAMPLE").then_some(known))
}

fn verifier() -> SigV4 {
    SigV4::new("eu-central-1", find).clock(moment)
}

fn router(verifier: SigV4) -> Router {
    let router = Router::new(&SERVICE, &RestJson1).route::<Read, _, _>(handle).route::<Write, _, _>(handle);
    let router = router
        .route::<Open, _, _>(handle)
        .route::<Either, _, _>(handle)
        .route::<Maybe, _, _>(handle)
        .route::<Keyed, _, _>(handle);
    router.route::<Upload, _, _>(upload).on_failure(|failure| panic!("{failure}")).sigv4(verifier)
}

/// The status of the response, and the code of its error.
async fn send(router: &Router, request: Request<Body>) -> (u16, String) {
    let response = router.clone().call(request).await.unwrap();
    let code = response.headers().get("x-amzn-errortype").map(|code| code.to_str().unwrap().to_owned());
    (response.status().as_u16(), code.unwrap_or_default())
}

fn vectors() -> Vec<Value> {
    serde_json::from_str(include_str!("data/signed.json")).unwrap()
}

fn vector(name: &str) -> Value {
    vectors().into_iter().find(|vector| vector["name"] == name).unwrap()
}

fn request(vector: &Value) -> Request<Body> {
    let url = vector["url"].as_str().unwrap().replace("https://things.example.com", "");
    let mut request = Request::builder().method(vector["method"].as_str().unwrap()).uri(url);
    for header in vector["headers"].as_array().unwrap() {
        request = request.header(header[0].as_str().unwrap(), header[1].as_str().unwrap());
    }
    request.body(Body::from(vector["body"].as_str().unwrap().as_bytes().to_vec())).unwrap()
}

fn with_query(request: &Request<Body>, change: impl Fn(&str) -> String) -> Request<Body> {
    let mut changed = Request::new(Body::empty());
    *changed.uri_mut() = change(&request.uri().to_string()).parse().unwrap();
    *changed.headers_mut() = request.headers().clone();
    changed
}

#[tokio::test(flavor = "current_thread")]
async fn what_botocore_has_signed_is_accepted() {
    let (usual, of_s3) = (router(verifier()), router(verifier().unsigned_payloads(true).raw_path(true)));
    let vectors = vectors();
    assert_eq!(vectors.len(), 13);
    for vector in vectors {
        let router = if vector["s3"] == true { &of_s3 } else { &usual };
        assert_eq!(send(router, request(&vector)).await, (200, String::new()), "{}", vector["name"]);
    }
    // What does not cover the body, or the path as it was sent, does not do elsewhere.
    assert_eq!(send(&usual, request(&vector("s3-presigned"))).await.0, 403);
    assert_eq!(send(&usual, request(&vector("s3-unsigned"))).await.0, 403);
}

#[tokio::test(flavor = "current_thread")]
async fn each_part_of_a_request_is_covered() {
    let router = router(verifier());
    let refused = (403, "InvalidSignatureException".to_owned());
    let change = |name: &str, change: &dyn Fn(&mut Request<Body>)| {
        let mut request = request(&vector(name));
        change(&mut request);
        request
    };
    let set = |name: &'static str, value: &'static str| {
        move |request: &mut Request<Body>| drop(request.headers_mut().insert(name, value.parse().unwrap()))
    };
    for request in [
        change("post", &|it| *it.method_mut() = http::Method::GET),
        change("post", &|it| *it.uri_mut() = "/things/two".parse().unwrap()),
        change("post", &|it| *it.uri_mut() = "/things/one?a=1".parse().unwrap()),
        change("query", &|it| *it.uri_mut() = "/things/one?b=2&a=%C3%A4&a=1".parse().unwrap()),
        change("post", &|it| *it.body_mut() = Body::from(b"hello worlds".to_vec())),
        change("post", &|it| *it.body_mut() = Body::empty()),
        change("post", &set("content-type", "text/plain")),
        change("post", &set("x-note", "two word")),
        change("get", &set("host", "other.example.com")),
        change("get", &set("x-amz-date", "20150830T123601Z")),
        change("amz-header", &set("x-amz-meta", "2")),
    ] {
        assert_eq!(send(&router, request).await, refused);
    }
    // Each digit of the signature counts.
    let vector = vector("get");
    let authorization = vector["headers"][1][1].as_str().unwrap();
    for place in authorization.len() - 64..authorization.len() {
        let digit = if authorization.as_bytes()[place] == b'0' { '1' } else { '0' };
        let changed = format!("{}{digit}{}", &authorization[..place], &authorization[place + 1..]);
        let mut request = request(&vector);
        request.headers_mut().insert("authorization", changed.parse().unwrap());
        assert_eq!(send(&router, request).await, refused);
    }
}

#[tokio::test(flavor = "current_thread")]
async fn signatures_say_why_they_are_refused() {
    let router = router(verifier());
    let with = |from: &str, to: &str| {
        let mut request = request(&vector("get"));
        let authorization = request.headers()["authorization"].to_str().unwrap().replace(from, to);
        request.headers_mut().insert("authorization", authorization.parse().unwrap());
        request
    };
    let invalid = (403, "InvalidSignatureException");
    let incomplete = (400, "IncompleteSignatureException");
    for (from, to, expected) in [
        ("AKIDEXAMPLE", "AKIDOTHER", (403, "UnrecognizedClientException")),
        ("AKIDEXAMPLE", "AKIDREVOKED", (403, "ExpiredTokenException")),
        ("/20150830/", "/20150829/", invalid),
        ("/eu-central-1/", "/eu-central-2/", invalid),
        ("/things/", "/other/", invalid),
        ("aws4_request", "aws5_request", invalid),
        ("AKIDEXAMPLE/20150830/eu-central-1/things/aws4_request", "AKIDEXAMPLE", incomplete),
        ("SHA256 ", "SHA256", incomplete),
        ("SHA256 ", "SHA512 ", (403, "MissingAuthenticationTokenException")),
        ("SignedHeaders=", "Signed=", incomplete),
        ("Signature=", "Signature=0", incomplete),
        ("host;x-amz-date", "x-amz-date", incomplete),
        ("host;x-amz-date", "host", incomplete),
        ("host;x-amz-date", "x-amz-date;host", incomplete),
        ("host;x-amz-date", "host;x-absent;x-amz-date", incomplete),
        ("host;x-amz-date", "", incomplete),
        ("host;x-amz-date", "host;host;x-amz-date", incomplete),
    ] {
        let (status, code) = send(&router, with(from, to)).await;
        assert_eq!((status, &*code), expected, "{from} {to}");
    }
    let send_with = async |name: &'static str, value: &'static str| {
        let mut request = request(&vector("get"));
        request.headers_mut().insert(name, value.parse().unwrap());
        send(&router, request).await
    };
    assert_eq!(send_with("x-amz-target", "unsigned").await, (400, incomplete.1.to_owned()));
    for date in ["2015-08-30T12:36:00Z", "20150830T1236", "20151330T123600Z", "ä0150830T123600Z"] {
        assert_eq!(send_with("x-amz-date", date).await, (400, incomplete.1.to_owned()), "{date}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn signatures_are_valid_for_some_time() {
    let at = |offset: i64| {
        let base = moment() - Duration::from_secs(1_000_000);
        let now = base + Duration::from_secs(u64::try_from(1_000_000 + offset).unwrap());
        router(SigV4::new("eu-central-1", find).clock(move || now))
    };
    for (name, offset, status) in [
        ("get", 900, 200),
        ("get", 901, 403),
        ("get", -900, 200),
        ("get", -901, 403),
        // These are valid for 300 seconds.
        ("presigned", 300, 200),
        ("presigned", 301, 403),
        ("presigned", -900, 200),
        ("presigned", -901, 403),
    ] {
        assert_eq!(send(&at(offset), request(&vector(name))).await.0, status, "{name} {offset}");
    }
    let narrow = router(SigV4::new("eu-central-1", find).clock(|| moment() + Duration::from_secs(61)));
    assert_eq!(send(&narrow, request(&vector("get"))).await.0, 200);
    let narrow = router(verifier().window(Duration::from_secs(60)).clock(|| moment() + Duration::from_secs(61)));
    assert_eq!(send(&narrow, request(&vector("get"))).await.0, 403);
}

#[tokio::test(flavor = "current_thread")]
async fn tokens_belong_to_keys() {
    let key = || AccessKey::new("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    let with = |key: AccessKey| {
        let find = move |_| std::future::ready(Ok(Some(key.clone())));
        router(SigV4::new("eu-central-1", find).clock(moment))
    };
    let unknown = (403, "UnrecognizedClientException".to_owned());
    let token = key().session_token("sess/ion+token==");
    assert_eq!(send(&with(token.clone()), request(&vector("token"))).await.0, 200);
    assert_eq!(send(&with(token.clone()), request(&vector("presigned-token"))).await.0, 200);
    assert_eq!(send(&with(token.clone()), request(&vector("get"))).await, unknown);
    assert_eq!(send(&with(key()), request(&vector("token"))).await, unknown);
    assert_eq!(send(&with(key().session_token("other")), request(&vector("token"))).await, unknown);
    let expired = (403, "ExpiredTokenException".to_owned());
    assert_eq!(send(&with(token.clone().expires(moment())), request(&vector("token"))).await, expired);
    let later = moment() + Duration::from_secs(1);
    assert_eq!(send(&with(token.expires(later)), request(&vector("token"))).await.0, 200);
}

#[tokio::test(flavor = "current_thread")]
async fn presigned_requests_are_covered_as_well() {
    let router = router(verifier());
    let presigned = request(&vector("presigned"));
    for (from, to, status) in [
        ("b=2", "b=3", 403),
        ("&a=1", "", 403),
        ("Expires=300", "Expires=301", 403),
        ("Expires=300", "Expires=604801", 400),
        ("Expires=300", "Expires=0", 400),
        ("Expires=300", "Expires=-1", 400),
        ("SHA256", "SHA512", 400),
        ("SignedHeaders=host", "SignedHeaders=", 400),
        ("X-Amz-Signature=", "X-Amz-Signature=0", 400),
        ("X-Amz-Signature=", "X-Amz-Signed=", 400),
        ("20150830T123600Z", "20150830T123601Z", 403),
    ] {
        let changed = with_query(&presigned, |uri| uri.replace(from, to));
        assert_ne!(changed.uri(), presigned.uri(), "{from}");
        assert_eq!(send(&router, changed).await.0, status, "{from} {to}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn operations_say_whether_they_are_signed() {
    let router = router(verifier()).authenticate(|caller| async move {
        assert!(caller.credentials.len() < 2, "{caller:?}");
        Ok(caller.extensions)
    });
    let plain = |path: &str| Request::get(path).body(Body::empty()).unwrap();
    let missing = (403, "MissingAuthenticationTokenException".to_owned());
    assert_eq!(send(&router, plain("/things/one")).await, missing);
    assert_eq!(send(&router, plain("/either/one")).await, missing);
    assert_eq!(send(&router, plain("/open/one")).await.0, 200);
    assert_eq!(send(&router, plain("/maybe/one")).await.0, 200);
    let mut bearer = plain("/either/one");
    bearer.headers_mut().insert("authorization", "Bearer t".parse().unwrap());
    assert_eq!(send(&router, bearer).await.0, 200);
    // One that is wrong is refused even where none is needed.
    let mut wrong = request(&vector("get"));
    *wrong.uri_mut() = "/maybe/one".parse().unwrap();
    assert_eq!(send(&router, wrong).await.0, 403);
}

#[tokio::test(flavor = "current_thread")]
async fn what_nobody_checks_stands_for_no_signature() {
    let missing = (403, "MissingAuthenticationTokenException".to_owned());
    let with =
        |path: &str, name: &str, value: &str| Request::get(path).header(name, value).body(Body::empty()).unwrap();
    let signed = router(verifier());
    assert_eq!(send(&signed, with("/either/one", "authorization", "Bearer t")).await, missing);
    assert_eq!(send(&signed, with("/keyed/one", "x-key", "k")).await, missing);
    let mut wrong = request(&vector("get"));
    *wrong.uri_mut() = "/keyed/one".parse().unwrap();
    assert_eq!(send(&signed, wrong).await.0, 403);
    let keyed = signed.verify(Scheme::token("smithy.api#httpApiKeyAuth"), |key, _| async move {
        if key.is("k") { Ok(()) } else { Err(Refusal::unauthenticated()) }
    });
    assert_eq!(send(&keyed, with("/keyed/one", "x-key", "k")).await.0, 200);
    assert_eq!(send(&keyed, with("/keyed/one", "x-key", "other")).await.0, 401);
    assert_eq!(send(&keyed, with("/keyed/one", "other", "k")).await, missing);
}

#[tokio::test(flavor = "current_thread")]
async fn query_protocols_have_their_own_codes() {
    let router = Router::new(&SERVICE, &AwsQuery).route::<Read, _, _>(handle).sigv4(verifier());
    let request = Request::post("/").header("content-type", "application/x-www-form-urlencoded");
    let request = request.body(Body::from(b"Action=Read&Version=1".to_vec())).unwrap();
    let response = router.clone().call(request).await.unwrap();
    let body = response.into_body().collect(10_000).await.unwrap();
    let body = std::str::from_utf8(&body).unwrap();
    assert!(body.contains("<Code>MissingAuthenticationToken</Code>"), "{body}");
}

#[tokio::test(flavor = "current_thread")]
async fn streams_are_the_ones_that_were_signed() {
    let with_body = |name: &str, body: &str| {
        let mut request = request(&vector(name));
        // The length is not known, as that of a stream.
        *request.body_mut() = Body::new(Body::from(body.as_bytes().to_vec()));
        request
    };
    let (usual, of_s3) = (router(verifier()), router(verifier().unsigned_payloads(true)));
    assert_eq!(send(&usual, with_body("s3-stream", "hello stream")).await.0, 200);
    let broken = (400, "BrokenStream".to_owned());
    assert_eq!(send(&usual, with_body("s3-stream", "hello streams")).await, broken);
    assert_eq!(send(&usual, with_body("s3-stream", "")).await, broken);
    assert_eq!(send(&of_s3, with_body("s3-unsigned", "hello streams")).await.0, 200);
    // A body in memory is refused before the handler is called.
    let mut other = request(&vector("s3-header"));
    *other.body_mut() = Body::from(b"hellO".to_vec());
    let raw = router(verifier().raw_path(true));
    assert_eq!(send(&raw, other).await, (400, "XAmzContentSHA256Mismatch".to_owned()));
    // Chunks are those that the headers say, which are all signed.
    for (hash, status) in [
        ("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", if cfg!(feature = "checksums") { 411 } else { 415 }),
        ("STREAMING-AWS4-HMAC-SHA256-EVENTS", 403),
        ("STREAMING", 403),
    ] {
        let mut parts = request(&vector("s3-stream"));
        parts.headers_mut().insert("x-amz-content-sha256", hash.parse().unwrap());
        assert_eq!(send(&usual, parts).await.0, status, "{hash}");
    }
    // One that the URI names says nothing of how the body is read.
    let mut presigned = with_query(&request(&vector("presigned")), |uri| {
        format!("{uri}&X-Amz-Content-Sha256=STREAMING-AWS4-HMAC-SHA256-PAYLOAD")
    });
    *presigned.body_mut() = Body::from(b"anything".to_vec());
    assert_eq!(send(&of_s3, presigned).await.0, 403);
}
