//! Work on several threads.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What two functions return, each on a thread of its own.
pub fn both<A: Send, B>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let a = scope.spawn(a);
        let b = b();
        (a.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), b)
    })
}

/// What `work` makes of each value, in order. Threads, as many as there are cores, take `chunk` values at a time.
pub fn map<'v, T: Sync, R: Send>(values: &'v [T], chunk: usize, work: impl Fn(&'v T) -> R + Sync) -> Vec<R> {
    let chunks: Vec<&'v [T]> = values.chunks(chunk).collect();
    let next = AtomicUsize::new(0);
    let take = || {
        let number = next.fetch_add(1, Ordering::Relaxed);
        chunks.get(number).map(|values| (number, values.iter().map(&work).collect::<Vec<R>>()))
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let mut done: Vec<(usize, Vec<R>)> = thread::scope(|scope| {
        let others: Vec<_> = (1..cores.min(chunks.len()))
            .map(|_| scope.spawn(|| std::iter::from_fn(take).collect::<Vec<_>>()))
            .collect();
        let own = std::iter::from_fn(take).collect();
        others.into_iter().fold(own, |mut all: Vec<_>, thread| {
            all.extend(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            all
        })
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().flat_map(|(_, values)| values).collect()
}

#[cfg(test)]
mod tests {
    use super::{both, map};

    #[test]
    fn both_results_are_returned() {
        assert_eq!(both(|| 1, || "two"), (1, "two"));
    }

    #[test]
    fn results_are_in_the_order_of_values() {
        let values: Vec<usize> = (0..1000).collect();
        for chunk in [1, 7, 1000, 2000] {
            assert_eq!(map(&values, chunk, |value| value * 2), (0..2000).step_by(2).collect::<Vec<_>>());
        }
        assert!(map(&[0; 0], 1, |value| *value).is_empty());
    }

    #[test]
    #[should_panic(expected = "the tenth")]
    fn panics_are_those_of_the_caller() {
        map(&[0; 100], 10, |_| panic!("the tenth"));
    }
}
