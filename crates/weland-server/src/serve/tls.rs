//! Connections over TLS.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use rustls::RootCertStore;
use rustls::crypto::ring;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// The versions of HTTP that the server speaks, the one it prefers first.
#[cfg(feature = "http2")]
const VERSIONS: [&[u8]; 2] = [b"h2", b"http/1.1"];
#[cfg(not(feature = "http2"))]
const VERSIONS: [&[u8]; 1] = [b"http/1.1"];

/// The certificate of a server, and whose certificates it asks clients for: see [`ServerConfig::tls`](crate::ServerConfig::tls).
///
/// The versions are TLS 1.2 and 1.3; with the feature `http2`, clients that want it are served HTTP/2. Settings of `rustls` that are made
/// elsewhere, to choose among several certificates for example, can be [used as they are](Self::from_rustls).
///
/// ```no_run
/// use weland_server::TlsConfig;
///
/// let tls = TlsConfig::from_pem(std::fs::read("server.pem")?, std::fs::read("server-key.pem")?)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct TlsConfig(Arc<rustls::ServerConfig>);

impl TlsConfig {
    /// Shows this certificate to clients, and asks for none of theirs. `certificates` is the server's certificate, followed by
    /// those of authorities between it and one that clients know; `key` is its private key (PKCS #8, PKCS #1 or SEC 1). Both are
    /// PEM, and may be the same bytes.
    ///
    /// # Errors
    /// When one of them is not PEM, or lacks what is expected of it, or when key and certificate do not belong together.
    pub fn from_pem(certificates: impl AsRef<[u8]>, key: impl AsRef<[u8]>) -> Result<Self, TlsConfigError> {
        Self::new(certificates.as_ref(), key.as_ref(), None)
    }

    /// Shows this certificate to clients, as [`from_pem`](Self::from_pem) does, and serves only those that have a certificate of
    /// one of the authorities in the PEM bytes `clients`.
    ///
    /// # Errors
    /// The same as those of [`from_pem`](Self::from_pem), and when `clients` has no certificate that can be an authority's.
    pub fn from_pem_for_clients_of(
        certificates: impl AsRef<[u8]>,
        key: impl AsRef<[u8]>,
        clients: impl AsRef<[u8]>,
    ) -> Result<Self, TlsConfigError> {
        Self::new(certificates.as_ref(), key.as_ref(), Some(clients.as_ref()))
    }

    /// Uses settings of `rustls` as they are. For HTTP/2, their `alpn_protocols` have to have `h2`.
    pub fn from_rustls(config: Arc<rustls::ServerConfig>) -> Self {
        Self(config)
    }

    fn new(chain: &[u8], key: &[u8], clients: Option<&[u8]>) -> Result<Self, TlsConfigError> {
        let chain = certificates(chain, "certificate")?;
        let key = private_key(key)?;
        // The provider is named: rustls panics if it has to choose, which other crates of a program can make it do.
        let provider = Arc::new(ring::default_provider());
        let builder = rustls::ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .map_err(|error| TlsConfigError::new("versions of TLS", error))?;
        let builder = match clients {
            Some(pem) => {
                let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots(pem)?), provider).build();
                let verifier = verifier.map_err(|error| TlsConfigError::new("authorities of clients", error))?;
                builder.with_client_cert_verifier(verifier)
            }
            None => builder.with_no_client_auth(),
        };
        let config = builder.with_single_cert(chain, key);
        let mut config =
            config.map_err(|error| TlsConfigError::new("the certificate can't be used with this key", error))?;
        config.alpn_protocols = VERSIONS.map(<[u8]>::to_vec).to_vec();
        Ok(Self(Arc::new(config)))
    }

    /// Greets a client. `None` if that fails, which the client is told by an alert, or takes longer than the time.
    pub(super) async fn handshake(self, stream: TcpStream, time: Option<Duration>) -> Option<TlsStream<TcpStream>> {
        let accepted = TlsAcceptor::from(self.0).accept(stream);
        match time {
            Some(time) => timeout(time, accepted).await.ok()?.ok(),
            None => accepted.await.ok(),
        }
    }
}

impl fmt::Debug for TlsConfig {
    /// Without the certificates, and above all without the private key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TlsConfig").finish_non_exhaustive()
    }
}

fn certificates(pem: &[u8], what: &str) -> Result<Vec<CertificateDer<'static>>, TlsConfigError> {
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    let found = read.and_then(|found| if found.is_empty() { Err(pem::Error::NoItemsFound) } else { Ok(found) });
    found.map_err(|error| match error {
        pem::Error::NoItemsFound => TlsConfigError::new(
            format_args!("{what}: there is none in it; PEM has lines such as `-----BEGIN CERTIFICATE-----`"),
            error,
        ),
        _ => TlsConfigError::new(format_args!("{what}: this is not PEM"), error),
    })
}

fn private_key(pem: &[u8]) -> Result<PrivateKeyDer<'static>, TlsConfigError> {
    PrivateKeyDer::from_pem_slice(pem).map_err(|error| match error {
        pem::Error::NoItemsFound => TlsConfigError::new(
            "private key: there is none that isn't encrypted; decrypt it with `openssl pkey`",
            error,
        ),
        _ => TlsConfigError::new("private key: this is not PEM", error),
    })
}

fn roots(pem: &[u8]) -> Result<RootCertStore, TlsConfigError> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates(pem, "authorities of clients")? {
        roots.add(certificate).map_err(|error| TlsConfigError::new("authorities of clients", error))?;
    }
    Ok(roots)
}

/// Why a certificate or a key can't be used.
#[derive(Debug)]
pub struct TlsConfigError {
    message: String,
    cause: Box<dyn Error + Send + Sync>,
}

impl TlsConfigError {
    fn new(message: impl fmt::Display, cause: impl Error + Send + Sync + 'static) -> Self {
        Self { message: format!("{message}: {cause}"), cause: Box::new(cause) }
    }
}

impl fmt::Display for TlsConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for TlsConfigError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.cause)
    }
}
