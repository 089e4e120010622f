//! One connection, from its first request to its end.

use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;

use bytes::Bytes;
use http::{Request, Response};
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tower_service::Service;
use weland_core::BoxError;

use super::activity::Shared;
#[cfg(feature = "http2")]
use super::http2;
use super::limits::Limits;
use super::linger::linger;
use super::request_body::RequestBody;
use super::service::Hyper;
use super::socket::Socket;
use super::timer::Timer;
#[cfg(feature = "http2")]
use super::version::is_http2;

/// Serves a connection until either side closes it, a limit is exceeded, or the server is `closing` and no request is open.
/// `is_known_http2`: whether both sides have agreed on HTTP/2 or on something else; without an agreement, the peer shows.
#[cfg_attr(not(feature = "http2"), allow(unused_variables, unused_mut, reason = "there is only HTTP/1.1"))]
pub(super) async fn connection<T, S, B>(
    stream: T,
    service: S,
    limits: Limits,
    closing: watch::Receiver<bool>,
    is_known_http2: Option<bool>,
) where
    T: AsyncRead + AsyncWrite + Unpin,
    S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    let activity = Shared::new(limits);
    let mut socket = Socket::new(stream, activity.clone());
    #[cfg(feature = "http2")]
    {
        let is_http2 = match is_known_http2 {
            Some(is_known) => is_known,
            None => {
                let mut closing = closing.clone();
                let closed = pin!(async move { drop(closing.wait_for(|closing| *closing).await) });
                let Some(is_http2) = is_http2(&mut socket, &activity, closed).await else { return };
                is_http2
            }
        };
        if is_http2 {
            return serve_http2(socket, service, limits, closing, &activity).await;
        }
    }
    serve_http1(socket, service, limits, closing, &activity).await;
}

async fn serve_http1<T, S, B>(
    socket: Socket<T>,
    service: S,
    limits: Limits,
    mut closing: watch::Receiver<bool>,
    activity: &Shared,
) where
    T: AsyncRead + AsyncWrite + Unpin,
    S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    let mut builder = http1::Builder::new();
    // Its time is limited with the others, and apart from the time between two requests.
    builder.header_read_timeout(None);
    let hyper = Hyper::new(service, limits, activity.clone());
    let mut connection = builder.serve_connection(TokioIo::new(socket), hyper);
    let mut timer = Timer::default();
    let mut closed = pin!(closing.wait_for(|closing| *closing));
    let mut is_closing = false;
    let is_in_time = poll_fn(|cx| {
        // A connection that breaks concerns the client, who knows.
        while Pin::new(&mut connection).poll(cx).is_pending() {
            if is_closing || closed.as_mut().poll(cx).is_pending() {
                let deadline = activity.lock().waits();
                return if timer.is_over(deadline, cx) { Poll::Ready(false) } else { Poll::Pending };
            }
            // Requests that have arrived by now have been read, and are answered.
            is_closing = true;
            Pin::new(&mut connection).graceful_shutdown();
        }
        Poll::Ready(true)
    })
    .await;
    if is_in_time {
        let parts = connection.into_parts();
        // `hyper` has written everything and said so; otherwise the peer is gone.
        if activity.lock().has_unread_input() || !parts.read_buf.is_empty() {
            let stream = parts.io.into_inner().into_inner();
            linger(stream, limits.linger, limits.linger_bytes).await;
        }
    }
}

#[cfg(feature = "http2")]
async fn serve_http2<T, S, B>(
    socket: Socket<T>,
    service: S,
    limits: Limits,
    mut closing: watch::Receiver<bool>,
    activity: &Shared,
) where
    T: AsyncRead + AsyncWrite + Unpin,
    S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    // The tasks of requests end with the connection, whichever way it ends.
    let (connection, _tasks) = http2::connection(socket, service, limits, activity);
    let mut connection = pin!(connection);
    let mut timer = Timer::default();
    let mut closed = pin!(closing.wait_for(|closing| *closing));
    let mut is_closing = false;
    poll_fn(|cx| {
        while connection.as_mut().poll(cx).is_pending() {
            if !is_closing && closed.as_mut().poll(cx).is_ready() {
                is_closing = true;
            } else {
                let deadline = activity.lock().waits();
                if !timer.is_over(deadline, cx) {
                    return Poll::Pending;
                }
                // A request that is on its way would be lost if the connection just ended.
                if !activity.lock().may_leave() {
                    return Poll::Ready(());
                }
            }
            activity.lock().leaves();
            connection.as_mut().graceful_shutdown();
        }
        Poll::Ready(())
    })
    .await;
}
