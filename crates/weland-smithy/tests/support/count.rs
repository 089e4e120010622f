//! How many of many cases are right.

use std::path::Path;

/// Something that is to hold for each of many texts or shapes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Count {
    pub(crate) name: String,
    pub(crate) good: usize,
    pub(crate) of: usize,
    /// What is wrong with the others.
    pub(crate) failures: Vec<String>,
    /// Others that are right for a reason that is given.
    pub(crate) explained: Vec<String>,
}

impl Count {
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    pub(crate) fn add(&mut self, what: &Path, result: Result<(), String>) {
        self.of += 1;
        match result {
            Ok(()) => self.good += 1,
            Err(reason) => self.failures.push(format!("{}: {}", what.display(), reason.trim_end())),
        }
    }
}
