//! The limits of a server as plain values.

use std::time::Duration;

/// See [`ServerConfig`](crate::ServerConfig) for their meanings. `None` is no limit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) connections: Option<usize>,
    /// Requests at a time on a connection over HTTP/2.
    #[cfg_attr(not(feature = "http2"), allow(dead_code, reason = "HTTP/1.1 has one at a time"))]
    pub(super) streams: u32,
    pub(super) head: Option<Duration>,
    pub(super) body: Option<Duration>,
    pub(super) event: Option<Duration>,
    pub(super) write: Option<Duration>,
    /// In bytes per second.
    pub(super) rate: Option<u32>,
    pub(super) idle: Option<Duration>,
    /// After the server was told to stop.
    pub(super) shutdown: Option<Duration>,
    pub(super) linger: Duration,
    pub(super) linger_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            // A bound on what connections may take up, not a number that a service is expected to reach.
            connections: Some(4096),
            // As many as the specification says that there should be at least.
            streams: 100,
            head: Some(seconds(30)),
            body: Some(seconds(30)),
            event: Some(seconds(600)),
            write: Some(seconds(30)),
            rate: Some(500),
            // Common load balancers give up idle connections after 60 s, and have to be the first to do so.
            idle: Some(seconds(65)),
            shutdown: None,
            linger: seconds(30),
            linger_bytes: 64 * 1024 * 1024,
        }
    }
}
