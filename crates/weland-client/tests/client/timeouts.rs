//! Calls end: whatever a service does not do, there is a limit to waiting for it.

use std::error::Error as _;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::Body as _;
use tokio::time::Instant;
use weland_client::hooks::LongRunning;
use weland_client::protocol::RestJson1;
use weland_client::{Body, BoxFuture, Client, Config, Transport};
use weland_core::{BoxError, ByteStream, ErrorKind, OtherError};

use crate::fake::{Fake, Pieces, Step, error, respond};
use crate::service::*;

const HOUR: Duration = Duration::from_secs(3600);

/// A response after an hour.
fn late() -> Step {
    Step::After(HOUR, Box::new(respond(200, "{}")))
}

fn other<T>(result: Result<T, ThingError>) -> OtherError {
    match result {
        Err(ThingError::Other(error)) => error,
        Err(error) => panic!("a modeled error: {error}"),
        Ok(_) => panic!("no error"),
    }
}

/// The error of a call that is tried once, and after how many seconds it came.
async fn once(config: Config) -> (OtherError, u64) {
    let begin = Instant::now();
    let client = Client::new(&SERVICE, &RestJson1, config.max_attempts(1));
    let error = other(client.call::<Get>(get("a")).await);
    (error, begin.elapsed().as_secs())
}

#[tokio::test(start_paused = true)]
async fn a_service_that_does_not_respond_is_given_up() {
    let (error, seconds) = once(config(&Fake::new([late()]))).await;
    assert_eq!((error.kind(), seconds), (ErrorKind::Timeout, 90));
    assert!(error.message().contains("90s") && error.message().contains("`Config::first_byte_timeout`"), "{error}");
    let (_, seconds) = once(config(&Fake::new([late()])).first_byte_timeout(Duration::from_secs(7))).await;
    assert_eq!(seconds, 7);
}

#[tokio::test(start_paused = true)]
async fn the_limit_for_the_first_byte_can_be_switched_off() {
    let fake = Fake::new([late(), late(), late()]);
    let patient = config(&fake).first_byte_timeout(None);
    Client::new(&SERVICE, &RestJson1, patient).call::<Get>(get("a")).await.unwrap();
    client(&fake).call::<Get>(get("a")).first_byte_timeout(None).await.unwrap();
    // Who lets an attempt take two hours wants to wait that long.
    client(&fake).call::<Get>(get("a")).attempt_timeout(2 * HOUR).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_limit_of_the_client_can_be_switched_off_for_a_call() {
    let fake = Fake::new([late(), late()]);
    let second = Duration::from_secs(1);
    let hasty = config(&fake).timeout(second).attempt_timeout(second).first_byte_timeout(second);
    let call = Client::new(&SERVICE, &RestJson1, hasty).call::<Get>(get("a"));
    call.timeout(None).attempt_timeout(None).first_byte_timeout(None).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn operations_that_take_long_are_waited_for() {
    let long = LongRunning { operations: &["Get"], limit: 2 * HOUR };
    let fake = Fake::new([late(), late(), late()]);
    let config = config(&fake).hook(long).max_attempts(1);
    let client = Client::new(&SERVICE, &RestJson1, config.clone());
    client.call::<Get>(get("a")).await.unwrap();
    assert!(client.call::<List>(ListRequest::default()).await.is_err());
    let (_, seconds) = once(config.first_byte_timeout(Duration::from_secs(5))).await;
    assert_eq!(seconds, 5);
}

/// Yields a piece after each of these times in seconds, and then ends.
struct Slow(Vec<u64>, Option<Pin<Box<tokio::time::Sleep>>>);

impl Slow {
    fn new(seconds: &[u64]) -> Self {
        Self(seconds.iter().rev().copied().collect(), None)
    }
}

impl futures_core::Stream for Slow {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(seconds) = self.0.last().copied() else { return Poll::Ready(None) };
        let sleep = self.1.get_or_insert_with(|| Box::pin(tokio::time::sleep(Duration::from_secs(seconds))));
        std::task::ready!(sleep.as_mut().poll(cx));
        self.1 = None;
        self.0.pop();
        Poll::Ready(Some(Ok(Bytes::from_static(b" "))))
    }
}

/// Responds to each request with a body whose pieces take these times, after it has read the request.
#[derive(Clone)]
struct SlowBody(&'static [u64]);

impl tower_service::Service<http::Request<Body>> for SlowBody {
    type Response = http::Response<Body>;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Self::Response, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let body = Body::from(ByteStream::new(Slow::new(self.0)));
        Box::pin(async move {
            request.into_body().collect(usize::MAX).await?;
            Ok(http::Response::new(body))
        })
    }
}

fn slow(pieces: &'static [u64]) -> Config {
    Config::new().unsigned().endpoint("http://things").transport(Transport::new(SlowBody(pieces)))
}

#[tokio::test(start_paused = true)]
async fn a_body_that_falls_silent_is_given_up() {
    let (error, seconds) = once(slow(&[80, 80, 100])).await;
    assert_eq!((error.kind(), seconds), (ErrorKind::Timeout, 250));
    assert!(error.message().contains("`Config::read_timeout`"), "{error}");
    let (_, seconds) = once(slow(&[1, 10]).read_timeout(Duration::from_secs(5))).await;
    assert_eq!(seconds, 6);
    // The body is not JSON, but was read to its end.
    let (error, seconds) = once(slow(&[1000]).read_timeout(None)).await;
    assert_eq!((error.kind(), seconds), (ErrorKind::Response, 1000));
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_falls_silent_ends_with_an_error() {
    let client = Client::new(&SERVICE, &RestJson1, slow(&[80, 80, 100]));
    let begin = Instant::now();
    let stream = client.call::<Download>(ListRequest::default()).await.unwrap().body;
    // Time in which nobody asks for more does not count.
    tokio::time::sleep(HOUR).await;
    let error = stream.collect().await.unwrap_err();
    assert_eq!((begin.elapsed() - HOUR).as_secs(), 250);
    let error = error.downcast::<OtherError>().unwrap();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let patient = client.call::<Download>(ListRequest::default()).read_timeout(None).await.unwrap();
    assert_eq!(patient.body.collect().await.unwrap().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn sending_a_request_is_not_silence() {
    // The caller's stream takes longer than the limit.
    let client = Client::new(&SERVICE, &RestJson1, slow(&[1]));
    let body = ByteStream::new(Slow::new(&[200, 50, 200]));
    let begin = Instant::now();
    assert_eq!(other(client.call::<Upload>(Stream { body }).await).kind(), ErrorKind::Response);
    assert_eq!(begin.elapsed().as_secs(), 451);
}

/// A transport that takes this many seconds for each piece of a request, and responds an hour later.
#[derive(Clone)]
struct SlowUpload(u64);

impl tower_service::Service<http::Request<Body>> for SlowUpload {
    type Response = http::Response<Body>;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Self::Response, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let seconds = self.0;
        Box::pin(async move {
            let mut body = request.into_body();
            let mut next = async || std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await;
            while next().await.is_some() {
                tokio::time::sleep(Duration::from_secs(seconds)).await;
            }
            tokio::time::sleep(HOUR).await;
            Ok(http::Response::new(Body::empty()))
        })
    }
}

/// After how many seconds the upload of a body is given up, over a transport that takes so long for each piece.
async fn given_up_after(seconds: u64, body: ByteStream) -> u64 {
    let config = Config::new().unsigned().endpoint("http://things").max_attempts(1);
    let client = Client::new(&SERVICE, &RestJson1, config.transport(Transport::new(SlowUpload(seconds))));
    let begin = Instant::now();
    assert_eq!(other(client.call::<Upload>(Stream { body }).await).kind(), ErrorKind::Timeout);
    begin.elapsed().as_secs()
}

#[tokio::test(start_paused = true)]
async fn silence_begins_when_the_request_has_been_sent() {
    assert_eq!(given_up_after(0, ByteStream::from("in memory")).await, 90);
    assert_eq!(given_up_after(0, ByteStream::new(Slow::new(&[10, 70]))).await, 80 + 90);
    assert_eq!(given_up_after(50, ByteStream::new(Slow::new(&[0, 0, 0]))).await, 150 + 90);
    // A connection that takes nothing for so long is as silent as one that gives nothing.
    assert_eq!(given_up_after(100, ByteStream::new(Slow::new(&[0]))).await, 90);
}

#[tokio::test(start_paused = true)]
async fn a_large_piece_takes_its_time() {
    let piece = || Ok(Bytes::from(vec![0; 16 << 20]));
    let large = ByteStream::new(Pieces([piece(), piece()].into()));
    assert_eq!(given_up_after(200, large).await, 400 + 90);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_runs_out_of_time_tells_of_its_last_failure() {
    let steps = || [Step::Refuse, error(503, "Overloaded"), late()];
    let client = client(&Fake::new(steps()));
    let error = other(client.call::<Get>(get("a")).timeout(Duration::from_secs(30)).await);
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.source().unwrap().to_string().contains("Overloaded"), "{error:?}");
    // So does one whose last attempt got no response in time.
    let client = crate::service::client(&Fake::new(steps()));
    let error = other(client.call::<Get>(get("a")).attempt_timeout(Duration::from_secs(2)).await);
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.source().unwrap().to_string().contains("Overloaded"), "{error:?}");
}
