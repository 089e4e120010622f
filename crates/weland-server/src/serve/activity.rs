//! What happens on a connection, as far as its limits depend on it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::limits::Limits;
use super::pace::Pace;

/// How long a connection over HTTP/2 has to take leave: as long as a message takes there and back on a bad day.
const FAREWELL: Duration = Duration::from_secs(5);
/// How many requests more than it has let be answered a peer may cancel. To start a request and to cancel it costs a peer nothing, and
/// the server whatever its handler does until then.
const MAX_CANCELLED: u32 = 200;

/// What a connection waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// The first byte of the first request.
    Opened,
    /// The rest of the head of a request.
    Head,
    /// Handlers, and what they read and write.
    Request,
    /// The next request.
    Idle,
}

/// The state of a connection, which its socket, its service and the bodies of its messages write down.
#[derive(Debug)]
pub(super) struct Activity {
    limits: Limits,
    phase: Phase,
    since: Instant,
    write: Pace,
    /// How many requests have begun and not ended: with HTTP/1.1 one at most.
    open: usize,
    /// How many more of them were cancelled than answered.
    cancelled: u32,
    http2: bool,
    /// Whether the peer was told that the connection ends.
    leaving: bool,
    /// Whether the peer may still be sending the body of a request that nobody reads.
    pub(super) unread: bool,
}

/// An [`Activity`] that is shared.
#[derive(Debug, Clone)]
pub(super) struct Shared(Arc<Mutex<Activity>>);

impl Shared {
    pub(super) fn new(limits: Limits) -> Self {
        Self(Arc::new(Mutex::new(Activity {
            limits,
            phase: Phase::Opened,
            since: Instant::now(),
            write: Pace::new(limits.write, limits.rate),
            open: 0,
            cancelled: 0,
            http2: false,
            leaving: false,
            unread: false,
        })))
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Activity> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The head of a request is complete.
    pub(super) fn begin_request(&self) -> OpenRequest {
        self.lock().begins_request();
        OpenRequest { activity: self.clone(), answered: false }
    }
}

/// A request that has begun, which ends when this is dropped: when its response has been handed over, or before if it is cancelled.
#[derive(Debug)]
pub(super) struct OpenRequest {
    activity: Shared,
    /// Whether there is a response.
    pub(super) answered: bool,
}

impl Drop for OpenRequest {
    fn drop(&mut self) {
        self.activity.lock().ends_request(self.answered);
    }
}

impl Activity {
    /// Requests are not one behind the other. What goes over the connection beside them does not count: it can go on forever.
    #[cfg(feature = "http2")]
    pub(super) fn speaks_http2(&mut self) {
        self.http2 = true;
    }

    /// Some bytes have come in.
    pub(super) fn has_read(&mut self) {
        match self.phase {
            Phase::Opened => self.phase = Phase::Head,
            Phase::Idle if !self.http2 => self.enter(Phase::Head),
            Phase::Head | Phase::Request | Phase::Idle => {}
        }
    }

    /// Some bytes have gone out.
    pub(super) fn has_written(&mut self, bytes: usize) {
        self.write.advance(bytes);
        // The end of a response can be written after its body has been handed over.
        if self.phase == Phase::Idle && !self.http2 {
            self.since = Instant::now();
        }
    }

    /// No bytes can go out before the peer has read some.
    pub(super) fn is_blocked(&mut self) {
        self.write.wait();
    }

    fn begins_request(&mut self) {
        if self.open == 0 {
            self.enter(Phase::Request);
            // With HTTP/2, the peer may be sending requests though it reads nothing.
            if !self.http2 || !self.write.is_waiting() {
                self.write = Pace::new(self.limits.write, self.limits.rate);
            }
        }
        self.open += 1;
        self.unread = false;
    }

    fn ends_request(&mut self, answered: bool) {
        self.open = self.open.saturating_sub(1);
        self.cancelled = if answered { self.cancelled.saturating_sub(1) } else { self.cancelled.saturating_add(1) };
        if self.open == 0 {
            self.enter(Phase::Idle);
        }
    }

    /// The peer has been told that the connection ends. Requests that have begun go on.
    #[cfg(feature = "http2")]
    pub(super) fn leaves(&mut self) {
        self.leaving = true;
        if self.open == 0 {
            self.since = Instant::now();
        }
    }

    /// Whether nothing is under way that a peer would miss, if it were told.
    #[cfg(feature = "http2")]
    pub(super) fn may_leave(&self) -> bool {
        !self.leaving && self.phase == Phase::Idle && !self.write.is_waiting()
    }

    /// Whether the peer has sent something that was not read, or may still be sending it.
    pub(super) fn has_unread_input(&self) -> bool {
        self.unread || self.phase == Phase::Head
    }

    /// The connection waits for something. When it has to be closed unless that happens.
    pub(super) fn waits(&mut self) -> Option<Instant> {
        if self.phase == Phase::Idle && !self.write.is_waiting() {
            // If the last request had not been read to its end, the connection would have ended with the response.
            self.unread = false;
        }
        self.deadline()
    }

    fn deadline(&self) -> Option<Instant> {
        if self.http2 && self.cancelled > MAX_CANCELLED {
            return Some(self.since);
        }
        if self.write.is_waiting() {
            return self.write.deadline();
        }
        let limit = match self.phase {
            Phase::Request => None,
            _ if self.leaving => Some(FAREWELL),
            Phase::Opened | Phase::Head => self.limits.head,
            Phase::Idle => self.limits.idle,
        };
        self.since.checked_add(limit?)
    }

    fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        self.since = Instant::now();
    }
}
