//! How the default transport connects.

use std::time::Duration;

#[cfg(feature = "proxy")]
use super::proxy::ProxyConfig;
#[cfg(feature = "hyper")]
use super::tls::TlsConfig;

/// The settings of the default transport.
#[derive(Debug, Clone, Default)]
pub(crate) struct ConnectionSettings {
    /// How long to wait for a connection, TLS included; `None` is no limit.
    pub(crate) connect_timeout: Option<Duration>,
    /// How long a connection may be idle before a request; `None` lets it depend on the request.
    pub(crate) idle_timeout: Option<Duration>,
    /// `None` trusts the authorities that are compiled in.
    #[cfg(feature = "hyper")]
    pub(crate) tls: Option<TlsConfig>,
    #[cfg(feature = "http2")]
    pub(crate) http_version: HttpVersion,
    #[cfg(feature = "proxy")]
    pub(crate) proxy: Option<ProxyConfig>,
    /// How many connections to one host there may be at the same time; `None` is no limit.
    pub(crate) max_connections_per_host: Option<usize>,
}

impl ConnectionSettings {
    /// What holds unless something else is set.
    pub(crate) fn new() -> Self {
        Self { connect_timeout: Some(Duration::from_secs(5)), ..Self::default() }
    }
}

/// The versions of HTTP that the default transport speaks.
#[cfg(feature = "http2")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum HttpVersion {
    /// HTTP/1.1 only.
    Http1,
    /// HTTP/2 if a server agrees on it in the TLS handshake (ALPN), HTTP/1.1 otherwise; HTTP/1.1 without TLS.
    #[default]
    Negotiated,
    /// HTTP/2 only. Without TLS, servers are taken to speak it (prior knowledge).
    Http2,
}

#[cfg(feature = "http2")]
impl HttpVersion {
    /// The protocols that a client offers.
    pub(super) fn alpn(self) -> Vec<Vec<u8>> {
        let names: &[&[u8]] = match self {
            Self::Http1 => &[b"http/1.1"],
            Self::Negotiated => &[b"h2", b"http/1.1"],
            Self::Http2 => &[b"h2"],
        };
        names.iter().map(|name| name.to_vec()).collect()
    }
}
