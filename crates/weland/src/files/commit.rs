//! Writes all files or none.
//!
//! New contents are first written to a staging folder within each output folder, so that a full
//! disk is detected before anything changes. Then each file is moved to its place by renaming, and
//! the file that it replaces is kept in the staging folder. If a step fails, all earlier steps are
//! undone in reverse order, which restores the previous state.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Disk, reason};
use crate::paths;

/// New contents of output folders, and files to remove from them.
#[derive(Debug, Default)]
pub(crate) struct Changes<'a> {
    pub(crate) writes: Vec<(&'a str, &'a [u8])>,
    pub(crate) removals: Vec<&'a str>,
}

/// Why nothing was written.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The path that couldn't be written, for messages.
    pub(crate) path: String,
    pub(crate) reason: String,
    pub(crate) help: String,
    /// The changes that couldn't be undone.
    pub(crate) not_undone: Vec<String>,
}

impl Changes<'_> {
    /// Whether there is nothing to do.
    pub(crate) fn is_empty(&self) -> bool {
        self.writes.is_empty() && self.removals.is_empty()
    }
}

const STAGING: &str = ".weland-staging";

/// A completed step, which is undone if a later one fails.
enum Step {
    Made(PathBuf),
    Moved { from: PathBuf, to: PathBuf },
}

/// Makes the changes to each output folder, all of them or none.
pub(crate) fn commit(disk: &Disk, outputs: &[(&Path, Changes<'_>)]) -> Result<(), Failure> {
    commit_with(disk, outputs, Faults::none())
}

fn commit_with(disk: &Disk, outputs: &[(&Path, Changes<'_>)], faults: Faults) -> Result<(), Failure> {
    let mut transaction = Transaction { disk, journal: Vec::new(), staging: Vec::new(), faults };
    match transaction.run(outputs) {
        Ok(()) => {
            transaction.remove_staging();
            for (output, changes) in outputs {
                remove_empty_folders(&disk.resolve(output), &changes.removals);
            }
            Ok(())
        }
        Err(mut failure) => {
            failure.not_undone = transaction.undo();
            Err(failure)
        }
    }
}

struct Transaction<'d> {
    disk: &'d Disk,
    journal: Vec<Step>,
    staging: Vec<PathBuf>,
    faults: Faults,
}

impl Transaction<'_> {
    fn run(&mut self, outputs: &[(&Path, Changes<'_>)]) -> Result<(), Failure> {
        for (output, changes) in outputs {
            self.stage(output, changes)?;
        }
        for (output, changes) in outputs {
            self.put_in_place(output, changes)?;
        }
        Ok(())
    }

    fn stage(&mut self, output: &Path, changes: &Changes<'_>) -> Result<(), Failure> {
        let root = self.disk.resolve(output);
        self.make_folders(&root).map_err(|error| failure(output, "", &error))?;
        let staging = root.join(STAGING);
        let made = self.faults.check().and_then(|()| fs::create_dir(&staging));
        made.map_err(|error| staging_failure(output, &error))?;
        self.staging.push(staging.clone());
        for (index, (path, content)) in changes.writes.iter().enumerate() {
            let to = staging.join(format!("new-{index}"));
            let written = self.faults.check().and_then(|()| fs::write(&to, content));
            let written = written.and_then(|()| keep_permissions(&root.join(path), &to));
            written.map_err(|error| failure(output, path, &error))?;
        }
        Ok(())
    }

    fn put_in_place(&mut self, output: &Path, changes: &Changes<'_>) -> Result<(), Failure> {
        let root = self.disk.resolve(output);
        let staging = root.join(STAGING);
        for (index, path) in changes.removals.iter().enumerate() {
            let old = staging.join(format!("removed-{index}"));
            self.rename(&root.join(path), &old).map_err(|error| failure(output, path, &error))?;
        }
        for (index, (path, _)) in changes.writes.iter().enumerate() {
            self.replace(&root.join(path), &staging, index).map_err(|error| failure(output, path, &error))?;
        }
        Ok(())
    }

    fn replace(&mut self, path: &Path, staging: &Path, index: usize) -> io::Result<()> {
        if let Some(parent) = path.parent() {
            self.make_folders(parent)?;
        }
        match fs::symlink_metadata(path) {
            Ok(_) => self.rename(path, &staging.join(format!("old-{index}")))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        self.rename(&staging.join(format!("new-{index}")), path)
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        self.faults.check()?;
        fs::rename(from, to)?;
        self.journal.push(Step::Moved { from: from.to_owned(), to: to.to_owned() });
        Ok(())
    }

    fn make_folders(&mut self, path: &Path) -> io::Result<()> {
        if path.is_dir() {
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            self.make_folders(parent)?;
        }
        self.faults.check()?;
        match fs::create_dir(path) {
            Ok(()) => self.journal.push(Step::Made(path.to_owned())),
            // `a/..` exists as soon as `a` does.
            Err(_) if path.is_dir() => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Undoes all steps. Returns descriptions of those that couldn't be undone.
    fn undo(&mut self) -> Vec<String> {
        let mut failed = Vec::new();
        let mut folders = Vec::new();
        while let Some(step) = self.journal.pop() {
            match step {
                Step::Made(path) => folders.push(path),
                Step::Moved { from, to } => {
                    if let Err(error) = fs::rename(&to, &from) {
                        let (from, to) = (paths::display(&from), paths::display(&to));
                        let reason = reason(&error);
                        failed.push(format!("can't move `{to}` back to `{from}`: {reason}"));
                    }
                }
            }
        }
        if failed.is_empty() {
            self.remove_staging();
        }
        for folder in folders {
            if let Err(error) = fs::remove_dir(&folder) {
                let path = paths::display(&folder);
                failed.push(format!("`{path}` is left over: {}", reason(&error)));
            }
        }
        failed
    }

    fn remove_staging(&mut self) {
        for staging in self.staging.drain(..) {
            // If this fails, the next run reports it.
            let _ = fs::remove_dir_all(staging);
        }
    }
}

/// Gives a new file the permissions of the one that it replaces.
fn keep_permissions(old: &Path, new: &Path) -> io::Result<()> {
    match fs::metadata(old) {
        Ok(data) => fs::set_permissions(new, data.permissions()),
        Err(_) => Ok(()),
    }
}

/// Removes the folders that became empty, below the output folder.
fn remove_empty_folders(root: &Path, removals: &[&str]) {
    for path in removals {
        let mut folder = Path::new(path).parent();
        while let Some(path) = folder.filter(|path| !path.as_os_str().is_empty()) {
            // Fails for a folder that isn't empty, as intended.
            if fs::remove_dir(root.join(path)).is_err() {
                break;
            }
            folder = path.parent();
        }
    }
}

fn failure(output: &Path, path: &str, error: &io::Error) -> Failure {
    let help = match error.kind() {
        io::ErrorKind::StorageFull => "free some space, then run the command again",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "make the output folder writable, then run the command again"
        }
        _ => "check the output folder, then run the command again",
    };
    Failure {
        path: paths::display(&output.join(path)),
        reason: reason(error),
        help: help.into(),
        not_undone: Vec::new(),
    }
}

fn staging_failure(output: &Path, error: &io::Error) -> Failure {
    let mut failure = failure(output, STAGING, error);
    if error.kind() == io::ErrorKind::AlreadyExists {
        let what = "another run is in progress, or was interrupted";
        failure.reason = what.into();
        failure.help = format!("if no other run is in progress, remove `{}`", failure.path);
    }
    failure
}

/// In tests, makes the n-th change of the disk fail.
#[derive(Debug, Clone, Copy)]
struct Faults {
    #[cfg(test)]
    remaining: usize,
}

impl Faults {
    fn none() -> Self {
        Self {
            #[cfg(test)]
            remaining: usize::MAX,
        }
    }

    #[cfg(not(test))]
    #[allow(clippy::unused_self, clippy::unnecessary_wraps)]
    fn check(&mut self) -> io::Result<()> {
        Ok(())
    }

    #[cfg(test)]
    fn check(&mut self) -> io::Result<()> {
        let Some(remaining) = self.remaining.checked_sub(1) else {
            return Err(io::ErrorKind::StorageFull.into());
        };
        self.remaining = remaining;
        Ok(())
    }
}

#[cfg(test)]
#[path = "commit_tests.rs"]
mod tests;
