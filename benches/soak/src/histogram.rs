//! Times in buckets, so that a million of them take no more memory than one.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The buckets of each power of two: a time is known to 1.6 %.
const FINE: u64 = 64;
const BUCKETS: usize = 64 * FINE as usize;

#[derive(Debug)]
pub struct Histogram(Vec<AtomicU64>);

impl Histogram {
    pub fn new() -> Self {
        Self((0..BUCKETS).map(|_| AtomicU64::new(0)).collect())
    }

    pub fn add(&self, time: Duration) {
        let micros = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        self.0[bucket(micros)].fetch_add(1, Ordering::Relaxed);
    }

    /// The time, in microseconds, that this part of all times does not exceed.
    pub fn quantile(&self, part: f64) -> u64 {
        let count: u64 = self.0.iter().map(|bucket| bucket.load(Ordering::Relaxed)).sum();
        let wanted = (count as f64 * part).ceil() as u64;
        let mut seen = 0;
        for (index, bucket) in self.0.iter().enumerate() {
            seen += bucket.load(Ordering::Relaxed);
            if seen >= wanted {
                return upper(index as u64);
            }
        }
        0
    }
}

/// Small times have buckets of their own; beyond, each power of two has `FINE`.
fn bucket(micros: u64) -> usize {
    let power = u64::from(micros.max(1).ilog2().saturating_sub(FINE.ilog2()));
    usize::try_from(power * FINE + (micros >> power)).unwrap_or(BUCKETS).min(BUCKETS - 1)
}

/// The largest time in a bucket.
fn upper(index: u64) -> u64 {
    let power = (index / FINE).saturating_sub(1);
    let rest = index - power * FINE;
    ((rest + 1) << power) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_time_lies_in_its_bucket_and_is_known_to_two_percent() {
        for micros in (0..5000).chain([10_000, 123_456, 1_000_000, 90_000_000]) {
            let bound = upper(bucket(micros) as u64);
            assert!(bound >= micros && bound - micros <= micros / 50, "{micros}: {bound}");
        }
    }

    #[test]
    fn quantiles_are_those_of_the_times() {
        let times = Histogram::new();
        (1..=1000).for_each(|micros| times.add(Duration::from_micros(micros)));
        for (part, micros) in [(0.5, 500), (0.99, 990), (1.0, 1000)] {
            assert!(times.quantile(part).abs_diff(micros) <= micros / 50, "{part}");
        }
        assert_eq!(Histogram::new().quantile(0.5), 0);
    }
}
