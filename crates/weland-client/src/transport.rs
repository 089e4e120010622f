//! How requests travel: any tower service, or hyper.

mod error;
#[cfg(feature = "hyper")]
mod hyper;
#[cfg(feature = "proxy")]
mod proxy;
mod settings;
#[cfg(feature = "hyper")]
mod tls;

use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::{Request, Response};
use tower_service::Service;
use weland_core::BoxError;
use weland_protocol::Body;

pub use self::error::TransportError;
pub(crate) use self::error::Verdict;
#[cfg(feature = "hyper")]
use self::error::find_cause;
#[cfg(feature = "proxy")]
pub use self::proxy::{ProxyConfig, ProxyConfigError};
#[cfg(feature = "http2")]
pub use self::settings::HttpVersion;
pub(crate) use self::settings::{ConnectionSettings, MAX_HEADER_SIZE};
#[cfg(feature = "hyper")]
pub use self::tls::{TlsConfig, TlsConfigError};
use crate::BoxFuture;

/// Sends HTTP requests; cheap to clone.
///
/// Anything that is a clonable tower service can be one: a client behind layers, or the router of a server that runs in the
/// same process, for tests without a socket.
///
/// ```
/// use std::convert::Infallible;
/// use std::future::{Ready, ready};
/// use std::task::{Context, Poll};
/// use http::{Request, Response};
/// use weland_client::{Body, Config, Transport};
///
/// #[derive(Clone)]
/// struct Teapot;
///
/// impl tower_service::Service<Request<Body>> for Teapot {
///     type Response = Response<Body>;
///     type Error = Infallible;
///     type Future = Ready<Result<Self::Response, Infallible>>;
///
///     fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
///         Poll::Ready(Ok(()))
///     }
///
///     fn call(&mut self, _: Request<Body>) -> Self::Future {
///         let mut response = Response::new(Body::default());
///         *response.status_mut() = http::StatusCode::IM_A_TEAPOT;
///         ready(Ok(response))
///     }
/// }
///
/// let config = Config::new().transport(Transport::new(Teapot)).endpoint("http://in-memory").unsigned();
/// ```
#[derive(Clone)]
pub struct Transport(Arc<dyn Sender>);

type Sent = BoxFuture<'static, Result<Response<Body>, BoxError>>;

/// What all services have in common once their types are gone.
trait Sender: Send + Sync {
    fn send(&self, request: Request<Body>) -> Sent;
}

impl Transport {
    /// Sends through a service. Each request gets a clone of it, which is polled until it is ready.
    ///
    /// What is tried again depends on what the service fails with. If a request was not sent, let it say so by
    /// [`TransportError::not_sent`]: then the call is tried again even if its operation is not idempotent.
    pub fn new<S, B>(service: S) -> Self
    where
        S: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Arc::new(Erased(Mutex::new(service))))
    }

    /// Sends a request. Its URI has to be absolute.
    ///
    /// # Errors
    /// When no response comes back. A [`TransportError`] says whether the request was sent.
    pub async fn send(&self, request: Request<Body>) -> Result<Response<Body>, BoxError> {
        self.0.send(request).await
    }
}

impl Transport {
    /// The default transport; `None` without the feature `hyper`.
    #[cfg(feature = "hyper")]
    #[allow(clippy::unnecessary_wraps, reason = "without the feature there is none")]
    pub(crate) fn standard(settings: &ConnectionSettings) -> Option<Self> {
        Some(Self::pooled(settings))
    }

    /// The default transport; `None` without the feature `hyper`.
    #[cfg(not(feature = "hyper"))]
    pub(crate) fn standard(_: &ConnectionSettings) -> Option<Self> {
        None
    }
}

/// In the extensions of a request: whether it may be sent again if nobody knows what became of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MayRepeat(
    #[cfg_attr(not(feature = "hyper"), allow(dead_code, reason = "only the default transport reads it"))]
    pub(crate)  bool,
);

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Transport(..)")
    }
}

/// The lock is for services that are not `Sync`; it is held while one is cloned.
struct Erased<S>(Mutex<S>);

impl<S, B> Sender for Erased<S>
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn send(&self, request: Request<Body>) -> Sent {
        let mut service = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            poll_fn(|cx| service.poll_ready(cx)).await.map_err(Into::into)?;
            let response = service.call(request).await.map_err(Into::into)?;
            Ok(response.map(Body::new))
        })
    }
}
