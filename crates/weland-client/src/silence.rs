//! How long a silent service is waited for: until the head of a response, and between the pieces of its body.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::runtime::Handle;
use tokio::time::{Instant, Sleep, timeout};
use weland_core::{BoxError, ErrorKind, OtherError};
use weland_protocol::Body;

/// How much of a body in memory even a slow connection sends in a second.
const BYTES_PER_SECOND: u64 = 64 * 1024;

/// How far the body of a request has been sent, so that the time that this takes does not count as silence.
pub(crate) struct Upload {
    /// More time for a body in memory, of which nobody knows how far it is.
    allowance: Duration,
    /// Of a stream.
    progress: Option<Arc<Progress>>,
}

#[derive(Default)]
struct Progress {
    /// How often the transport has asked for another piece.
    pieces: AtomicU64,
    /// Whether it is the caller's stream that is waited for.
    waits_for_caller: AtomicBool,
}

impl Upload {
    /// Watches how a body is sent.
    pub(crate) fn watch(body: Body) -> (Self, Body) {
        if let Some(bytes) = body.as_bytes() {
            let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            return (Self { allowance: Duration::from_secs(length / BYTES_PER_SECOND), progress: None }, body);
        }
        let progress = Arc::new(Progress::default());
        let watched = Body::new(Watched { body, progress: Arc::clone(&progress) });
        (Self { allowance: Duration::ZERO, progress: Some(progress) }, watched)
    }

    /// How many pieces have been asked for, and whether another one is waited for.
    fn progress(&self) -> (u64, bool) {
        self.progress.as_ref().map_or((0, false), |progress| {
            (progress.pieces.load(Ordering::Relaxed), progress.waits_for_caller.load(Ordering::Relaxed))
        })
    }

    /// Waits for a response that begins; `None` if neither the request nor the response makes progress for `limit`.
    ///
    /// What is there at once needs no runtime, and without one there is no limit.
    pub(crate) async fn response<T>(&self, limit: Option<Duration>, response: impl Future<Output = T>) -> Option<T> {
        let mut response = pin!(response);
        if let Poll::Ready(response) = poll_fn(|cx| Poll::Ready(response.as_mut().poll(cx))).await {
            return Some(response);
        }
        let Some(limit) = limit.filter(|_| Handle::try_current().is_ok()) else {
            return Some(response.await);
        };
        let limit = limit.saturating_add(self.allowance);
        loop {
            let (before, _) = self.progress();
            if let Ok(response) = timeout(limit, response.as_mut()).await {
                return Some(response);
            }
            let (after, waits_for_caller) = self.progress();
            if before == after && !waits_for_caller {
                return None;
            }
        }
    }
}

/// A body that tells of its progress.
struct Watched {
    body: Body,
    progress: Arc<Progress>,
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        self.progress.pieces.fetch_add(1, Ordering::Relaxed);
        self.progress.waits_for_caller.store(frame.is_pending(), Ordering::Relaxed);
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A body that fails, with an error of [`ErrorKind::Timeout`], when no piece of it comes for `limit`. The time when nobody
/// asks for one does not count.
pub(crate) fn limited(body: Body, limit: Option<Duration>) -> Body {
    match limit {
        Some(limit) if body.as_bytes().is_none() => {
            Body::new(Limited { body: Some(body), limit, end: None, waits: false })
        }
        _ => body,
    }
}

struct Limited {
    /// `None` after the end, and after an error.
    body: Option<Body>,
    limit: Duration,
    /// Allocated when the body is waited for the first time.
    end: Option<Pin<Box<Sleep>>>,
    /// Whether `end` is that of the piece that is waited for.
    waits: bool,
}

impl Limited {
    /// Whether the limit has passed since the body was first found to have nothing.
    fn has_ended(&mut self, cx: &mut Context<'_>) -> bool {
        if Handle::try_current().is_err() {
            return false;
        }
        let limit = self.limit;
        let end = self.end.get_or_insert_with(|| Box::pin(tokio::time::sleep(limit)));
        if !std::mem::replace(&mut self.waits, true) {
            // A time that cannot be represented never comes.
            let Some(at) = Instant::now().checked_add(limit) else { return false };
            end.as_mut().reset(at);
        }
        end.as_mut().poll(cx).is_ready()
    }
}

impl http_body::Body for Limited {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Some(body) = &mut self.body else {
            return Poll::Ready(None);
        };
        match Pin::new(body).poll_frame(cx) {
            Poll::Ready(frame) => {
                self.waits = false;
                Poll::Ready(frame)
            }
            Poll::Pending if self.has_ended(cx) => {
                self.body = None;
                Poll::Ready(Some(Err(timed_out(self.limit).into())))
            }
            Poll::Pending => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map(Body::size_hint).unwrap_or_default()
    }
}

fn timed_out(limit: Duration) -> OtherError {
    let message = format!("nothing more for {limit:?}; `Config::read_timeout` sets how long to wait");
    OtherError::new(ErrorKind::Timeout, message)
}
