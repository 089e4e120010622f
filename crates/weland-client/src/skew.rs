//! Clocks that are wrong: services refuse signatures that are minutes off, and say what time it is.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use http::HeaderMap;
use http::header::{AGE, DATE};
use weland_core::{Timestamp, TimestampFormat};

use crate::sources::Sources;

/// A difference that services tolerate, and that is no reason to correct anything.
const TOLERATED: Duration = Duration::from_secs(4 * 60);

/// Error codes that a wrong clock may be the reason for.
const CODES: [&str; 6] = [
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

/// When a response came, and how long after the request was sent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Exchange {
    received: SystemTime,
    took: Duration,
}

impl Exchange {
    /// The response has come now, by the clock of the client, to a request that was sent at this moment.
    pub(crate) fn since(sent: Instant, sources: &Sources) -> Self {
        // The clock may be set in between, so its time is read once.
        Self { received: sources.now(), took: sent.elapsed() }
    }
}

/// How many seconds the service is ahead of this machine.
#[derive(Debug, Default)]
pub(crate) struct Skew {
    ahead: AtomicI64,
    sources: Sources,
}

impl Skew {
    /// None yet, by this clock.
    pub(crate) fn new(sources: Sources) -> Self {
        Self { ahead: AtomicI64::new(0), sources }
    }

    /// The time, as the service sees it.
    pub(crate) fn now(&self) -> SystemTime {
        let ahead = self.ahead.load(Ordering::Relaxed);
        let by = Duration::from_secs(ahead.unsigned_abs());
        let now = self.sources.now();
        let shifted = if ahead >= 0 { now.checked_add(by) } else { now.checked_sub(by) };
        shifted.unwrap_or(now)
    }

    /// Learns from a refusal; whether that is a reason to try again.
    ///
    /// The service wrote its date at some moment between the request and the response, and left out the fraction of the
    /// second. So there is an earliest and a latest time by which it may be ahead. What is assumed so far is right if it lies
    /// between these, give or take what services tolerate; otherwise the middle replaces it, which is wrong by half of the
    /// duration at most. Nothing is learned from a response that took so long that the middle could be wrong by more than
    /// services tolerate, nor from one out of a cache, which has the date of another one.
    pub(crate) fn correct(&self, code: &str, headers: &HeaderMap, exchange: Exchange) -> bool {
        if !CODES.contains(&code) || headers.contains_key(AGE) || exchange.took / 2 > TOLERATED {
            return false;
        }
        let date = headers.get(DATE).and_then(|date| date.to_str().ok());
        let Some(theirs) = date.and_then(|date| Timestamp::parse(date, TimestampFormat::HttpDate)) else {
            return false;
        };
        let earliest = theirs.seconds().saturating_sub(seconds(exchange.received));
        let latest = earliest.saturating_add(whole_seconds(exchange.took)).saturating_add(1);
        let tolerated = whole_seconds(TOLERATED);
        let assumed = self.ahead.load(Ordering::Relaxed);
        if (earliest.saturating_sub(tolerated)..=latest.saturating_add(tolerated)).contains(&assumed) {
            return false;
        }
        self.ahead.store(earliest.midpoint(latest), Ordering::Relaxed);
        true
    }
}

fn seconds(time: SystemTime) -> i64 {
    time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, whole_seconds)
}

fn whole_seconds(duration: Duration) -> i64 {
    duration.as_secs().try_into().unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A response whose date is this many seconds ahead of the moment when it came.
    fn date(ahead: i64) -> HeaderMap {
        let date = Timestamp::new(seconds(SystemTime::now()) + ahead, 0).format(TimestampFormat::HttpDate);
        HeaderMap::from_iter([(DATE, date.parse().unwrap())])
    }

    fn took(seconds: u64) -> Exchange {
        Exchange { received: SystemTime::now(), took: Duration::from_secs(seconds) }
    }

    #[test]
    fn a_clock_that_is_far_off_is_corrected_once() {
        let skew = Skew::default();
        assert!(!skew.correct("AccessDenied", &date(3600), took(0)));
        assert!(!skew.correct("RequestExpired", &date(60), took(0)));
        assert!(!skew.correct("RequestExpired", &HeaderMap::new(), took(0)));
        assert!(skew.correct("RequestExpired", &date(3600), took(0)));
        assert!(!skew.correct("RequestExpired", &date(3600), took(0)));
        let ahead = skew.now().duration_since(SystemTime::now()).unwrap();
        assert!((3590..=3600).contains(&ahead.as_secs()), "{ahead:?}");
        assert!(skew.correct("RequestTimeTooSkewed", &date(-3600), took(0)));
        assert!(skew.now() < SystemTime::now());
    }

    #[test]
    fn cached_responses_do_not_set_the_clock() {
        let mut cached = date(-3600);
        cached.insert(AGE, "0".parse().unwrap());
        let skew = Skew::default();
        assert!(!skew.correct("RequestExpired", &cached, took(0)));
        assert_eq!(skew.ahead.load(Ordering::Relaxed), 0);
    }

    #[test]
    fn the_clock_is_right_if_the_date_was_written_at_any_moment_of_the_exchange() {
        // Ahead by -300 s if it was written when the response came, and by 1 s if that was when the request was sent.
        assert!(!Skew::default().correct("RequestExpired", &date(-300), took(300)));
        assert!(!Skew::default().correct("RequestExpired", &date(-239), took(0)));
        assert!(Skew::default().correct("RequestExpired", &date(-300), took(0)));
    }

    #[test]
    fn a_wrong_clock_is_set_to_the_middle_of_the_exchange() {
        let skew = Skew::default();
        assert!(skew.correct("RequestExpired", &date(3600), took(200)));
        let ahead = skew.ahead.load(Ordering::Relaxed);
        assert!((3699..=3700).contains(&ahead), "{ahead}");
    }

    #[test]
    fn nothing_is_learned_from_a_response_that_took_very_long() {
        let skew = Skew::default();
        assert!(!skew.correct("RequestExpired", &date(3600), took(481)));
        assert!(skew.correct("RequestExpired", &date(3600), took(480)));
    }
}
