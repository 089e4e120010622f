//! What threads share while a model is checked.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// A value behind a lock. A thread that panics while it has the lock leaves a map of what is known so far, which stays true.
#[derive(Debug, Default)]
pub(crate) struct Locked<T>(Mutex<T>);

impl<T> Locked<T> {
    pub(crate) fn lock(&self) -> MutexGuard<'_, T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
