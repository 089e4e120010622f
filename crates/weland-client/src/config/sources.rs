//! Where a client has the time, its jitter and its ids from.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use super::Config;
use crate::random::Random;

type Source<T> = Arc<dyn Fn() -> T + Send + Sync>;

/// What differs from run to run unless it is replaced.
#[derive(Clone, Default)]
pub(crate) struct Sources {
    clock: Option<Source<SystemTime>>,
    ids: Option<Source<String>>,
    pub(crate) random: Random,
}

impl Sources {
    pub(crate) fn now(&self) -> SystemTime {
        self.clock.as_ref().map_or_else(SystemTime::now, |clock| clock())
    }

    /// Whether ids are those of the program.
    pub(crate) fn has_ids(&self) -> bool {
        self.ids.is_some()
    }

    /// An id for a call or a token.
    pub(crate) fn id(&self) -> String {
        self.ids.as_ref().map_or_else(weland_protocol::uuid, |ids| ids())
    }
}

impl fmt::Debug for Sources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sources").finish_non_exhaustive()
    }
}

impl Config {
    /// Sets the clock that requests are dated by where they are signed, for tests whose requests are to be the same each time.
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
