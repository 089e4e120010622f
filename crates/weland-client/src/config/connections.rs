//! Settings of the default transport.

use std::time::Duration;

use super::Config;
use crate::auth::OAuth2Client;
#[cfg(feature = "http2")]
use crate::transport::HttpVersion;
#[cfg(feature = "proxy")]
use crate::transport::ProxyConfig;
#[cfg(feature = "hyper")]
use crate::transport::TlsConfig;
use crate::transport::Transport;

impl Config {
    /// A client of OAuth 2 that reaches its authorization server as clients with this configuration reach their service: by the same
    /// transport, certificates and proxies.
    ///
    /// ```
    /// use weland_client::Config;
    ///
    /// let client = Config::new().oauth2_client("https://auth.example.com/token", "my-app");
    /// ```
    pub fn oauth2_client(&self, token_url: impl Into<String>, id: impl Into<String>) -> OAuth2Client {
        let client = OAuth2Client::new(token_url, id);
        match self.transport.clone().or_else(|| Transport::standard(&self.connections)) {
            Some(transport) => client.transport(transport),
            None => client,
        }
    }

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

    /// Sets the proxies that requests go through. Holds for the default transport.
    ///
    /// [`from_env`](Self::from_env) takes those that the environment names; see
    /// [`ProxyConfig::from_env`](crate::ProxyConfig::from_env).
    #[cfg(feature = "proxy")]
    #[must_use]
    pub fn proxy(mut self, proxy: ProxyConfig) -> Self {
        self.connections.proxy = Some(proxy);
        self
    }

    /// Sets which versions of HTTP are spoken. Holds for the default transport.
    #[cfg(feature = "http2")]
    #[must_use]
    pub fn http_version(mut self, version: HttpVersion) -> Self {
        self.connections.http_version = version;
        self
    }

    /// Sets after how much silence an HTTP/2 server that has requests of ours is pinged, 30 seconds at first; `None` is never. A
    /// connection whose server doesn't answer within the same time, or 20 seconds if that is less, is closed. Holds for the default
    /// transport.
    ///
    /// All calls to a host share one connection. If it is dead without anybody having said so, as after a change of network, they
    /// would all wait for as long as they may, and those that follow them, too.
    #[cfg(feature = "http2")]
    #[must_use]
    pub fn http2_keep_alive(mut self, interval: impl Into<Option<Duration>>) -> Self {
        self.connections.http2_keep_alive = interval.into();
        self
    }

    /// Sets how many connections to one host there may be at the same time, at least 1; at first, there is no limit. A request
    /// that needs a further one waits for it as long as [`connect_timeout`](Self::connect_timeout) says. Holds for the default
    /// transport.
    ///
    /// A response that is a stream keeps its connection until it has been read or dropped. HTTP/2 has as many requests on
    /// one connection as the server allows.
    #[must_use]
    pub fn max_connections_per_host(mut self, connections: usize) -> Self {
        self.connections.max_connections_per_host = Some(connections.max(1));
        self
    }
}
