//! The default transport: hyper's HTTP/1.1 over rustls, with Mozilla's root certificates compiled in, and connections that are
//! kept for later requests.

mod connect;
#[cfg(feature = "http2")]
mod http2;
mod limit;
mod peer;
mod pool;
mod sender;
mod stream;
mod tcp;
#[cfg(feature = "proxy")]
mod tunnel;

use std::future::{poll_fn, ready};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::{Request, Response, Uri};
use hyper::body::Incoming;
use tower_service::Service;
use weland_core::BoxError;
use weland_protocol::Body;

use self::connect::{Connection, Connector};
use self::limit::{Limit, Permit};
use self::peer::Peer;
use self::pool::{Pool, announced_idle};
use super::tls::explain;
use super::{ConnectionSettings, MayRepeat, Transport, TransportError, Verdict};
use crate::BoxFuture;
use crate::time;

/// Load balancers commonly close connections that have been idle for 60 s.
const IDLE: Duration = Duration::from_secs(50);
/// Some servers do so after 5 s. A request on its way then is lost, and nobody knows whether the server has read it. Requests
/// that must not be sent twice therefore go over connections that have been used recently.
const IDLE_BEFORE_SENDING_ONCE: Duration = Duration::from_secs(4);

impl Transport {
    /// HTTP/1.1 over TLS, or in plain for `http` URIs; connections are kept for later requests. A new connection is waited for
    /// `connect_timeout`, or as long as it takes.
    ///
    /// Has to be used within a Tokio runtime.
    pub fn hyper(connect_timeout: impl Into<Option<Duration>>) -> Self {
        Self::pooled(&ConnectionSettings { connect_timeout: connect_timeout.into(), ..ConnectionSettings::new() })
    }

    pub(crate) fn pooled(settings: &ConnectionSettings) -> Self {
        let client = Connector::new(settings).map(|connector| Pooled {
            connector,
            limit: settings.max_connections_per_host.map(|count| Limit::new(count, settings.connect_timeout)),
            pool: Pool::new(settings.idle_timeout.unwrap_or(IDLE)),
            idle_before_sending_once: settings.idle_timeout.unwrap_or(IDLE_BEFORE_SENDING_ONCE),
        });
        Self::new(Hyper(client.map(Arc::new).map_err(Arc::new)))
    }
}

#[derive(Clone)]
struct Hyper(Result<Arc<Pooled>, Arc<rustls::Error>>);

impl Service<Request<Body>> for Hyper {
    type Response = Response<Incoming>;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Self::Response, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        match (&self.0, time::runtime()) {
            (Ok(client), Ok(_)) => Box::pin(Arc::clone(client).send(request)),
            (_, Err(error)) => Box::pin(ready(Err(error.into()))),
            (Err(error), _) => Box::pin(ready(Err(TransportError::not_sent(Arc::clone(error)).lasting().into()))),
        }
    }
}

/// A connector, and the connections that it has made.
struct Pooled {
    connector: Connector,
    limit: Option<Limit>,
    pool: Arc<Pool>,
    idle_before_sending_once: Duration,
}

/// A request that has no response.
struct Lost {
    error: TransportError,
    /// The request, if it has not left.
    request: Option<Request<Body>>,
}

impl Pooled {
    /// Sends a request over a connection that is there already, as long as one turns out to be open, or over a new one.
    async fn send(self: Arc<Self>, mut request: Request<Body>) -> Result<Response<Incoming>, BoxError> {
        let uri = std::mem::replace(request.uri_mut(), Uri::from_static("/"));
        let peer = Peer::of(&uri);
        if !self.pool.has_exclusive(&peer) {
            // Meanwhile those connections come back that are just finished, and the runtime hears of shared ones that have been
            // closed. Of others, a look at the socket tells before anything is written.
            tokio::task::yield_now().await;
        }
        let mut permit = self.permit(&peer).await?;
        while let Some((mut connection, copy)) = self.reuse(&peer, &request) {
            let is_shared = connection.share().is_some();
            if is_shared {
                permit = None;
            }
            connection.permit.clone_from(&permit);
            match self.exchange(connection, true, &peer, &uri, request).await {
                Ok(response) => return Ok(response),
                Err(Lost { request: Some(unsent), .. }) => request = unsent,
                Err(Lost { error, .. }) if error.may_have_been_sent() => return Err(error.into()),
                Err(_) => request = copy,
            }
            if is_shared {
                // The pool may not have heard of its end yet.
                permit = self.permit(&peer).await?;
                break;
            }
        }
        if let Some(permit) = &permit {
            self.pool.keep(&peer, permit.others());
        }
        let mut connection = self.connector.connect(&uri).await.map_err(unsent)?;
        match connection.share() {
            Some(shared) => {
                self.pool.put(peer.clone(), shared, None);
                drop(permit);
            }
            None => connection.permit = permit,
        }
        self.exchange(connection, false, &peer, &uri, request).await.map_err(|lost| lost.error.into())
    }

    /// Waits until the host may have one more connection, if there is a limit.
    async fn permit(&self, peer: &Peer) -> Result<Option<Arc<Permit>>, TransportError> {
        match &self.limit {
            Some(limit) => {
                limit.acquire(peer).await.map(|permit| Some(Arc::new(permit))).map_err(TransportError::not_sent)
            }
            None => Ok(None),
        }
    }

    /// An idle connection for a request, and a copy of the request in case that the connection is closed when it gets there.
    /// A stream cannot be copied, so it gets a new connection.
    fn reuse(&self, peer: &Peer, request: &Request<Body>) -> Option<(Connection, Request<Body>)> {
        let may_repeat = request.extensions().get().is_some_and(|MayRepeat(may)| *may);
        let max_idle = if may_repeat { Duration::MAX } else { self.idle_before_sending_once };
        let mut copy = Request::new(request.body().try_clone()?);
        let connection = self.pool.take(peer, max_idle)?;
        *copy.method_mut() = request.method().clone();
        *copy.uri_mut() = request.uri().clone();
        *copy.headers_mut() = request.headers().clone();
        match (request.extensions().get(), request.extensions().len()) {
            (Some(may_repeat @ MayRepeat(_)), 1) => _ = copy.extensions_mut().insert(*may_repeat),
            _ => *copy.extensions_mut() = request.extensions().clone(),
        }
        Some((connection, copy))
    }

    async fn exchange(
        &self,
        mut connection: Connection,
        reused: bool,
        peer: &Peer,
        uri: &Uri,
        request: Request<Body>,
    ) -> Result<Response<Incoming>, Lost> {
        let is_shared = connection.share().is_some();
        if !is_shared {
            connection.watch.expect_request(reused);
        }
        let mut response = pin!(connection.sender.send(request, uri));
        let mut connection = Some(connection);
        let response = poll_fn(|cx| {
            let response = response.as_mut().poll(cx);
            let is_closed = |it: &mut Connection| matches!(it.sender.poll_ready(cx), Poll::Ready(Err(_)));
            if response.is_pending() && connection.as_mut().is_some_and(is_closed) {
                // A request that was handed over while the connection ended can be stuck between the two. It comes back as
                // soon as neither of them is there.
                connection = None;
            }
            response
        });
        let response = match response.await {
            Ok(response) => response,
            Err(mut error) => {
                let request = error.take_message();
                return Err(Lost { error: classify(error.into_error(), request.is_some()), request });
            }
        };
        if let Some(connection) = connection.filter(|_| !is_shared) {
            self.give_back(connection, peer.clone(), announced_idle(response.headers()));
        }
        Ok(response)
    }

    /// Puts a connection back into the pool when the response has been read from it.
    fn give_back(&self, mut connection: Connection, peer: Peer, announced: Option<Duration>) {
        if connection.sender.is_ready() {
            connection.permit = None;
            return self.pool.put(peer, connection, announced);
        }
        let pool = Arc::clone(&self.pool);
        tokio::spawn(async move {
            if connection.sender.ready().await.is_ok() {
                connection.permit = None;
                pool.put(peer, connection, announced);
            }
        });
    }
}

/// Says that a request was not sent, unless the error says so itself.
fn unsent(error: BoxError) -> BoxError {
    if error.is::<TransportError>() { error } else { TransportError::not_sent(error).into() }
}

/// What an error of hyper says about another attempt.
fn classify(error: hyper::Error, unsent: bool) -> TransportError {
    let is_http = !error.is_parse();
    let error = match explain(error.into()) {
        Ok(refusal) => return refusal,
        Err(error) => error,
    };
    #[cfg(feature = "http2")]
    let (unsent, is_http) = (unsent || http2::is_refused(&error), is_http && !http2::is_malformed(&error));
    match (unsent || Verdict::of(&error).not_sent, is_http) {
        (true, _) => TransportError::not_sent(error),
        (false, true) => TransportError::interrupted(error),
        (false, false) => TransportError::interrupted(error).lasting(),
    }
}
