//! Bodies that are streams: in, out, and of events.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod service;

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll};

use bytes::Bytes;
use futures_core::Stream as FuturesStream;
use http::Request;
use service::{
    Download, Event, Events, Finite, FiniteStream, GetOutput, NotFound, RequiredStream, SERVICE, Store, Stream,
    ThingError, Upload, Watch, call, get, router,
};
use tokio::sync::mpsc;
use tower_service::Service;
use weland_core::{BoxError, ByteStream, EventStream, Operation, OtherError};
use weland_protocol::ClientProtocol as _;
use weland_server::protocol::RestJson1;
use weland_server::{Body, Context, Router};

/// A stream that yields what is sent to it.
struct Channel<T>(mpsc::UnboundedReceiver<Result<T, BoxError>>);

impl<T> FuturesStream for Channel<T> {
    type Item = Result<T, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(cx)
    }
}

async fn next<S: FuturesStream + Unpin>(stream: &mut S) -> Option<S::Item> {
    poll_fn(|cx| Pin::new(&mut *stream).poll_next(cx)).await
}

fn upload_of(stream: impl FuturesStream<Item = Result<Bytes, BoxError>> + Send + 'static) -> Request<Body> {
    Request::post("/upload").body(Body::from(ByteStream::new(stream))).unwrap()
}

#[tokio::test]
async fn an_upload_reaches_the_handler_before_it_has_ended_and_beyond_the_limit_of_bodies() {
    let (sender, receiver) = mpsc::unbounded_channel();
    let (seen, mut first_seen) = mpsc::unbounded_channel();
    let mut router =
        Router::new(&SERVICE, &RestJson1).body_limit(10).route::<Upload, _, _>(move |mut input: Stream, _: Context| {
            let seen = seen.clone();
            async move {
                let mut total = 0;
                while let Some(chunk) = next(&mut input.content).await {
                    total += chunk.unwrap().len();
                    seen.send(total).unwrap();
                }
                Ok(GetOutput { id: total.to_string(), version: None })
            }
        });
    let response = tokio::spawn(router.call(upload_of(Channel(receiver))));
    for total in [1000, 2000, 3000] {
        sender.send(Ok(Bytes::from(vec![1; 1000]))).unwrap();
        assert_eq!(first_seen.recv().await, Some(total));
    }
    drop(sender);
    let response = response.await.unwrap().unwrap();
    assert_eq!(response.into_body().collect(100).await.unwrap(), r#"{"Id":"3000"}"#);
}

#[tokio::test]
async fn a_stream_whose_length_has_to_be_known_does_not_come_without() {
    let router = || {
        router().route::<Finite, _, _>(async |input: FiniteStream, _: Context| {
            let content = input.content.collect().await.map_err(|_| OtherError::not_implemented("Finite"))?;
            Ok(GetOutput { id: content.len().to_string(), version: None })
        })
    };
    let piece = || {
        ByteStream::new(Channel({
            let (sender, receiver) = mpsc::unbounded_channel();
            sender.send(Ok(Bytes::from_static(b"abc"))).unwrap();
            receiver
        }))
    };
    let cases = [
        (None, Body::from(piece()), 411),
        (Some("3"), Body::from(piece()), 200),
        (None, Body::from(b"abc".to_vec()), 200),
        (None, Body::empty(), 200),
    ];
    for (index, (length, body, expected)) in cases.into_iter().enumerate() {
        let mut request = Request::post("/finite");
        if let Some(length) = length {
            request = request.header("content-length", length);
        }
        let (parts, _) = call(&router(), request.body(body).unwrap()).await;
        assert_eq!(parts.status, expected, "case {index}");
    }
}

#[tokio::test]
async fn an_upload_that_breaks_off_is_up_to_the_handler() {
    let (sender, receiver) = mpsc::unbounded_channel();
    sender.send(Ok(Bytes::from_static(b"abc"))).unwrap();
    sender.send(Err("gone".into())).unwrap();
    let (parts, _) = call(&router(), upload_of(Channel(receiver))).await;
    assert_eq!(parts.status, 400);
    assert_eq!(parts.headers["x-amzn-errortype"], "RequestAbortedException");
}

#[tokio::test]
async fn a_document_that_breaks_off_is_rejected() {
    let (sender, receiver) = mpsc::unbounded_channel::<Result<Bytes, BoxError>>();
    sender.send(Ok(Bytes::from_static(b"{\"Name\""))).unwrap();
    sender.send(Err("gone".into())).unwrap();
    let request = Request::put("/things/a")
        .header("content-type", "application/json")
        .body(Body::from(ByteStream::new(Channel(receiver))))
        .unwrap();
    let (parts, _) = call(&router(), request).await;
    assert_eq!(parts.status, 400);
    assert_eq!(parts.headers["x-amzn-errortype"], "RequestAbortedException");
}

#[tokio::test]
async fn a_download_is_sent_piece_by_piece() {
    let (parts, body) = call(&router(), get("/download")).await;
    assert_eq!((parts.status.as_u16(), body), (200, vec![7; 100]));

    let (sender, receiver) = mpsc::unbounded_channel();
    let receiver = std::sync::Mutex::new(Some(receiver));
    let mut router = Router::new(&SERVICE, &RestJson1).route::<Download, _, _>(move |_, _| {
        let receiver = receiver.lock().unwrap().take().unwrap();
        async move { Ok::<_, ThingError>(Stream { content: ByteStream::new(Channel(receiver)) }) }
    });
    let response = router.call(get("/download")).await.unwrap();
    let mut body = response.into_body().into_byte_stream();
    for piece in ["one", "two"] {
        sender.send(Ok(Bytes::from(piece))).unwrap();
        assert_eq!(next(&mut body).await.unwrap().unwrap(), piece);
    }
    drop(sender);
    assert!(next(&mut body).await.is_none());
}

/// A stream that yields some items and then fails: with an error, or by a panic without one.
struct Failing<T>(Vec<T>, Option<BoxError>);

impl<T: Unpin> FuturesStream for Failing<T> {
    type Item = Result<T, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        if self.0.is_empty() {
            let error = self.1.take().expect("on purpose");
            return Poll::Ready(Some(Err(error)));
        }
        Poll::Ready(Some(Ok(self.0.remove(0))))
    }
}

/// A service whose stream of events fails after two of them.
fn failing_watch(error: Option<BoxError>) -> Router {
    let error = std::sync::Mutex::new(Some(error));
    Router::new(&SERVICE, &RestJson1).on_failure(|_| {}).route::<Watch, _, _>(move |_, _| {
        let event = |id: &str| Event::Thing(GetOutput { id: id.into(), version: None });
        let events = Failing(vec![event("a"), event("b")], error.lock().unwrap().take().unwrap());
        async move { Ok::<_, ThingError>(Events { events: EventStream::new(events) }) }
    })
}

#[tokio::test]
async fn a_stream_of_events_that_fails_ends_with_an_error_behind_what_it_has_yielded() {
    const BROKEN: &str = "the stream of events broke off";
    let service = || OtherError::service(429, "SlowDown", "not so fast");
    let transport = OtherError::new(weland_core::ErrorKind::Transport, "secret");
    let modeled = NotFound { message: Some("not here".into()), id: Some("x".into()) };
    let cases: [(Option<BoxError>, _); 6] = [
        (None, ("InternalFailure", BROKEN)),
        (Some("secret".into()), ("InternalFailure", BROKEN)),
        (Some(transport.into()), ("InternalFailure", BROKEN)),
        (Some(service().into()), ("SlowDown", "not so fast")),
        (Some(ThingError::from(service()).into()), ("SlowDown", "not so fast")),
        (Some(ThingError::from(modeled).into()), ("NotFound", "not here")),
    ];
    for (error, expected) in cases {
        let (parts, body) = failing_watch(error).call(get("/watch")).await.unwrap().into_parts();
        let mut output = Events::default();
        RestJson1.attach_response_stream(Watch::SCHEMA, &parts, body, &mut output).unwrap();
        for id in ["a", "b"] {
            let event = Event::Thing(GetOutput { id: id.into(), version: None });
            assert!(output.events.next().await.unwrap().unwrap() == event);
        }
        let error = output.events.next().await.unwrap().unwrap_err();
        let error = error.downcast_ref::<OtherError>().unwrap();
        assert_eq!((error.code(), error.message()), (Some(expected.0), expected.1));
        assert!(output.events.next().await.is_none());
    }
}

/// What has come over a socket when the connection is closed.
#[cfg(feature = "hyper")]
async fn received(router: Router, path: &str) -> Vec<u8> {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut stream = tokio::net::TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
    tokio::spawn(weland_server::serve(listener, router));
    let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut response = Vec::new();
    stream.read_to_end(&mut response).await.unwrap();
    response
}

#[cfg(feature = "hyper")]
#[tokio::test]
async fn what_a_stream_has_yielded_before_it_fails_arrives() {
    let contains = |bytes: &[u8], text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    for error in [None, Some(BoxError::from("broken"))] {
        let response = received(failing_watch(error), "/watch").await;
        for text in ["{\"Id\":\"a\"}", "{\"Id\":\"b\"}", "InternalFailure"] {
            assert!(contains(&response, text), "{text}");
        }
        assert!(response.ends_with(b"\r\n0\r\n\r\n"));
    }
    for error in [None, Some(BoxError::from("broken"))] {
        let error = std::sync::Mutex::new(Some(error));
        let router = Router::new(&SERVICE, &RestJson1).on_failure(|_| {}).route::<Download, _, _>(move |_, _| {
            let pieces = vec![Bytes::from_static(b"first"), Bytes::from_static(b"second")];
            let content = ByteStream::new(Failing(pieces, error.lock().unwrap().take().unwrap()));
            async move { Ok::<_, ThingError>(Stream { content }) }
        });
        let response = received(router, "/download").await;
        assert!(contains(&response, "first") && contains(&response, "second"));
        // It must not look complete.
        assert!(!response.ends_with(b"\r\n0\r\n\r\n"));
    }
}

#[tokio::test]
async fn events_are_sent_as_they_happen() {
    let (sender, receiver) = mpsc::unbounded_channel();
    let receiver = std::sync::Mutex::new(Some(receiver));
    let mut router = Router::new(&SERVICE, &RestJson1).route::<Watch, _, _>(move |_, _| {
        let receiver = receiver.lock().unwrap().take().unwrap();
        async move { Ok::<_, ThingError>(Events { events: EventStream::new(Channel(receiver)) }) }
    });
    let (parts, body) = router.call(get("/watch")).await.unwrap().into_parts();
    assert_eq!(parts.headers["content-type"], "application/vnd.amazon.eventstream");
    let mut output = Events::default();
    RestJson1.attach_response_stream(Watch::SCHEMA, &parts, body, &mut output).unwrap();
    for id in ["a", "b"] {
        let event = Event::Thing(GetOutput { id: id.into(), version: None });
        sender.send(Ok(event.clone())).unwrap();
        assert!(output.events.next().await.unwrap().unwrap() == event);
    }
    drop(sender);
    assert!(output.events.next().await.is_none());
}

#[tokio::test]
async fn a_required_stream_is_missing_only_if_nothing_says_that_there_is_a_body() {
    async fn store(input: RequiredStream, _: Context) -> Result<GetOutput, ThingError> {
        let content = input.content.collect().await.unwrap();
        Ok(GetOutput { id: content.len().to_string(), version: None })
    }
    let router = Router::new(&SERVICE, &RestJson1).route::<Store, _, _>(store);
    let (_, ended) = mpsc::unbounded_channel();
    for (header, body, expected) in [
        (("x-other", "x"), Body::empty(), 400),
        (("content-length", "0"), Body::from(Bytes::new()), 400),
        (("content-type", "application/octet-stream"), Body::empty(), 200),
        (("transfer-encoding", "chunked"), Body::empty(), 200),
        (("x-other", "x"), Body::from(Bytes::from("a")), 200),
        (("x-other", "x"), Body::from(ByteStream::new(Channel(ended))), 200),
    ] {
        let (name, value) = header;
        let request = Request::post("/store").header(name, value).body(body).unwrap();
        let (parts, body) = call(&router, request).await;
        assert_eq!(parts.status, expected, "{header:?}");
        if expected == 400 {
            assert_eq!(parts.headers["x-amzn-errortype"], "ValidationException");
            assert!(String::from_utf8(body).unwrap().contains("/Content"), "the member is named");
        }
    }
    // What a client sends for an empty stream is not missing.
    let mut empty = RequiredStream::default();
    let request = RestJson1.encode_request(&SERVICE, Store::SCHEMA, &mut empty).unwrap();
    assert_eq!(call(&router, request).await.0.status, 200);
}
