//! The limits of connections, on a clock that stands still while there is something to do.

use std::convert::Infallible;
use std::future::ready;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream};
use tokio::sync::watch;
use tokio::time::{Instant, sleep};
use tower_service::Service;
use weland_protocol::Body;

use super::connection::connection;
use super::limits::Limits;
use super::request_body::RequestBody;
use crate::timeout::{BodyKind, BodyTimeout};

#[cfg(feature = "http2")]
mod http2;

type Future = Pin<Box<dyn std::future::Future<Output = Result<Response<Body>, Infallible>> + Send>>;

/// A service whose paths are what it does.
#[derive(Clone)]
struct Paths;

impl Service<Request<RequestBody>> for Paths {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Future;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<RequestBody>) -> Future {
        let (parts, body) = request.into_parts();
        match parts.uri.path() {
            "/read" => Box::pin(read(body)),
            "/events" => {
                parts.extensions.get::<BodyKind>().unwrap().set_events();
                Box::pin(read(body))
            }
            "/large" => Box::pin(ready(Ok(Response::new(Body::from(vec![b'x'; 1 << 20]))))),
            "/slow" => Box::pin(async {
                sleep(Duration::from_secs(1000)).await;
                Ok(Response::new(Body::from(Bytes::from_static(b"done"))))
            }),
            _ => Box::pin(ready(Ok(Response::new(Body::from(Bytes::from_static(b"unread")))))),
        }
    }
}

async fn read(body: RequestBody) -> Result<Response<Body>, Infallible> {
    let (status, text) = match Body::new(body).collect(usize::MAX).await {
        Ok(bytes) => (200, format!("{} bytes", bytes.len())),
        Err(error) if error.is::<BodyTimeout>() => (408, error.to_string()),
        Err(error) => (400, error.to_string()),
    };
    let mut response = Response::new(Body::from(text.into_bytes()));
    *response.status_mut() = http::StatusCode::from_u16(status).unwrap();
    Ok(response)
}

struct Peer {
    stream: DuplexStream,
    start: Instant,
    /// Gives the time at which the connection has ended.
    server: tokio::task::JoinHandle<Instant>,
    closing: watch::Sender<bool>,
}

impl Peer {
    /// A connection whose pipes hold 1 KiB each.
    fn new(limits: Limits) -> Self {
        let (stream, server) = tokio::io::duplex(1024);
        let (closing, watch) = watch::channel(false);
        let server = tokio::spawn(async move {
            connection(server, Paths, limits, watch, None).await;
            Instant::now()
        });
        Self { stream, start: Instant::now(), server, closing }
    }

    async fn send(&mut self, bytes: &[u8]) -> bool {
        self.stream.write_all(bytes).await.is_ok()
    }

    /// Sends a byte at a time until the other side does not take it.
    async fn trickle(&mut self, every: Duration) {
        while self.send(b"x").await {
            sleep(every).await;
        }
    }

    /// Reads a response whose body ends so.
    async fn receive(&mut self, end: &str) -> String {
        let mut response = Vec::new();
        while !response.ends_with(end.as_bytes()) {
            let mut byte = [0];
            self.stream.read_exact(&mut byte).await.unwrap();
            response.extend(byte);
        }
        String::from_utf8(response).unwrap()
    }

    /// Everything that comes until the end.
    async fn rest(&mut self) -> String {
        let mut rest = Vec::new();
        self.stream.read_to_end(&mut rest).await.unwrap();
        String::from_utf8(rest).unwrap()
    }

    /// How long the other side has held out, in seconds.
    async fn lifetime(&mut self) -> u64 {
        let server = &mut self.server;
        let end = tokio::time::timeout(Duration::from_secs(100_000), server).await.expect("the connection is limited");
        (end.unwrap() - self.start).as_secs()
    }
}

fn post(path: &str, length: usize) -> Vec<u8> {
    format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-length: {length}\r\n\r\n").into_bytes()
}

fn without_limits() -> Limits {
    Limits { head: None, body: None, event: None, write: None, idle: None, ..Limits::default() }
}

/// Whether a connection is still there after a long time.
async fn lives_long(peer: &mut Peer) -> bool {
    let server = &mut peer.server;
    tokio::time::timeout(Duration::from_secs(90_000), server).await.is_err()
}

#[tokio::test(start_paused = true)]
async fn a_head_that_does_not_come_is_not_waited_for_forever() {
    assert_eq!(Peer::new(Limits::default()).lifetime().await, 30);
    let mut started = Peer::new(Limits::default());
    started.send(b"GET / HT").await;
    assert_eq!(started.lifetime().await, 30);
    let mut slow = Peer::new(Limits::default());
    slow.send(b"GET / HTTP/1.1\r\n").await;
    slow.trickle(Duration::from_secs(2)).await;
    assert_eq!(slow.lifetime().await, 30);
    assert!(lives_long(&mut Peer::new(without_limits())).await);
}

#[tokio::test(start_paused = true)]
async fn an_idle_connection_is_closed_later_than_one_that_has_begun_a_request() {
    let mut idle = Peer::new(Limits::default());
    for _ in 0..3 {
        sleep(Duration::from_secs(20)).await;
        idle.send(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
        idle.receive("unread").await;
    }
    assert_eq!(idle.lifetime().await, 60 + 65);
    let mut begun = Peer::new(Limits::default());
    begun.send(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    begun.receive("unread").await;
    sleep(Duration::from_secs(60)).await;
    begun.send(b"G").await;
    assert_eq!(begun.lifetime().await, 60 + 30);
    let mut unlimited = Peer::new(without_limits());
    unlimited.send(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert!(lives_long(&mut unlimited).await);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_answered() {
    for trickles in [false, true] {
        let mut peer = Peer::new(Limits::default());
        peer.send(&post("/read", 100_000)).await;
        for _ in 0..if trickles { 16 } else { 0 } {
            assert!(peer.send(b"x").await);
            sleep(Duration::from_secs(2)).await;
        }
        let response = peer.rest().await;
        assert_eq!(peer.start.elapsed().as_secs(), if trickles { 32 } else { 30 });
        assert!(response.starts_with("HTTP/1.1 408 ") && response.contains("\r\nconnection: close\r\n"), "{response}");
    }
    let mut steady = Peer::new(Limits::default());
    steady.send(&post("/read", 100_000)).await;
    for _ in 0..100 {
        assert!(steady.send(&[b'x'; 1000]).await);
        sleep(Duration::from_millis(1500)).await;
    }
    assert!(steady.receive("100000 bytes").await.starts_with("HTTP/1.1 200 "));
    let mut unlimited = Peer::new(without_limits());
    unlimited.send(&post("/read", 100_000)).await;
    assert!(lives_long(&mut unlimited).await);
}

#[tokio::test(start_paused = true)]
async fn a_stream_of_events_may_be_silent_for_longer() {
    let mut peer = Peer::new(Limits::default());
    peer.send(&post("/events", 100)).await;
    for _ in 0..10 {
        sleep(Duration::from_secs(500)).await;
        assert!(peer.send(b"x").await);
    }
    assert!(peer.rest().await.starts_with("HTTP/1.1 408 "));
    assert_eq!(peer.start.elapsed().as_secs(), 5000 + 600);
}

#[tokio::test(start_paused = true)]
async fn a_response_that_is_not_read_ends_the_connection() {
    let request = b"GET /large HTTP/1.1\r\nhost: x\r\n\r\n";
    let mut unread = Peer::new(Limits::default());
    unread.send(request).await;
    assert_eq!(unread.lifetime().await, 30);
    let mut slow = Peer::new(Limits::default());
    slow.send(request).await;
    while slow.stream.read_u8().await.is_ok() {
        sleep(Duration::from_secs(2)).await;
    }
    assert!((30..40).contains(&slow.lifetime().await));
    // Longer than all limits together, and fast enough.
    let mut steady = Peer::new(Limits::default());
    steady.send(request).await;
    let mut read = 0;
    while read < 1 << 20 {
        read += steady.stream.read(&mut [0; 1000]).await.unwrap();
        sleep(Duration::from_millis(1500)).await;
    }
    assert!(steady.start.elapsed() > Duration::from_secs(1000));
    let mut unlimited = Peer::new(without_limits());
    unlimited.send(request).await;
    assert!(lives_long(&mut unlimited).await);
}

#[tokio::test(start_paused = true)]
async fn a_response_that_does_not_fit_the_buffers_arrives_before_the_connection_is_closed() {
    let mut peer = Peer::new(Limits::default());
    // Nobody reads the body, so that the connection ends with the response.
    peer.send(&post("/large", 1 << 30)).await;
    let response = peer.rest().await;
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    assert!(head.contains("\r\nconnection: close"), "{head}");
    assert_eq!(body.len(), 1 << 20);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_has_arrived_before_the_server_is_shut_down_is_answered() {
    let request = b"GET / HTTP/1.1\r\nhost: x\r\n\r\n";
    for earlier in 0..3 {
        let mut peer = Peer::new(Limits::default());
        for _ in 0..earlier {
            peer.send(request).await;
            peer.receive("unread").await;
        }
        peer.send(request).await;
        peer.closing.send(true).unwrap();
        let response = peer.rest().await;
        assert!(response.ends_with("unread"), "{earlier}: {response}");
        assert_eq!(peer.lifetime().await, 0);
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_is_for_one_host() {
    for (hosts, is_served) in [
        ("host: x\r\n", true),
        ("host: localhost:80\r\n", true),
        ("host: [::1]:80\r\n", true),
        ("host:\r\n", true),
        ("", false),
        ("host: x\r\nhost: x\r\n", false),
        ("host: a b\r\n", false),
        ("host: a/b\r\n", false),
        ("host: a@b\r\n", false),
    ] {
        let mut peer = Peer::new(Limits::default());
        peer.send(format!("GET / HTTP/1.1\r\n{hosts}connection: close\r\n\r\n").as_bytes()).await;
        let response = peer.rest().await;
        assert!(response.starts_with(if is_served { "HTTP/1.1 200 " } else { "HTTP/1.1 400 " }), "{hosts}: {response}");
    }
    let mut old = Peer::new(Limits::default());
    old.send(b"GET / HTTP/1.0\r\n\r\n").await;
    assert!(old.rest().await.contains(" 200 "));
}

#[tokio::test(start_paused = true)]
async fn a_handler_may_take_its_time() {
    let mut peer = Peer::new(Limits::default());
    peer.send(b"GET /slow HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert!(peer.receive("done").await.starts_with("HTTP/1.1 200 "));
    assert_eq!(peer.start.elapsed().as_secs(), 1000);
}

#[tokio::test(start_paused = true)]
async fn what_nobody_reads_is_read_within_limits() {
    // In bytes.
    let limits = Limits { linger_bytes: 50_000, ..Limits::default() };
    let mut peer = Peer::new(limits);
    peer.send(&post("/", 1 << 30)).await;
    let mut sent = 0;
    while peer.send(&[b'x'; 1000]).await {
        sent += 1000;
    }
    assert!((50_000..70_000).contains(&sent), "{sent}");
    let response = peer.rest().await;
    assert!(response.contains("\r\nconnection: close\r\n") && response.ends_with("unread"), "{response}");
    // In time.
    let mut silent = Peer::new(limits);
    silent.send(&post("/", 1 << 30)).await;
    assert!(silent.rest().await.ends_with("unread"));
    assert_eq!(silent.start.elapsed().as_secs(), 0);
    assert_eq!(silent.lifetime().await, 30);
    // Not at all, if there is nothing that could be unread.
    let mut closed = Peer::new(limits);
    closed.send(b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    assert_eq!(closed.lifetime().await, 0);
}

#[tokio::test(start_paused = true)]
async fn a_small_body_that_nobody_reads_leaves_the_connection_usable() {
    let mut peer = Peer::new(Limits::default());
    for _ in 0..3 {
        let request = [post("/", 5), b"small".to_vec()].concat();
        peer.send(&request).await;
        let response = peer.receive("unread").await;
        assert!(!response.contains("connection: close"), "{response}");
    }
    // Nor does a server that is shut down wait for more of it.
    peer.closing.send(true).unwrap();
    assert_eq!(peer.lifetime().await, 0);
}
