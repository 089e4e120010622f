//! A service of which one operation is written: events go over a socket one by one, the other operations are not there.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context as TaskContext, Poll};
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use weland_client::{Config, Credentials};
use weland_core::{BoxError, OperationError};
use weland_lambda_server::{Context, Lambda};
use weland_lambda_types::*;

type Event = Result<InvokeWithResponseStreamResponseEvent, BoxError>;

/// Responds with the events that come out of a channel.
struct Streaming(Mutex<Option<UnboundedReceiver<Event>>>);

impl Lambda for Streaming {
    async fn invoke_with_response_stream(
        &self,
        input: InvokeWithResponseStreamRequest,
        context: Context,
    ) -> Result<InvokeWithResponseStreamResponse, InvokeWithResponseStreamError> {
        assert_eq!((input.function_name.as_str(), context.operation.name), ("f", "InvokeWithResponseStream"));
        let events = self.0.lock().unwrap().take().unwrap();
        Ok(InvokeWithResponseStreamResponse::new(InvokeWithResponseStreamResponseRequired {
            event_stream: EventStream::new(Channel(events)),
        })
        .status_code(200))
    }
}

struct Channel(UnboundedReceiver<Event>);

impl futures_core::Stream for Channel {
    type Item = Event;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Option<Event>> {
        self.0.poll_recv(cx)
    }
}

async fn client(service: Streaming) -> weland_lambda_client::Client {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(weland_server::serve(listener, weland_lambda_server::router(service)));
    let config = Config::new().endpoint(endpoint).region("eu-west-1").timeout(Duration::from_secs(60));
    weland_lambda_client::Client::new(config.credentials(Credentials::new("AKIDEXAMPLE", "secret")))
}

fn chunk(text: &str) -> InvokeWithResponseStreamResponseEvent {
    let update = InvokeResponseStreamUpdate::default().payload(text.to_owned());
    InvokeWithResponseStreamResponseEvent::PayloadChunk(update)
}

#[tokio::test]
async fn an_event_arrives_before_the_next_one_is_made() {
    let (sender, receiver) = unbounded_channel();
    let client = client(Streaming(Mutex::new(Some(receiver)))).await;
    let call = client.invoke_with_response_stream(
        InvokeWithResponseStreamRequest::new(InvokeWithResponseStreamRequired { function_name: "f".into() })
            .payload("{}"),
    );
    let mut response = call.await.unwrap();
    for text in ["one", "", "größe"] {
        sender.send(Ok(chunk(text))).unwrap();
        assert_eq!(response.event_stream.next().await.unwrap().unwrap(), chunk(text));
    }
    drop(sender);
    assert!(response.event_stream.next().await.is_none());
}

#[tokio::test]
async fn a_stream_that_breaks_off_is_an_error_and_not_an_end() {
    let (sender, receiver) = unbounded_channel();
    let client = client(Streaming(Mutex::new(Some(receiver)))).await;
    let call = client.invoke_with_response_stream(InvokeWithResponseStreamRequired { function_name: "f".into() });
    let mut response = call.await.unwrap();
    sender.send(Ok(chunk("one"))).unwrap();
    assert_eq!(response.event_stream.next().await.unwrap().unwrap(), chunk("one"));
    sender.send(Err("the function has crashed".into())).unwrap();
    assert!(response.event_stream.next().await.unwrap().is_err());
}

#[tokio::test]
async fn an_operation_that_is_not_written_is_not_implemented() {
    let client = client(Streaming(Mutex::default())).await;
    let error =
        client.get_function(GetFunctionRequired { function_name: "f".into() }).max_attempts(1).await.unwrap_err();
    let other = error.other().unwrap();
    assert_eq!((other.kind(), other.status()), (ErrorKind::NotImplemented, Some(501)));
    assert_eq!(other.code(), Some("NotImplemented"));
}

#[tokio::test]
async fn a_client_whose_upload_is_refused_learns_why() {
    let client = client(Streaming(Mutex::new(None))).await;
    for attempt in 0..20 {
        let required = InvocationRequired { function_name: "f".into() };
        let input = InvocationRequest::new(required).payload(vec![b' '; 8 << 20]);
        let error = client.invoke(input).max_attempts(1).await.unwrap_err();
        let other = error.other().unwrap();
        assert_eq!(other.status(), Some(413), "{attempt}: {other}");
        assert_eq!(other.code(), Some("RequestEntityTooLargeException"));
    }
}
