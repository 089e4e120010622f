//! Certificates of an authority that is made for a test.

use std::sync::{Arc, LazyLock};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd};
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, SupportedProtocolVersion, version};

/// A certificate authority.
pub type Authority = CertifiedIssuer<'static, KeyPair>;

/// The authority that clients trust.
pub static TRUSTED: LazyLock<Authority> = LazyLock::new(|| authority("trusted"));
/// One that they do not know.
pub static UNKNOWN: LazyLock<Authority> = LazyLock::new(|| authority("unknown"));

fn authority(name: &str) -> Authority {
    let mut params = named(name, &[]);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// The parameters of a certificate for these hosts.
pub fn named(name: &str, hosts: &[&str]) -> CertificateParams {
    let mut params = CertificateParams::new(hosts.iter().map(|host| (*host).to_owned()).collect::<Vec<_>>()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params
}

/// A certificate and its key, as PEM.
#[derive(Debug)]
pub struct Identity {
    /// The certificate.
    pub certificate: String,
    /// Its key.
    pub key: String,
}

impl Identity {
    /// One that an authority has signed.
    pub fn signed_by(authority: &Authority, params: &CertificateParams) -> Self {
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, authority).unwrap().pem();
        Self { certificate, key: key.serialize_pem() }
    }

    /// One that has signed itself.
    pub fn self_signed(params: &CertificateParams) -> Self {
        let key = KeyPair::generate().unwrap();
        Self { certificate: params.self_signed(&key).unwrap().pem(), key: key.serialize_pem() }
    }

    /// A good one, for 127.0.0.1.
    pub fn of_address() -> Self {
        Self::signed_by(&TRUSTED, &named("server", &["127.0.0.1"]))
    }

    /// Of an unknown authority, self-signed, expired, not valid yet.
    pub fn wrong() -> [Self; 4] {
        let server = || named("server", &["127.0.0.1"]);
        let (mut expired, mut early) = (server(), server());
        expired.not_after = date_time_ymd(2020, 1, 2);
        early.not_before = date_time_ymd(4000, 1, 2);
        [
            Self::signed_by(&UNKNOWN, &server()),
            Self::self_signed(&server()),
            Self::signed_by(&TRUSTED, &expired),
            Self::signed_by(&TRUSTED, &early),
        ]
    }

    /// A good one, for `localhost`.
    pub fn of_localhost() -> Self {
        Self::signed_by(&TRUSTED, &named("server", &["localhost"]))
    }
}

/// TLS 1.3 and 1.2.
pub static BOTH: &[&SupportedProtocolVersion] = &[&version::TLS13, &version::TLS12];

/// The settings of a server, which asks for a certificate that `clients` has signed.
pub fn settings(
    identity: &Identity,
    versions: &[&'static SupportedProtocolVersion],
    clients: Option<&Authority>,
) -> ServerConfig {
    let chain = CertificateDer::pem_slice_iter(identity.certificate.as_bytes()).map(Result::unwrap).collect();
    let key = PrivateKeyDer::from_pem_slice(identity.key.as_bytes()).unwrap();
    let provider = Arc::new(ring::default_provider());
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider)).with_protocol_versions(versions).unwrap();
    let builder = match clients {
        Some(authority) => {
            let mut roots = RootCertStore::empty();
            roots.add(authority.der().clone()).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap();
            builder.with_client_cert_verifier(verifier)
        }
        None => builder.with_no_client_auth(),
    };
    builder.with_single_cert(chain, key).unwrap()
}
