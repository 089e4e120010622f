//! Streams of events, with the messages in front of them.

use std::pin::Pin;
use std::task::{Context, Poll};

use rpc_client::types::*;
use rpc_client::weland_client::Credentials;
use rpc_client::weland_client::futures_core::Stream;
use rpc_client::weland_client::http::Request;
use rpc_client::weland_client::protocol::{AwsJson1_0, AwsJson1_1, ClientProtocol};
use rpc_client::{Client, Config, Transport};
use tokio::sync::mpsc;

use crate::messages::ALL;
use crate::service::router;
use crate::wire::{Wire, canned};

fn moved(by: i32) -> Changes {
    let mut moved = Moved::new().by(by).item("a");
    moved.at = Some(Timestamp::new(by.into(), 0));
    Changes::Moved(moved)
}

fn watch(events: impl IntoIterator<Item = Changes>) -> WatchInput {
    WatchInput::new(WatchRequired { shelf: "top".to_owned(), changes: EventStream::of(events) })
}

async fn all(mut events: EventStream<Changes>) -> Vec<Changes> {
    let mut all = Vec::new();
    while let Some(event) = events.next().await {
        all.push(event.unwrap());
    }
    all
}

#[tokio::test(flavor = "current_thread")]
async fn events_and_the_members_beside_them_go_both_ways_in_all_protocols() {
    for protocol in ALL {
        let wire = Wire::new();
        let output = wire.speaking(protocol).call::<Watch>(watch([moved(1), moved(2)])).await.unwrap();
        assert_eq!(output.shelf.as_deref(), Some("top"), "{protocol:?}");
        assert_eq!(all(output.changes).await, [moved(1), moved(2)], "{protocol:?}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn the_members_beside_a_stream_are_an_event_in_front_of_it() {
    let cases: [&dyn ClientProtocol; 2] = [&AwsJson1_0, &AwsJson1_1];
    for protocol in cases {
        let wire = Wire::new();
        wire.speaking(protocol).call::<Watch>(watch([])).await.unwrap();
        let (request, response) = wire.last();
        assert_eq!(request.header("x-amz-target"), "Depot.Watch");
        for (message, kind) in [(request, "initial-request"), (response, "initial-response")] {
            assert_eq!(message.header("content-type"), "application/vnd.amazon.eventstream");
            let text = String::from_utf8_lossy(&message.body).into_owned();
            for part in [kind, "application/json", r#"{"shelf":"top"}"#] {
                assert!(text.contains(part), "{text}");
            }
        }
    }
}

/// A stream that yields what is sent to it.
struct Channel(mpsc::UnboundedReceiver<Result<Changes, BoxError>>);

impl Stream for Channel {
    type Item = Result<Changes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(cx)
    }
}

#[tokio::test(flavor = "current_thread")]
async fn nobody_waits_for_the_first_event() {
    let transport = Transport::new(router());
    let client = Client::new(Config::new().endpoint("http://depot.test").max_attempts(1).transport(transport));
    let (sender, receiver) = mpsc::unbounded_channel();
    let mut input = watch([]);
    input.changes = EventStream::new(Channel(receiver));
    let mut output = client.watch(input).await.unwrap();
    assert_eq!(output.shelf.as_deref(), Some("top"));
    for by in [1, 2] {
        sender.send(Ok(moved(by))).unwrap();
        assert_eq!(output.changes.next().await.unwrap().unwrap(), moved(by));
    }
    let full = Changes::Full(Full::new(FullRequired { left: 0 }));
    sender.send(Ok(full.clone())).unwrap();
    assert_eq!(output.changes.next().await.unwrap().unwrap(), full);
    assert!(output.changes.next().await.is_none());
}

#[tokio::test(flavor = "current_thread")]
async fn events_that_a_client_signs_are_those_that_a_server_reads() {
    for protocol in ALL {
        let wire = Wire::new();
        let config = wire.config().region("eu-west-1").credentials(Credentials::new("AKID", "secret"));
        let client = rpc_client::weland_client::Client::new(&SERVICE, protocol, config);
        let output = client.call::<Watch>(watch([moved(1), moved(2)])).await.unwrap();
        assert_eq!(output.shelf.as_deref(), Some("top"), "{protocol:?}");
        assert_eq!(all(output.changes).await, [moved(1), moved(2)], "{protocol:?}");
        let request = wire.last().0;
        assert_eq!(request.header("x-amz-content-sha256"), "STREAMING-AWS4-HMAC-SHA256-EVENTS");
        assert!(request.header("authorization").contains("x-amz-content-sha256"));
        // What is in front of the events is signed, too, and so is their end.
        let text = String::from_utf8_lossy(&request.body);
        let frames = text.matches(":event-type").count() + 1;
        assert_eq!(text.matches(":chunk-signature").count(), frames, "{protocol:?}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn signed_events_are_sent_as_they_come() {
    let transport = Transport::new(router());
    let config = Config::new().endpoint("http://depot.test").region("eu-west-1").max_attempts(1).transport(transport);
    let client = Client::new(config.credentials(Credentials::new("AKID", "secret")));
    let (sender, receiver) = mpsc::unbounded_channel();
    let mut input = watch([]);
    input.changes = EventStream::new(Channel(receiver));
    let mut output = client.watch(input).await.unwrap();
    for by in [1, 2] {
        sender.send(Ok(moved(by))).unwrap();
        assert_eq!(output.changes.next().await.unwrap().unwrap(), moved(by));
    }
    drop(sender);
    assert!(output.changes.next().await.is_none());
}

#[tokio::test(flavor = "current_thread")]
async fn an_event_that_breaks_a_constraint_is_an_error_in_its_place() {
    for protocol in ALL {
        let wire = Wire::new();
        let wrong = Changes::Moved(Moved::new().by(2).item("A"));
        let mut output = wire.speaking(protocol).call::<Watch>(watch([moved(1), wrong, moved(3)])).await.unwrap();
        assert_eq!(output.changes.next().await.unwrap().unwrap(), moved(1), "{protocol:?}");
        let error = output.changes.next().await.unwrap().unwrap_err();
        let error = error.downcast_ref::<rpc_client::types::OtherError>().unwrap();
        assert_eq!(error.code(), Some("ValidationException"), "{protocol:?}");
        assert!(error.message().contains("'/item'"), "{protocol:?}: {}", error.message());
        assert!(output.changes.next().await.is_none(), "{protocol:?}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_message_in_front_of_events_may_be_missing_unless_something_is_required_of_it() {
    let wire = Wire::new();
    let request = |body: Vec<u8>| {
        let request = Request::post("/").header("x-amz-target", "Depot.Watch");
        request.header("content-type", "application/vnd.amazon.eventstream").body(body).unwrap()
    };
    for body in [b"".to_vec(), b"\0\0".to_vec()] {
        let response = wire.send(request(body)).await;
        assert_eq!(response.line, "400");
        assert!(response.text().contains("ValidationException"), "{}", response.text());
    }
    let response = wire.send(request(vec![0xff; 64])).await;
    assert!(response.text().contains("SerializationException"), "{}", response.text());
    // The first event of a response is one of the stream's.
    wire.speaking(&AwsJson1_0).call::<Watch>(watch([moved(1)])).await.unwrap();
    let frames = wire.last().1.body;
    let first = u32::from_be_bytes(frames[..4].try_into().unwrap()) as usize;
    let body: &'static [u8] = Box::leak(frames[first..].to_vec().into_boxed_slice());
    let headers = [("content-type", "application/vnd.amazon.eventstream")];
    let output = Client::new(canned(200, &headers, body)).watch(watch([])).await.unwrap();
    assert_eq!((output.shelf, all(output.changes).await), (None, vec![moved(1)]));
}
