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
use super::limits::Limits;
use super::linger::linger;
use super::request_body::RequestBody;
use super::service::Hyper;
use super::socket::Socket;
use super::timer::Timer;

/// Serves a connection until either side closes it, a limit is exceeded, or the server is `closing` and no request is open.
pub(super) async fn connection<T, S, B>(stream: T, service: S, limits: Limits, mut closing: watch::Receiver<bool>)
where
    T: AsyncRead + AsyncWrite + Unpin,
    S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    let activity = Shared::new(limits);
    let socket = TokioIo::new(Socket::new(stream, activity.clone()));
    let mut builder = http1::Builder::new();
    // Its time is limited with the others, and apart from the time between two requests.
    builder.header_read_timeout(None);
    let mut connection = builder.serve_connection(socket, Hyper::new(service, limits, activity.clone()));
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
