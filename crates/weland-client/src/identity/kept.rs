//! When a kept identity is refreshed, and how long it may be used.

use std::time::{Duration, Instant, SystemTime};

use super::Identity;

/// An identity is refreshed this long before it expires, or a fifth less, so that not all processes that began at the same
/// time refresh at the same time.
const REFRESH: Duration = Duration::from_secs(5 * 60);
/// An identity is not used any more this long before it expires, since it could expire on the way.
const UNUSABLE: Duration = Duration::from_secs(10);
/// How long a refresh waits at most after ones that failed.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// An identity that expires.
pub(super) struct Kept<I> {
    pub(super) identity: I,
    refresh_at: SystemTime,
    failures: u32,
    paused_until: Option<Instant>,
}

impl<I: Identity> Kept<I> {
    /// Keeps an identity that was resolved `now`; `None` if it does not expire. `fraction`, from 0 to 1, spreads refreshes.
    ///
    /// Providers may hold on to an identity themselves, and return one that expires soon. If that was asked for again by
    /// each call, it would never rest; so at least half of the remaining life passes first.
    pub(super) fn new(identity: &I, now: SystemTime, fraction: impl FnOnce() -> f64) -> Option<Self> {
        let expires = identity.expires()?;
        let remaining = expires.duration_since(now).unwrap_or_default();
        let margin = REFRESH.mul_f64(1.0 - fraction() / 5.0).min(remaining / 2);
        let refresh_at = expires.checked_sub(margin).unwrap_or(expires);
        Some(Self { identity: identity.clone(), refresh_at, failures: 0, paused_until: None })
    }

    pub(super) fn is_usable(&self, now: SystemTime) -> bool {
        let Some(expires) = self.identity.expires() else { return true };
        now.checked_add(UNUSABLE).is_some_and(|end| end < expires)
    }

    /// Whether a refresh is due.
    pub(super) fn is_due(&self, now: SystemTime, instant: Instant) -> bool {
        now >= self.refresh_at && self.paused_until.is_none_or(|until| instant >= until)
    }

    /// Puts the next refresh off after one that failed; `fraction`, from 0 to 1, spreads refreshes.
    pub(super) fn postpone(&mut self, instant: Instant, fraction: f64) {
        let pause = Duration::from_secs(1 << self.failures.min(6)).min(LONGEST_PAUSE);
        self.failures += 1;
        self.paused_until = instant.checked_add(pause.mul_f64(1.0 - fraction / 2.0));
    }
}

#[cfg(test)]
impl<I> Kept<I> {
    pub(super) fn make_due(&mut self) {
        self.refresh_at = SystemTime::UNIX_EPOCH;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone)]
    struct Expiring(SystemTime);

    impl Identity for Expiring {
        fn expires(&self) -> Option<SystemTime> {
            Some(self.0)
        }
    }

    /// After how many seconds an identity of this lifetime in seconds is refreshed.
    fn refreshed_after(lifetime: u64, fraction: f64) -> u64 {
        let now = SystemTime::now();
        let kept = Kept::new(&Expiring(now + Duration::from_secs(lifetime)), now, || fraction).unwrap();
        (0..=lifetime).find(|second| kept.is_due(now + Duration::from_secs(*second), Instant::now())).unwrap()
    }

    #[test]
    fn a_refresh_is_due_shortly_before_the_end_of_a_long_life_and_in_the_middle_of_a_short_one() {
        assert_eq!(refreshed_after(3600, 0.0), 3300);
        assert_eq!(refreshed_after(3600, 1.0), 3360);
        assert_eq!(refreshed_after(400, 0.5), 200);
        assert_eq!(refreshed_after(0, 0.0), 0);
    }

    #[test]
    fn an_identity_is_not_used_when_it_could_expire_on_the_way() {
        let usable = |seconds| {
            let now = SystemTime::now();
            Kept::new(&Expiring(now + Duration::from_secs(seconds)), now, || 0.0).unwrap().is_usable(now)
        };
        assert!(usable(15));
        assert!(!usable(9));
    }

    #[test]
    fn pauses_after_failures_double_up_to_a_minute() {
        let (now, instant) = (SystemTime::now(), Instant::now());
        let mut kept = Kept::new(&Expiring(now), now, || 0.0).unwrap();
        let mut pauses = Vec::new();
        for _ in 0..8 {
            kept.postpone(instant, 0.0);
            pauses.push((0..100).find(|second| kept.is_due(now, instant + Duration::from_secs(*second))).unwrap());
        }
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 60]);
        kept.postpone(instant, 1.0);
        assert!(kept.is_due(now, instant + Duration::from_secs(30)), "jitter takes up to half of a pause");
    }
}
