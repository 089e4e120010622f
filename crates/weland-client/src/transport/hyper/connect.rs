//! Opening connections.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use http::Uri;
#[cfg(feature = "proxy")]
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use weland_core::BoxError;

use super::limit::Permit;
use super::sender::{Sender, Speech};
use super::stream::{Stream, Watch, WatchedStream};
use super::tcp;
#[cfg(feature = "proxy")]
use super::tunnel;
#[cfg(feature = "http2")]
use crate::transport::TransportError;
#[cfg(feature = "proxy")]
use crate::transport::proxy::{ProxyConfig, shown};
use crate::transport::settings::ConnectionSettings;
#[cfg(feature = "http2")]
use crate::transport::settings::HttpVersion;
use crate::transport::tls::explain_handshake;
use crate::{BoxFuture, time};

/// An open connection.
pub(super) struct Connection {
    pub(super) sender: Sender,
    pub(super) watch: Arc<Watch>,
    /// Says that the connection is one of those that a host may have.
    pub(super) permit: Option<Arc<Permit>>,
}

impl Connection {
    fn new(sender: Sender, watch: Arc<Watch>) -> Self {
        Self { sender, watch, permit: None }
    }

    /// The same connection for another request, if it can have several at the same time.
    pub(super) fn share(&self) -> Option<Self> {
        let sender = self.sender.share()?;
        Some(Self::new(sender, Arc::clone(&self.watch)))
    }
}

/// Opens connections: TCP, TLS for `https` URIs, HTTP.
pub(super) struct Connector {
    tls: TlsConnector,
    #[cfg(feature = "proxy")]
    proxy: Option<Matcher>,
    /// Without protocols to negotiate: a tunnel is asked for in HTTP/1.1.
    #[cfg(feature = "proxy")]
    proxy_tls: TlsConnector,
    #[cfg(feature = "http2")]
    http_version: HttpVersion,
    speech: Speech,
    timeout: Option<Duration>,
}

impl Connector {
    /// The settings limit the time for connection and handshake together.
    pub(super) fn new(settings: &ConnectionSettings) -> Result<Self, rustls::Error> {
        let trusted = settings.tls.clone().unwrap_or_default();
        #[cfg_attr(not(feature = "http2"), allow(unused_mut, reason = "there is nothing to negotiate"))]
        let mut tls = trusted.client_config()?;
        // The certificate is for the origin.
        #[cfg(feature = "proxy")]
        let proxy_tls = TlsConnector::from(Arc::new(trusted.without_identity().client_config()?));
        #[cfg(feature = "http2")]
        {
            tls.alpn_protocols = settings.http_version.alpn();
        }
        Ok(Self {
            tls: TlsConnector::from(Arc::new(tls)),
            #[cfg(feature = "proxy")]
            proxy: settings.proxy.as_ref().map(ProxyConfig::matcher),
            #[cfg(feature = "proxy")]
            proxy_tls,
            #[cfg(feature = "http2")]
            http_version: settings.http_version,
            speech: Speech::new(settings),
            timeout: settings.connect_timeout,
        })
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
        #[cfg(feature = "proxy")]
        if let Some(proxy) = self.proxy.as_ref().and_then(|matcher| matcher.intercept(uri)) {
            return self.open_through(&proxy, uri, step).await;
        }
        let tcp = tcp_to(uri).await?;
        let stream = if is_https(uri) {
            step.is(Step::TLS);
            Stream::Tls(Box::new(self.secure(&self.tls, uri, tcp).await?))
        } else {
            Stream::Plain(tcp)
        };
        self.begin(stream).await
    }

    /// A connection by way of a proxy.
    #[cfg(feature = "proxy")]
    async fn open_through(&self, proxy: &Intercept, uri: &Uri, step: &Step) -> Result<Connection, BoxError> {
        step.is(Step::PROXY);
        let reached = async {
            let tcp = tcp_to(proxy.uri()).await?;
            Ok(if is_https(proxy.uri()) {
                Stream::Tls(Box::new(self.secure(&self.proxy_tls, proxy.uri(), tcp).await?))
            } else {
                Stream::Plain(tcp)
            })
        };
        let mut stream = reached.await.map_err(|error: BoxError| Unreachable { proxy: shown(proxy), error })?;
        if !is_https(uri) {
            let watch = stream.watch();
            let sender = Sender::proxied(stream, &self.speech, proxy.basic_auth().cloned()).await?;
            return Ok(Connection::new(sender, watch));
        }
        tunnel::open(&mut stream, proxy, uri).await?;
        step.is(Step::TLS);
        let stream = match stream {
            Stream::Plain(tcp) => Stream::Tls(Box::new(self.secure(&self.tls, uri, tcp).await?)),
            Stream::Tls(tls) => Stream::TlsInTls(Box::new(self.secure(&self.tls, uri, *tls).await?)),
            Stream::TlsInTls(_) => return Err("a tunnel within a tunnel".into()),
        };
        self.begin(stream).await
    }

    async fn secure<S>(&self, tls: &TlsConnector, uri: &Uri, stream: S) -> Result<TlsStream<S>, BoxError>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let name = ServerName::try_from(bare_host(uri).to_owned())?;
        tls.connect(name, stream).await.map_err(explain_handshake)
    }

    /// Begins to speak HTTP.
    async fn begin(&self, stream: Stream) -> Result<Connection, BoxError> {
        let watch = stream.watch();
        let sender = self.speak(stream).await?;
        Ok(Connection::new(sender, watch))
    }

    #[cfg(not(feature = "http2"))]
    async fn speak(&self, stream: Stream) -> Result<Sender, BoxError> {
        Ok(Sender::http1(stream, &self.speech).await?)
    }

    /// Speaks the version of HTTP that was negotiated or set.
    #[cfg(feature = "http2")]
    async fn speak(&self, stream: Stream) -> Result<Sender, BoxError> {
        let is_http2 = match stream.alpn() {
            // By prior knowledge.
            None => self.http_version == HttpVersion::Http2,
            Some(protocol) if self.http_version == HttpVersion::Http2 && protocol != Some(b"h2") => {
                let message = "the server does not speak HTTP/2, which `Config::http_version` asks for";
                return Err(TransportError::not_sent(message).lasting().into());
            }
            Some(protocol) => protocol == Some(b"h2"),
        };
        Ok(match is_http2 {
            true => Sender::http2(stream, &self.speech).await?,
            false => Sender::http1(stream, &self.speech).await?,
        })
    }
}

fn is_https(uri: &Uri) -> bool {
    uri.scheme_str() == Some("https")
}

async fn tcp_to(uri: &Uri) -> io::Result<WatchedStream> {
    let port = uri.port_u16().unwrap_or(if is_https(uri) { 443 } else { 80 });
    Ok(WatchedStream::new(tcp::connect(bare_host(uri), port).await?))
}

/// A proxy has no connection for us.
#[cfg(feature = "proxy")]
#[derive(Debug)]
struct Unreachable {
    proxy: String,
    error: BoxError,
}

#[cfg(feature = "proxy")]
impl std::fmt::Display for Unreachable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the proxy {} cannot be reached", self.proxy)
    }
}

#[cfg(feature = "proxy")]
impl std::error::Error for Unreachable {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.error)
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
    #[cfg(feature = "proxy")]
    const PROXY: u8 = 2;

    fn is(&self, step: u8) {
        self.0.store(step, Ordering::Relaxed);
    }

    fn name(&self) -> &'static str {
        match self.0.load(Ordering::Relaxed) {
            Self::TLS => "the TLS handshake",
            #[cfg(feature = "proxy")]
            Self::PROXY => "the connection through the proxy",
            _ => "the TCP connection",
        }
    }
}
