//! Taking times.

use std::time::{Duration, Instant};

/// One piece of work, and all who do it: ours first.
pub struct Case {
    /// What is done.
    pub name: &'static str,
    /// Who does it.
    pub runners: Vec<Runner>,
}

/// Somebody who does a piece of work.
pub struct Runner {
    /// The name of the library.
    pub who: &'static str,
    /// Does the work once.
    pub run: Box<dyn FnMut()>,
}

impl Case {
    /// A case that nobody does yet.
    pub fn new(name: &'static str) -> Self {
        Self { name, runners: Vec::new() }
    }

    /// Adds somebody.
    pub fn with(mut self, who: &'static str, run: impl FnMut() + 'static) -> Self {
        self.runners.push(Runner { who, run: Box::new(run) });
        self
    }
}

/// How long a batch should take: far longer than a look at the clock, and shorter than a slice of the scheduler.
const BATCH: Duration = Duration::from_millis(1);
/// How many batches each runner has. The best one counts: others only add to a time, never take from it.
const ROUNDS: usize = 400;

/// The seconds that each runner takes for one time, at best. Runners take turns, so that all meet the same weather.
pub fn measure(case: &mut Case) -> Vec<f64> {
    let counts: Vec<u32> = case.runners.iter_mut().map(batch_size).collect();
    let mut best = vec![f64::INFINITY; case.runners.len()];
    for _ in 0..ROUNDS {
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

/// How many times fill a batch.
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
