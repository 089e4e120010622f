//! Where a client has the time, its jitter and its ids from.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use crate::random::Random;

type Source<T> = Arc<dyn Fn() -> T + Send + Sync>;

/// What differs from run to run unless it is replaced.
#[derive(Clone, Default)]
pub(crate) struct Sources {
    pub(crate) clock: Option<Source<SystemTime>>,
    pub(crate) ids: Option<Source<String>>,
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
