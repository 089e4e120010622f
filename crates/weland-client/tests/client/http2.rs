//! HTTP/2: when it is spoken, and what its errors mean.

use std::convert::Infallible;
use std::io::{Read, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use weland_client::protocol::RestJson1;
use weland_client::{Body, Client, Config, HttpVersion};
use weland_core::{ErrorKind, OperationError};
use weland_faults::certificates::{BOTH, Identity, settings};

use crate::connections::Server;
use crate::service::*;
use crate::tls::trusting;

/// Responds with what a request looks like.
async fn respond(request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    let host = request.headers().get("host").map_or("none", |host| host.to_str().unwrap());
    let authority = request.uri().authority().map_or("none", |authority| authority.as_str());
    let seen = format!("{:?} {} host={host} authority={authority}", request.version(), request.uri().path());
    // Long enough for others to come meanwhile.
    tokio::time::sleep(Duration::from_millis(20)).await;
    Ok(Response::new(Body::from(format!(r#"{{"Name":"{seen}"}}"#).into_bytes())))
}

async fn speak(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, is_http2: bool) {
    let stream = TokioIo::new(stream);
    // How a connection ends is the client's affair.
    if is_http2 {
        drop(http2::Builder::new(TokioExecutor::new()).serve_connection(stream, service_fn(respond)).await);
    } else {
        drop(http1::Builder::new().serve_connection(stream, service_fn(respond)).await);
    }
}

/// A server that offers these protocols in its handshake, or speaks HTTP/2 in plain; and how many connections it has had.
async fn serve(alpn: Option<&[&str]>) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let acceptor = alpn.map(|alpn| {
        let mut settings = settings(&Identity::of_localhost(), BOTH, None);
        settings.alpn_protocols = alpn.iter().map(|name| name.as_bytes().to_vec()).collect();
        TlsAcceptor::from(Arc::new(settings))
    });
    let connections = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&connections);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            counter.fetch_add(1, Ordering::SeqCst);
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let Some(acceptor) = acceptor else { return speak(stream, true).await };
                if let Ok(stream) = acceptor.accept(stream).await {
                    let is_http2 = stream.get_ref().1.alpn_protocol() == Some(b"h2");
                    speak(stream, is_http2).await;
                }
            });
        }
    });
    (address, connections)
}

fn client(address: SocketAddr, scheme: &str, version: HttpVersion) -> Client {
    let url = format!("{scheme}://localhost:{}", address.port());
    let config = Config::new().unsigned().endpoint(url).tls(trusting()).http_version(version);
    Client::new(&SERVICE, &RestJson1, config)
}

async fn ask(client: &Client) -> String {
    client.call::<Get>(get("a")).await.unwrap().name.unwrap()
}

#[tokio::test]
async fn the_version_is_negotiated() {
    for (alpn, version, expected) in [
        (&["h2", "http/1.1"][..], HttpVersion::Negotiated, "HTTP/2.0"),
        (&["http/1.1"], HttpVersion::Negotiated, "HTTP/1.1"),
        (&[], HttpVersion::Negotiated, "HTTP/1.1"),
        (&["h2", "http/1.1"], HttpVersion::Http1, "HTTP/1.1"),
        (&["h2", "http/1.1"], HttpVersion::Http2, "HTTP/2.0"),
    ] {
        let (address, _) = serve(Some(alpn)).await;
        let seen = ask(&client(address, "https", version)).await;
        let port = address.port();
        let parts = match expected {
            "HTTP/2.0" => format!("HTTP/2.0 /things/a host=localhost:{port} authority=localhost:{port}"),
            _ => format!("HTTP/1.1 /things/a host=localhost:{port} authority=none"),
        };
        assert_eq!(seen, parts, "{alpn:?} {version:?}");
    }
}

#[tokio::test]
async fn servers_without_http2_are_named_if_it_is_asked_for() {
    for (alpn, expected) in [
        (&[][..], "the server does not speak HTTP/2, which `Config::http_version` asks for"),
        (&["http/1.1"], "the server has no version of HTTP that this client speaks"),
    ] {
        let (address, connections) = serve(Some(alpn)).await;
        let error = client(address, "https", HttpVersion::Http2).call::<Get>(get("a")).await.unwrap_err();
        assert_eq!(error.other().unwrap().kind(), ErrorKind::NotSent, "{error}");
        assert!(error.to_string().contains(expected), "{error}");
        assert_eq!(connections.load(Ordering::SeqCst), 1);
    }
}

#[tokio::test]
async fn requests_at_the_same_time_share_a_connection() {
    let (address, connections) = serve(None).await;
    let client = client(address, "http", HttpVersion::Http2);
    assert!(ask(&client).await.starts_with("HTTP/2.0"));
    for _ in 0..2 {
        let calls: Vec<_> =
            (0..20).map(|_| tokio::spawn(client.call::<Put>(PutRequest::default()).into_future())).collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
    }
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_limit_of_connections_is_none_of_requests() {
    let (address, connections) = serve(None).await;
    let url = format!("http://localhost:{}", address.port());
    let config = Config::new().unsigned().endpoint(url).http_version(HttpVersion::Http2).max_connections_per_host(1);
    let client = Client::new(&SERVICE, &RestJson1, config);
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(client.call::<Get>(get("a")).into_future())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

/// A server that says nothing but these frames after its settings, once it has read a request.
fn saying(frames: &'static [u8]) -> Server {
    Server::new(move |mut stream| {
        stream.write_all(&[0, 0, 0, 4, 0, 0, 0, 0, 0]).unwrap();
        let mut seen = Vec::new();
        let mut chunk = [0; 4096];
        // Until there is a frame of headers (type 1) with the end of a stream (flag 1 and 4), which is where the request is.
        while !seen.windows(6).any(|part| part[0] == 1 && part[1] & 5 == 5 && part[2..] == [0, 0, 0, 1]) {
            match stream.read(&mut chunk) {
                Ok(count @ 1..) => seen.extend_from_slice(&chunk[..count]),
                _ => return,
            }
        }
        stream.write_all(frames).unwrap();
        drop(stream.shutdown(std::net::Shutdown::Write));
        drop(stream.read_to_end(&mut Vec::new()));
    })
}

#[tokio::test]
async fn errors_say_whether_the_request_was_looked_at() {
    let cases: [(&str, &[u8], ErrorKind, usize); 6] = [
        ("refused stream", &[0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 7], ErrorKind::NotSent, 2),
        ("farewell before it", &[0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], ErrorKind::NotSent, 2),
        ("internal error", &[0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 2], ErrorKind::Transport, 2),
        ("the end", &[], ErrorKind::Transport, 2),
        ("data before headers", &[0, 0, 1, 0, 1, 0, 0, 0, 1, b'x'], ErrorKind::Response, 1),
        ("no HTTP/2", b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n", ErrorKind::Response, 1),
    ];
    for (what, frames, kind, attempts) in cases {
        let server = saying(frames);
        let config = server.config().http_version(HttpVersion::Http2).max_attempts(2);
        let error = server.client(config).call::<Get>(get("a")).await.unwrap_err();
        assert_eq!((error.other().unwrap().kind(), server.connections()), (kind, attempts), "{what}: {error}");
    }
}

#[tokio::test]
async fn a_connection_that_has_ended_is_replaced() {
    let (address, connections) = serve(None).await;
    let client = client(address, "http", HttpVersion::Http2);
    ask(&client).await;
    let relay = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let through = relay.local_addr().unwrap();
    tokio::spawn(async move {
        for _ in 0..2 {
            let (mut stream, _) = relay.accept().await.unwrap();
            let mut server = tokio::net::TcpStream::connect(address).await.unwrap();
            let both = tokio::io::copy_bidirectional(&mut stream, &mut server);
            // The connection breaks when nobody uses it.
            let _ = tokio::time::timeout(Duration::from_millis(300), both).await;
        }
    });
    let client = self::client(through, "http", HttpVersion::Http2);
    ask(&client).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    ask(&client).await;
    assert_eq!(connections.load(Ordering::SeqCst), 3);
}

/// A server that begins to speak HTTP/2, and is never heard of again.
async fn serve_silence() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                // Empty settings, and that ours are taken.
                stream.write_all(&[0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0]).await.unwrap();
                drop(tokio::io::copy(&mut stream, &mut tokio::io::sink()).await);
            });
        }
    });
    address
}

#[tokio::test]
async fn a_connection_whose_server_is_gone_is_found_out() {
    let silent = serve_silence().await;
    let config = |address: SocketAddr| {
        let url = format!("http://localhost:{}", address.port());
        let config = Config::new().unsigned().endpoint(url).http_version(HttpVersion::Http2).max_attempts(1);
        config.http2_keep_alive(Duration::from_millis(50))
    };
    let client = |config| Client::new(&SERVICE, &RestJson1, config);
    let start = std::time::Instant::now();
    let error = client(config(silent)).call::<Get>(get("a")).await.unwrap_err();
    let error = error.other().unwrap();
    assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
    assert!(start.elapsed() < Duration::from_secs(10) && error.to_string().contains("keep-alive"), "{error}");
    // Without pings, it is the service that takes too long.
    let patient = config(silent).http2_keep_alive(None).first_byte_timeout(Duration::from_millis(300));
    let error = client(patient).call::<Get>(get("a")).await.unwrap_err();
    assert_eq!(error.other().unwrap().kind(), ErrorKind::Timeout, "{error}");
    // A server that is only slow answers pings.
    let (slow, _) = serve(None).await;
    let client = client(config(slow).http2_keep_alive(Duration::from_millis(10)));
    assert!(ask(&client).await.starts_with("HTTP/2.0"));
}
