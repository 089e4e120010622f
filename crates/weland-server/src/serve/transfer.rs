//! Responses of which the peer says how much may be sent, as with HTTP/2.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
#[cfg(feature = "http2")]
use std::{
    pin::Pin,
    task::{Context, Poll},
};

#[cfg(feature = "http2")]
use super::limits::Limits;
use super::pace::Pace;
#[cfg(feature = "http2")]
use super::timer::Timer;

tokio::task_local! {
    /// That of the request whose task this is.
    static TRANSFER: Transfer;
}

/// How far a response has come, whose peer says how much of it may be sent.
#[derive(Debug, Clone)]
pub(super) struct Transfer(Arc<Mutex<Pace>>);

impl Transfer {
    #[cfg(feature = "http2")]
    pub(super) fn new(limits: Limits) -> Self {
        Self(Arc::new(Mutex::new(Pace::new(limits.write, limits.rate))))
    }

    /// That of the request whose task this is; `None` if the connection does not speak HTTP/2.
    pub(super) fn current() -> Option<Self> {
        TRANSFER.try_with(Clone::clone).ok()
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Pace> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request and its response, which are given up when the peer does not let the response be sent.
#[cfg(feature = "http2")]
pub(super) struct Watched<F> {
    stream: Pin<Box<F>>,
    transfer: Transfer,
    timer: Timer,
}

#[cfg(feature = "http2")]
impl<F> Watched<F> {
    pub(super) fn new(stream: F, transfer: Transfer) -> Self {
        Self { stream: Box::pin(stream), transfer, timer: Timer::default() }
    }
}

#[cfg(feature = "http2")]
impl<F: Future<Output = ()>> Future for Watched<F> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        let poll = TRANSFER.sync_scope(this.transfer.clone(), || this.stream.as_mut().poll(cx));
        let deadline = this.transfer.lock().deadline();
        if poll.is_pending() && this.timer.is_over(deadline, cx) { Poll::Ready(()) } else { poll }
    }
}
