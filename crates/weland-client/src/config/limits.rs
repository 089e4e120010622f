//! Settings of how long calls may take, how often they are tried, and how large messages may be.

use std::time::Duration;

use super::Config;
use crate::retry::RetryMode;

impl Config {
    /// Sets how long an attempt waits for its response to begin; `None` is no limit.
    ///
    /// At first that is 90 seconds, or as long as [`attempt_timeout`](Self::attempt_timeout) or [`timeout`](Self::timeout)
    /// if one of them is longer; in clients of services that are known to respond later, such as `Invoke` of AWS Lambda,
    /// whatever the slowest response takes. The time in which the request is sent does not count.
    #[must_use]
    pub fn first_byte_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.first_byte_timeout = Some(timeout.into());
        self
    }

    /// Sets how long the next piece of a response is waited for once it has begun, be it read into memory, a stream of bytes
    /// or a stream of events; `None` is no limit, for streams that may be silent for as long as they want.
    ///
    /// At first it is as long as that of [`first_byte_timeout`](Self::first_byte_timeout). A stream counts the time in which
    /// it is asked for its next piece. It then ends with an [`OtherError`](weland_core::OtherError) of [`ErrorKind::Timeout`](weland_core::ErrorKind::Timeout).
    #[must_use]
    pub fn read_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.read_timeout = Some(timeout.into());
        self
    }

    /// Sets how long one attempt may take: until the response is read, or until its head is there if its body is a stream.
    /// `None`, as at first, is no limit for the whole.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.attempt_timeout = timeout.into();
        self
    }

    /// Sets how long a call may take, with all attempts and the time between them. A stream in the response may take longer.
    /// `None`, as at first, is no limit for the whole.
    #[must_use]
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.timeout = timeout.into();
        self
    }

    /// Sets how calls are tried again, [`RetryMode::Standard`] at first.
    #[must_use]
    pub fn retry_mode(mut self, mode: RetryMode) -> Self {
        self.retry_mode = mode;
        self
    }

    /// Sets how often a call is tried at most; 1 is no retries, and so is 0. Unless it is set, it is what the
    /// [mode](Self::retry_mode) says.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = Some(attempts);
        self
    }

    /// Sets how many bytes a response may have that is read into memory, be it a success or an error; more is an error. It is
    /// 64 MiB unless it is set.
    #[must_use]
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.max_response_size = bytes;
        self
    }

    /// Sets how many bytes the headers of a response may have, names and values together; more is an error. It is 128 KiB unless it
    /// is set.
    #[must_use]
    pub fn max_response_header_size(mut self, bytes: usize) -> Self {
        self.max_response_header_size = bytes;
        self.connections.max_header_size = bytes;
        self
    }

    /// Sets how many bytes a stream of a request may have that is read into memory before it is sent, to be signed or to get a
    /// checksum; more is an error. It is 256 MiB unless it is set.
    #[must_use]
    pub fn max_buffered_request_size(mut self, bytes: usize) -> Self {
        self.max_buffered_request_size = bytes;
        self
    }
}
