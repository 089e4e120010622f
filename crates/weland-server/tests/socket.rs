//! A router on a real socket.
#![cfg(feature = "hyper")]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod service;

use std::net::SocketAddr;
use std::time::Duration;

use service::{GetOutput, Idle, SERVICE, ThingError, router};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use weland_server::protocol::RestJson1;
use weland_server::{Router, ServerConfig, serve, serve_until};

async fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

/// Sends bytes and reads until the connection is closed.
async fn exchange(address: SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // The server may respond and close before it has read everything.
    let _ = stream.write_all(request).await;
    let mut response = Vec::new();
    let _ = stream.read_to_end(&mut response).await;
    String::from_utf8_lossy(&response).into_owned()
}

#[tokio::test]
async fn requests_are_served_over_http() {
    let (listener, address) = listen().await;
    tokio::spawn(serve(listener, router()));
    let request = b"GET /things/a%3Ab?version=latest HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    let response = exchange(address, request).await;
    assert!(response.starts_with("HTTP/1.1 200 OK\r\n"), "{response}");
    assert!(
        response.contains("\r\nx-amzn-requestid: ") && response.ends_with("\r\n\r\n{\"Id\":\"a:b\"}"),
        "{response}"
    );
}

#[tokio::test]
async fn broken_http_is_rejected_and_does_no_harm_to_others() {
    let (listener, address) = listen().await;
    tokio::spawn(serve(listener, router()));
    let huge = format!("GET /things/x HTTP/1.1\r\nhost: x\r\nbig: {}\r\n\r\n", "x".repeat(1 << 20));
    assert!(exchange(address, huge.as_bytes()).await.starts_with("HTTP/1.1 431 "));
    let announced = b"PUT /things/x HTTP/1.1\r\nhost: x\r\ncontent-length: 999999999999\r\n\r\n{";
    assert!(exchange(address, announced).await.starts_with("HTTP/1.1 413 "));
    for broken in [&b"\x16\x03\x01\x02\x00\x01\x00"[..], b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\0\0\0\0"] {
        let response = exchange(address, broken).await;
        assert!(
            response.is_empty() || response.starts_with("HTTP/1.1 4") || response.starts_with("HTTP/1.1 5"),
            "{response}"
        );
    }
    let request = b"GET /things/x HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    assert!(exchange(address, request).await.starts_with("HTTP/1.1 200 OK"));
}

#[tokio::test]
async fn a_panic_leaves_the_connection_usable() {
    let (listener, address) = listen().await;
    tokio::spawn(serve(listener, router()));
    let requests = b"POST /fail/panic HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n\
        GET /things/x HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    let responses = exchange(address, requests).await;
    assert!(responses.starts_with("HTTP/1.1 500 "), "{responses}");
    assert!(responses.contains("HTTP/1.1 200 OK"), "{responses}");
}

#[tokio::test]
async fn shutdown_finishes_what_has_begun_and_takes_nothing_new() {
    let (listener, address) = listen().await;
    let (begun, has_begun) = oneshot::channel();
    let (finish, may_finish) = oneshot::channel();
    let gates = std::sync::Mutex::new(Some((begun, may_finish)));
    let router = Router::new(&SERVICE, &RestJson1).route::<Idle, _, _>(move |_, _| {
        let (begun, may_finish) = gates.lock().unwrap().take().unwrap();
        async move {
            begun.send(()).unwrap();
            may_finish.await.unwrap();
            Ok::<_, ThingError>(GetOutput { id: "done".into(), version: None })
        }
    });
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(serve_until(listener, router, async move { drop(stopped.await) }));
    // An idle connection must not hold up the shutdown.
    let idle = TcpStream::connect(address).await.unwrap();
    let request = b"GET /idle HTTP/1.1\r\nhost: x\r\n\r\n";
    let response = tokio::spawn(async move { exchange(address, request).await });
    has_begun.await.unwrap();
    stop.send(()).unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(!server.is_finished());
    finish.send(()).unwrap();
    assert!(response.await.unwrap().ends_with("{\"Id\":\"done\"}"));
    tokio::time::timeout(Duration::from_secs(10), server).await.unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err());
    drop(idle);
}

#[tokio::test(start_paused = true)]
async fn requests_that_outlast_the_time_for_a_shutdown_are_dropped() {
    let (listener, address) = listen().await;
    let (begun, mut has_begun) = tokio::sync::mpsc::channel::<oneshot::Sender<()>>(1);
    let router = Router::new(&SERVICE, &RestJson1).route::<Idle, _, _>(move |_: GetOutput, _| {
        let begun = begun.clone();
        async move {
            // What the handler owns is dropped with it.
            let (owned, dropped) = oneshot::channel::<()>();
            begun.send(owned).await.unwrap();
            let _ = dropped.await;
            std::future::pending::<Result<GetOutput, ThingError>>().await
        }
    });
    let config = ServerConfig::new().head_timeout(None).idle_timeout(None);
    let config = config.shutdown_timeout(Duration::from_secs(20));
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(config.serve_until(listener, router, async move { drop(stopped.await) }));
    let request = b"GET /idle HTTP/1.1\r\nhost: x\r\n\r\n";
    let response = tokio::spawn(async move { exchange(address, request).await });
    let mut handler = has_begun.recv().await.unwrap();
    stop.send(()).unwrap();
    let start = tokio::time::Instant::now();
    server.await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 20);
    handler.closed().await;
    assert_eq!(response.await.unwrap(), "");
}

#[tokio::test]
async fn what_has_begun_is_finished_when_nobody_serves_any_more() {
    let (listener, address) = listen().await;
    let (begun, mut has_begun) = tokio::sync::mpsc::channel::<oneshot::Sender<()>>(1);
    let router = Router::new(&SERVICE, &RestJson1).route::<Idle, _, _>(move |_: GetOutput, _| {
        let begun = begun.clone();
        async move {
            let (finish, may_finish) = oneshot::channel();
            begun.send(finish).await.unwrap();
            may_finish.await.unwrap();
            Ok::<_, ThingError>(GetOutput { id: "done".into(), version: None })
        }
    });
    let server = tokio::spawn(ServerConfig::new().serve(listener, router));
    let request = b"GET /idle HTTP/1.1\r\nhost: x\r\n\r\n";
    let response = tokio::spawn(async move { exchange(address, request).await });
    let finish = has_begun.recv().await.unwrap();
    server.abort();
    assert!(server.await.unwrap_err().is_cancelled());
    finish.send(()).unwrap();
    assert!(response.await.unwrap().ends_with("{\"Id\":\"done\"}"));
}
