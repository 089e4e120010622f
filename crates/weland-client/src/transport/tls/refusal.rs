//! What errors of TLS mean, and what to do about them.

use std::error::Error;
use std::fmt;
use std::io;

use rustls::{AlertDescription as Alert, CertificateError, Error as TlsError, InvalidMessage};

use super::verify::SelfSigned;
use crate::transport::{TransportError, find_cause};

/// A connection that TLS has ended, in words, with the error of rustls as its cause.
#[derive(Debug)]
struct Refusal {
    meaning: &'static str,
    cause: Box<dyn Error + Send + Sync>,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.meaning)
    }
}

impl Error for Refusal {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.cause)
    }
}

/// Says what it means that a handshake has failed.
pub(in crate::transport) fn explain_handshake(error: io::Error) -> Box<dyn Error + Send + Sync> {
    let meaning = match find_cause(&error) {
        Some(error) => meaning(error),
        None if error.kind() == io::ErrorKind::UnexpectedEof => {
            "the server ended the connection during the TLS handshake"
        }
        None => "the connection failed during the TLS handshake",
    };
    Box::new(Refusal { meaning, cause: error.into() })
}

/// Says what it means that a connection has failed, if the server has refused the certificate of the client. With TLS 1.3, a
/// client hears of that only after its handshake; the server has not looked at the request then.
pub(in crate::transport) fn explain(
    error: Box<dyn Error + Send + Sync>,
) -> Result<TransportError, Box<dyn Error + Send + Sync>> {
    match find_cause::<TlsError>(&*error) {
        Some(TlsError::AlertReceived(alert)) if is_about_certificate(*alert) => {
            let meaning = of_alert(*alert);
            Ok(TransportError::not_sent(Refusal { meaning, cause: error }).lasting())
        }
        _ => Err(error),
    }
}

fn meaning(error: &TlsError) -> &'static str {
    match error {
        TlsError::InvalidCertificate(error) => of_certificate(error),
        TlsError::AlertReceived(alert) => of_alert(*alert),
        TlsError::InvalidMessage(InvalidMessage::InvalidContentType) => {
            "the server does not speak TLS on this port; is it meant to be reached by `http`?"
        }
        TlsError::PeerIncompatible(_) => OUTDATED,
        TlsError::NoApplicationProtocol => NO_HTTP,
        _ => "the TLS handshake failed",
    }
}

const OUTDATED: &str = "the server has no version of TLS, or no cipher, that is safe; it needs TLS 1.2 or newer";
const NO_HTTP: &str = "the server has no version of HTTP that this client speaks";

fn of_certificate(error: &CertificateError) -> &'static str {
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "the certificate of the server has expired, unless the clock of this machine is fast"
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "the certificate of the server is not valid yet, unless the clock of this machine is slow"
        }
        CertificateError::UnknownIssuer => {
            "the certificate of the server is from an authority that is not trusted; `TlsConfig` can add it"
        }
        CertificateError::Other(other) if other.0.is::<SelfSigned>() => {
            "the server has signed its certificate itself; `TlsConfig` can make it trusted"
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "the certificate of the server is for another host"
        }
        _ => "the certificate of the server is not valid",
    }
}

fn is_about_certificate(alert: Alert) -> bool {
    use Alert::{
        AccessDenied, BadCertificate, CertificateExpired, CertificateRequired, CertificateRevoked, CertificateUnknown,
        UnknownCA, UnsupportedCertificate,
    };
    matches!(
        alert,
        AccessDenied
            | BadCertificate
            | CertificateExpired
            | CertificateRequired
            | CertificateRevoked
            | CertificateUnknown
            | UnknownCA
            | UnsupportedCertificate
    )
}

fn of_alert(alert: Alert) -> &'static str {
    match alert {
        Alert::CertificateRequired => {
            "the server wants a certificate of the client; `TlsConfig::client_certificate_from_pem` sets one"
        }
        Alert::ProtocolVersion | Alert::InsufficientSecurity => OUTDATED,
        Alert::HandshakeFailure => {
            "the server has no cipher in common with this client, or wants a certificate of the client"
        }
        Alert::NoApplicationProtocol => NO_HTTP,
        Alert::UnrecognisedName => "the server does not know this host",
        alert if is_about_certificate(alert) => "the server refuses the certificate of the client",
        _ => "the server refuses the TLS handshake",
    }
}
