//! Settings of the default transport.

use std::time::Duration;

use super::Config;
#[cfg(feature = "hyper")]
use crate::transport::TlsConfig;

impl Config {
    /// Sets how long to wait for a connection, TLS included, 5 seconds at first; `None` is no limit. Holds for the default
    /// transport.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.connections.connect_timeout = timeout.into();
        self
    }

    /// Sets how long a connection may have been idle if a request is sent over it. Holds for the default transport.
    ///
    /// It should be less than the time after which the server closes idle connections, since a request that is on its way then
    /// is lost. Unless it is set, it is 50 seconds, or 4 seconds before a request that may not be sent twice: most servers wait
    /// longer than that. If a server announces its time by a `Keep-Alive` header, the client waits no longer than that.
    #[must_use]
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.connections.idle_timeout = Some(timeout);
        self
    }

    /// Sets which certificates are trusted, and which one the client shows. Holds for the default transport.
    #[cfg(feature = "hyper")]
    #[must_use]
    pub fn tls(mut self, tls: TlsConfig) -> Self {
        self.connections.tls = Some(tls);
        self
    }
}
