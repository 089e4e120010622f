//! Settings of where a client has the time, its jitter and its ids from.

use std::sync::Arc;
use std::time::SystemTime;

use super::Config;
use crate::random::Random;

impl Config {
    /// Sets the clock that requests are dated by where they are signed, and that says when credentials and tokens expire, for tests
    /// whose requests are to be the same each time.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    ///
    /// use weland_client::Config;
    ///
    /// let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    /// let config = Config::new().clock(move || time).ids(|| "id".to_owned()).jitter(|| 0.5);
    /// ```
    #[must_use]
    pub fn clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.sources.clock = Some(Arc::new(clock));
        self
    }

    /// Sets where ids of calls and idempotency tokens come from, which are random UUIDs otherwise.
    #[must_use]
    pub fn ids(mut self, ids: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.sources.ids = Some(Arc::new(ids));
        self
    }

    /// Sets what part of the longest wait it is that retries and waiters wait, from 0 to 1; it is random otherwise.
    #[must_use]
    pub fn jitter(mut self, jitter: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        self.sources.random = Random::replaced(jitter);
        self
    }
}
