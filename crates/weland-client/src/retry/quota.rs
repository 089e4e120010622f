//! What retries cost.

use std::sync::{Mutex, PoisonError};

use super::Reason;

const CAPACITY: u32 = 500;

/// How much retrying a client may do in all: when a service is down for everybody, retries would only make it worse.
#[derive(Debug)]
pub(super) struct Quota(Mutex<u32>);

impl Quota {
    pub(super) fn new() -> Self {
        Self(Mutex::new(CAPACITY))
    }

    /// Takes what a retry costs, and says how much that was; `None` if it is not there.
    pub(super) fn take(&self, reason: Reason) -> Option<u32> {
        let mut left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *left = left.checked_sub(reason.cost())?;
        Some(reason.cost())
    }

    /// After a success: gives back what its last retry took, or a little if it needed none.
    pub(super) fn give_back(&self, taken: Option<u32>) {
        let mut left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *left = left.saturating_add(taken.unwrap_or(1)).min(CAPACITY);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quota_ends_and_is_refilled_by_success() {
        let quota = Quota::new();
        for _ in 0..50 {
            assert_eq!(quota.take(Reason::Timeout), Some(10));
        }
        assert_eq!(quota.take(Reason::Service), None);
        (0..4).for_each(|_| quota.give_back(None));
        assert_eq!(quota.take(Reason::Connection), None);
        quota.give_back(None);
        assert_eq!(quota.take(Reason::Connection), Some(5));
        (0..100).for_each(|_| quota.give_back(Some(10)));
        assert_eq!(*quota.0.lock().unwrap(), CAPACITY);
    }
}
