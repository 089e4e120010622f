//! What happens on a connection, as far as its limits depend on it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::time::Instant;

use super::limits::Limits;
use super::pace::Pace;

/// What a connection waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// The first byte of the first request.
    Opened,
    /// The rest of the head of a request.
    Head,
    /// A handler, and what it reads and writes.
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
            unread: false,
        })))
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Activity> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Activity {
    /// Some bytes have come in.
    pub(super) fn has_read(&mut self) {
        match self.phase {
            Phase::Opened => self.phase = Phase::Head,
            Phase::Idle => self.enter(Phase::Head),
            Phase::Head | Phase::Request => {}
        }
    }

    /// Some bytes have gone out.
    pub(super) fn has_written(&mut self, bytes: usize) {
        self.write.advance(bytes);
        // The end of a response can be written after its body has been handed over.
        if self.phase == Phase::Idle {
            self.since = Instant::now();
        }
    }

    /// No bytes can go out before the peer has read some.
    pub(super) fn is_blocked(&mut self) {
        self.write.wait();
    }

    /// The head of a request is complete.
    pub(super) fn begins_request(&mut self) {
        self.enter(Phase::Request);
        self.write = Pace::new(self.limits.write, self.limits.rate);
        self.unread = false;
    }

    /// The response has been handed over.
    pub(super) fn ends_request(&mut self) {
        self.enter(Phase::Idle);
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
        if self.write.is_waiting() {
            return self.write.deadline();
        }
        let limit = match self.phase {
            Phase::Opened | Phase::Head => self.limits.head,
            Phase::Request => None,
            Phase::Idle => self.limits.idle,
        };
        self.since.checked_add(limit?)
    }

    fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        self.since = Instant::now();
    }
}
