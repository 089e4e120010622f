//! What users test their programs with.
#![cfg(feature = "test-util")]

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use tokio::time::Instant;
use weland_client::protocol::RestJson1;
use weland_client::testing::{Exchange, Recorder, Redaction, Replay};
use weland_client::{Client, Config, Credentials, Transport};
use weland_core::{BoxError, ByteStream, ErrorKind, OperationError};

use crate::fake::{Fake, Pieces, Step, error, respond};
use crate::service::*;

/// A client that does the same each time.
fn client_of(transport: Transport) -> Client {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let config = Config::new()
        .region("eu-central-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "hush").with_session_token("hush"))
        .clock(move || time)
        .ids(|| "id".to_owned())
        .jitter(|| 1.0);
    Client::new(&SERVICE, &RestJson1, config.transport(transport))
}

/// A file for a test of this name.
fn file(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("weland-replays-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

fn named(name: &str) -> PutRequest {
    PutRequest { name: Some(name.to_owned()), data: None }
}

#[tokio::test(start_paused = true)]
async fn exchanges_are_played_in_order() {
    let replay = Replay::new([
        Exchange::respond(503, "").expecting("GET", "/things/a"),
        Exchange::not_sent("refused"),
        Exchange::respond(200, r#"{"State":"new"}"#)
            .expecting("GET", "https://things.eu-central-1.amazonaws.com/things/a"),
        Exchange::respond(404, r#"{"message":"no"}"#)
            .header("x-amzn-errortype", "NotFound")
            .header("x-amzn-requestid", "id-1")
            .expecting("POST", "/things")
            .expecting_header("content-type", "application/json")
            .expecting_body(r#"{"Name":"b"}"#),
    ]);
    let start = Instant::now();
    let client = client_of(replay.transport());
    assert_eq!(client.call::<Get>(get("a")).await.unwrap().state.as_deref(), Some("new"));
    assert_eq!(start.elapsed(), Duration::from_secs(1 + 2), "waits are not slept");
    let error = client.call::<Put>(named("b")).await.unwrap_err();
    assert!(matches!(error, ThingError::NotFound(_)), "{error}");
    assert_eq!(error.metadata().request_id(), Some("id-1"));
    replay.finish().unwrap();
    let requests = replay.requests();
    assert_eq!(requests.len(), 4);
    assert_eq!(requests[3].body(), &Bytes::from_static(br#"{"Name":"b"}"#));
    assert!(requests[0].headers()["authorization"].to_str().unwrap().contains("AKIDEXAMPLE"));
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_not_expected_says_what_differs() {
    let replay = Replay::new([
        Exchange::respond(200, "{}")
            .expecting("POST", "/things/a")
            .expecting_header("accept", "text/plain")
            .expecting_header("x-more", "1")
            .expecting_body("{}"),
        Exchange::respond(200, "{}").header("bad name", "x"),
        Exchange::respond(200, "{}").expecting("GET", "/never"),
        Exchange::respond(200, "{}"),
    ]);
    let client = client_of(replay.transport());
    let first = client.call::<Get>(get("b")).await.unwrap_err();
    let first = first.other().unwrap();
    assert_eq!((first.kind(), first.metadata().attempts()), (ErrorKind::NotSent, 1));
    let said = first.to_string();
    for part in [
        "request 1, GET https://things.eu-central-1.amazonaws.com/things/b: the method is GET, not POST",
        "the URI is /things/b, not /things/a",
        "the header `accept` is `application/json`, not `text/plain`",
        "the header `x-more` is absent, not `1`",
        "the body differs from byte 0 on: it is ``, not `{}` (exchange 1)",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    let second = client.call::<Get>(get("b")).await.unwrap_err().to_string();
    assert!(second.contains("`bad name: x` cannot be a header"), "{second}");
    let all = replay.finish().unwrap_err().to_string();
    assert!(all.contains("not POST") && all.contains("bad name"), "{all}");
    assert!(all.ends_with("2 exchanges have not been used: exchange 3 (GET /never), exchange 4"), "{all}");

    let empty = Replay::new([]);
    let error = client_of(empty.transport()).call::<Get>(get("b")).await.unwrap_err().to_string();
    assert!(error.contains("all exchanges have been used, of which there are 0"), "{error}");
    assert!(empty.finish().is_err());
}

#[tokio::test(start_paused = true)]
async fn timeouts_are_tested_without_waiting() {
    let late = || Exchange::respond(200, "{}").after(Duration::from_secs(100));
    let replay = Replay::new([late(), late(), late(), Exchange::silence(), Exchange::respond(200, "{").then_silence()]);
    let client = client_of(replay.transport());
    for attempts in [3, 1, 1] {
        let error = client.call::<Get>(get("a")).max_attempts(attempts).await.unwrap_err();
        assert_eq!(error.other().unwrap().kind(), ErrorKind::Timeout, "{error}");
    }
    replay.finish().unwrap();
}

/// What a client does while it is recorded, and again while that is replayed.
async fn calls(transport: Transport) -> Vec<String> {
    let client = client_of(transport);
    let mut seen = Vec::new();
    let got = client.call::<Get>(get("a")).header("x-mine", "hush").await.unwrap();
    seen.push(format!("{:?}", got.name));
    seen.push(client.call::<Put>(named("b")).await.unwrap_err().to_string());
    seen.push(format!("{:?}", client.call::<Put>(named("c")).await.unwrap_err().other().unwrap().kind()));
    let pieces = ["he", "llo"].map(|it| Ok::<_, BoxError>(it.into()));
    let upload = client.call::<Upload>(Stream { body: ByteStream::new(Pieces(pieces.into())) });
    seen.push(format!("{:?}", upload.await.unwrap().state));
    let download = client.call::<Download>(ListRequest::default()).await.unwrap();
    seen.push(format!("{:?}", download.body.collect().await.unwrap()));
    let broken = client.call::<Put>(named("d")).max_attempts(1).await.unwrap_err();
    seen.push(broken.to_string());
    seen
}

#[tokio::test(start_paused = true)]
async fn what_was_recorded_is_replayed() {
    let json = || vec![("content-type", "application/json".to_owned()), ("set-cookie", "hush".to_owned())];
    let fake = Fake::new([
        error(503, "Later"),
        Step::Respond(200, json(), br#"{"Name":"a","password":"hush"}"#.to_vec()),
        error(404, "NotFound"),
        Step::Break,
        respond(200, r#"{"State":"uploaded"}"#),
        Step::Respond(200, vec![("content-length", "4".to_owned())], vec![0, 159, 146, 150]),
        Step::BreakWithin,
    ]);
    let path = file("all.jsonl");
    let recorder = Recorder::create(&path, fake.transport()).unwrap();
    let seen = calls(recorder.transport()).await;
    assert_eq!(recorder.finish().unwrap(), 7);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(!text.contains("hush") && !text.contains("Signature="), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[1].contains(r#""response":{"status":200,"headers":["content-type: application/json","set-cookie: REDACTED"],"body":"{\"Name\":\"a\",\"password\":\"REDACTED\"}"}"#), "{}", lines[1]);
    assert!(lines[3].ends_with(r#""failure":{"message":"broken","sent":true,"lasting":false}}"#), "{}", lines[3]);
    assert!(lines[5].contains(r#""bodyBase64":"AJ+Slg==""#), "{}", lines[5]);
    assert!(lines[6].ends_with(r#""body":"{","end":"broken: reset by peer"}}"#), "{}", lines[6]);

    for replay in [Replay::from_file(&path).unwrap(), Replay::from_file(&path).unwrap().piece_size(1)] {
        assert_eq!(calls(replay.transport()).await, seen);
        replay.finish().unwrap();
    }
    let replay = Replay::from_json_lines("all", &text).unwrap();
    let client = client_of(replay.transport());
    let error = client.call::<Get>(get("b")).await.unwrap_err().to_string();
    assert!(
        error.contains("things/b, not https://things.eu-central-1.amazonaws.com/things/a (all: line 1)"),
        "{error}"
    );
    std::fs::remove_file(path).unwrap();
}

#[tokio::test(start_paused = true)]
async fn what_nobody_waits_for_is_recorded_as_far_as_it_came() {
    let fake = Fake::new([
        Step::After(Duration::from_secs(1000), Box::new(respond(200, "{}"))),
        Step::HangWithin,
        respond(200, "{}"),
    ]);
    let path = file("open.jsonl");
    let recorder = Recorder::create(&path, fake.transport()).unwrap();
    let client = client_of(recorder.transport());
    let kind = |error: ThingError| error.other().unwrap().kind();
    for _ in 0..2 {
        let error = client.call::<Get>(get("a")).max_attempts(1).await.unwrap_err();
        assert_eq!(kind(error), ErrorKind::Timeout);
    }
    client.call::<Get>(get("a")).await.unwrap();
    assert_eq!(recorder.finish().unwrap(), 3);
    let replay = Replay::from_file(&path).unwrap();
    let client = client_of(replay.transport());
    for _ in 0..2 {
        let error = client.call::<Get>(get("a")).max_attempts(1).await.unwrap_err();
        assert_eq!(kind(error), ErrorKind::Timeout);
    }
    client.call::<Get>(get("a")).await.unwrap();
    replay.finish().unwrap();
    std::fs::remove_file(path).unwrap();
}

#[tokio::test(start_paused = true)]
async fn calls_at_the_same_time_find_their_exchanges() {
    let exchange = |name: &str| {
        let body = format!(r#"{{"Name":"{name}"}}"#);
        Exchange::respond(200, body).expecting("GET", &format!("/things/{name}"))
    };
    let replay = Replay::new([exchange("a"), exchange("b")]).any_order();
    let client = client_of(replay.transport());
    let (b, a) = tokio::join!(client.call::<Get>(get("b")).into_future(), client.call::<Get>(get("a")).into_future());
    assert_eq!((a.unwrap().name.as_deref(), b.unwrap().name.as_deref()), (Some("a"), Some("b")));
    replay.finish().unwrap();
}

#[tokio::test(start_paused = true)]
async fn headers_and_hosts_are_compared_as_it_is_wished() {
    let line = r#"{"request":{"method":"GET","uri":"http://other/things/a","headers":["accept: application/json","x-mine: 1"]},"response":{"status":200,"body":"{}"}}"#;
    let call = async |replay: Replay| {
        let client = client_of(replay.transport());
        let result = client.call::<Get>(get("a")).header("x-mine", "2").endpoint("http://host").await;
        result.err().map(|error| error.to_string())
    };
    let replay = || Replay::from_json_lines("x", line).unwrap();
    let error = call(replay()).await.unwrap();
    assert!(error.contains("the URI is http://host/things/a, not http://other/things/a"), "{error}");
    assert_eq!(call(replay().any_origin()).await, None);
    let error = call(replay().any_origin().compare_headers(["X-Mine"])).await.unwrap();
    assert!(error.contains("the header `x-mine` is `2`, not `1`"), "{error}");
    let fake = Fake::new([respond(200, "{}")]);
    let path = file("headers.jsonl");
    let recorder = Recorder::create(&path, fake.transport()).unwrap();
    let recorder = recorder.redaction(Redaction::new().member("Name").header("user-agent"));
    client_of(recorder.transport()).call::<Put>(named("secret name")).await.unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(!text.contains("secret name") && text.contains(r#""body":"{\"Name\":\"REDACTED\"}""#), "{text}");
    assert!(text.contains("user-agent: REDACTED"), "{text}");
    std::fs::remove_file(path).unwrap();
}

#[test]
fn a_recording_with_a_mistake_names_its_line() {
    for (line, expected) in [
        ("{", "line 2: "),
        ("{}", "there is no `request` with `method` and `uri`"),
        (r#"{"request":{"method":"GET"}}"#, "there is no `request` with `method` and `uri`"),
        (r#"{"request":{"method":"GET","uri":"/"},"response":{"status":20}}"#, "the status 20 is none"),
        (r#"{"request":{"method":"GET","uri":"/"},"response":{"status":200},"failure":{}}"#, "both a `response` and"),
        (r#"{"request":{"method":"GET","uri":"/","body":"","bodyBase64":""}}"#, "both a `body` and"),
        (r#"{"request":{"method":"GET","uri":"/","bodyBase64":"?"}}"#, "`bodyBase64`: "),
        (r#"{"request":{"method":"GET","uri":"/","headers":["a b: c"]}}"#, "`a b: c` is no header"),
        (r#"{"request":{"method":"GET","uri":"/"},"response":{"status":200,"end":"x"}}"#, "`end` is `x`"),
    ] {
        let error = Replay::from_json_lines("rec", &format!("\n{line}\n")).unwrap_err().to_string();
        assert!(error.starts_with("rec: line 2: ") && error.contains(expected), "{error}");
    }
    let error = Replay::from_file("nowhere/at.jsonl").unwrap_err().to_string();
    assert!(error.starts_with("nowhere/at.jsonl: "), "{error}");
    assert!(Recorder::create("nowhere/at.jsonl", Fake::new([]).transport()).is_err());
}
