//! HTTPS: who is served, and who is not.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod service;

use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use service::router;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsConnector;
use weland_server::{ServerConfig, TlsConfig};

type Authority = CertifiedIssuer<'static, KeyPair>;

static TRUSTED: LazyLock<Authority> = LazyLock::new(|| authority("trusted"));
static UNKNOWN: LazyLock<Authority> = LazyLock::new(|| authority("unknown"));

fn authority(name: &str) -> Authority {
    let mut params = named(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

fn named(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params
}

/// A certificate and its key, as PEM.
fn identity(authority: &Authority) -> (String, String) {
    let key = KeyPair::generate().unwrap();
    (named("peer").signed_by(&key, authority).unwrap().pem(), key.serialize_pem())
}

async fn started(config: ServerConfig) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(config.serve(listener, router()));
    address
}

/// What a client reads that trusts the authority of the server and shows a certificate; nothing if it isn't served.
async fn response(address: SocketAddr, shown: Option<(String, String)>) -> String {
    let mut roots = RootCertStore::empty();
    roots.add(TRUSTED.der().clone()).unwrap();
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().unwrap().with_root_certificates(roots);
    let mut config = match shown {
        Some((chain, key)) => {
            let chain = CertificateDer::pem_slice_iter(chain.as_bytes()).map(Result::unwrap).collect();
            builder.with_client_auth_cert(chain, PrivateKeyDer::from_pem_slice(key.as_bytes()).unwrap()).unwrap()
        }
        None => builder.with_no_client_auth(),
    };
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    let stream = TcpStream::connect(address).await.unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let Ok(mut stream) = TlsConnector::from(Arc::new(config)).connect(name, stream).await else {
        return String::new();
    };
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"http/1.1"[..]));
    let request = b"GET /things/a?version=latest HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    let _ = stream.write_all(request).await;
    let mut response = Vec::new();
    let _ = stream.read_to_end(&mut response).await;
    String::from_utf8(response).unwrap()
}

#[tokio::test]
async fn requests_are_served_over_tls() {
    let (chain, key) = identity(&TRUSTED);
    let address = started(ServerConfig::new().tls(TlsConfig::from_pem(chain, key).unwrap())).await;
    for shown in [None, Some(identity(&UNKNOWN))] {
        let response = response(address, shown).await;
        assert!(response.starts_with("HTTP/1.1 200 OK\r\n") && response.ends_with("{\"Id\":\"a\"}"), "{response}");
    }
}

#[tokio::test]
async fn clients_without_the_certificate_that_is_asked_for_are_refused() {
    let (chain, key) = identity(&TRUSTED);
    let tls = TlsConfig::from_pem_for_clients_of(chain, key, TRUSTED.pem()).unwrap();
    let address = started(ServerConfig::new().tls(tls)).await;
    for (shown, is_served) in [(None, false), (Some(identity(&UNKNOWN)), false), (Some(identity(&TRUSTED)), true)] {
        assert_eq!(response(address, shown).await.starts_with("HTTP/1.1 200 OK\r\n"), is_served);
    }
}

#[tokio::test]
async fn who_speaks_no_tls_harms_nobody() {
    let (chain, key) = identity(&TRUSTED);
    let address = started(ServerConfig::new().tls(TlsConfig::from_pem(chain, key).unwrap())).await;
    let silent = TcpStream::connect(address).await.unwrap();
    for bytes in [&b"GET / HTTP/1.1\r\nhost: x\r\n\r\n"[..], b"\x16\x03\x01\xff\xff", b"\0"] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        assert!(!answer.starts_with(b"HTTP"), "{answer:?}");
    }
    assert!(response(address, None).await.starts_with("HTTP/1.1 200 OK\r\n"));
    drop(silent);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_stalls_is_given_up() {
    let (chain, key) = identity(&TRUSTED);
    let tls = TlsConfig::from_pem(chain, key).unwrap();
    let address = started(ServerConfig::new().tls(tls).head_timeout(Duration::from_secs(7))).await;
    let start = tokio::time::Instant::now();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"\x16\x03\x01\x02\x00\x01").await.unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    assert!(answer.is_empty());
    assert_eq!(start.elapsed().as_secs(), 7);
}

#[test]
fn what_cannot_be_used_is_named() {
    let (chain, key) = identity(&TRUSTED);
    let (_, other) = identity(&TRUSTED);
    for (chain, key, clients, expected) in [
        ("", &*key, None, "certificate: there is none in it; PEM has lines such as `-----BEGIN CERTIFICATE-----`"),
        (&*key, &*key, None, "certificate: there is none in it"),
        ("-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n", &*key, None, "certificate: this is not PEM"),
        (&*chain, "", None, "private key: there is none that isn't encrypted"),
        (&*chain, &*other, None, "the certificate can't be used with this key"),
        (&*chain, &*key, Some(""), "authorities of clients: there is none in it"),
    ] {
        let config = match clients {
            Some(clients) => TlsConfig::from_pem_for_clients_of(chain, key, clients),
            None => TlsConfig::from_pem(chain, key),
        };
        let error = config.unwrap_err();
        assert!(error.to_string().starts_with(expected), "{error}");
        assert!(std::error::Error::source(&error).is_some());
    }
    assert_eq!(format!("{:?}", TlsConfig::from_pem(chain, key).unwrap()), "TlsConfig { .. }");
}
