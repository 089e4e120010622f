//! How far a transfer has come that the peer may slow down.

use std::time::Duration;

use tokio::time::Instant;

/// The progress of a transfer, and how long it may take. Only the time counts in which the peer is waited for.
#[derive(Debug)]
pub(super) struct Pace {
    silence: Option<Duration>,
    rate: Option<u32>,
    bytes: u64,
    /// The time of all waits that have ended.
    waited: Duration,
    since: Option<Instant>,
}

impl Pace {
    /// A transfer that may be silent for some time, and then has to have some bytes per second.
    pub(super) fn new(silence: Option<Duration>, rate: Option<u32>) -> Self {
        Self { silence, rate, bytes: 0, waited: Duration::ZERO, since: None }
    }

    /// Changes the limits of [`new`](Self::new).
    pub(super) fn set_limits(&mut self, silence: Option<Duration>, rate: Option<u32>) {
        (self.silence, self.rate) = (silence, rate);
    }

    pub(super) fn is_waiting(&self) -> bool {
        self.since.is_some()
    }

    /// The peer is waited for, from now on unless it is already.
    pub(super) fn wait(&mut self) {
        self.since.get_or_insert_with(Instant::now);
    }

    /// The peer has sent or taken some bytes.
    pub(super) fn advance(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
        if let Some(since) = self.since.take() {
            self.waited = self.waited.saturating_add(since.elapsed());
        }
    }

    /// When the peer will have been waited for long enough.
    pub(super) fn deadline(&self) -> Option<Instant> {
        let (since, silence) = (self.since?, self.silence?);
        let left = match self.rate {
            // `silence` is a start that every transfer gets.
            Some(rate) => {
                let earned = Duration::from_secs_f64(self.bytes as f64 / f64::from(rate));
                silence.min(silence.saturating_add(earned).saturating_sub(self.waited))
            }
            None => silence,
        };
        since.checked_add(left)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::{Instant, advance};

    use super::Pace;

    const SILENCE: Duration = Duration::from_secs(30);

    /// How long a peer that sends `bytes` every `every` seconds is waited for.
    async fn endured(mut pace: Pace, bytes: usize, every: u64) -> Option<Duration> {
        let start = Instant::now();
        for _ in 0..10_000 {
            pace.wait();
            let deadline = pace.deadline().unwrap();
            let next = Instant::now() + Duration::from_secs(every);
            if deadline < next {
                return Some(deadline - start);
            }
            advance(Duration::from_secs(every)).await;
            pace.advance(bytes);
        }
        None
    }

    #[tokio::test(start_paused = true)]
    async fn silence_and_slowness_are_endured_for_some_time() {
        // Silence alone is limited: a byte every two seconds may go on.
        assert_eq!(endured(Pace::new(Some(SILENCE), None), 1, 2).await, None);
        assert_eq!(endured(Pace::new(Some(SILENCE), None), 1, 31).await, Some(SILENCE));
        // A byte earns 2 ms.
        assert_eq!(endured(Pace::new(Some(SILENCE), Some(500)), 1, 2).await, Some(Duration::from_millis(30_030)));
        assert_eq!(endured(Pace::new(Some(SILENCE), Some(500)), 1000, 2).await, None);
        // What was sent quickly does not buy a longer silence.
        assert_eq!(endured(Pace::new(Some(SILENCE), Some(500)), 1 << 30, 31).await, Some(SILENCE));
    }

    #[tokio::test(start_paused = true)]
    async fn time_in_which_nobody_waits_does_not_count() {
        let mut pace = Pace::new(Some(SILENCE), Some(500));
        for _ in 0..100 {
            pace.wait();
            pace.advance(1);
            assert_eq!(pace.deadline(), None);
            advance(SILENCE).await;
        }
        pace.wait();
        assert_eq!(pace.deadline(), Some(Instant::now() + SILENCE));
        let mut unlimited = Pace::new(None, Some(500));
        unlimited.wait();
        assert_eq!(unlimited.deadline(), None);
    }
}
