//! A router on a listener.

mod accept;
mod activity;
mod config;
mod connection;
#[cfg(feature = "http2")]
mod http2;
mod limits;
mod linger;
mod pace;
mod request_body;
mod response_body;
mod service;
mod socket;
#[cfg(test)]
mod tests;
mod timer;
#[cfg(feature = "tls")]
mod tls;
#[cfg(not(feature = "tls"))]
mod tls {
    //! Nothing but the type of what there is none of.

    /// No settings can be made.
    #[derive(Debug, Clone)]
    pub(super) enum TlsConfig {}
}

mod transfer;
#[cfg(feature = "http2")]
mod version;

use std::convert::Infallible;

use bytes::Bytes;
use http::{Request, Response};
use tokio::net::TcpListener;
use tower_service::Service;
use weland_core::BoxError;

pub use self::config::ServerConfig;
pub use self::request_body::RequestBody;
#[cfg(feature = "tls")]
pub use self::tls::{TlsConfig, TlsConfigError};

/// Serves HTTP/1.1, and HTTP/2 with the feature `http2`, for as long as the future is polled, within the default limits of [`ServerConfig`].
///
/// `service` is a [`Router`](crate::Router), with or without `tower` layers around it.
///
/// ```no_run
/// # static SERVICE: weland_core::ServiceSchema = weland_core::ServiceSchema {
/// #     name: "Greeter", version: "1", sdk_id: "Greeter",
/// #     namespace: "example",
/// #     ..weland_core::ServiceSchema::EMPTY
/// # };
/// # async fn run() -> std::io::Result<()> {
/// use weland_server::{Router, protocol::RestJson1};
///
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:9001").await?;
/// weland_server::serve(listener, Router::new(&SERVICE, &RestJson1)).await;
/// # Ok(())
/// # }
/// ```
pub async fn serve<S, B>(listener: TcpListener, service: S)
where
    S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    ServerConfig::new().serve(listener, service).await;
}

/// Serves HTTP/1.1, and HTTP/2 with the feature `http2`, until `shutdown` is ready, then accepts no more connections, finishes the requests that have begun,
/// and returns after the last response. The limits are the default ones of [`ServerConfig`].
///
/// [`ServerConfig::shutdown_timeout`] limits the time that this takes.
pub async fn serve_until<S, B>(listener: TcpListener, service: S, shutdown: impl Future<Output = ()>)
where
    S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    ServerConfig::new().serve_until(listener, service, shutdown).await;
}
