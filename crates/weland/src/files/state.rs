//! The state of files and folders, to notice when one changes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{Disk, entries};

/// The maximum depth of folders, which stops at links that form a cycle.
const MAX_DEPTH: usize = 16;

/// How files in folders end that may be models or templates.
const ENDINGS: [&str; 7] = [".jar", ".jinja", ".json", ".smithy", ".yaml", ".yml", ".zip"];

/// When files were last changed, and how large they are.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct State(BTreeMap<PathBuf, Option<(SystemTime, u64)>>);

impl State {
    /// Whether a file was changed in this time.
    pub(crate) fn changed_between(&self, start: SystemTime, end: SystemTime) -> bool {
        self.0.values().flatten().any(|(changed, _)| (start..=end).contains(changed))
    }
}

impl Disk {
    /// The state of files, and of all that is in folders, except what is hidden or neither a model nor a template.
    pub(crate) fn state(&self, paths: &BTreeSet<PathBuf>) -> State {
        let mut state = BTreeMap::new();
        for path in paths {
            add(&self.resolve(path), MAX_DEPTH, &mut state);
        }
        State(state)
    }
}

fn add(path: &Path, depth: usize, state: &mut BTreeMap<PathBuf, Option<(SystemTime, u64)>>) {
    let data = fs::metadata(path).ok();
    if data.as_ref().is_some_and(fs::Metadata::is_dir) {
        for entry in entries(path).unwrap_or_default() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_folder = entry.path().is_dir();
            if depth > 0 && !name.starts_with('.') && (is_folder || ENDINGS.iter().any(|ending| name.ends_with(ending)))
            {
                add(&entry.path(), depth - 1, state);
            }
        }
        return;
    }
    let stamp = data.map(|data| (data.modified().unwrap_or(SystemTime::UNIX_EPOCH), data.len()));
    state.insert(path.to_owned(), stamp);
}
