//! Randomness for jitter.

use std::fmt;
use std::sync::Arc;

use weland_protocol::random_bytes;

/// Random numbers from the operating system, so that forks of a process do not wait for the same time.
#[derive(Clone, Default)]
pub(crate) struct Random(Option<Arc<dyn Fn() -> f64 + Send + Sync>>);

impl Random {
    pub(crate) fn new() -> Self {
        Self(None)
    }

    /// Numbers that a program gives in place of random ones.
    pub(crate) fn replaced(source: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(source)))
    }

    /// A number from 0 up to, but not including, 1; from 0 to 1 if it is not random.
    pub(crate) fn fraction(&self) -> f64 {
        if let Some(source) = &self.0 {
            // Whatever it is: a duration can't be multiplied by everything.
            return source().clamp(0.0, 1.0).max(0.0);
        }
        // 53 bits are what a double holds exactly.
        (u64::from_ne_bytes(random_bytes()) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

impl fmt::Debug for Random {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Random").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_fill_the_unit_interval() {
        let random = Random::new();
        let (mut low, mut high) = (0, 0);
        for _ in 0..10_000 {
            let fraction = random.fraction();
            assert!((0.0..1.0).contains(&fraction));
            low += usize::from(fraction < 0.1);
            high += usize::from(fraction >= 0.9);
        }
        assert!((500..1500).contains(&low) && (500..1500).contains(&high), "{low} {high}");
    }

    #[test]
    fn numbers_of_a_program_are_within_the_interval() {
        for (given, expected) in [(0.25, 0.25), (7.0, 1.0), (-1.0, 0.0), (f64::NAN, 0.0), (f64::INFINITY, 1.0)] {
            assert_eq!(Random::replaced(move || given).fraction(), expected, "{given}");
        }
    }
}
