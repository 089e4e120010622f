//! What is known of a response is told with every outcome.

use std::time::Duration;

use weland_client::protocol::RestJson1;
use weland_client::{Acceptor, AcceptorMatcher, AcceptorState, Client, ResponseMetadata, WaitError, Waiter};
use weland_core::OtherError;

use crate::fake::{Fake, Step};
use crate::service::*;

/// A response with an id.
fn respond(status: u16, code: &str, body: &str) -> Step {
    let headers = vec![("x-amzn-errortype", code.to_owned()), ("x-amzn-requestid", "id-1".to_owned())];
    Step::Respond(status, headers, body.as_bytes().to_vec())
}

fn metadata(operation: &'static str, status: u16) -> ResponseMetadata {
    ResponseMetadata::new(operation).with_status(status).with_attempts(1).with_request_id(Some("id-1".to_owned()))
}

#[tokio::test]
async fn outputs_come_with_it_on_request() {
    let fake = Fake::new([respond(200, "", r#"{"Name":"a"}"#), respond(201, "", "bytes")]);
    let (thing, of_thing) = client(&fake).call::<Get>(get("a")).with_metadata().await.unwrap();
    assert_eq!((thing.name.as_deref(), of_thing), (Some("a"), metadata("Get", 200)));
    let (_, of_stream) = client(&fake).call::<Download>(ListRequest::default()).with_metadata().await.unwrap();
    assert_eq!(of_stream, metadata("Download", 201));
}

#[tokio::test]
async fn errors_of_the_model_have_it() {
    let fake = Fake::new([respond(404, "NotFound", r#"{"message":"gone"}"#)]);
    let error = client(&fake).call::<Get>(get("a")).await.unwrap_err();
    assert!(matches!(&error, ThingError::NotFound(inner) if inner.message.as_deref() == Some("gone")));
    assert_eq!(error.metadata(), &metadata("Get", 404));
    assert_eq!(error.to_string(), "Get: NotFound: gone (status 404, request id-1)");
    let debug = format!("{error:?}");
    assert!(["Get", "404", "id-1", "gone"].iter().all(|part| debug.contains(part)), "{debug}");
    let ThingError::NotFound(inner) = error else { panic!("{error}") };
    assert_eq!(inner.into_inner().message.as_deref(), Some("gone"));
}

#[tokio::test(start_paused = true)]
async fn it_is_not_lost_with_the_rest_of_a_response() {
    let long = || "x".repeat(1000);
    let steps = [
        respond(403, "AccessDenied", "{}"),
        respond(200, "", "<html>"),
        respond(404, "NotFound", r#"{"message":7}"#),
        respond(200, "", &long()),
        respond(500, "", &long()),
        Step::BreakWithin,
        Step::HangWithin,
    ];
    for (index, step) in steps.into_iter().enumerate() {
        let fake = Fake::new([step]);
        let config = config(&fake).max_response_size(500).max_attempts(1).attempt_timeout(Duration::from_secs(5));
        let error = Client::new(&SERVICE, &RestJson1, config).call::<Get>(get("a")).await.unwrap_err();
        let status = [403, 200, 404, 200, 500, 200, 200][index];
        assert_eq!(error.metadata(), &metadata("Get", status), "{error}");
        let text = error.to_string();
        assert!(text.starts_with("Get: ") && text.ends_with(&format!("(status {status}, request id-1)")), "{text}");
        assert!(format!("{error:?}").contains("id-1"), "{error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn without_a_response_there_is_at_least_the_operation() {
    let late = || Step::After(Duration::from_secs(60), Box::new(respond(200, "", "{}")));
    for step in [Step::Refuse, Step::Break, late()] {
        let fake = Fake::new([step]);
        let config = config(&fake).max_attempts(1).timeout(Duration::from_secs(5));
        let error = Client::new(&SERVICE, &RestJson1, config).call::<Put>(PutRequest::default()).await.unwrap_err();
        assert_eq!(error.metadata(), &ResponseMetadata::new("Put").with_attempts(1), "{error}");
        assert!(error.to_string().starts_with("Put: "), "{error}");
    }
    let error = client(&Fake::new([])).call::<Get>(get("")).await.unwrap_err();
    assert_eq!(error.metadata(), &ResponseMetadata::new("Get"), "{error}");
}

#[tokio::test]
async fn a_stream_that_breaks_off_says_whose_it_was() {
    let fake = Fake::new([Step::BreakWithin]);
    let stream = client(&fake).call::<Download>(ListRequest::default()).await.unwrap();
    let error = stream.body.collect().await.unwrap_err().downcast::<OtherError>().unwrap();
    assert_eq!(error.metadata(), &metadata("Download", 200).with_attempts(0));
    assert_eq!(error.to_string(), "Download: reset by peer (status 200, request id-1)");
}

#[tokio::test]
async fn pages_and_items_have_that_of_the_last_page() {
    let pages = || {
        let page = || respond(200, "", r#"{"Names":["a"],"NextMarker":"1"}"#);
        Fake::new([page(), page(), respond(404, "NotFound", "{}")])
    };
    let mut paging = client(&pages()).call::<List>(ListRequest::default()).pages();
    assert_eq!(paging.metadata(), None);
    for _ in 0..2 {
        paging.next().await.unwrap().unwrap();
        assert_eq!(paging.metadata(), Some(&metadata("List", 200)));
    }
    assert_eq!(paging.next().await.unwrap().unwrap_err().metadata(), &metadata("List", 200));
    let fake = Fake::new([respond(404, "NotFound", "{}")]);
    let mut items = client(&fake).call::<List>(ListRequest::default()).items();
    assert_eq!(items.next().await.unwrap().unwrap_err().metadata(), &metadata("List", 404));
}

static WAITER: Waiter = Waiter {
    name: "ThingUp",
    min_delay: Duration::from_secs(1),
    max_delay: Duration::from_secs(1),
    acceptors: &[
        Acceptor { state: AcceptorState::Failure, matcher: AcceptorMatcher::Success(true) },
        Acceptor { state: AcceptorState::Retry, matcher: AcceptorMatcher::ErrorType("NotFound") },
    ],
};

#[tokio::test(start_paused = true)]
async fn waiting_in_vain_ends_with_it() {
    let wait = async |step: fn() -> Step| {
        let fake = Fake::new((0..20).map(|_| step()));
        client(&fake).wait::<Get>(&WAITER, get("a"), Duration::from_secs(5)).await.unwrap_err()
    };
    let failed = wait(|| respond(200, "", "{}")).await;
    assert_eq!(failed.metadata(), &metadata("Get", 200));
    assert!(failed.to_string().ends_with("(status 200, request id-1)"), "{failed}");
    let unexpected = wait(|| respond(403, "AccessDenied", "{}")).await;
    assert_eq!(unexpected.metadata(), &metadata("Get", 403));
    let late = wait(|| respond(404, "NotFound", r#"{"message":"gone"}"#)).await;
    assert_eq!(late.metadata(), &metadata("Get", 404));
    assert_eq!(late.to_string(), "ThingUp: not within 5s: Get: NotFound: gone (status 404, request id-1)");
    assert!(matches!(late, WaitError::TimedOut { last_error: Some(_), .. }));
}
