//! How long a silent service is waited for: until the head of a response, and between the pieces of its body.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::runtime::Handle;
use tokio::time::{Instant, Sleep, timeout_at};
use weland_core::{BoxError, ErrorKind, OtherError};
use weland_protocol::Body;

/// How much of what a body has handed over even a slow connection sends in a second.
const BYTES_PER_SECOND: u64 = 64 * 1024;

/// How far the body of a request has been sent, so that the time that this takes does not count as silence.
pub(crate) struct Upload(Arc<Mutex<Progress>>);

#[derive(Clone, Copy)]
struct Progress {
    /// When the transport has last asked for a piece, or been given one.
    since: Instant,
    /// How much longer the last piece may be on its way, of which nobody knows how far it is.
    allowance: Duration,
    /// Whether it is the caller's stream that is waited for.
    waits_for_caller: bool,
}

impl Progress {
    /// The transport has been given this many bytes.
    fn sending(bytes: usize) -> Self {
        let length = u64::try_from(bytes).unwrap_or(u64::MAX);
        let allowance = Duration::from_secs(length / BYTES_PER_SECOND);
        Self { since: Instant::now(), allowance, waits_for_caller: false }
    }

    /// When to look again, or to give up; `None` if that cannot be represented.
    fn end(self, limit: Duration) -> Option<Instant> {
        let since = if self.waits_for_caller { Instant::now() } else { self.since };
        since.checked_add(limit)?.checked_add(self.allowance)
    }
}

impl Upload {
    /// Watches how a body is sent.
    pub(crate) fn watch(body: Body) -> (Self, Body) {
        let in_memory = body.as_bytes().map(<[u8]>::len);
        let progress = Arc::new(Mutex::new(Progress::sending(in_memory.unwrap_or(0))));
        let body = match in_memory {
            Some(_) => body,
            None => Body::new(Watched { body, progress: Arc::clone(&progress) }),
        };
        (Self(progress), body)
    }

    fn progress(&self) -> Progress {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
        while let (Some(end), Some(soon)) = (self.progress().end(limit), Instant::now().checked_add(limit)) {
            if end <= Instant::now() {
                return None;
            }
            // The end may come earlier meanwhile, if what follows a large piece is smaller.
            if let Ok(response) = timeout_at(end.min(soon), response.as_mut()).await {
                return Some(response);
            }
        }
        Some(response.await)
    }
}

/// A body that tells of its progress.
struct Watched {
    body: Body,
    progress: Arc<Mutex<Progress>>,
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        let piece = match &frame {
            Poll::Ready(Some(Ok(frame))) => frame.data_ref(),
            _ => None,
        };
        let progress =
            Progress { waits_for_caller: frame.is_pending(), ..Progress::sending(piece.map_or(0, Bytes::len)) };
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner) = progress;
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
