//! Randomness for jitter.

use weland_protocol::random_bytes;

/// Random numbers from the operating system, so that forks of a process do not wait for the same time.
#[derive(Debug)]
pub(crate) struct Random;

impl Random {
    pub(crate) fn new() -> Self {
        Self
    }

    /// A number from 0 up to, but not including, 1.
    pub(crate) fn fraction(&self) -> f64 {
        // 53 bits are what a double holds exactly.
        (u64::from_ne_bytes(random_bytes()) >> 11) as f64 / (1_u64 << 53) as f64
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
}
