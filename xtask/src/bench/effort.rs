//! How much a benchmark is repeated.

/// How much a benchmark is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effort {
    /// As much as figures that are published need.
    Full,
    /// As little as shows what a change does.
    Quick,
}

impl Effort {
    /// The number of runs, of which a full benchmark has so many.
    pub(super) fn runs(self, full: usize) -> usize {
        match self {
            Self::Full => full,
            Self::Quick => (full / 5).max(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_benchmark_runs_at_least_once() {
        assert_eq!([1, 4, 5, 30].map(|full| Effort::Quick.runs(full)), [1, 1, 1, 6]);
        assert_eq!(Effort::Full.runs(30), 30);
    }
}
