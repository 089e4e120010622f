//! How the default transport connects.

use std::time::Duration;

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
}

impl ConnectionSettings {
    /// What holds unless something else is set.
    pub(crate) fn new() -> Self {
        Self { connect_timeout: Some(Duration::from_secs(5)), ..Self::default() }
    }
}
