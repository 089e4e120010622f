//! Connections as they come.

use std::convert::Infallible;
use std::future::{pending, poll_fn};
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::timeout;
use tower_service::Service;
use weland_core::BoxError;

use super::connection::connection;
use super::limits::Limits;
use super::request_body::RequestBody;
use super::tls::TlsConfig;

/// How long to wait when no connection can be accepted, because the process has run out of file descriptors for example.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Serves connections until `shutdown` is ready, and then finishes those that are open.
pub(super) async fn run<S, B>(
    listener: TcpListener,
    service: S,
    (limits, tls): (Limits, Option<TlsConfig>),
    shutdown: impl Future<Output = ()>,
) where
    S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    // Connections hold receivers: the values ask them to finish and to end, and all are done when the last receiver is dropped.
    let (closing, watch) = watch::channel(false);
    let (ending, end) = watch::channel(false);
    let places = places(limits.connections);
    let mut shutdown = pin!(shutdown);
    while let Some((stream, place)) = next(&listener, places.as_ref(), shutdown.as_mut()).await {
        let (service, tls, watch, mut end) = (service.clone(), tls.clone(), watch.clone(), end.clone());
        tokio::spawn(async move {
            // Responses are written in one go; waiting for more data to send with them would only delay them.
            let _ = stream.set_nodelay(true);
            let ended = pin!(async move {
                if end.wait_for(|ending| *ending).await.is_err() {
                    // Nobody serves any more, or limits the time of what has begun.
                    pending::<()>().await;
                }
            });
            until(ended, serve_stream(stream, tls, service, limits, watch)).await;
            drop(place);
        });
    }
    drop((listener, watch, end));
    closing.send_replace(true);
    let Some(limit) = limits.shutdown else { return closing.closed().await };
    if timeout(limit, closing.closed()).await.is_err() {
        ending.send_replace(true);
        closing.closed().await;
    }
}

/// Serves a connection, over TLS if there are settings for that.
async fn serve_stream<S, B>(
    stream: TcpStream,
    tls: Option<TlsConfig>,
    service: S,
    limits: Limits,
    watch: watch::Receiver<bool>,
) where
    S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    let Some(tls) = tls else { return connection(stream, service, limits, watch, None).await };
    #[cfg(feature = "tls")]
    {
        let mut closing = watch.clone();
        // No request has begun yet, which would have to be finished.
        let closed = pin!(async move { drop(closing.wait_for(|closing| *closing).await) });
        if let Some(Some(stream)) = until(closed, tls.handshake(stream, limits.head)).await {
            let agreed = stream.get_ref().1.alpn_protocol().map(|name| name == b"h2");
            connection(stream, service, limits, watch, agreed).await;
        }
    }
    #[cfg(not(feature = "tls"))]
    match tls {}
}

/// One permit for each connection that may be open.
fn places(connections: Option<usize>) -> Option<Arc<Semaphore>> {
    let places = connections?.clamp(1, Semaphore::MAX_PERMITS);
    Some(Arc::new(Semaphore::new(places)))
}

/// The next connection, and the place that it takes; `None` when it is time to stop.
async fn next(
    listener: &TcpListener,
    places: Option<&Arc<Semaphore>>,
    mut shutdown: Pin<&mut impl Future<Output = ()>>,
) -> Option<(TcpStream, Option<OwnedSemaphorePermit>)> {
    let place = match places {
        Some(places) => until(shutdown.as_mut(), Arc::clone(places).acquire_owned()).await?.ok(),
        None => None,
    };
    loop {
        match until(shutdown.as_mut(), listener.accept()).await? {
            Ok((stream, _)) => return Some((stream, place)),
            // The one that was to be accepted has gone already.
            Err(error) if is_about_connection(&error) => {}
            Err(_) => until(shutdown.as_mut(), tokio::time::sleep(ACCEPT_PAUSE)).await?,
        }
    }
}

fn is_about_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// What a future gives; `None` if it is time to stop before.
async fn until<F: Future>(mut shutdown: Pin<&mut impl Future<Output = ()>>, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    poll_fn(|cx| match shutdown.as_mut().poll(cx) {
        Poll::Ready(()) => Poll::Ready(None),
        Poll::Pending => future.as_mut().poll(cx).map(Some),
    })
    .await
}
