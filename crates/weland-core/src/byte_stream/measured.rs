//! Streams whose length is known.

use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;

use super::{BoxError, BoxStream};

/// A stream does not have as many bytes as it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongStreamLength {
    /// How many bytes it should have.
    pub expected: u64,
    /// How many it had until this was noticed.
    pub found: u64,
}

impl fmt::Display for WrongStreamLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { expected, found } = self;
        match found < expected {
            true => write!(f, "the stream has ended after {found} of {expected} bytes"),
            false => write!(f, "the stream has more than the {expected} bytes that it should have"),
        }
    }
}

impl std::error::Error for WrongStreamLength {}

/// What can be opened any number of times.
#[derive(Clone)]
pub(super) struct Replayable {
    pub(super) length: u64,
    pub(super) open: Arc<dyn Fn() -> BoxStream<Bytes> + Send + Sync>,
}

/// A stream that fails if its length is not what it was said to be.
pub(super) struct Measured {
    length: u64,
    read: u64,
    /// `None` after the end, and after an error.
    stream: Option<BoxStream<Bytes>>,
}

impl Measured {
    pub(super) fn new(length: u64, stream: BoxStream<Bytes>) -> Self {
        Self { length, read: 0, stream: Some(stream) }
    }

    /// How many bytes are still to come.
    pub(super) fn rest(&self) -> u64 {
        self.length.saturating_sub(self.read)
    }

    pub(super) fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        let Some(stream) = &mut self.stream else {
            return Poll::Ready(None);
        };
        let next = ready!(stream.as_mut().poll_next(cx));
        let next = match next {
            Some(Ok(bytes)) => Some(self.count(bytes)),
            None if self.rest() > 0 => Some(Err(WrongStreamLength { expected: self.length, found: self.read }.into())),
            other => other,
        };
        if !matches!(next, Some(Ok(_))) {
            self.stream = None;
        }
        Poll::Ready(next)
    }

    fn count(&mut self, bytes: Bytes) -> Result<Bytes, BoxError> {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.read = self.read.saturating_add(length);
        if self.read > self.length {
            return Err(WrongStreamLength { expected: self.length, found: self.read }.into());
        }
        Ok(bytes)
    }
}
