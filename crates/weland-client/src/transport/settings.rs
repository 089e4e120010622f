//! How the default transport connects.

use std::time::Duration;

#[cfg(feature = "proxy")]
use super::proxy::ProxyConfig;
#[cfg(feature = "hyper")]
use super::tls::TlsConfig;

/// How many bytes the headers of a response may have, unless something else is set.
pub(crate) const MAX_HEADER_SIZE: usize = 128 * 1024;

/// The settings of the default transport.
#[derive(Debug, Clone)]
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
    /// After how much silence an HTTP/2 server has to answer a ping, while it has requests; `None` is never.
    #[cfg(feature = "http2")]
    pub(crate) http2_keep_alive: Option<Duration>,
    #[cfg(feature = "proxy")]
    pub(crate) proxy: Option<ProxyConfig>,
    /// How many connections to one host there may be at the same time; `None` is no limit.
    pub(crate) max_connections_per_host: Option<usize>,
    /// How many bytes the headers of a response may have.
    #[cfg_attr(not(feature = "hyper"), allow(dead_code, reason = "only the default transport reads it"))]
    pub(crate) max_header_size: usize,
}

impl ConnectionSettings {
    /// What holds unless something else is set.
    pub(crate) fn new() -> Self {
        Self {
            connect_timeout: Some(Duration::from_secs(5)),
            idle_timeout: None,
            #[cfg(feature = "hyper")]
            tls: None,
            #[cfg(feature = "http2")]
            http_version: HttpVersion::default(),
            #[cfg(feature = "http2")]
            http2_keep_alive: Some(Duration::from_secs(30)),
            #[cfg(feature = "proxy")]
            proxy: None,
            max_connections_per_host: None,
            max_header_size: MAX_HEADER_SIZE,
        }
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
