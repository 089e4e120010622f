//! A router on a listener.

use std::convert::Infallible;
use std::future::{pending, poll_fn};
use std::io;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower_service::Service;
use weland_core::BoxError;

/// How long a client may take to send the head of a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);

/// How long to wait when no connection can be accepted, because the process has run out of file descriptors for example.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Serves HTTP/1.1 for as long as the future is polled.
///
/// `service` is a [`Router`](crate::Router), with or without `tower` layers around it.
///
/// ```no_run
/// # static SERVICE: weland_core::ServiceSchema = weland_core::ServiceSchema {
/// #     name: "Greeter", version: "1", sdk_id: "Greeter", endpoint_prefix: None, signing_name: None,
/// #     namespace: "example",
/// # };
/// # async fn run() -> std::io::Result<()> {
/// use weland_server::{Router, protocol::RestJson1};
///
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:9001").await?;
/// weland_server::serve(listener, Router::new(&SERVICE, &RestJson1)).await;
/// # Ok(())
/// # }
/// ```
pub async fn serve<S, B>(listener: TcpListener, service: S)
where
    S: Service<Request<Incoming>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    serve_until(listener, service, pending()).await;
}

/// Serves HTTP/1.1 until `shutdown` is ready, then accepts no more connections, finishes the requests that have begun,
/// and returns after the last response.
///
/// To limit that time, put a timeout around the future; connections that are still open then are finished by the runtime,
/// or dropped with it.
pub async fn serve_until<S, B>(listener: TcpListener, service: S, shutdown: impl Future<Output = ()>)
where
    S: Service<Request<Incoming>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    // Connections hold receivers: the value asks them to finish, and all are done when the last receiver is dropped.
    let (closing, watch) = watch::channel(false);
    let mut shutdown = pin!(shutdown);
    while let Some(stream) = accept(&listener, shutdown.as_mut()).await {
        tokio::spawn(connection(stream, service.clone(), watch.clone()));
    }
    drop((listener, watch));
    closing.send_replace(true);
    closing.closed().await;
}

/// The next connection; `None` when it is time to stop.
async fn accept(listener: &TcpListener, mut shutdown: Pin<&mut impl Future<Output = ()>>) -> Option<TcpStream> {
    loop {
        let accepted = poll_fn(|cx| {
            if shutdown.as_mut().poll(cx).is_ready() {
                return Poll::Ready(None);
            }
            listener.poll_accept(cx).map(Some)
        });
        match accepted.await? {
            Ok((stream, _)) => return Some(stream),
            // The one that was to be accepted has gone already.
            Err(error) if is_about_connection(&error) => {}
            Err(_) => pause(shutdown.as_mut()).await?,
        }
    }
}

fn is_about_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

async fn pause(mut shutdown: Pin<&mut impl Future<Output = ()>>) -> Option<()> {
    let mut sleep = pin!(tokio::time::sleep(ACCEPT_PAUSE));
    poll_fn(|cx| match shutdown.as_mut().poll(cx) {
        Poll::Ready(()) => Poll::Ready(None),
        Poll::Pending => sleep.as_mut().poll(cx).map(Some),
    })
    .await
}

async fn connection<S, B>(stream: TcpStream, service: S, mut closing: watch::Receiver<bool>)
where
    S: Service<Request<Incoming>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    // Responses are written in one go; waiting for more data to send with them would only delay them.
    let _ = stream.set_nodelay(true);
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), Hyper(service)));
    let mut closed = pin!(closing.wait_for(|closing| *closing));
    let mut is_closing = false;
    poll_fn(|cx| {
        if !is_closing && closed.as_mut().poll(cx).is_ready() {
            is_closing = true;
            connection.as_mut().graceful_shutdown();
        }
        // A connection that breaks concerns the client, who knows.
        connection.as_mut().poll(cx).map(|_| ())
    })
    .await;
}

/// A `tower` service as a service of `hyper`.
struct Hyper<S>(S);

impl<S, B> hyper::service::Service<Request<Incoming>> for Hyper<S>
where
    S: Service<Request<Incoming>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    type Response = Response<B>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<B>, Infallible>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let mut service = self.0.clone();
        Box::pin(async move {
            poll_fn(|cx: &mut Context<'_>| service.poll_ready(cx)).await?;
            service.call(request).await
        })
    }
}
