//! Which connections the default transport uses again, and what it makes of peers that do not keep to HTTP or TLS.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use bytes::Bytes;
use weland_client::protocol::RestJson1;
use weland_client::{Client, Config};
use weland_core::{ByteStream, ErrorKind, OperationError};

use crate::fake::Pieces;
use crate::service::*;

/// A server, and how many connections it has had.
pub struct Server {
    pub address: SocketAddr,
    connections: Arc<AtomicUsize>,
}

impl Server {
    /// Gives each connection to `handle`, on a thread that the runtime of the test does not wait for.
    pub fn new(handle: impl Fn(TcpStream) + Clone + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self { address: listener.local_addr().unwrap(), connections: Arc::default() };
        let connections = Arc::clone(&server.connections);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                connections.fetch_add(1, Ordering::SeqCst);
                let handle = handle.clone();
                std::thread::spawn(move || handle(stream.unwrap()));
            }
        });
        server
    }

    /// Responds to each request with these bytes.
    pub fn responding(response: &'static str) -> Self {
        Self::new(move |mut stream| {
            while read_request(&mut stream) {
                stream.write_all(response.as_bytes()).unwrap();
            }
        })
    }

    /// Closes each connection after one response, without a word, and then says so.
    fn closing() -> (Self, Receiver<()>) {
        let (closed, receiver) = channel();
        let server = Self::new(move |mut stream| {
            if read_request(&mut stream) {
                stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").unwrap();
                drop(stream.shutdown(std::net::Shutdown::Both));
                let _ = closed.send(());
            }
        });
        (server, receiver)
    }

    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    pub fn config(&self) -> Config {
        Config::new().endpoint(format!("http://{}", self.address)).unsigned()
    }

    pub fn client(&self, config: Config) -> Client {
        Client::new(&SERVICE, &RestJson1, config)
    }
}

/// Reads a request whose body, if it has one, comes with its head; `false` at the end.
pub fn read_request(stream: &mut impl Read) -> bool {
    read_head(stream).is_some()
}

/// The same; what has been read, or `None` at the end.
pub fn read_head(stream: &mut impl Read) -> Option<String> {
    let mut seen = Vec::new();
    let mut chunk = [0; 4096];
    while !seen.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut chunk) {
            Ok(0) | Err(_) => return None,
            Ok(count) => seen.extend_from_slice(&chunk[..count]),
        }
    }
    Some(String::from_utf8_lossy(&seen).into_owned())
}

async fn all_calls_survive_a_server_that_closes_connections() {
    let (server, closed) = Server::closing();
    let client = server.client(server.config().max_attempts(1));
    for number in 1..=100 {
        client.call::<Put>(PutRequest::default()).await.unwrap();
        // The thread is blocked meanwhile, so that the runtime hears nothing of it.
        closed.recv().unwrap();
        assert_eq!(server.connections(), number);
    }
}

#[tokio::test]
async fn a_closed_connection_is_noticed_before_a_request_is_lost() {
    all_calls_survive_a_server_that_closes_connections().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_connection_is_noticed_with_several_threads() {
    all_calls_survive_a_server_that_closes_connections().await;
}

const EMPTY: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";

#[tokio::test]
async fn a_connection_that_was_idle_for_too_long_is_not_used_again() {
    for (idle_timeout, expected) in [(30_000, 1), (20, 2)] {
        let server = Server::responding(EMPTY);
        let client = server.client(server.config().idle_timeout(Duration::from_millis(idle_timeout)));
        client.call::<Get>(get("a")).await.unwrap();
        tokio::time::sleep(Duration::from_millis(60)).await;
        client.call::<Get>(get("a")).await.unwrap();
        assert_eq!(server.connections(), expected);
    }
}

#[tokio::test]
async fn a_server_announces_how_long_it_keeps_connections() {
    for (header, expected) in [("timeout=60, max=9", 1), ("timeout=0", 2)] {
        let response = format!("HTTP/1.1 200 OK\r\nkeep-alive: {header}\r\ncontent-length: 2\r\n\r\n{{}}");
        let server = Server::responding(response.leak());
        let client = server.client(server.config());
        client.call::<Get>(get("a")).await.unwrap();
        client.call::<Get>(get("a")).await.unwrap();
        assert_eq!(server.connections(), expected, "{header}");
    }
}

#[tokio::test]
async fn a_stream_that_cannot_be_sent_again_gets_a_new_connection() {
    let server = Server::responding(EMPTY);
    let client = server.client(server.config());
    client.call::<Get>(get("a")).await.unwrap();
    let body = ByteStream::new(Pieces([Ok(Bytes::from_static(b"ab"))].into()));
    client.call::<Upload>(Stream { body }).await.unwrap();
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn calls_at_the_same_time_have_connections_of_their_own_and_leave_them_to_later_ones() {
    let server = Server::responding(EMPTY);
    let client = server.client(server.config());
    for _ in 0..3 {
        let calls: Vec<_> = (0..4).map(|_| tokio::spawn(client.call::<Get>(get("a")).into_future())).collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
    }
    assert!(server.connections() <= 4, "{}", server.connections());
}

#[tokio::test]
async fn a_host_has_no_more_connections_than_it_may_have() {
    let server = Server::responding(EMPTY);
    let client = server.client(server.config().max_connections_per_host(2));
    for _ in 0..3 {
        let calls: Vec<_> = (0..8).map(|_| tokio::spawn(client.call::<Get>(get("a")).into_future())).collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
    }
    assert!(server.connections() <= 2, "{}", server.connections());
}

#[tokio::test]
async fn a_stream_keeps_its_connection_from_others_until_it_is_dropped() {
    let server = Server::responding("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}");
    let config = server.config().max_connections_per_host(1).max_attempts(1);
    let client = server.client(config.connect_timeout(Duration::from_millis(50)));
    let stream = client.call::<Download>(ListRequest::default()).await.unwrap().body;
    let error = client.call::<Put>(PutRequest::default()).await.unwrap_err();
    assert_eq!(error.other().unwrap().kind(), ErrorKind::NotSent, "{error}");
    let expected = "no connection within 50ms: all of 1 are in use; `Config::max_connections_per_host`";
    assert!(error.to_string().contains(expected), "{error}");
    drop(stream);
    client.call::<Download>(ListRequest::default()).await.unwrap();
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn what_is_no_http_is_asked_once() {
    let responses = [
        "220 mail.example ESMTP\r\n\r\n",
        "HTTP/1.1 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{} ",
        "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nnothing\r\n",
    ];
    for response in responses {
        let server = Server::responding(response);
        let error = server.client(server.config()).call::<Get>(get("a")).await.unwrap_err();
        assert_eq!(error.other().unwrap().kind(), ErrorKind::Response, "{error}");
        assert_eq!(server.connections(), 1, "{error}");
    }
}

#[tokio::test]
async fn a_connection_that_breaks_may_not_break_the_next_time() {
    for response in ["", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{"] {
        let server = Server::new(move |mut stream| {
            read_request(&mut stream);
            stream.write_all(response.as_bytes()).unwrap();
        });
        let config = server.config().max_attempts(2);
        let error = server.client(config).call::<Get>(get("a")).await.unwrap_err();
        assert_eq!(error.other().unwrap().kind(), ErrorKind::Transport, "{error}");
        assert_eq!(server.connections(), 2, "{error}");
    }
}
