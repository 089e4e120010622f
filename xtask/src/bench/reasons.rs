//! Why rows miss their bar, for the list in `BENCHMARKS.md`.

/// A reason for all rows of a benchmark whose names begin alike.
struct Reason {
    bench: &'static str,
    name: &'static str,
    text: &'static str,
}

/// Reasons hold no figures: those are in the rows, and change with each run.
const REASONS: &[Reason] = &[
    reason(
        "codec",
        "encode",
        "A buffer that grows from nothing and a call through `dyn Encoder` for each member; one call for each structure would be less.",
    ),
    reason(
        "codec",
        "decode",
        "Values are written through `dyn` calls, one for each member; more than a quarter is allocation, which serde needs as well.",
    ),
    reason(
        "messages",
        "an item",
        "Each value of the item is a union, which is written and read as a structure with a member of its own, through `dyn` calls.",
    ),
    reason(
        "validate",
        "valid, typed",
        "About half of the time goes into the automata of patterns, two characters a step, and a third into `dyn` calls for members.",
    ),
    reason(
        "validate",
        "valid, JSON text",
        "Reading takes most of the time, and the way to each value is kept while reading, though only violations need it.",
    ),
    reason(
        "routing",
        "",
        "A path is read twice, for its literals and for its labels, byte by byte; operations are told apart by their query as well.",
    ),
    reason(
        "serve",
        "",
        "A request goes through more allocations than one by hand: its context, its body and the future of its response are boxed.",
    ),
    reason(
        "call",
        "",
        "Of what goes beyond hyper, JSON through `dyn` calls and the signature take the most: each is as much as half of what hyper takes.",
    ),
    reason(
        "openapi",
        "GitHub, time",
        "Reading the document and lowering it to a model is done on one core; the crates are written on all.",
    ),
    reason(
        "build",
        "with tracing",
        "With credentials from all sources come the clients of three more services, of which ours have the few operations needed.",
    ),
    reason("read", "100", "Rules of a large model wait for memory more than they compute."),
];

const fn reason(bench: &'static str, name: &'static str, text: &'static str) -> Reason {
    Reason { bench, name, text }
}

/// Why a row misses its bar, if that is known. Of several reasons, the most precise one.
pub(super) fn of(bench: &str, name: &str) -> Option<&'static str> {
    let fitting = REASONS.iter().filter(|reason| reason.bench == bench && name.starts_with(reason.name));
    fitting.max_by_key(|reason| reason.name.len()).map(|reason| reason.text)
}

#[cfg(test)]
mod tests {
    use super::super::BENCHES;
    use super::*;

    #[test]
    fn the_most_precise_reason_counts() {
        assert!(of("validate", "valid, JSON text").is_some_and(|text| text.starts_with("Reading")));
        assert_eq!(of("validate", "invalid, typed"), None);
        assert_eq!(of("form", "encode"), None);
    }

    #[test]
    fn reasons_are_for_benchmarks_that_exist() {
        assert!(REASONS.iter().all(|reason| BENCHES.iter().any(|bench| bench.name == reason.bench)));
    }
}
