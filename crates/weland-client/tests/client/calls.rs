//! One call: what is sent, and what becomes of the response.

use std::collections::VecDeque;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use weland_client::{Client, Config};
use weland_core::{ByteStream, ErrorKind, OperationError, OtherError, ServiceSchema};

use crate::fake::{Fake, Pieces, Step, error, respond};
use crate::service::*;
use weland_client::protocol::RestJson1;

fn other<T>(result: Result<T, ThingError>) -> OtherError {
    match result {
        Err(ThingError::Other(error)) => error,
        Err(error) => panic!("a modeled error: {error}"),
        Ok(_) => panic!("no error"),
    }
}

#[tokio::test]
async fn a_request_names_its_target_its_sender_and_its_signature() {
    let fake = Fake::new([respond(200, r#"{"Name":"a","State":"up"}"#)]);
    let thing = client(&fake).call::<Get>(get("a:b/c d")).await.unwrap();
    assert_eq!((thing.name.as_deref(), thing.state.as_deref()), (Some("a"), Some("up")));
    let seen = fake.seen();
    let request = &seen[0];
    assert_eq!(request.method, "GET");
    assert_eq!(request.uri, "https://things.eu-central-1.amazonaws.com/things/a%3Ab%2Fc%20d");
    assert_eq!(request.header("host"), "things.eu-central-1.amazonaws.com");
    assert_eq!(request.header("x-amz-security-token"), "token");
    assert!(request.header("user-agent").ends_with("api/things#2024-01-01 lang/rust"));
    assert_eq!(request.header("amz-sdk-request"), "attempt=1; max=3");
    assert_eq!(request.header("amz-sdk-invocation-id").len(), 36);
    let authorization = request.header("authorization");
    assert!(authorization.starts_with("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"), "{authorization}");
    assert!(authorization.contains("/eu-central-1/things/aws4_request, "), "{authorization}");
    let signed = "SignedHeaders=accept;amz-sdk-invocation-id;amz-sdk-request;host;x-amz-date;x-amz-security-token, ";
    assert!(authorization.contains(signed), "{authorization}");
}

#[tokio::test]
async fn a_request_that_could_have_a_body_says_that_it_has_none() {
    let fake = Fake::new([respond(200, "{}"), respond(200, "{}")]);
    let client = client(&fake);
    client.call::<Touch>(ListRequest::default()).await.unwrap();
    client.call::<Get>(get("a")).await.unwrap();
    let seen = fake.seen();
    assert_eq!(seen[0].header("content-length"), "0");
    assert!(!seen[1].headers.contains_key("content-length"));
}

#[tokio::test]
async fn a_call_can_be_tuned() {
    let fake = Fake::new([respond(200, "{}")]);
    let client = client(&fake);
    let call = client.call::<Get>(get("a")).header("X-Extra", "1").endpoint("http://other:81/base/").max_attempts(1);
    call.await.unwrap();
    let seen = fake.seen();
    assert_eq!(seen[0].uri, "http://other:81/base/things/a");
    assert_eq!(seen[0].header("host"), "other:81");
    assert_eq!(seen[0].header("x-extra"), "1");
    assert_eq!(seen[0].header("amz-sdk-request"), "attempt=1; max=1");
    assert!(seen[0].header("authorization").contains(";x-extra,"));
}

#[tokio::test]
async fn what_a_call_cannot_be_tuned_to_is_said_when_it_is_made() {
    let fake = Fake::new([]);
    let client = client(&fake);
    let error = other(client.call::<Get>(get("a")).header("bad name", "1").await);
    assert!(error.message().contains("`bad name`"), "{error}");
    let error = other(client.call::<Get>(get("a")).header("x-secret", "a\nb").await);
    assert!(error.message().contains("`x-secret`") && !error.message().contains('\n'), "{error}");
    let error = other(client.call::<Get>(get("a")).endpoint("nowhere").await);
    assert!(error.message().contains("`nowhere`"), "{error}");
    let error = other(client.call::<Get>(get("")).await);
    assert!(error.kind() == ErrorKind::Request && error.message().contains("`Name`"), "{error}");
}

#[tokio::test]
async fn an_operation_may_put_its_own_before_the_host() {
    let cases = [
        (config as fn(&Fake) -> Config, "https://data.a-1.things.eu-central-1.amazonaws.com/prefixed"),
        (|fake| config(fake).endpoint("https://proxy/stage"), "https://data.a-1.proxy/stage/prefixed"),
        (|fake| config(fake).endpoint("http://127.0.0.1:80"), "http://127.0.0.1:80/prefixed"),
        (|fake| config(fake).host_prefixes(false), "https://things.eu-central-1.amazonaws.com/prefixed"),
    ];
    let input = |name: &str| PutRequest { name: Some(name.into()), data: None };
    for (config, expected) in cases {
        let fake = Fake::new([respond(200, "{}")]);
        Client::new(&SERVICE, &RestJson1, config(&fake)).call::<Prefixed>(input("a-1")).await.unwrap();
        let request = &fake.seen()[0];
        assert_eq!(request.uri, expected);
        assert_eq!(request.body, r#"{"Name":"a-1"}"#);
        assert!(expected.contains(request.header("host")));
    }
    let long = "a".repeat(64);
    for name in ["", "a.b", "-a", "a-", "ä", "a/b", &long] {
        let error = other(client(&Fake::new([])).call::<Prefixed>(input(name)).await);
        assert!(error.kind() == ErrorKind::Request && error.message().contains("`Name`"), "{error}");
    }
}

#[tokio::test]
async fn missing_settings_are_named() {
    let fake = Fake::new([]);
    let cases = [
        (Config::new().unsigned(), ErrorKind::Request, "AWS_REGION"),
        (Config::new().region("eu-central-1"), ErrorKind::Credentials, "Config::credentials"),
        (config(&fake).endpoint("host:80"), ErrorKind::Request, "`host:80`"),
        (config(&fake).region("eu central"), ErrorKind::Request, "`eu central`"),
    ];
    for (config, kind, expected) in cases {
        let client = Client::new(&SERVICE, &RestJson1, config.transport(fake.transport()));
        let error = other(client.call::<Get>(get("a")).await);
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[tokio::test]
async fn unsigned_calls_carry_no_signature() {
    static OPEN: ServiceSchema =
        ServiceSchema { name: "Open", version: "1", sdk_id: "Open", namespace: "", ..ServiceSchema::EMPTY };
    let fake = Fake::new([respond(200, "{}"), respond(200, "{}")]);
    Client::new(&SERVICE, &RestJson1, config(&fake).unsigned()).call::<Get>(get("a")).await.unwrap();
    let config = Config::new().endpoint("https://open.example").transport(fake.transport());
    Client::new(&OPEN, &RestJson1, config).call::<Get>(get("a")).await.unwrap();
    for request in fake.seen() {
        assert_eq!(request.header("authorization"), "");
        assert!(!request.header("host").is_empty());
    }
    // It is no service of AWS, so that a region says nothing of where it is.
    let lost = Config::new().region("eu-central-1").transport(fake.transport());
    let error = other(Client::new(&OPEN, &RestJson1, lost).call::<Get>(get("a")).await);
    assert_eq!(error.kind(), ErrorKind::Request);
    assert_eq!(error.to_string(), "Get: no endpoint: set it by `Config::endpoint`");
}

#[tokio::test]
async fn modeled_errors_are_decoded() {
    let fake = Fake::new([
        error(404, "NotFound:http://internal.amazon.com/"),
        respond(404, r#"{"__type":"example.things#NotFound","message":"gone"}"#),
    ]);
    let client = client(&fake);
    for expected in ["because", "gone"] {
        match client.call::<Get>(get("a")).await {
            Err(ThingError::NotFound(error)) => assert_eq!(error.message.as_deref(), Some(expected)),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn other_errors_keep_everything_the_service_said() {
    let headers = vec![("x-amzn-errortype", "AccessDenied".to_owned()), ("x-amzn-requestid", "id-1".to_owned())];
    let body = br#"{"Message":"not you"}"#.to_vec();
    let fake = Fake::new([Step::Respond(403, headers, body.clone())]);
    let result = client(&fake).call::<Get>(get("a")).await;
    assert!(result.as_ref().is_err_and(|error| error.modeled().is_none()));
    let error = other(result);
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!((error.code(), error.status(), error.request_id()), (Some("AccessDenied"), Some(403), Some("id-1")));
    assert_eq!(error.body().as_ref(), body);
    assert_eq!(error.to_string(), "Get: AccessDenied: not you (status 403, request id-1)");
}

#[tokio::test]
async fn responses_of_anything_but_the_service_are_errors_too() {
    let fake = Fake::new([
        respond(403, "<html>proxy</html>"),
        respond(302, ""),
        error(501, "NotImplemented"),
        respond(200, "<html>portal</html>"),
        Step::Respond(404, vec![("x-amzn-errortype", "NotFound".to_owned())], b"{\"message\":7}".to_vec()),
    ]);
    let client = client(&fake);
    let cases = [
        (ErrorKind::Service, "Get: Forbidden (status 403)"),
        (ErrorKind::Service, "Get: Found (status 302)"),
        (ErrorKind::NotImplemented, "Get: NotImplemented: because (status 501)"),
        (ErrorKind::Response, "Get: the response cannot be understood"),
        (ErrorKind::Response, "Get: NotFound: the error cannot be understood"),
    ];
    for (kind, expected) in cases {
        let error = other(client.call::<Get>(get("a")).await);
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.to_string().starts_with(expected), "{error}");
    }
}

#[tokio::test]
async fn responses_may_not_be_larger_than_allowed() {
    let body = format!(r#"{{"Name":"{}"}}"#, "a".repeat(1000));
    let fake = Fake::new([respond(200, &body), respond(200, &body)]);
    let config = config(&fake);
    let thing = Client::new(&SERVICE, &RestJson1, config.clone()).call::<Get>(get("a")).await.unwrap();
    assert_eq!(thing.name.map(|name| name.len()), Some(1000));
    let error = other(Client::new(&SERVICE, &RestJson1, config.max_response_size(500)).call::<Get>(get("a")).await);
    assert_eq!(error.kind(), ErrorKind::Response);
    assert!(error.message().contains("500 bytes; `Config::max_response_size`"), "{error}");
}

#[tokio::test]
async fn streams_pass_through() {
    let fake = Fake::new([respond(200, &"x".repeat(5000))]);
    let client = Client::new(&SERVICE, &RestJson1, config(&fake).max_response_size(100));
    let stream = client.call::<Download>(ListRequest::default()).await.unwrap();
    assert_eq!(stream.body.collect().await.unwrap().len(), 5000);
}

#[tokio::test]
async fn streams_are_read_before_they_are_signed() {
    let fake = Fake::new([error(503, "Down"), respond(200, "{}")]);
    let pieces = VecDeque::from([Ok(Bytes::from_static(b"ab")), Ok(Bytes::from_static(b"cd"))]);
    let input = Stream { body: ByteStream::new(Pieces(pieces)) };
    client(&fake).call::<Upload>(input).await.unwrap();
    let seen = fake.seen();
    assert_eq!(seen.len(), 2);
    assert!(seen.iter().all(|request| request.body.as_ref() == b"abcd"));

    let pieces = VecDeque::from([Ok(Bytes::from_static(b"ab")), Err("disk on fire".into())]);
    let input = Stream { body: ByteStream::new(Pieces(pieces)) };
    let error = other(client(&fake).call::<Upload>(input).await);
    assert!(error.kind() == ErrorKind::Request && error.to_string().contains("Upload"), "{error}");
}

#[tokio::test]
async fn streams_that_have_to_be_in_memory_may_not_be_larger_than_allowed() {
    let pieces = VecDeque::from([Ok(Bytes::from_static(b"ab")), Ok(Bytes::from_static(b"cd"))]);
    let input = Stream { body: ByteStream::new(Pieces(pieces)) };
    let fake = Fake::new([]);
    let client = Client::new(&SERVICE, &RestJson1, config(&fake).max_buffered_request_size(3));
    let error = other(client.call::<Upload>(input).await);
    assert!(error.message().contains("3 bytes") && error.message().contains("`Config::max_buffered"), "{error}");
}

#[tokio::test]
async fn unsigned_streams_are_sent_once() {
    let fake = Fake::new([error(503, "Down")]);
    let pieces = VecDeque::from([Ok(Bytes::from_static(b"ab"))]);
    let input = Stream { body: ByteStream::new(Pieces(pieces)) };
    let client = Client::new(&SERVICE, &RestJson1, config(&fake).unsigned());
    assert_eq!(other(client.call::<Upload>(input).await).status(), Some(503));
    assert_eq!(fake.seen().len(), 1);
}

#[test]
fn calls_outside_of_a_runtime_fail_without_a_panic() {
    struct Wake;
    impl std::task::Wake for Wake {
        fn wake(self: std::sync::Arc<Self>) {}
    }
    let fake = Fake::new([]);
    let waker = std::sync::Arc::new(Wake).into();
    let mut cx = std::task::Context::from_waker(&waker);
    let mut call = client(&fake).call::<Get>(get("a")).timeout(Duration::from_secs(1)).into_future();
    let std::task::Poll::Ready(result) = call.as_mut().poll(&mut cx) else { panic!("pending") };
    assert!(other(result).message().contains("Tokio"));
}

#[test]
fn calls_are_shown_with_their_input() {
    let call = client(&Fake::new([])).call::<Get>(get("a"));
    assert_eq!(format!("{call:?}"), "Call(Get GetRequest { Name: \"a\" })");
}

#[tokio::test]
async fn with_its_own_sources_a_program_sends_the_same_bytes_each_time() {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let send = async || {
        let fake = Fake::new([respond(200, "{}")]);
        let config = config(&fake).clock(move || time).ids(|| "id-1".to_owned());
        Client::new(&SERVICE, &RestJson1, config).call::<Get>(get("a")).await.unwrap();
        fake.seen().remove(0)
    };
    let (one, other) = (send().await, send().await);
    assert_eq!(one.header("amz-sdk-invocation-id"), "id-1");
    assert_eq!(one.header("x-amz-date"), "20231114T221320Z");
    assert_eq!(one.headers, other.headers);
}
