//! The settings of a server.

use std::convert::Infallible;
use std::future::pending;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use tokio::net::TcpListener;
use tower_service::Service;
use weland_core::BoxError;

use super::accept::run;
use super::limits::Limits;
use super::request_body::RequestBody;
#[cfg(feature = "tls")]
use super::tls::TlsConfig;

/// The settings of a server: how long it waits for a peer, how many it serves at a time, and its certificate.
///
/// Limits end connections whose peer has gone, or is too slow. None of them limits a handler before the server stops: that is up to
/// the service, which may put a timeout of `tower` around the router.
///
/// | setting | default | limits |
/// |---|---|---|
/// | [`max_connections`](Self::max_connections) | 4096 | connections at a time |
/// | [`max_streams`](Self::max_streams) | 100 | requests at a time on a connection over HTTP/2 |
/// | [`head_timeout`](Self::head_timeout) | 30 s | the time that the head of a request takes |
/// | [`body_timeout`](Self::body_timeout) | 30 s | silence in the body of a request |
/// | [`event_timeout`](Self::event_timeout) | 10 min | silence in a stream of events that a client sends |
/// | [`write_timeout`](Self::write_timeout) | 30 s | the time in which a client reads nothing of a response |
/// | [`min_rate`](Self::min_rate) | 500 bytes/s | the speed of both, after that time |
/// | [`idle_timeout`](Self::idle_timeout) | 65 s | the time between two requests |
/// | [`shutdown_timeout`](Self::shutdown_timeout) | none | the time that open requests have when the server stops |
/// | [`linger_timeout`](Self::linger_timeout), [`linger_limit`](Self::linger_limit) | 30 s, 64 MiB | what is read of a body that nobody wants |
///
/// ```no_run
/// # static SERVICE: weland_core::ServiceSchema = weland_core::ServiceSchema {
/// #     name: "Greeter", version: "1", sdk_id: "Greeter",
/// #     namespace: "example",
/// #     ..weland_core::ServiceSchema::EMPTY
/// # };
/// # async fn run() -> std::io::Result<()> {
/// use std::time::Duration;
///
/// use weland_server::{Router, ServerConfig, protocol::RestJson1};
///
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:9001").await?;
/// let config = ServerConfig::new().max_connections(100).body_timeout(Duration::from_secs(10)).min_rate(None);
/// config.serve(listener, Router::new(&SERVICE, &RestJson1)).await;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct ServerConfig {
    limits: Limits,
    #[cfg(feature = "tls")]
    tls: Option<TlsConfig>,
}

impl ServerConfig {
    /// The default limits.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how many connections are open at a time. Further ones wait until one is closed. With `None` there is no limit
    /// but that of the system; `Some(0)` counts as one.
    #[must_use]
    pub fn max_connections(mut self, connections: impl Into<Option<usize>>) -> Self {
        self.limits.connections = connections.into();
        self
    }

    /// Sets how many requests a client may have open at a time on a connection over HTTP/2; at least one. Clients keep further ones back.
    ///
    /// Together with [`max_connections`](Self::max_connections), it bounds how many handlers run at a time. What a connection takes up
    /// is bounded as well: a client may send 256 KiB of a body and 1 MiB of all bodies that no handler has read, and 32 KiB of headers
    /// of a request. One that cancels 200 requests more than it lets be answered is cut off, and one that does not let a response be
    /// sent loses that response, after the [`write_timeout`](Self::write_timeout).
    #[cfg(feature = "http2")]
    #[must_use]
    pub fn max_streams(mut self, streams: u32) -> Self {
        self.limits.streams = streams.max(1);
        self
    }

    /// Sets how long a client may take for the head of a request: from its first byte or, for the first request, from the
    /// start of the connection. With `None` it may take forever.
    #[must_use]
    pub fn head_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.limits.head = timeout.into();
        self
    }

    /// Sets how long the body of a request may be silent while the server waits for it. The response to one that is silent
    /// for longer, or slower than [`min_rate`](Self::min_rate), has status 408. A handler that reads its input as a stream
    /// gets [`BodyTimeout`](crate::BodyTimeout) from it. With `None`, the server waits forever.
    #[must_use]
    pub fn body_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.limits.body = timeout.into();
        self
    }

    /// Sets how long a stream of events that a client sends may be silent; its rate is not limited. With `None`, the server
    /// waits forever.
    #[must_use]
    pub fn event_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.limits.event = timeout.into();
        self
    }

    /// Sets how long a client may read nothing of what the server has written. The connection of one that is silent for
    /// longer, or slower than [`min_rate`](Self::min_rate), is closed. With `None`, the server waits forever. Over HTTP/2, the same
    /// holds for each response whose client does not let it be sent: the server gives up the response.
    #[must_use]
    pub fn write_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.limits.write = timeout.into();
        self
    }

    /// Sets how many bytes per second a client has to send of a body, or to read of a response. Only the time in which the
    /// server waits for the client counts, and the first [`body_timeout`](Self::body_timeout) or
    /// [`write_timeout`](Self::write_timeout) of it doesn't. With `None` or zero, any speed will do.
    #[must_use]
    pub fn min_rate(mut self, bytes_per_second: impl Into<Option<u32>>) -> Self {
        self.limits.rate = bytes_per_second.into().filter(|rate| *rate > 0);
        self
    }

    /// Sets how long a connection is kept open between two requests. Load balancers and pools of clients should be set to
    /// less, or they may send a request on a connection that is being closed. With `None` it is kept open forever.
    #[must_use]
    pub fn idle_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.limits.idle = timeout.into();
        self
    }

    /// Sets how long requests that have begun may go on when the server [stops](Self::serve_until). Connections that are still
    /// open then are closed, and their handlers are dropped. With `None`, which is the default, the server waits for the last
    /// response, be it an endless stream.
    #[must_use]
    pub fn shutdown_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.limits.shutdown = timeout.into();
        self
    }

    /// Sets how long the server goes on reading after it has responded to a request whose body nobody has read to its end,
    /// because it is too large for example. What it reads is thrown away. If it closed the connection at once, the client,
    /// which is still sending, would see that the connection was reset, and might never see the response. With
    /// [`Duration::ZERO`] it closes the connection at once.
    #[must_use]
    pub fn linger_timeout(mut self, timeout: Duration) -> Self {
        self.limits.linger = timeout;
        self
    }

    /// Sets how many bytes are read for that at most.
    #[must_use]
    pub fn linger_limit(mut self, bytes: u64) -> Self {
        self.limits.linger_bytes = bytes;
        self
    }

    /// Serves HTTPS with this certificate. A client has the [`head_timeout`](Self::head_timeout) to negotiate the connection, and
    /// as much again for its first request.
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn tls(mut self, tls: TlsConfig) -> Self {
        self.tls = Some(tls);
        self
    }

    /// [Serves](crate::serve) within these limits.
    pub async fn serve<S, B>(self, listener: TcpListener, service: S)
    where
        S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
        S::Future: Send,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        self.serve_until(listener, service, pending()).await;
    }

    /// [Serves](crate::serve_until) within these limits until `shutdown` is ready.
    pub async fn serve_until<S, B>(self, listener: TcpListener, service: S, shutdown: impl Future<Output = ()>)
    where
        S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
        S::Future: Send,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        #[cfg(feature = "tls")]
        let tls = self.tls;
        #[cfg(not(feature = "tls"))]
        let tls = None;
        run(listener, service, (self.limits, tls), shutdown).await;
    }
}
