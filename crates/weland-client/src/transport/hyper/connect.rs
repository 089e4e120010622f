//! Opening connections.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use hyper::client::conn::http1;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use tower_service::Service;
use weland_core::BoxError;
use weland_protocol::Body;

use super::stream::{Watch, WatchedStream};
use crate::time;

/// A peer that is gone is noticed after twice this time, however long a response may take.
const KEEP_ALIVE: Duration = Duration::from_secs(30);

/// An open connection.
pub(super) struct Connection {
    pub(super) sender: http1::SendRequest<Body>,
    pub(super) watch: Arc<Watch>,
}

/// Opens connections: TCP, TLS for `https` URIs, HTTP/1.1.
pub(super) struct Connector {
    https: HttpsConnector<Tcp>,
    timeout: Option<Duration>,
}

impl Connector {
    /// `timeout` limits the time for connection and handshake together.
    pub(super) fn new(timeout: Option<Duration>) -> Result<Self, rustls::Error> {
        let mut http = HttpConnector::new();
        http.enforce_http(false);
        http.set_nodelay(true);
        http.set_keepalive(Some(KEEP_ALIVE));
        http.set_keepalive_interval(Some(KEEP_ALIVE / 3));
        http.set_keepalive_retries(Some(3));
        // The provider is named: rustls panics if it has to choose, which other crates of a program can make it do.
        let https = HttpsConnectorBuilder::new()
            .with_provider_and_webpki_roots(rustls::crypto::ring::default_provider())?
            .https_or_http()
            .enable_http1()
            .wrap_connector(Tcp(http));
        Ok(Self { https, timeout })
    }

    /// A connection to the host of a URI.
    pub(super) async fn connect(&self, uri: Uri) -> Result<Connection, BoxError> {
        let connecting = self.https.clone().call(uri);
        let Some(stream) = time::within(self.timeout, connecting).await? else {
            let timeout = self.timeout.unwrap_or_default();
            let advice = "`Config::connect_timeout` sets how long to wait";
            return Err(format!("no connection within {timeout:?}; {advice}").into());
        };
        let stream = stream?;
        let watch = match &stream {
            MaybeHttpsStream::Http(tcp) => Arc::clone(&tcp.watch),
            MaybeHttpsStream::Https(tls) => Arc::clone(&tls.inner().get_ref().0.inner().watch),
        };
        let (mut sender, connection) = http1::handshake(stream).await?;
        // Whoever waits for a response hears of its errors.
        tokio::spawn(async { drop(connection.await) });
        sender.ready().await?;
        Ok(Connection { sender, watch })
    }
}

/// TCP connections that are watched.
#[derive(Clone)]
struct Tcp(HttpConnector);

impl Service<Uri> for Tcp {
    type Response = WatchedStream;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<WatchedStream, BoxError>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.0.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let connecting = self.0.call(uri);
        Box::pin(async move { Ok(WatchedStream::new(connecting.await?)) })
    }
}
