//! Why rows miss their bar, for the list in `BENCHMARKS.md`.

/// A reason for all rows of a benchmark whose names begin alike.
struct Reason {
    bench: &'static str,
    name: &'static str,
    text: &'static str,
}

/// Reasons hold no figures: those are in the rows, and change with each run.
const REASONS: &[Reason] = &[];

/// Why a row misses its bar, if that is known. Of several reasons, the most precise one.
pub(super) fn of(bench: &str, name: &str) -> Option<&'static str> {
    let fitting = REASONS.iter().filter(|reason| reason.bench == bench && name.starts_with(reason.name));
    fitting.max_by_key(|reason| reason.name.len()).map(|reason| reason.text)
}
