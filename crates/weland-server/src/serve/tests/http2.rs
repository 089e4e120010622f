//! The limits of connections over HTTP/2, whose requests are several at a time.

use bytes::Bytes;
use h2::client::{Builder, SendRequest};
use h2::{Ping, Reason, RecvStream};

use super::*;

/// How large the pipes are: larger than what a client may send at once.
const PIPE: usize = 1 << 20;

struct Client {
    requests: SendRequest<Bytes>,
    pings: Option<h2::PingPong>,
    /// Gives what the connection ends with, and when.
    connection: tokio::task::JoinHandle<(Result<(), h2::Error>, Instant)>,
    start: Instant,
    server: tokio::task::JoinHandle<Instant>,
    closing: watch::Sender<bool>,
}

impl Client {
    async fn new(limits: Limits, window: u32) -> Self {
        let start = Instant::now();
        let (stream, server) = tokio::io::duplex(PIPE);
        let (closing, watch) = watch::channel(false);
        let server = tokio::spawn(async move {
            connection(server, Paths, limits, watch, None).await;
            Instant::now()
        });
        let builder = Builder::new().initial_window_size(window).max_concurrent_reset_streams(0).clone();
        let (requests, mut connection) = builder.handshake(stream).await.unwrap();
        let pings = connection.ping_pong();
        let connection = tokio::spawn(async move { (connection.await, Instant::now()) });
        Self { requests, pings, connection, start, server, closing }
    }

    /// Sends a request without a body, or one whose body is still to come.
    async fn send(&mut self, path: &str, ends: bool) -> (h2::client::ResponseFuture, h2::SendStream<Bytes>) {
        let request = Request::builder().method("POST").uri(format!("http://x{path}")).body(()).unwrap();
        self.requests = self.requests.clone().ready().await.unwrap();
        self.requests.send_request(request, ends).unwrap()
    }

    async fn get(&mut self, path: &str) -> String {
        let (response, _) = self.send(path, true).await;
        text(response.await.unwrap().into_body()).await
    }

    /// How long the connection has lived, in seconds.
    async fn lifetime(self) -> u64 {
        // Whoever can still send requests keeps the connection.
        drop((self.requests, self.pings));
        let end = tokio::time::timeout(Duration::from_secs(100_000), self.server).await.expect("it is limited");
        (end.unwrap() - self.start).as_secs()
    }
}

async fn text(mut body: RecvStream) -> String {
    let mut all = Vec::new();
    while let Some(data) = body.data().await {
        let data = data.unwrap();
        body.flow_control().release_capacity(data.len()).unwrap();
        all.extend_from_slice(&data);
    }
    String::from_utf8(all).unwrap()
}

#[tokio::test(start_paused = true)]
async fn both_versions_are_understood() {
    let mut client = Client::new(Limits::default(), 65_535).await;
    assert_eq!(client.get("/").await, "unread");
    assert_eq!(client.get("/large").await.len(), 1 << 20);
    // A method that begins like the preface.
    for start in ["PRI", "PUT", "P"] {
        let mut peer = Peer::new(Limits::default());
        peer.send(&start.as_bytes()[..1]).await;
        sleep(Duration::from_secs(1)).await;
        peer.send(format!("{} / HTTP/1.1\r\nhost: x\r\n\r\n", &start[1..]).as_bytes()).await;
        assert!(peer.receive("unread").await.starts_with("HTTP/1.1 200 "), "{start}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_preface_that_does_not_come_is_not_waited_for_forever() {
    for start in [&b""[..], b"P", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"] {
        let mut peer = Peer::new(Limits::default());
        peer.send(start).await;
        assert_eq!(peer.lifetime().await, 30, "{start:?}");
    }
    // Nor is a first request.
    let client = Client::new(Limits::default(), 65_535).await;
    let (_requests, start, server) = (client.requests, client.start, client.server);
    assert_eq!((server.await.unwrap() - start).as_secs(), 30);
    // If the server stops meanwhile, nothing is waited for.
    let mut peer = Peer::new(Limits::default());
    peer.send(b"PRI").await;
    sleep(Duration::from_secs(1)).await;
    peer.closing.send(true).unwrap();
    assert!(peer.lifetime().await <= 30);
}

#[tokio::test(start_paused = true)]
async fn an_idle_connection_is_told_that_it_ends() {
    let mut client = Client::new(Limits::default(), 65_535).await;
    for _ in 0..3 {
        assert_eq!(client.get("/").await, "unread");
        sleep(Duration::from_secs(60)).await;
    }
    assert_eq!(client.get("/").await, "unread");
    // Pings don't keep it open.
    let mut pings = client.pings.take().unwrap();
    tokio::spawn(async move {
        while pings.ping(Ping::opaque()).await.is_ok() {
            sleep(Duration::from_secs(10)).await;
        }
    });
    let start = client.start;
    let (result, end) = client.connection.await.unwrap();
    assert_eq!((end - start).as_secs(), 180 + 65);
    assert!(result.is_ok(), "{result:?}");
}

#[tokio::test(start_paused = true)]
async fn a_connection_is_not_idle_while_a_handler_works() {
    let mut client = Client::new(Limits::default(), 65_535).await;
    let (slow, _) = client.send("/slow", true).await;
    for _ in 0..5 {
        sleep(Duration::from_secs(100)).await;
        assert_eq!(client.get("/").await, "unread");
    }
    assert_eq!(text(slow.await.unwrap().into_body()).await, "done");
    assert_eq!(client.start.elapsed().as_secs(), 1000);
    let (start, connection, _requests) = (client.start, client.connection, client.requests);
    assert_eq!((connection.await.unwrap().1 - start).as_secs(), 1000 + 65);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_ends_its_request_alone() {
    let mut client = Client::new(Limits::default(), 65_535).await;
    let (silent, _silent_body) = client.send("/read", false).await;
    let (steady, mut body) = client.send("/read", false).await;
    let steady = tokio::spawn(steady);
    for _ in 0..100 {
        body.send_data(Bytes::from_static(&[b'x'; 1000]), false).unwrap();
        sleep(Duration::from_millis(1500)).await;
    }
    body.send_data(Bytes::new(), true).unwrap();
    let silent = silent.await.unwrap();
    assert_eq!(silent.status(), 408);
    let steady = steady.await.unwrap().unwrap();
    assert_eq!(text(steady.into_body()).await, "100000 bytes");
}

#[tokio::test(start_paused = true)]
async fn a_response_that_may_not_be_sent_is_given_up_alone() {
    // The client lets nothing be sent until it says so.
    let mut client = Client::new(Limits::default(), 0).await;
    let (stuck, _) = client.send("/large", true).await;
    let mut stuck = stuck.await.unwrap().into_body();
    let (taken, _) = client.send("/", true).await;
    let mut taken = taken.await.unwrap().into_body();
    let start = Instant::now();
    let error = stuck.data().await.unwrap().unwrap_err();
    assert_eq!((error.reason(), start.elapsed().as_secs()), (Some(Reason::CANCEL), 30));
    drop((stuck, error));
    // The end of a short one is kept no longer than others.
    assert!(taken.data().await.unwrap().is_err());
    let mut unlimited = Client::new(without_limits(), 0).await;
    let (stuck, _) = unlimited.send("/large", true).await;
    let mut stuck = stuck.await.unwrap().into_body();
    assert!(tokio::time::timeout(Duration::from_secs(90_000), stuck.data()).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_slow_reader_is_given_up_and_a_steady_one_is_not() {
    // In milliseconds for a byte.
    for (pace, is_given_up) in [(20, true), (1, false)] {
        let mut client = Client::new(Limits::default(), 1000).await;
        let (response, _) = client.send("/large", true).await;
        let mut body = response.await.unwrap().into_body();
        let mut read = 0;
        let failed = loop {
            match body.data().await {
                Some(Ok(data)) => {
                    read += data.len();
                    sleep(Duration::from_millis(pace * u64::try_from(data.len()).unwrap())).await;
                    body.flow_control().release_capacity(data.len()).unwrap();
                    if read > 100_000 {
                        break false;
                    }
                }
                Some(Err(_)) => break true,
                None => break false,
            }
        };
        assert_eq!(failed, is_given_up, "{pace} ms for a byte: {read} in {:?}", client.start.elapsed());
        // Longer than all limits together.
        assert!(failed || client.start.elapsed().as_secs() >= 100, "{read}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_stops_finishes_what_has_begun() {
    let mut client = Client::new(Limits::default(), 65_535).await;
    let (slow, _) = client.send("/slow", true).await;
    sleep(Duration::from_secs(1)).await;
    client.closing.send(true).unwrap();
    sleep(Duration::from_secs(1)).await;
    // No further ones are taken.
    let refused = match client.requests.clone().ready().await {
        Ok(mut requests) => requests.send_request(Request::get("http://x/").body(()).unwrap(), true).is_err(),
        Err(_) => true,
    };
    assert!(refused);
    assert_eq!(text(slow.await.unwrap().into_body()).await, "done");
    assert_eq!(client.lifetime().await, 1000);
    // One that is idle ends at once, and in a while if its peer says nothing.
    let mut idle = Client::new(Limits::default(), 65_535).await;
    idle.get("/").await;
    idle.closing.send(true).unwrap();
    assert_eq!(idle.lifetime().await, 0);
    let mut silent = Peer::new(Limits::default());
    silent.send(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0").await;
    sleep(Duration::from_secs(1)).await;
    silent.closing.send(true).unwrap();
    assert_eq!(silent.lifetime().await, 6);
}

#[tokio::test(start_paused = true)]
async fn requests_end_with_their_connection() {
    let mut client = Client::new(Limits::default(), 65_535).await;
    let (_slow, _) = client.send("/slow", true).await;
    sleep(Duration::from_secs(1)).await;
    // As at the end of the time that a server has to stop.
    client.server.abort();
    let (_, end) = client.connection.await.unwrap();
    assert_eq!((end - client.start).as_secs(), 1);
}

#[tokio::test(start_paused = true)]
async fn there_are_no_more_requests_at_a_time_than_allowed() {
    let mut client = Client::new(Limits { streams: 3, ..Limits::default() }, 65_535).await;
    client.get("/").await;
    let mut open = Vec::new();
    for _ in 0..3 {
        open.push(client.send("/slow", true).await);
    }
    let ready = client.requests.clone().ready();
    let request = Request::get("http://x/").body(()).unwrap();
    let (further, _) = ready.await.unwrap().send_request(request, true).unwrap();
    assert_eq!(text(further.await.unwrap().into_body()).await, "unread");
    // It had to wait for one of the others.
    assert_eq!(client.start.elapsed().as_secs(), 1000);
}

#[tokio::test(start_paused = true)]
async fn who_only_cancels_is_cut_off() {
    let mut client = Client::new(Limits::default(), 65_535).await;
    let mut cancelled = 0;
    loop {
        let Ok(requests) = client.requests.clone().ready().await else { break };
        client.requests = requests;
        let request = Request::get("http://x/slow").body(()).unwrap();
        let Ok((response, mut stream)) = client.requests.send_request(request, true) else { break };
        tokio::time::advance(Duration::from_millis(1)).await;
        stream.send_reset(Reason::CANCEL);
        drop(response);
        cancelled += 1;
        tokio::time::advance(Duration::from_millis(1)).await;
        assert!(cancelled < 1000, "the connection is not closed");
    }
    assert!(cancelled >= 200, "{cancelled}");
    // Who is answered as well is not.
    let mut client = Client::new(Limits::default(), 65_535).await;
    for _ in 0..500 {
        let (response, mut stream) = client.send("/slow", true).await;
        tokio::time::advance(Duration::from_millis(1)).await;
        stream.send_reset(Reason::CANCEL);
        drop(response);
        assert_eq!(client.get("/").await, "unread");
    }
}
