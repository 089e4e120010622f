//! Random bytes.

/// Random bytes from the generator of the operating system.
///
/// Each call asks the system: nothing is kept between calls that a fork of the process or a copy of its memory could
/// repeat. Without the feature `random`, on systems without a generator, and should the generator fail, they come from
/// the keys of the standard library's hash maps, the process, the time and a count: good enough for ids to differ.
#[cfg_attr(not(feature = "random"), expect(unreachable_pub, reason = "exported with the feature, which promises more"))]
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if !fill_from_system(&mut bytes) {
        fallback::fill(&mut bytes);
    }
    bytes
}

/// Whether the system had random bytes.
#[cfg(all(feature = "random", not(all(target_family = "wasm", target_os = "unknown"))))]
fn fill_from_system(bytes: &mut [u8]) -> bool {
    getrandom::getrandom(bytes).is_ok()
}

#[cfg(not(all(feature = "random", not(all(target_family = "wasm", target_os = "unknown")))))]
fn fill_from_system(_: &mut [u8]) -> bool {
    false
}

mod fallback {
    use std::hash::{BuildHasher, Hasher, RandomState};
    use std::sync::atomic::{AtomicU64, Ordering};

    pub(super) fn fill(bytes: &mut [u8]) {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let keys = RandomState::new();
        let (process, time) = surroundings();
        for chunk in bytes.chunks_mut(8) {
            let word = word(&keys, process, time, COUNT.fetch_add(1, Ordering::Relaxed));
            chunk.copy_from_slice(&word.to_ne_bytes()[..chunk.len()]);
        }
    }

    /// After a fork, keys and count are the same in both processes.
    pub(super) fn word(keys: &RandomState, process: u32, time: u128, count: u64) -> u64 {
        let mut hasher = keys.build_hasher();
        hasher.write_u32(process);
        hasher.write_u128(time);
        hasher.write_u64(count);
        hasher.finish()
    }

    #[cfg(not(target_family = "wasm"))]
    fn surroundings() -> (u32, u128) {
        let time = std::time::SystemTime::now().duration_since(std::time::SystemTime::UNIX_EPOCH);
        (std::process::id(), time.map_or(0, |time| time.as_nanos()))
    }

    /// Some of these systems have neither, and the standard library panics there.
    #[cfg(target_family = "wasm")]
    fn surroundings() -> (u32, u128) {
        (0, 0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::hash::RandomState;

    use super::*;

    #[cfg(feature = "random")]
    #[test]
    fn the_system_has_random_bytes() {
        let mut bytes = [0; 64];
        assert!(fill_from_system(&mut bytes));
        assert!(bytes.iter().any(|byte| *byte != 0));
    }

    #[test]
    fn the_fallback_differs_between_calls_and_fills_all_bytes() {
        let mut seen = BTreeSet::new();
        for _ in 0..1000 {
            let mut bytes = [0; 19];
            fallback::fill(&mut bytes);
            assert!(bytes[16..].iter().any(|byte| *byte != 0) || bytes[..16].iter().all(|byte| *byte != 0));
            assert!(seen.insert(bytes));
        }
    }

    #[test]
    fn the_fallback_differs_between_a_process_and_its_fork() {
        let keys = RandomState::new();
        let word = fallback::word(&keys, 1, 2, 3);
        assert_eq!(word, fallback::word(&keys, 1, 2, 3));
        for other in [fallback::word(&keys, 4, 2, 3), fallback::word(&keys, 1, 4, 3), fallback::word(&keys, 1, 2, 4)] {
            assert_ne!(word, other);
        }
    }
}
