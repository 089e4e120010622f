//! Requests through a proxy on this machine.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};
use weland_client::{Config, ProxyConfig};
use weland_core::{ErrorKind, OperationError};
use weland_faults::certificates::{BOTH, Identity, TRUSTED, named, settings};

use crate::connections::{Server, read_head};
use crate::service::*;
use crate::tls::{self, trusting};

const EMPTY: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 14\r\n\r\n{\"Name\":\"own\"}";

/// Passes bytes on in both directions, until one side ends.
fn relay(mut client: impl Read + Write, server: TcpStream) {
    let mut upstream = server.try_clone().unwrap();
    server.set_read_timeout(Some(std::time::Duration::from_millis(5))).unwrap();
    let mut downstream = server;
    let mut chunk = [0; 16 * 1024];
    let mut pass = |from: &mut dyn Read, to: &mut dyn Write| match from.read(&mut chunk) {
        Ok(0) => false,
        Ok(count) => to.write_all(&chunk[..count]).and_then(|()| to.flush()).is_ok(),
        Err(error) => matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut),
    };
    while pass(&mut client, &mut upstream) && pass(&mut downstream, &mut client) {}
}

fn tunnel(mut client: impl Read + Write, heads: &Mutex<Sender<String>>, status: &str, slow: impl FnOnce()) {
    let Some(head) = read_head(&mut client) else { return };
    let target = head.split(' ').nth(1).unwrap().to_owned();
    let is_connect = head.starts_with("CONNECT");
    heads.lock().unwrap().send(head).unwrap();
    if !is_connect {
        drop(client.write_all(EMPTY));
        return;
    }
    client.write_all(format!("HTTP/1.1 {status}\r\n\r\n").as_bytes()).unwrap();
    client.flush().unwrap();
    if status.starts_with("200") {
        let server = TcpStream::connect(target).unwrap();
        slow();
        relay(client, server);
    }
}

/// A proxy that responds with this status, and what it has been asked.
fn proxy(status: &'static str) -> (Server, Receiver<String>) {
    let (heads, received) = channel();
    let heads = Arc::new(Mutex::new(heads));
    let server = Server::new(move |stream| {
        let copy = stream.try_clone().unwrap();
        let timeout = move || copy.set_read_timeout(Some(std::time::Duration::from_millis(5))).unwrap();
        tunnel(&stream, &heads, status, timeout);
        drop(stream.shutdown(Shutdown::Write));
    });
    (server, received)
}

/// The same, over TLS.
fn tls_proxy() -> (Server, Receiver<String>) {
    let (heads, received) = channel();
    let heads = Arc::new(Mutex::new(heads));
    let settings = Arc::new(settings(&Identity::of_localhost(), BOTH, None));
    let server = Server::new(move |stream| {
        let copy = stream.try_clone().unwrap();
        let timeout = move || copy.set_read_timeout(Some(std::time::Duration::from_millis(5))).unwrap();
        let connection = ServerConnection::new(Arc::clone(&settings)).unwrap();
        tunnel(StreamOwned::new(connection, stream), &heads, "200 Fine", timeout);
    });
    (server, received)
}

fn through(config: Config, proxy: &Server, scheme: &str, user: &str) -> Config {
    let url = format!("{scheme}://{user}localhost:{}", proxy.address.port());
    config.proxy(ProxyConfig::all(&url).unwrap())
}

#[tokio::test]
async fn https_goes_through_a_tunnel() {
    for (scheme, (proxy, heads)) in [("http", proxy("200 Fine")), ("https", tls_proxy())] {
        let server = tls::serve(settings(&Identity::of_localhost(), BOTH, None));
        let config = through(tls::config(&server, trusting()), &proxy, scheme, "me:s%40crt@");
        let client = server.client(config);
        for _ in 0..2 {
            assert_eq!(client.call::<Get>(get("a")).await.unwrap().name.as_deref(), Some("tls"), "{scheme}");
        }
        assert_eq!((proxy.connections(), server.connections()), (1, 1));
        let port = server.address.port();
        let expected = format!(
            "CONNECT localhost:{port} HTTP/1.1\r\nhost: localhost:{port}\r\nproxy-authorization: Basic bWU6c0BjcnQ=\r\n\r\n"
        );
        assert_eq!(heads.recv().unwrap(), expected);
    }
}

#[tokio::test]
async fn a_proxy_sees_no_certificate_of_the_client() {
    let (seen, certificates) = channel();
    let seen = Arc::new(Mutex::new(seen));
    let asking = settings(&Identity::of_localhost(), BOTH, Some(&TRUSTED));
    let proxy_settings = {
        // It asks for a certificate, and takes clients without one.
        let mut roots = RootCertStore::empty();
        roots.add(TRUSTED.der().clone()).unwrap();
        let provider = Arc::clone(asking.crypto_provider());
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
        let verifier = verifier.allow_unauthenticated().build().unwrap();
        let builder = ServerConfig::builder_with_provider(Arc::clone(asking.crypto_provider()));
        let builder = builder.with_protocol_versions(BOTH).unwrap().with_client_cert_verifier(verifier);
        Arc::new(builder.with_cert_resolver(Arc::clone(&asking.cert_resolver)))
    };
    let proxy = Server::new(move |stream| {
        let copy = stream.try_clone().unwrap();
        let mut tls = StreamOwned::new(ServerConnection::new(Arc::clone(&proxy_settings)).unwrap(), stream);
        let Some(head) = read_head(&mut tls) else { return };
        seen.lock().unwrap().send(tls.conn.peer_certificates().is_some()).unwrap();
        tls.write_all(b"HTTP/1.1 200 Fine\r\n\r\n").and_then(|()| tls.flush()).unwrap();
        copy.set_read_timeout(Some(std::time::Duration::from_millis(5))).unwrap();
        relay(tls, TcpStream::connect(head.split(' ').nth(1).unwrap()).unwrap());
    });
    // The server behind it refuses clients without a certificate.
    let server = tls::serve(asking);
    let client = Identity::signed_by(&TRUSTED, &named("client", &["client"]));
    let showing = trusting().client_certificate_from_pem(&client.certificate, &client.key).unwrap();
    let client = server.client(through(tls::config(&server, showing), &proxy, "https", ""));
    assert_eq!(client.call::<Get>(get("a")).await.unwrap().name.as_deref(), Some("tls"));
    assert!(!certificates.recv().unwrap());
}

#[tokio::test]
async fn http_is_handed_to_the_proxy() {
    let (proxy, heads) = proxy("200 Fine");
    let config = Config::new().unsigned().endpoint("http://far.example:81");
    let client = proxy.client(through(config, &proxy, "http", "me:@"));
    assert_eq!(client.call::<Get>(get("a")).await.unwrap().name.as_deref(), Some("own"));
    let head = heads.recv().unwrap();
    assert!(head.starts_with("GET http://far.example:81/things/a HTTP/1.1\r\n"), "{head}");
    assert!(head.contains("\r\nhost: far.example:81\r\n"), "{head}");
    assert!(head.contains("\r\nproxy-authorization: Basic bWU6\r\n"), "{head}");
}

#[tokio::test]
async fn hosts_can_be_reached_without_a_proxy() {
    let (proxy, _) = proxy("200 Fine");
    let server = tls::serve(settings(&Identity::of_localhost(), BOTH, None));
    let all = ProxyConfig::all(&format!("http://{}", proxy.address)).unwrap();
    let client = server.client(tls::config(&server, trusting()).proxy(all.no_proxy("localhost")));
    assert_eq!(client.call::<Get>(get("a")).await.unwrap().name.as_deref(), Some("tls"));
    assert_eq!(proxy.connections(), 0);
}

#[tokio::test]
async fn a_proxy_that_refuses_is_named_without_its_password() {
    for (status, user, expected, attempts) in [
        ("407 Who?", "", "asks for a user name and a password; they go into its URL (status 407)", 1),
        ("407 Who?", "me:hidden@", "refuses the user name or the password in its URL (status 407)", 1),
        ("403 No", "me:hidden@", "opens no tunnel (status 403)", 1),
        ("302 Elsewhere", "", "opens no tunnel (status 302)", 1),
        ("503 Later", "me:hidden@", "cannot reach the host (status 503)", 2),
        ("fine", "", "does not speak HTTP", 1),
    ] {
        let (proxy, _heads) = proxy(status);
        let config = Config::new().unsigned().endpoint("https://far.example").max_attempts(2);
        let client = proxy.client(through(config, &proxy, "http", user));
        let error = client.call::<Put>(PutRequest::default()).await.unwrap_err();
        let (text, shown) = (error.to_string(), format!("{error:?} {client:?}"));
        assert_eq!(error.other().unwrap().kind(), ErrorKind::NotSent, "{text}");
        let expected = format!(
            "Put: cannot reach https://far.example: the proxy http://localhost:{} {expected}",
            proxy.address.port()
        );
        assert!(text.starts_with(&expected), "{text}");
        assert!(!text.contains("hidden") && !shown.contains("hidden"), "{text} {shown}");
        assert_eq!(proxy.connections(), attempts, "{text}");
    }
}

#[tokio::test]
async fn a_proxy_that_is_not_there_is_named() {
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let server = Server::responding("");
    let config = server.config().proxy(ProxyConfig::all(&format!("me:hidden@{gone}")).unwrap()).max_attempts(1);
    let text = server.client(config).call::<Get>(get("a")).await.unwrap_err().to_string();
    assert!(text.contains(&format!("the proxy http://{gone} cannot be reached: Connection refused")), "{text}");
    assert!(!text.contains("hidden"), "{text}");
    assert_eq!(server.connections(), 0);
}
