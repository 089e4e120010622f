//! Sending requests over a connection, by the version of HTTP that it has.

use std::task::{Context, Poll};
#[cfg(feature = "http2")]
use std::time::Duration;

use http::uri::PathAndQuery;
use http::{Request, Response, Uri};
use hyper::body::Incoming;
#[cfg(feature = "http2")]
use hyper::client::conn::http2;
use hyper::client::conn::{TrySendError, http1};
use hyper_util::rt::TokioIo;
#[cfg(feature = "http2")]
use hyper_util::rt::{TokioExecutor, TokioTimer};
use weland_protocol::Body;

use super::stream::Stream;
use crate::BoxFuture;
use crate::transport::settings::ConnectionSettings;

/// The end of a connection that requests are handed to.
pub(super) enum Sender {
    Http1(http1::SendRequest<Body>),
    /// To a proxy that passes requests on, with what authenticates the client to it.
    #[cfg(feature = "proxy")]
    Proxied(http1::SendRequest<Body>, Option<http::HeaderValue>),
    #[cfg(feature = "http2")]
    Http2(http2::SendRequest<Body>),
}

/// How HTTP is spoken.
pub(super) struct Speech {
    max_header_size: usize,
    /// After how much silence a server has to show that it is there, while it has requests.
    #[cfg(feature = "http2")]
    keep_alive: Option<Duration>,
}

/// How long a server may take to show that it is there.
#[cfg(feature = "http2")]
const PING_TIMEOUT: Duration = Duration::from_secs(20);

/// More pings than that would only be a burden.
#[cfg(feature = "http2")]
const SHORTEST: Duration = Duration::from_millis(10);

/// What hyper reads of a head before it looks at its size, beside the headers themselves.
const HEAD: usize = 16 * 1024;

impl Speech {
    pub(super) fn new(settings: &ConnectionSettings) -> Self {
        Self {
            max_header_size: settings.max_header_size,
            #[cfg(feature = "http2")]
            keep_alive: settings.http2_keep_alive.map(|interval| interval.max(SHORTEST)),
        }
    }
}

type Exchange = BoxFuture<'static, Result<Response<Incoming>, TrySendError<Request<Body>>>>;

/// Calls a method of the sender of whichever version.
macro_rules! each {
    ($sender:ident . $method:ident ( $($argument:expr),* )) => {
        match $sender {
            Sender::Http1(sender) => sender.$method($($argument),*),
            #[cfg(feature = "proxy")]
            Sender::Proxied(sender, _) => sender.$method($($argument),*),
            #[cfg(feature = "http2")]
            Sender::Http2(sender) => sender.$method($($argument),*),
        }
    };
}

impl Sender {
    /// Begins to speak HTTP/1.1. The connection lives as long as it has requests, or this sender.
    pub(super) async fn http1(stream: Stream, speech: &Speech) -> hyper::Result<Self> {
        Self::http1_sender(stream, speech).await.map(Self::Http1)
    }

    /// The same with a proxy.
    #[cfg(feature = "proxy")]
    pub(super) async fn proxied(
        stream: Stream,
        speech: &Speech,
        authorization: Option<http::HeaderValue>,
    ) -> hyper::Result<Self> {
        Self::http1_sender(stream, speech).await.map(|sender| Self::Proxied(sender, authorization))
    }

    async fn http1_sender(stream: Stream, speech: &Speech) -> hyper::Result<http1::SendRequest<Body>> {
        let mut builder = http1::Builder::new();
        builder.max_buf_size(speech.max_header_size.saturating_add(HEAD));
        let (mut sender, connection) = builder.handshake(TokioIo::new(stream)).await?;
        // Whoever waits for a response hears of its errors.
        tokio::spawn(async { drop(connection.await) });
        sender.ready().await?;
        Ok(sender)
    }

    /// The same in HTTP/2.
    #[cfg(feature = "http2")]
    pub(super) async fn http2(stream: Stream, speech: &Speech) -> hyper::Result<Self> {
        let mut builder = http2::Builder::new(TokioExecutor::new());
        builder
            .timer(TokioTimer::new())
            .max_header_list_size(speech.max_header_size.try_into().unwrap_or(u32::MAX))
            .keep_alive_interval(speech.keep_alive)
            .keep_alive_timeout(speech.keep_alive.map_or(PING_TIMEOUT, |interval| interval.min(PING_TIMEOUT)));
        let (mut sender, connection) = builder.handshake(TokioIo::new(stream)).await?;
        tokio::spawn(async { drop(connection.await) });
        sender.ready().await?;
        Ok(Self::Http2(sender))
    }

    /// Whether the connection can have several requests at the same time.
    #[cfg_attr(not(feature = "http2"), allow(clippy::unused_self, reason = "HTTP/1.1 never can"))]
    pub(super) fn is_shared(&self) -> bool {
        match self {
            #[cfg(feature = "http2")]
            Self::Http2(_) => true,
            _ => false,
        }
    }

    /// Another sender for the same connection, if it can have several requests at the same time.
    #[cfg_attr(not(feature = "http2"), allow(clippy::unused_self, reason = "HTTP/1.1 never has"))]
    pub(super) fn share(&self) -> Option<Self> {
        match self {
            #[cfg(feature = "http2")]
            Self::Http2(sender) => Some(Self::Http2(sender.clone())),
            _ => None,
        }
    }

    /// Sends a request to `uri`, whose parts are in different places by version.
    pub(super) fn send(&mut self, mut request: Request<Body>, uri: &Uri) -> Exchange {
        match self {
            Self::Http1(sender) => {
                *request.uri_mut() = Uri::from(uri.path_and_query().cloned().unwrap_or(PathAndQuery::from_static("/")));
                Box::pin(sender.try_send_request(request))
            }
            #[cfg(feature = "proxy")]
            Self::Proxied(sender, authorization) => {
                *request.uri_mut() = uri.clone();
                if let Some(authorization) = authorization {
                    request.headers_mut().insert(http::header::PROXY_AUTHORIZATION, authorization.clone());
                }
                Box::pin(sender.try_send_request(request))
            }
            #[cfg(feature = "http2")]
            Self::Http2(sender) => {
                *request.uri_mut() = with_authority_of_header(&request, uri);
                *request.version_mut() = http::Version::HTTP_2;
                Box::pin(sender.try_send_request(request))
            }
        }
    }

    /// Waits until the next request can be sent, which with HTTP/1.1 is after the response to the one before.
    pub(super) async fn ready(&mut self) -> hyper::Result<()> {
        std::future::poll_fn(|cx| self.poll_ready(cx)).await
    }

    pub(super) fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<hyper::Result<()>> {
        each!(self.poll_ready(cx))
    }

    pub(super) fn is_ready(&self) -> bool {
        each!(self.is_ready())
    }

    pub(super) fn is_closed(&self) -> bool {
        each!(self.is_closed())
    }
}

/// A URI that names the host as the header `host` does, which may be another one than that of the connection. Both have to be
/// the same in HTTP/2.
#[cfg(feature = "http2")]
fn with_authority_of_header(request: &Request<Body>, uri: &Uri) -> Uri {
    let header = request.headers().get(http::header::HOST).and_then(|host| host.as_bytes().try_into().ok());
    let mut parts = uri.clone().into_parts();
    parts.authority = header.or(parts.authority);
    Uri::from_parts(parts).unwrap_or_else(|_| uri.clone())
}
