//! What a server does with peers that send too much, too slowly, or not at all, on real sockets.
#![cfg(feature = "hyper")]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod service;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use service::{Events, GetOutput, SERVICE, Stream, ThingError, Upload, router, with_operations};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use weland_core::{Operation, OperationSchema, OtherError, ServiceSchema};
use weland_server::protocol::RestJson1;
use weland_server::{BodyTimeout, Context, Router, ServerConfig, serve};

/// More than the buffers of both sockets hold.
const UPLOAD: usize = 8 << 20;

async fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

fn empty() -> Router {
    Router::new(&SERVICE, &RestJson1)
}

async fn started(config: ServerConfig, router: Router) -> SocketAddr {
    let (listener, address) = listen().await;
    tokio::spawn(config.serve(listener, router));
    address
}

/// Sends everything, like a client that does not look at the response before, and then reads it.
async fn exchange(address: SocketAddr, request: Vec<u8>) -> String {
    let peer = move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(&request).expect("the connection is reset before everything is sent");
        let mut response = Vec::new();
        stream.read_to_end(&mut response).expect("the connection is reset before the response is read");
        String::from_utf8(response).unwrap()
    };
    tokio::task::spawn_blocking(peer).await.unwrap()
}

fn fixed(head: &str) -> Vec<u8> {
    let head = format!("{head} HTTP/1.1\r\nhost: x\r\ncontent-length: {UPLOAD}\r\n\r\n");
    [head.into_bytes(), vec![b' '; UPLOAD]].concat()
}

fn chunked(head: &str) -> Vec<u8> {
    let head = format!("{head} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n{UPLOAD:x}\r\n");
    [head.into_bytes(), vec![b' '; UPLOAD], b"\r\n0\r\n\r\n".to_vec()].concat()
}

#[tokio::test]
async fn a_client_that_sends_what_nobody_reads_gets_the_response() {
    let unread = async |_: Stream, _: Context| Ok(GetOutput { id: "unread".into(), version: None });
    let router = with_operations(empty().route::<Upload, _, _>(unread));
    let (listener, address) = listen().await;
    tokio::spawn(serve(listener, router));
    let cases = [
        ("announced and too large", fixed("PUT /things/x"), "413 "),
        ("too large", chunked("PUT /things/x"), "413 "),
        ("for no operation", fixed("PUT /nothing"), "404 "),
        ("with another method", chunked("PATCH /things/x"), "405 "),
        ("not read by the handler", fixed("POST /upload"), "200 "),
        ("not HTTP", [b"G@T\r\n\r\n".to_vec(), vec![b'x'; UPLOAD]].concat(), "400 "),
        ("with a head that is too large", [b"GET / HTTP/1.1\r\nx: ".to_vec(), vec![b'x'; UPLOAD]].concat(), "431 "),
    ];
    for (name, request, status) in &cases {
        for attempt in 0..10 {
            let response = exchange(address, request.clone()).await;
            assert!(response.starts_with(&format!("HTTP/1.1 {status}")), "{name}, {attempt}: {response}");
            assert!(response.contains("\r\nconnection: close\r\n"), "{name}, {attempt}: {response}");
        }
    }
}

#[tokio::test]
async fn a_handler_learns_that_its_stream_has_stopped() {
    let router = empty().route::<Upload, _, _>(async |input: Stream, _: Context| match input.content.collect().await {
        Err(error) if error.is::<BodyTimeout>() => Err(OtherError::service(408, "TooSlow", error.to_string()).into()),
        _ => Err(OtherError::service(400, "Odd", "the stream has come").into()),
    });
    let address = started(ServerConfig::new().body_timeout(Duration::from_millis(50)), router).await;
    let request = b"POST /upload HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n1234".to_vec();
    let response = exchange(address, request).await;
    assert!(
        response.starts_with("HTTP/1.1 408 ") && response.contains("\r\nx-amzn-errortype: TooSlow\r\n"),
        "{response}"
    );
}

struct Send;

impl Operation for Send {
    type Input = Events;
    type Output = GetOutput;
    type Error = ThingError;
    const SERVICE: &'static ServiceSchema = &SERVICE;
    const SCHEMA: &'static OperationSchema =
        &OperationSchema::http("Send", "POST", "/send").input(Events::SCHEMA).output(GetOutput::SCHEMA);
}

#[tokio::test]
async fn events_have_a_limit_of_their_own() {
    let router = empty().route::<Send, _, _>(async |mut input: Events, _: Context| {
        let id = match input.events.next().await {
            Some(Err(error)) if error.is::<BodyTimeout>() => "too slow",
            _ => "ended",
        };
        Ok(GetOutput { id: id.into(), version: None })
    });
    let config = ServerConfig::new().body_timeout(Duration::from_millis(20));
    for (config, expected) in [(config.clone(), "ended"), (config.event_timeout(Duration::from_millis(20)), "too slow")]
    {
        let address = started(config, router.clone()).await;
        let peer = move || {
            let mut stream = TcpStream::connect(address).unwrap();
            let head = b"POST /send HTTP/1.1\r\nhost: x\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n";
            stream.write_all(head).unwrap();
            std::thread::sleep(Duration::from_millis(300));
            stream.write_all(b"0\r\n\r\n").unwrap();
            let mut response = String::new();
            stream.read_to_string(&mut response).unwrap();
            response
        };
        let response = tokio::task::spawn_blocking(peer).await.unwrap();
        assert!(response.ends_with(&format!("{{\"Id\":\"{expected}\"}}")), "{response}");
    }
}

#[tokio::test]
async fn a_document_that_stops_is_answered() {
    let address = started(ServerConfig::new().body_timeout(Duration::from_millis(50)), router()).await;
    let request = b"PUT /things/x HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{".to_vec();
    let response = exchange(address, request).await;
    assert!(response.starts_with("HTTP/1.1 408 "), "{response}");
    assert!(response.contains("\r\nx-amzn-errortype: RequestTimeoutException\r\n"), "{response}");
}

#[tokio::test]
async fn idle_connections_are_closed() {
    let config = ServerConfig::new().idle_timeout(Duration::from_millis(50)).head_timeout(Duration::from_millis(50));
    let address = started(config, router()).await;
    assert_eq!(exchange(address, Vec::new()).await, "");
    let response = exchange(address, b"GET /things/x HTTP/1.1\r\nhost: x\r\n\r\n".to_vec()).await;
    assert!(response.ends_with("{\"Id\":\"x\"}"), "{response}");
}

#[tokio::test]
async fn connections_beyond_the_limit_wait_for_their_turn() {
    let (seen, mut requests) = mpsc::unbounded_channel();
    let router = empty().route::<Upload, _, _>(move |input: Stream, _: Context| {
        seen.send(()).unwrap();
        async move {
            let id = input.content.collect().await.unwrap().len().to_string();
            Ok(GetOutput { id, version: None })
        }
    });
    let address = started(ServerConfig::new().max_connections(1), router).await;
    let request = b"POST /upload HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 1\r\n\r\n";
    let mut first = TcpStream::connect(address).unwrap();
    first.write_all(request).unwrap();
    requests.recv().await.unwrap();
    let second = tokio::spawn(exchange(address, [&request[..], b"2"].concat()));
    let early = tokio::time::timeout(Duration::from_millis(100), requests.recv()).await;
    assert!(early.is_err(), "the second connection has been served beside the first");
    first.write_all(b"1").unwrap();
    assert!(second.await.unwrap().ends_with("{\"Id\":\"1\"}"));
}
