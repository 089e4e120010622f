//! The adaptive mode: a client that is throttled sends less, and then more again, step by step.
//!
//! Attempts take tokens out of a bucket, which is filled at a rate. When a service throttles, the rate becomes seven tenths of what
//! was sent; from then on, it grows by a cubic function of the time, slowly around what was too much, as TCP does. All of it is as in
//! the SDKs of AWS, and the numbers are those of botocore.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;
use weland_core::OtherError;

use crate::time;

/// How much of the rate is kept when a service throttles.
const BETA: f64 = 0.7;
/// How fast the rate grows again.
const SCALE: f64 = 0.4;
/// How much a new measurement counts.
const SMOOTHING: f64 = 0.8;
/// How many measurements there are in a second.
const MEASUREMENTS: f64 = 2.0;
/// The slowest rate, in attempts per second.
const MIN_RATE: f64 = 0.5;
/// How many times the measured rate the rate may be at most.
const MAX_GROWTH: f64 = 2.0;
/// Less than a token by less than this is a token.
const PRECISION: f64 = 1e-9;

/// Limits how often a client sends.
pub(super) struct Limiter {
    start: Instant,
    state: Mutex<State>,
}

impl Limiter {
    pub(super) fn new() -> Self {
        Self { start: Instant::now(), state: Mutex::new(State::new()) }
    }

    /// Waits until an attempt may be made.
    pub(super) async fn admit(&self) -> Result<(), OtherError> {
        loop {
            let wait = self.state().take(self.now());
            match wait {
                None => return Ok(()),
                Some(seconds) => time::sleep(Duration::from_secs_f64(seconds.clamp(0.001, 2.0 / MIN_RATE))).await?,
            }
        }
    }

    /// Learns from an attempt.
    pub(super) fn learn(&self, is_throttled: bool) {
        self.state().learn(self.now(), is_throttled);
    }

    fn now(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is known of a client. Times are in seconds, rates in attempts per second.
struct State {
    /// Whether a service has throttled.
    is_enabled: bool,
    bucket: Bucket,
    measured: Measured,
    curve: Curve,
}

impl State {
    fn new() -> Self {
        Self {
            is_enabled: false,
            bucket: Bucket { rate: 1.0, capacity: 1.0, tokens: 0.0, filled_at: 0.0 },
            measured: Measured { rate: 0.0, since: 0.0, count: 0.0 },
            curve: Curve { most: 0.0, plateau: 0.0, throttled_at: 0.0 },
        }
    }

    /// Takes a token for an attempt, or says how long there will be none.
    fn take(&mut self, now: f64) -> Option<f64> {
        self.is_enabled.then(|| self.bucket.take(now)).flatten()
    }

    fn learn(&mut self, now: f64, is_throttled: bool) {
        let measured = self.measured.count(now);
        let rate = match is_throttled {
            false => self.curve.rate(now),
            true => {
                let used = if self.is_enabled { measured.min(self.bucket.rate) } else { measured };
                self.is_enabled = true;
                self.curve.fall(now, used)
            }
        };
        self.bucket.set_rate(now, rate.min(MAX_GROWTH * measured));
    }
}

/// The tokens that there are.
struct Bucket {
    rate: f64,
    capacity: f64,
    tokens: f64,
    filled_at: f64,
}

impl Bucket {
    fn take(&mut self, now: f64) -> Option<f64> {
        self.fill(now);
        if self.tokens + PRECISION >= 1.0 {
            self.tokens = (self.tokens - 1.0).max(0.0);
            return None;
        }
        Some((1.0 - self.tokens) / self.rate)
    }

    fn fill(&mut self, now: f64) {
        self.tokens = (self.tokens + (now - self.filled_at).max(0.0) * self.rate).min(self.capacity);
        self.filled_at = now;
    }

    fn set_rate(&mut self, now: f64, rate: f64) {
        self.fill(now);
        self.rate = rate.max(MIN_RATE);
        self.capacity = rate.max(1.0);
        self.tokens = self.tokens.min(self.capacity);
    }
}

/// How often attempts are made.
struct Measured {
    rate: f64,
    since: f64,
    count: f64,
}

impl Measured {
    fn count(&mut self, now: f64) -> f64 {
        let until = (now * MEASUREMENTS).floor() / MEASUREMENTS;
        self.count += 1.0;
        if until > self.since {
            let current = self.count / (until - self.since);
            self.rate = current * SMOOTHING + self.rate * (1.0 - SMOOTHING);
            (self.count, self.since) = (0.0, until);
        }
        self.rate
    }
}

/// How the rate grows after a service has throttled.
struct Curve {
    /// The rate that was too much.
    most: f64,
    /// How long it takes to come back to it.
    plateau: f64,
    throttled_at: f64,
}

impl Curve {
    fn rate(&self, now: f64) -> f64 {
        SCALE * (now - self.throttled_at - self.plateau).powi(3) + self.most
    }

    fn fall(&mut self, now: f64, rate: f64) -> f64 {
        *self = Self { most: rate, plateau: (rate * (1.0 - BETA) / SCALE).cbrt(), throttled_at: now };
        rate * BETA
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of events: the rate after each attempt, and how long each one waits that is about to be made.
    fn play(events: &str) -> String {
        let (mut state, mut now, mut seen) = (State::new(), 0.0_f64, Vec::new());
        for event in events.split(", ") {
            let (time, what) = event.split_once(' ').unwrap();
            now = now.max(time.parse().unwrap());
            if what == "send" {
                let start = now;
                while let Some(wait) = state.take(now) {
                    now += wait;
                }
                seen.push(format!("{:.4}", now - start));
            } else {
                state.learn(now, what == "throttled");
                seen.push(format!("{:.4}", state.bucket.rate));
            }
        }
        seen.join(" ")
    }

    #[test]
    fn rates_and_waits_are_those_of_botocore() {
        let table = include_str!("../../tests/client/adaptive.txt");
        let rows = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let mut count = 0;
        for row in rows {
            let [name, events, expected] = row.split(" | ").collect::<Vec<_>>()[..] else { panic!("{row}") };
            assert_eq!(play(events), expected, "{name}");
            count += 1;
        }
        assert_eq!(count, 9);
    }
}
