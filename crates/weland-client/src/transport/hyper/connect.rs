//! Opening connections.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use http::Uri;
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use tokio_rustls::TlsConnector;
use weland_core::BoxError;

use super::sender::Sender;
use super::stream::{Stream, Watch, WatchedStream};
use super::tcp;
use crate::transport::settings::ConnectionSettings;
use crate::transport::tls::explain_handshake;
use crate::{BoxFuture, time};

/// An open connection.
pub(super) struct Connection {
    pub(super) sender: Sender,
    pub(super) watch: Arc<Watch>,
}

/// Opens connections: TCP, TLS for `https` URIs, HTTP.
pub(super) struct Connector {
    tls: TlsConnector,
    timeout: Option<Duration>,
}

impl Connector {
    /// The settings limit the time for connection and handshake together.
    pub(super) fn new(settings: &ConnectionSettings) -> Result<Self, rustls::Error> {
        let tls = settings.tls.clone().unwrap_or_default().client_config()?;
        Ok(Self { tls: TlsConnector::from(Arc::new(tls)), timeout: settings.connect_timeout })
    }

    /// A connection to the host of a URI.
    pub(super) async fn connect(&self, uri: &Uri) -> Result<Connection, BoxError> {
        let step = Step::default();
        // One future behind a pointer, since it is large, and seldom needed.
        let opening: BoxFuture<'_, _> = Box::pin(self.open(uri, &step));
        time::within(self.timeout, opening).await?.unwrap_or_else(|| {
            let (timeout, step) = (self.timeout.unwrap_or_default(), step.name());
            let advice = "`Config::connect_timeout` sets how long to wait";
            Err(format!("no connection within {timeout:?}: {step} is not finished; {advice}").into())
        })
    }

    async fn open(&self, uri: &Uri, step: &Step) -> Result<Connection, BoxError> {
        let is_https = uri.scheme_str() == Some("https");
        let port = uri.port_u16().unwrap_or(if is_https { 443 } else { 80 });
        let tcp = WatchedStream::new(tcp::connect(bare_host(uri), port).await?);
        let stream = if is_https {
            step.is(Step::TLS);
            let tls = self.tls.connect(ServerName::try_from(bare_host(uri).to_owned())?, tcp).await;
            Stream::Tls(Box::new(tls.map_err(explain_handshake)?))
        } else {
            Stream::Plain(tcp)
        };
        let watch = stream.watch();
        let sender = Sender::handshake(TokioIo::new(stream)).await?;
        Ok(Connection { sender, watch })
    }
}

/// The host of a URI; IPv6 addresses have brackets there.
fn bare_host(uri: &Uri) -> &str {
    uri.host().unwrap_or_default().trim_matches(['[', ']'])
}

/// How far a connection is.
#[derive(Default)]
struct Step(AtomicU8);

impl Step {
    const TLS: u8 = 1;

    fn is(&self, step: u8) {
        self.0.store(step, Ordering::Relaxed);
    }

    fn name(&self) -> &'static str {
        match self.0.load(Ordering::Relaxed) {
            Self::TLS => "the TLS handshake",
            _ => "the TCP connection",
        }
    }
}
