//! The default transport: hyper's pooled client over rustls, with Mozilla's root certificates compiled in.

use std::future::ready;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::{Request, Response, Uri};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tower_service::Service;
use weland_core::BoxError;
use weland_protocol::Body;

use super::{Transport, TransportError};
use crate::BoxFuture;
use crate::time;

/// A silent peer is noticed after this time, however long a response may take.
const KEEP_ALIVE: Duration = Duration::from_secs(30);
/// Idle connections are closed before load balancers, which commonly wait for 60 s, do so.
const IDLE: Duration = Duration::from_secs(50);

impl Transport {
    /// HTTP/1.1 over TLS, or in plain for `http` URIs; connections are kept for later requests.
    ///
    /// Has to be used within a Tokio runtime.
    pub fn hyper(connect_timeout: Duration) -> Self {
        Self::new(Hyper(client(connect_timeout).map_err(Arc::new)))
    }
}

fn client(connect_timeout: Duration) -> Result<Client<Connector, Body>, rustls::Error> {
    let mut http = HttpConnector::new();
    http.enforce_http(false);
    http.set_nodelay(true);
    http.set_keepalive(Some(KEEP_ALIVE));
    // The provider is named: rustls panics if it has to choose, which other crates of a program can make it do.
    let https = HttpsConnectorBuilder::new()
        .with_provider_and_webpki_roots(rustls::crypto::ring::default_provider())?
        .https_or_http()
        .enable_http1()
        .wrap_connector(http);
    let connector = Connector { https, timeout: connect_timeout };
    Ok(Client::builder(TokioExecutor::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(IDLE)
        .set_host(false)
        .build(connector))
}

/// Tells failures to connect from failures after that.
#[derive(Clone)]
struct Hyper(Result<Client<Connector, Body>, Arc<rustls::Error>>);

impl Service<Request<Body>> for Hyper {
    type Response = Response<hyper::body::Incoming>;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Self::Response, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let client = match (&self.0, time::runtime()) {
            (Ok(client), Ok(())) => client,
            (_, Err(error)) => return Box::pin(ready(Err(error.into()))),
            (Err(error), _) => return Box::pin(ready(Err(Arc::clone(error).into()))),
        };
        let sent = client.request(request);
        Box::pin(async move {
            sent.await.map_err(|error| {
                use std::error::Error as _;
                let is_http = error
                    .source()
                    .and_then(|cause| cause.downcast_ref())
                    .is_none_or(|cause: &hyper::Error| !cause.is_parse());
                match (error.is_connect(), is_http) {
                    (true, _) => TransportError::not_sent(error).into(),
                    (false, true) => TransportError::interrupted(error).into(),
                    (false, false) => TransportError::interrupted(error).lasting().into(),
                }
            })
        })
    }
}

/// Limits the time for connection and handshake together.
#[derive(Clone)]
struct Connector {
    https: HttpsConnector<HttpConnector>,
    timeout: Duration,
}

impl Service<Uri> for Connector {
    type Response = <HttpsConnector<HttpConnector> as Service<Uri>>::Response;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.https.poll_ready(cx)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let connecting = self.https.call(uri);
        let timeout = self.timeout;
        Box::pin(async move {
            match tokio::time::timeout(timeout, connecting).await {
                Ok(connected) => connected,
                Err(_) => Err(format!("no connection within {timeout:?}").into()),
            }
        })
    }
}
