//! What is tried again, how often, and for how long.

use std::time::{Duration, SystemTime};

use tokio::time::Instant;
use weland_client::{BoxFuture, Client, RetryMode, TransportError};
use weland_core::{BoxError, EncodeError, ErrorKind, OperationError, Timestamp, TimestampFormat};

use crate::fake::{Fake, Step, error, respond};
use crate::service::*;
use weland_client::protocol::RestJson1;

/// How many requests it took, and whether the last one was a success.
async fn get_thing(script: impl IntoIterator<Item = Step>) -> (usize, bool) {
    let fake = Fake::new(script);
    let result = client(&fake).call::<Get>(get("a")).await;
    (fake.seen().len(), result.is_ok())
}

async fn put_thing(script: impl IntoIterator<Item = Step>) -> (usize, bool) {
    let fake = Fake::new(script);
    let result = client(&fake).call::<Put>(PutRequest::default()).await;
    (fake.seen().len(), result.is_ok())
}

#[tokio::test(start_paused = true)]
async fn errors_that_may_pass_are_tried_again() {
    for (status, code) in [(500, "X"), (503, "X"), (429, "X"), (400, "ThrottlingException"), (400, "Busy")] {
        assert_eq!(get_thing([error(status, code), respond(200, "{}")]).await, (2, true), "{status} {code}");
        assert_eq!(put_thing([error(status, code), respond(200, "{}")]).await, (2, true), "{status} {code}");
    }
}

#[tokio::test(start_paused = true)]
async fn errors_that_stay_are_not_tried_again() {
    for (status, code) in [(404, "NotFound"), (400, "ValidationException"), (403, "AccessDenied"), (501, "X")] {
        assert_eq!(get_thing([error(status, code)]).await, (1, false), "{status} {code}");
    }
}

#[tokio::test(start_paused = true)]
async fn broken_connections_are_tried_again_only_where_that_does_no_harm() {
    for step in [|| Step::Break, || Step::BreakWithin] {
        assert_eq!(get_thing([step(), respond(200, "{}")]).await, (2, true));
        assert_eq!(put_thing([step()]).await, (1, false));
    }
    assert_eq!(get_thing([Step::Refuse, respond(200, "{}")]).await, (2, true));
    assert_eq!(put_thing([Step::Refuse, Step::Refuse, respond(200, "{}")]).await, (3, true));
}

/// How often a call that may be repeated, and one that may not, is made if this happens the first time.
async fn attempts_after(step: impl Fn() -> Step) -> (usize, usize) {
    let attempts = |operation: fn(Client) -> BoxFuture<'static, ()>| {
        let fake = Fake::new([step(), respond(200, "{}")]);
        async move {
            operation(client(&fake)).await;
            fake.seen().len()
        }
    };
    let get = attempts(|client| Box::pin(async move { drop(client.call::<Get>(get("a")).await) }));
    let put = attempts(|client| Box::pin(async move { drop(client.call::<Put>(PutRequest::default()).await) }));
    (get.await, put.await)
}

#[tokio::test(start_paused = true)]
async fn a_transport_says_whether_a_request_was_sent() {
    let failures: [(fn() -> BoxError, _); 4] = [
        (|| TransportError::not_sent("no connection").into(), (2, 2)),
        (|| std::io::Error::other(TransportError::not_sent("no connection")).into(), (2, 2)),
        (|| TransportError::interrupted("reset").into(), (2, 1)),
        (|| "who knows".into(), (2, 1)),
    ];
    for (failure, expected) in failures {
        assert_eq!(attempts_after(|| Step::Fail(failure())).await, expected, "{}", failure());
    }
    let fake = Fake::new([Step::Fail(TransportError::not_sent("no").into()), Step::Break]);
    let client = Client::new(&SERVICE, &RestJson1, config(&fake).max_attempts(1));
    for expected in [ErrorKind::NotSent, ErrorKind::Transport] {
        let error = client.call::<Get>(get("a")).await.unwrap_err();
        assert_eq!(error.other().unwrap().kind(), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn what_will_not_get_better_is_not_tried_again() {
    let failures: [fn() -> BoxError; 3] = [
        || TransportError::not_sent("the certificate is wrong").lasting().into(),
        || TransportError::interrupted("this is not HTTP").lasting().into(),
        || std::io::Error::new(std::io::ErrorKind::InvalidData, "this is not TLS").into(),
    ];
    for failure in failures {
        assert_eq!(attempts_after(|| Step::Fail(failure())).await, (1, 1), "{}", failure());
    }
    for (name, value) in [("content-length", "3"), ("transfer-encoding", "chunked")] {
        let headers = || vec![("content-length", "2".to_owned()), (name, value.to_owned())];
        assert_eq!(attempts_after(|| Step::Respond(200, headers(), b"{}".to_vec())).await, (1, 1), "{name}");
        let fake = Fake::new([Step::Respond(200, headers(), b"{}".to_vec())]);
        let error = client(&fake).call::<Get>(get("a")).await.unwrap_err();
        assert_eq!(error.other().unwrap().kind(), ErrorKind::Response, "{error}");
        assert!(error.to_string().contains("Content-Length"), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_cannot_be_written_is_the_fault_of_the_request() {
    let failure = || std::io::Error::other(EncodeError::new("the event is none of the model").within("events")).into();
    assert_eq!(attempts_after(|| Step::Fail(failure())).await, (1, 1));
    let error = client(&Fake::new([Step::Fail(failure())])).call::<Get>(get("a")).await.unwrap_err();
    assert_eq!(error.other().unwrap().kind(), ErrorKind::Request);
    assert!(error.to_string().contains("at /events: the event is none"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn the_caller_may_know_better_whether_a_call_may_be_repeated() {
    let late = || Step::After(Duration::from_secs(60), Box::new(respond(200, "{}")));
    let unsure: [fn() -> Step; 3] = [|| Step::Break, || Step::BreakWithin, || error(503, "X")];
    for step in unsure.into_iter().chain([late as fn() -> Step]) {
        let fake = Fake::new([step(), respond(200, "{}"), step()]);
        let client = Client::new(&SERVICE, &RestJson1, config(&fake).attempt_timeout(Duration::from_secs(10)));
        client.call::<Put>(PutRequest::default()).repeatable(true).await.unwrap();
        client.call::<Get>(get("a")).repeatable(false).await.unwrap_err();
        assert_eq!((fake.seen().len(), fake.left()), (3, 0));
    }
    let fake = Fake::new([Step::Refuse, respond(200, "{}")]);
    client(&fake).call::<Get>(get("a")).repeatable(false).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn attempts_are_counted_and_share_an_id() {
    let fake = Fake::new([error(500, "X"), error(500, "X"), error(500, "Last")]);
    let failure = client(&fake).call::<Get>(get("a")).await.unwrap_err();
    assert_eq!(failure.other().and_then(|error| error.code()), Some("Last"));
    let seen = fake.seen();
    let attempts: Vec<&str> = seen.iter().map(|request| request.header("amz-sdk-request")).collect();
    assert_eq!(attempts, ["attempt=1; max=3", "attempt=2; max=3", "attempt=3; max=3"]);
    assert!(
        seen.iter()
            .all(|request| { request.header("amz-sdk-invocation-id") == seen[0].header("amz-sdk-invocation-id") })
    );
    assert_ne!(seen[0].header("authorization"), seen[1].header("authorization"));
}

#[tokio::test(start_paused = true)]
async fn the_body_is_sent_with_each_attempt() {
    let fake = Fake::new([error(500, "X"), respond(200, "{}")]);
    let input = PutRequest { name: Some("n".into()), ..Default::default() };
    client(&fake).call::<Put>(input).await.unwrap();
    let seen = fake.seen();
    assert_eq!(seen[0].body.as_ref(), br#"{"Name":"n"}"#);
    assert_eq!(seen[0].body, seen[1].body);
}

#[tokio::test(start_paused = true)]
async fn failed_connections_say_where_why_and_how_often() {
    let fake = Fake::new([Step::Refuse, Step::Refuse, Step::Refuse]);
    let error = client(&fake).call::<Put>(PutRequest::default()).await.unwrap_err();
    let other = error.other().unwrap();
    assert_eq!(other.kind(), ErrorKind::NotSent);
    let expected = "Put: cannot reach https://things.eu-central-1.amazonaws.com: refused (after 3 attempts)";
    assert_eq!(other.to_string(), expected);
}

#[tokio::test(start_paused = true)]
async fn the_number_of_attempts_can_be_set() {
    for (attempts, expected) in [(0, 1), (1, 1), (2, 2), (4, 4)] {
        let fake = Fake::new((0..4).map(|_| error(500, "X")));
        let client = Client::new(&SERVICE, &RestJson1, config(&fake).max_attempts(attempts));
        client.call::<Get>(get("a")).await.unwrap_err();
        assert_eq!(fake.seen().len(), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn the_service_says_how_long_to_wait() {
    let slow = |after: &str| Step::Respond(503, vec![("retry-after", after.to_owned())], Vec::new());
    let start = Instant::now();
    assert_eq!(get_thing([slow("30"), respond(200, "{}")]).await, (2, true));
    assert_eq!(start.elapsed().as_secs(), 30);
    assert_eq!(get_thing([slow("3000")]).await, (1, false));
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_takes_too_long_is_given_up() {
    let late = || Step::After(Duration::from_secs(60), Box::new(respond(200, "{}")));
    let fake = Fake::new([late(), respond(200, "{}"), late()]);
    let client = Client::new(&SERVICE, &RestJson1, config(&fake).attempt_timeout(Duration::from_secs(10)));
    let start = Instant::now();
    client.call::<Get>(get("a")).await.unwrap();
    assert!((10..12).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
    // Who knows whether the thing has been put.
    let error = client.call::<Put>(PutRequest::default()).await.unwrap_err();
    let other = error.other().unwrap();
    assert_eq!(other.kind(), ErrorKind::Timeout);
    assert_eq!(other.to_string(), "Put: no response within 10s from https://things.eu-central-1.amazonaws.com");
    assert_eq!(fake.left(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_call_ends_in_time_whatever_its_attempts_do() {
    let fake = Fake::new((0..3).map(|_| Step::After(Duration::from_secs(4), Box::new(error(500, "X")))));
    let start = Instant::now();
    let call = client(&fake).call::<Get>(get("a")).timeout(Duration::from_secs(7));
    let error = call.await.unwrap_err();
    assert_eq!(start.elapsed(), Duration::from_secs(7));
    assert_eq!(error.to_string(), "Get: the call took longer than 7s");
    let before = std::error::Error::source(error.other().unwrap()).unwrap();
    assert_eq!(before.to_string(), "Get: X: because (status 500)");
    assert_eq!(error.other().unwrap().kind(), ErrorKind::Timeout);
}

#[tokio::test(start_paused = true)]
async fn a_client_whose_calls_all_fail_stops_retrying() {
    let fake = Fake::new((0..1000).map(|_| error(500, "X")));
    let client = client(&fake);
    for _ in 0..60 {
        client.call::<Get>(get("a")).await.unwrap_err();
    }
    // 60 calls would be 180 requests; 500 tokens pay for 100 retries.
    assert_eq!(fake.seen().len(), 160);
    client.call::<Get>(get("a")).await.unwrap_err();
    assert_eq!(fake.seen().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_wrong_clock_is_corrected_by_the_services() {
    let ahead = SystemTime::now() + Duration::from_secs(7200);
    let seconds = ahead.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    let theirs = Timestamp::new(i64::try_from(seconds).unwrap(), 0);
    let headers = vec![
        ("x-amzn-errortype", "InvalidSignatureException".to_owned()),
        ("date", theirs.format(TimestampFormat::HttpDate)),
    ];
    let fake = Fake::new([Step::Respond(403, headers, Vec::new()), respond(200, "{}")]);
    client(&fake).call::<Get>(get("a")).await.unwrap();
    let seen = fake.seen();
    let hour = |index: usize| seen[index].header("x-amz-date")[..11].to_owned();
    assert_ne!(hour(0), hour(1));
    let expected = theirs.format(TimestampFormat::DateTime).replace(['-', ':'], "");
    assert_eq!(hour(1), expected[..11]);
}

#[tokio::test(start_paused = true)]
async fn a_clock_of_the_program_is_the_one_that_is_corrected() {
    let clock = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for (ahead, attempts, dated) in [(0, 1, "20010909T014640Z"), (3600, 2, "20010909T024640Z")] {
        let date = Timestamp::new(1_000_000_000 + ahead, 0).format(TimestampFormat::HttpDate);
        let headers = vec![("x-amzn-errortype", "RequestTimeTooSkewed".to_owned()), ("date", date)];
        let fake = Fake::new([Step::Respond(403, headers, b"{}".to_vec()), respond(200, "{}")]);
        let client = Client::new(&SERVICE, &RestJson1, config(&fake).clock(move || clock));
        drop(client.call::<Get>(get("a")).await);
        let seen = fake.seen();
        assert_eq!((seen.len(), seen.last().unwrap().header("x-amz-date")), (attempts, dated));
    }
}

#[tokio::test(start_paused = true)]
async fn heads_that_cannot_be_relied_on_are_errors() {
    let big = "x".repeat(1000);
    for (header, expected) in [
        (("transfer-encoding", "magic"), "its Transfer-Encoding is `magic`, and only `chunked` can be read"),
        (("x-big", &*big), "its headers have more than 1000 bytes; `Config::max_response_header_size` sets the limit"),
    ] {
        let fake = Fake::new([Step::Respond(200, vec![(header.0, header.1.to_owned())], b"{}".to_vec())]);
        let client = Client::new(&SERVICE, &RestJson1, config(&fake).max_response_header_size(1000));
        let error = client.call::<Get>(get("a")).await.unwrap_err();
        let error = error.other().unwrap();
        assert_eq!((error.kind(), error.metadata().attempts()), (ErrorKind::Response, 1), "{error}");
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_client_that_is_throttled_slows_down_in_the_adaptive_mode() {
    let throttled = || error(400, "ThrottlingException");
    let script = || std::iter::repeat_with(throttled).take(5).chain((0..20).map(|_| respond(200, "{}")));
    let took = async |mode: RetryMode| {
        let fake = Fake::new(script());
        let client = Client::new(&SERVICE, &RestJson1, config(&fake).retry_mode(mode).jitter(|| 0.0).max_attempts(6));
        tokio::time::advance(Duration::from_secs(1)).await;
        let start = Instant::now();
        for _ in 0..20 {
            client.call::<Get>(get("a")).await.unwrap();
        }
        assert_eq!((fake.seen().len(), fake.left()), (25, 0));
        start.elapsed()
    };
    assert_eq!(took(RetryMode::Standard).await, Duration::ZERO);
    let adaptive = took(RetryMode::Adaptive).await;
    assert!((5..60).contains(&adaptive.as_secs()), "{adaptive:?}");
    // A call does not wait for its turn any longer than it may take.
    let fake = Fake::new((0..9).map(|_| throttled()));
    let client = Client::new(&SERVICE, &RestJson1, config(&fake).retry_mode(RetryMode::Adaptive).jitter(|| 0.0));
    client.call::<Get>(get("a")).await.unwrap_err();
    let error = client.call::<Get>(get("a")).timeout(Duration::from_millis(1)).await.unwrap_err();
    assert_eq!(error.other().unwrap().kind(), ErrorKind::Timeout, "{error}");
}

#[tokio::test(start_paused = true)]
async fn the_legacy_mode_has_no_quota() {
    let fake = Fake::new((0..500).map(|_| error(500, "X")));
    let client = Client::new(&SERVICE, &RestJson1, config(&fake).retry_mode(RetryMode::Legacy));
    for _ in 0..100 {
        client.call::<Get>(get("a")).await.unwrap_err();
    }
    assert_eq!(fake.left(), 0);
}
