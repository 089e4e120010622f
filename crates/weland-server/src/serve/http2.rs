//! Connections that speak HTTP/2.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use bytes::Bytes;
use http::{Request, Response};
use hyper::rt::Executor;
use hyper::server::conn::http2;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::task::JoinSet;
use tower_service::Service;
use weland_core::BoxError;

use super::activity::Shared;
use super::limits::Limits;
use super::request_body::RequestBody;
use super::service::Hyper;
use super::socket::Socket;
use super::transfer::{Transfer, Watched};

/// How much of a body a peer may send before a handler reads it, per request and per connection. The latter is what a peer can have
/// the server keep; the former is enough for 20 Mbit/s over a distance of 100 ms.
const STREAM_WINDOW: u32 = 256 * 1024;
const CONNECTION_WINDOW: u32 = 1024 * 1024;
/// How much of a response is kept for a peer that does not take it, beside the last piece of its body.
const SEND_BUFFER: usize = 64 * 1024;
/// How large the head of a request may be: enough for several tokens. It counts with 32 bytes more for each header.
const HEADERS: u32 = 32 * 1024;
/// How many requests a peer may cancel before the server has seen them, and how many it may get wrong, until the connection is closed.
const RESETS: usize = 20;
const WRONG_STREAMS: usize = 100;

pub(super) type Connection<T, S> = http2::Connection<TokioIo<Socket<T>>, Hyper<S>, StreamTasks>;

/// A connection that has sent the preface of HTTP/2, and the tasks of its requests.
pub(super) fn connection<T, S, B>(
    socket: Socket<T>,
    service: S,
    limits: Limits,
    activity: &Shared,
) -> (Connection<T, S>, Tasks)
where
    T: AsyncRead + AsyncWrite + Unpin,
    S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    activity.lock().speaks_http2();
    let tasks = Tasks::default();
    let mut builder = http2::Builder::new(StreamTasks { tasks: Arc::downgrade(&tasks.0), limits });
    builder
        .max_concurrent_streams(limits.streams)
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW)
        .max_send_buf_size(SEND_BUFFER)
        .max_header_list_size(HEADERS)
        .max_pending_accept_reset_streams(RESETS)
        .max_local_error_reset_streams(WRONG_STREAMS);
    let service = Hyper::new(service, limits, activity.clone());
    (builder.serve_connection(TokioIo::new(socket), service), tasks)
}

/// The tasks of the requests of a connection, which end with it.
#[derive(Default)]
pub(super) struct Tasks(Arc<Mutex<JoinSet<()>>>);

/// Starts a task for each request.
#[derive(Clone)]
pub(super) struct StreamTasks {
    /// Tasks hold this themselves.
    tasks: Weak<Mutex<JoinSet<()>>>,
    limits: Limits,
}

impl<F: Future<Output = ()> + Send + 'static> Executor<F> for StreamTasks {
    fn execute(&self, stream: F) {
        // Without a connection there are no more requests.
        let Some(tasks) = self.tasks.upgrade() else { return };
        let mut tasks = tasks.lock().unwrap_or_else(PoisonError::into_inner);
        while tasks.try_join_next().is_some() {}
        let transfer = Transfer::new(self.limits);
        tasks.spawn(Watched::new(stream, transfer));
    }
}
