//! What TLS connections rely on: the authorities that are trusted, and the client's own certificate.

mod refusal;
mod verify;

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::{ClientConfig, RootCertStore};

use self::verify::Verifier;

pub(super) use self::refusal::{explain, explain_handshake};

/// Which certificates the default transport trusts, and which one it shows to servers that ask for one.
///
/// Without further settings, servers are trusted if their certificate is from an authority that Mozilla trusts. The list is
/// compiled in.
///
/// ```no_run
/// use weland_client::{Config, TlsConfig};
///
/// let pem = std::fs::read("company-ca.pem")?;
/// let config = Config::new().tls(TlsConfig::new().add_roots_from_pem(pem)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct TlsConfig {
    roots: Arc<RootCertStore>,
    /// What shows the certificate of the client.
    identity: Option<Arc<SingleCertAndKey>>,
}

impl TlsConfig {
    /// Trusts the authorities that Mozilla trusts, and has no certificate for the client.
    pub fn new() -> Self {
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        Self { roots: Arc::new(roots), identity: None }
    }

    /// Trusts the certificates in these PEM bytes, such as the contents of the file that `AWS_CA_BUNDLE` names, and no others.
    ///
    /// # Errors
    /// When the bytes are not PEM, hold no certificate, or hold one that cannot be an authority's.
    pub fn roots_from_pem(mut self, pem: impl AsRef<[u8]>) -> Result<Self, TlsConfigError> {
        self.roots = Arc::new(RootCertStore::empty());
        self.add_roots_from_pem(pem)
    }

    /// Trusts the certificates in these PEM bytes as well.
    ///
    /// # Errors
    /// The same as those of [`roots_from_pem`](Self::roots_from_pem).
    pub fn add_roots_from_pem(mut self, pem: impl AsRef<[u8]>) -> Result<Self, TlsConfigError> {
        for (index, certificate) in certificates(pem.as_ref(), "root certificates")?.into_iter().enumerate() {
            Arc::make_mut(&mut self.roots).add(certificate).map_err(|error| {
                let message = format!("root certificates: certificate {} cannot be used", index + 1);
                TlsConfigError::new(message, error)
            })?;
        }
        Ok(self)
    }

    /// Trusts the authorities that the operating system trusts, and no others. `SSL_CERT_FILE` and `SSL_CERT_DIR` name other
    /// places for them, as with OpenSSL.
    ///
    /// # Errors
    /// When none is found that can be used. Single ones that cannot be read are passed over.
    #[cfg(feature = "platform-roots")]
    pub fn platform_roots(mut self) -> Result<Self, TlsConfigError> {
        let found = rustls_native_certs::load_native_certs();
        self.roots = Arc::new(RootCertStore::empty());
        let (added, _) = Arc::make_mut(&mut self.roots).add_parsable_certificates(found.certs);
        if added > 0 {
            return Ok(self);
        }
        let message = "the operating system has no root certificates; install them, or set `SSL_CERT_FILE`".to_owned();
        Err(TlsConfigError { message, cause: found.errors.into_iter().next().map(|error| Box::new(error) as _) })
    }

    /// Shows a certificate to servers that ask for one. `certificates` is the client's certificate, followed by those of
    /// authorities between it and one that the server knows; `key` is its private key (PKCS #8, PKCS #1 or SEC 1). Both are PEM,
    /// and may be the same bytes.
    ///
    /// # Errors
    /// When one of them is not PEM, or lacks what is expected of it, or when key and certificate do not belong together.
    pub fn client_certificate_from_pem(
        mut self,
        certificates: impl AsRef<[u8]>,
        key: impl AsRef<[u8]>,
    ) -> Result<Self, TlsConfigError> {
        let chain = self::certificates(certificates.as_ref(), "client certificate")?;
        let key = PrivateKeyDer::from_pem_slice(key.as_ref()).map_err(|error| {
            let message = match error {
                pem::Error::NoItemsFound => "client certificate: there is no private key that is not encrypted",
                _ => "client certificate: the private key is not PEM",
            };
            TlsConfigError::new(message.to_owned(), error)
        })?;
        let certified = CertifiedKey::from_der(chain, key, &ring::default_provider()).map_err(|error| {
            TlsConfigError::new("client certificate: it cannot be used with this key".to_owned(), error)
        })?;
        self.identity = Some(Arc::new(certified.into()));
        Ok(self)
    }

    /// The same without a certificate of the client.
    #[cfg(feature = "proxy")]
    pub(super) fn without_identity(self) -> Self {
        Self { identity: None, ..self }
    }

    pub(super) fn client_config(&self) -> Result<ClientConfig, rustls::Error> {
        // The provider is named: rustls panics if it has to choose, which other crates of a program can make it do.
        let provider = Arc::new(ring::default_provider());
        let algorithms = provider.signature_verification_algorithms;
        let builder = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Verifier { roots: Arc::clone(&self.roots), algorithms }));
        Ok(match &self.identity {
            Some(identity) => builder.with_client_cert_resolver(Arc::<SingleCertAndKey>::clone(identity)),
            None => builder.with_no_client_auth(),
        })
    }
}

impl Default for TlsConfig {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for TlsConfig {
    /// Without the certificates, and above all without the private key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TlsConfig")
            .field("roots", &self.roots.len())
            .field("client_certificate", &self.identity.is_some())
            .finish()
    }
}

fn certificates(pem: &[u8], what: &str) -> Result<Vec<CertificateDer<'static>>, TlsConfigError> {
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    let certificates = read.map_err(|error| TlsConfigError::new(format!("{what}: this is not PEM"), error))?;
    if certificates.is_empty() {
        let message =
            format!("{what}: there is no certificate in it; PEM has lines such as `-----BEGIN CERTIFICATE-----`");
        return Err(TlsConfigError { message, cause: None });
    }
    Ok(certificates)
}

/// Why certificates or keys cannot be used.
#[derive(Debug)]
pub struct TlsConfigError {
    message: String,
    cause: Option<Box<dyn Error + Send + Sync>>,
}

impl TlsConfigError {
    fn new(message: String, cause: impl Error + Send + Sync + 'static) -> Self {
        Self { message: format!("{message}: {cause}"), cause: Some(Box::new(cause)) }
    }
}

impl fmt::Display for TlsConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for TlsConfigError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}
