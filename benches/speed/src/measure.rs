//! Measuring time.

use std::time::{Duration, Instant};

/// A task, with its implementations: ours first.
pub struct Case {
    /// The name of the task.
    pub name: &'static str,
    /// The implementations.
    pub runners: Vec<Runner>,
}

/// An implementation of a task.
pub struct Runner {
    /// The name of the library.
    pub who: &'static str,
    /// Runs the task once.
    pub run: Box<dyn FnMut()>,
}

impl Case {
    /// A case without implementations.
    pub fn new(name: &'static str) -> Self {
        Self { name, runners: Vec::new() }
    }

    /// Adds an implementation.
    pub fn with(mut self, who: &'static str, run: impl FnMut() + 'static) -> Self {
        self.runners.push(Runner { who, run: Box::new(run) });
        self
    }
}

/// The target time of a batch: far longer than reading the clock, and shorter than a time slice of the scheduler.
const BATCH: Duration = Duration::from_millis(1);

/// The minimum seconds per iteration of each runner in so many batches, since other processes can only slow a batch down. Runners
/// take turns, so that all run under the same conditions.
pub fn measure(case: &mut Case, rounds: usize) -> Vec<f64> {
    let counts: Vec<u32> = case.runners.iter_mut().map(batch_size).collect();
    let mut best = vec![f64::INFINITY; case.runners.len()];
    for _ in 0..rounds {
        for ((runner, count), best) in case.runners.iter_mut().zip(&counts).zip(&mut best) {
            *best = best.min(batch(runner, *count).as_secs_f64() / f64::from(*count));
        }
    }
    best
}

fn batch(runner: &mut Runner, count: u32) -> Duration {
    let start = Instant::now();
    for _ in 0..count {
        (runner.run)();
    }
    start.elapsed()
}

/// The number of iterations in a batch.
fn batch_size(runner: &mut Runner) -> u32 {
    let mut count = 1;
    loop {
        let fastest = (0..5).map(|_| batch(runner, count)).min().unwrap_or_default();
        if fastest >= BATCH || count >= 1 << 20 {
            return count;
        }
        count *= 2;
    }
}
