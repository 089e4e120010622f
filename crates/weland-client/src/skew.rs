//! Clocks that are wrong: services refuse signatures that are minutes off, and say what time it is.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::DATE;
use weland_core::{Timestamp, TimestampFormat};

/// A difference that services tolerate, and that is no reason to correct anything.
const TOLERATED: u64 = 4 * 60;

/// Error codes that a wrong clock may be the reason for.
const CODES: [&str; 6] = [
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

/// How many seconds the service is ahead of this machine.
#[derive(Debug, Default)]
pub(crate) struct Skew(AtomicI64);

impl Skew {
    /// The time, as the service sees it.
    pub(crate) fn now(&self) -> SystemTime {
        let ahead = self.0.load(Ordering::Relaxed);
        let by = Duration::from_secs(ahead.unsigned_abs());
        let now = SystemTime::now();
        let shifted = if ahead >= 0 { now.checked_add(by) } else { now.checked_sub(by) };
        shifted.unwrap_or(now)
    }

    /// Learns from a refusal; whether that is a reason to try again.
    pub(crate) fn correct(&self, code: &str, headers: &HeaderMap) -> bool {
        if !CODES.contains(&code) {
            return false;
        }
        let date = headers.get(DATE).and_then(|date| date.to_str().ok());
        let Some(theirs) = date.and_then(|date| Timestamp::parse(date, TimestampFormat::HttpDate)) else {
            return false;
        };
        let ahead = theirs.seconds().saturating_sub(seconds(SystemTime::now()));
        let assumed = self.0.load(Ordering::Relaxed);
        if ahead.saturating_sub(assumed).unsigned_abs() <= TOLERATED {
            return false;
        }
        self.0.store(ahead, Ordering::Relaxed);
        true
    }
}

fn seconds(time: SystemTime) -> i64 {
    time.duration_since(SystemTime::UNIX_EPOCH).ok().and_then(|since| since.as_secs().try_into().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(ahead: i64) -> HeaderMap {
        let date = Timestamp::new(seconds(SystemTime::now()) + ahead, 0).format(TimestampFormat::HttpDate);
        HeaderMap::from_iter([(DATE, date.parse().unwrap())])
    }

    #[test]
    fn a_clock_that_is_far_off_is_corrected_once() {
        let skew = Skew::default();
        assert!(!skew.correct("AccessDenied", &date(3600)));
        assert!(!skew.correct("RequestExpired", &date(60)));
        assert!(!skew.correct("RequestExpired", &HeaderMap::new()));
        assert!(skew.correct("RequestExpired", &date(3600)));
        assert!(!skew.correct("RequestExpired", &date(3600)));
        let ahead = skew.now().duration_since(SystemTime::now()).unwrap();
        assert!((3590..=3600).contains(&ahead.as_secs()), "{ahead:?}");
        assert!(skew.correct("RequestTimeTooSkewed", &date(-3600)));
        assert!(skew.now() < SystemTime::now());
    }
}
