//! HTTPS with certificates of an authority that the test makes: what is accepted, and every way to be refused.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, IsCa, date_time_ymd};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use weland_client::{Config, TlsConfig};
use weland_core::{ErrorKind, OperationError};
use weland_faults::certificates::{BOTH, Identity, TRUSTED, UNKNOWN, named, settings};

use crate::connections::{Server, read_request};
use crate::service::*;

/// Responds to each request, and reads what a client that has been refused has to say.
pub fn serve(settings: ServerConfig) -> Server {
    let settings = Arc::new(settings);
    Server::new(move |stream| {
        let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(&settings)).unwrap(), stream);
        while read_request(&mut stream) {
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 14\r\n\r\n{\"Name\":\"tls\"}").unwrap();
        }
        // What the client has sent meanwhile would reset the connection, and the alert would be lost.
        drop(stream.flush());
        drop(stream.sock.shutdown(std::net::Shutdown::Write));
        drop(stream.sock.read_to_end(&mut Vec::new()));
    })
}

pub fn trusting() -> TlsConfig {
    TlsConfig::new().roots_from_pem(TRUSTED.pem()).unwrap()
}

pub fn config(server: &Server, tls: TlsConfig) -> Config {
    server.config().endpoint(format!("https://localhost:{}", server.address.port())).tls(tls)
}

/// The name in the response.
async fn ask(server: &Server, tls: TlsConfig) -> Option<String> {
    server.client(config(server, tls)).call::<Get>(get("a")).await.unwrap().name
}

/// What a client says that does not come to a request. It has not tried that twice.
async fn refused(server: &Server, tls: TlsConfig) -> String {
    // An operation that must not be sent twice.
    let error = server.client(config(server, tls)).call::<Put>(PutRequest::default()).await.unwrap_err();
    assert_eq!(error.other().unwrap().kind(), ErrorKind::NotSent, "{error}");
    assert_eq!(server.connections(), 1, "{error}");
    let text = error.to_string();
    let place = format!("Put: cannot reach https://localhost:{}: ", server.address.port());
    text.strip_prefix(&place).unwrap_or_else(|| panic!("{text}")).to_owned()
}

#[tokio::test]
async fn servers_of_a_trusted_authority_are_spoken_to() {
    for versions in [&BOTH[..1], &BOTH[1..]] {
        let server = serve(settings(&Identity::of_localhost(), versions, None));
        assert_eq!(ask(&server, trusting()).await.as_deref(), Some("tls"));
        let further = TlsConfig::new().add_roots_from_pem(TRUSTED.pem()).unwrap();
        assert_eq!(ask(&server, further).await.as_deref(), Some("tls"));
    }
    // Several authorities in one file, as in `AWS_CA_BUNDLE`, with words between them.
    let bundle = format!("# ours\n{}\nand theirs\n{}", UNKNOWN.pem(), TRUSTED.pem());
    let server = serve(settings(&Identity::of_localhost(), BOTH, None));
    assert_eq!(ask(&server, TlsConfig::new().roots_from_pem(bundle).unwrap()).await.as_deref(), Some("tls"));
}

#[tokio::test]
async fn addresses_and_self_signed_certificates_can_be_trusted() {
    let server = serve(settings(&Identity::signed_by(&TRUSTED, &named("ip", &["127.0.0.1"])), BOTH, None));
    let config = server.config().endpoint(format!("https://{}", server.address)).tls(trusting());
    assert_eq!(server.client(config).call::<Get>(get("a")).await.unwrap().name.as_deref(), Some("tls"));

    let identity = Identity::self_signed(&named("self", &["localhost"]));
    let server = serve(settings(&identity, BOTH, None));
    let tls = TlsConfig::new().roots_from_pem(&identity.certificate).unwrap();
    assert_eq!(ask(&server, tls).await.as_deref(), Some("tls"));
}

#[tokio::test]
async fn certificates_that_are_not_valid_are_told_apart() {
    let localhost = |change: fn(&mut CertificateParams)| {
        let mut params = named("server", &["localhost"]);
        change(&mut params);
        params
    };
    let expired = localhost(|params| params.not_after = date_time_ymd(2020, 1, 2));
    let early = localhost(|params| params.not_before = date_time_ymd(4000, 1, 2));
    let authority = localhost(|params| params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained));
    let not_trusted = "is from an authority that is not trusted; `TlsConfig` can add it";
    let itself = "the server has signed its certificate itself; `TlsConfig` can make it trusted";
    let cases = [
        (Identity::signed_by(&UNKNOWN, &localhost(|_| {})), not_trusted),
        (Identity::self_signed(&localhost(|_| {})), itself),
        (Identity::self_signed(&authority), itself),
        (Identity::signed_by(&TRUSTED, &expired), "has expired, unless the clock of this machine is fast"),
        (Identity::signed_by(&TRUSTED, &early), "is not valid yet, unless the clock of this machine is slow"),
        (Identity::signed_by(&TRUSTED, &named("other", &["example.com"])), "is for another host"),
    ];
    for (identity, expected) in cases {
        for versions in [&BOTH[..1], &BOTH[1..]] {
            let text = refused(&serve(settings(&identity, versions, None)), trusting()).await;
            assert!(text.contains(expected), "{text}");
        }
    }
    // It is the names in the certificate that say what is wrong.
    let other = Identity::signed_by(&TRUSTED, &named("other", &["example.com"]));
    let text = refused(&serve(settings(&other, BOTH, None)), trusting()).await;
    assert!(text.contains("example.com") && text.contains("localhost"), "{text}");
}

#[tokio::test]
async fn mozillas_authorities_do_not_know_ours() {
    let server = serve(settings(&Identity::of_localhost(), BOTH, None));
    assert!(refused(&server, TlsConfig::new()).await.contains("not trusted"));
}

#[tokio::test]
async fn clients_show_their_certificate() {
    let client = Identity::signed_by(&TRUSTED, &named("client", &["client"]));
    let stranger = Identity::signed_by(&UNKNOWN, &named("stranger", &["stranger"]));
    let showing = |it: &Identity| trusting().client_certificate_from_pem(&it.certificate, &it.key).unwrap();
    for versions in [&BOTH[..1], &BOTH[1..]] {
        let serve = || serve(settings(&Identity::of_localhost(), versions, Some(&TRUSTED)));
        assert_eq!(ask(&serve(), showing(&client)).await.as_deref(), Some("tls"));
        let text = refused(&serve(), trusting()).await;
        assert!(text.contains("wants a certificate of the client"), "{text}");
        let text = refused(&serve(), showing(&stranger)).await;
        assert!(text.contains("the server refuses the certificate of the client"), "{text}");
    }
}

/// Reads the first record of a handshake, and responds with these bytes.
fn answering(bytes: &'static [u8]) -> Server {
    Server::new(move |mut stream: TcpStream| {
        let mut head = [0; 5];
        stream.read_exact(&mut head).unwrap();
        let length = usize::from(u16::from_be_bytes([head[3], head[4]]));
        stream.read_exact(&mut vec![0; length]).unwrap();
        stream.write_all(bytes).unwrap();
        drop(stream.shutdown(std::net::Shutdown::Write));
        drop(stream.read_to_end(&mut Vec::new()));
    })
}

#[tokio::test]
async fn peers_without_tls_or_with_an_old_version_are_told_apart() {
    let cases: [(&[u8], &str); 6] = [
        (b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n", "the server does not speak TLS on this port"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "the server does not speak TLS on this port"),
        // Alerts: protocol_version, handshake_failure, unrecognized_name.
        (&[0x15, 3, 1, 0, 2, 2, 70], "the server has no version of TLS, or no cipher, that is safe"),
        (&[0x15, 3, 3, 0, 2, 2, 40], "the server has no cipher in common with this client"),
        (&[0x15, 3, 3, 0, 2, 2, 112], "the server does not know this host"),
        // A ServerHello of TLS 1.1: version, random, no session, a cipher, no compression.
        (
            &[
                0x16, 3, 2, 0, 42, 2, 0, 0, 38, 3, 2, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
                7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 0, 0, 0x2f, 0,
            ],
            "the server has no version of TLS, or no cipher, that is safe",
        ),
    ];
    for (bytes, expected) in cases {
        let text = refused(&answering(bytes), trusting()).await;
        assert!(text.contains(expected), "{bytes:?}: {text}");
    }
}

#[tokio::test]
async fn a_handshake_that_breaks_off_is_tried_again() {
    let server = answering(b"");
    let error = server.client(config(&server, trusting()).max_attempts(2)).call::<Get>(get("a")).await.unwrap_err();
    assert_eq!(error.other().unwrap().kind(), ErrorKind::NotSent, "{error}");
    assert!(error.to_string().contains("the server ended the connection during the TLS handshake"), "{error}");
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn a_handshake_that_stalls_is_given_up() {
    let server = Server::new(|mut stream| drop(stream.read_to_end(&mut Vec::new())));
    let config = config(&server, trusting()).connect_timeout(Duration::from_millis(50)).max_attempts(1);
    let error = server.client(config).call::<Get>(get("a")).await.unwrap_err();
    assert_eq!(error.other().unwrap().kind(), ErrorKind::NotSent, "{error}");
    let expected = "no connection within 50ms: the TLS handshake is not finished; `Config::connect_timeout`";
    assert!(error.to_string().contains(expected), "{error}");
}

#[test]
fn certificates_that_cannot_be_used_are_refused_when_they_are_set() {
    let (one, other) = (Identity::of_localhost(), Identity::of_localhost());
    let cut = TRUSTED.pem().replace("-----END CERTIFICATE-----", "");
    let nonsense = "-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n";
    for (pem, expected) in [
        ("hello", "root certificates: there is no certificate in it"),
        (one.key.as_str(), "root certificates: there is no certificate in it"),
        (cut.as_str(), "root certificates: this is not PEM"),
        (nonsense, "root certificates: certificate 1 cannot be used"),
    ] {
        let error = TlsConfig::new().roots_from_pem(pem).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
    for (certificate, key, expected) in [
        (&one.key, &one.key, "client certificate: there is no certificate in it"),
        (&one.certificate, &one.certificate, "client certificate: there is no private key that is not encrypted"),
        (&one.certificate, &other.key, "client certificate: it cannot be used with this key"),
    ] {
        let error = TlsConfig::new().client_certificate_from_pem(certificate, key).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
    let both = format!("{}{}", one.certificate, one.key);
    let tls = TlsConfig::new().client_certificate_from_pem(&both, &both).unwrap();
    let roots = tls_roots(&tls);
    assert!(roots.starts_with("TlsConfig { roots: ") && roots.ends_with(", client_certificate: true }"), "{roots}");
}

/// What is shown of the settings, which has to be little.
fn tls_roots(tls: &TlsConfig) -> String {
    format!("{tls:?}")
}
