//! Versions in the configuration, raised to those that changes of the API ask for.

use std::path::{Path, PathBuf};

use super::changes::{ApiChanges, CrateVersion};
use crate::config;
use crate::files::{Changes, Disk};
use crate::paths;
use crate::report::{FileLocation, LocatedDiagnostic};

/// A configuration with higher versions.
pub(super) struct Raised {
    pub(super) text: String,
    /// What was raised.
    pub(super) notes: Vec<LocatedDiagnostic>,
}

/// Raises the versions that are too low. All else of the text stays as it is.
pub(super) fn raise(text: &str, path: &Path, changes: &[ApiChanges]) -> Result<Raised, Box<LocatedDiagnostic>> {
    let low: Vec<&CrateVersion> = changes.iter().flat_map(ApiChanges::too_low).collect();
    let versions: Vec<(String, String)> = low.iter().map(|it| (it.name.clone(), it.asked.to_string())).collect();
    let Some(text) = config::with_versions(text, &versions) else {
        let wanted: Vec<String> = versions.iter().map(|(name, version)| format!("`{name}`: {version}")).collect();
        let shown = paths::display(path);
        let message = format!("`{shown}` is written in a way in which its versions can't be changed");
        let help = format!("write them yourself: {}", wanted.join(", "));
        let error = LocatedDiagnostic::error("version-not-written", message).help(help);
        return Err(Box::new(error.at(FileLocation::path(shown))));
    };
    let notes = low.iter().map(|it| {
        let message = format!("the version of `{}` is {} now instead of {}", it.name, it.asked, it.given);
        LocatedDiagnostic::note("version-raised", message).at(FileLocation::path(paths::display(path)))
    });
    Ok(Raised { text, notes: notes.collect() })
}

/// Adds the configuration to what is written. Its folder may be an output folder.
pub(super) fn add_config<'a>(
    disk: &Disk,
    changes: &mut Vec<(&'a Path, Changes<'a>)>,
    (folder, name, text): (&'a PathBuf, &'a str, &'a str),
) {
    let write = (name, text.as_bytes());
    match changes.iter_mut().find(|(other, _)| disk.absolute(other) == disk.absolute(folder)) {
        Some((_, changes)) => changes.writes.push(write),
        None => changes.push((folder, Changes { writes: vec![write], removals: Vec::new() })),
    }
}

pub(super) fn not_written(path: &Path, reason: &str) -> LocatedDiagnostic {
    let shown = paths::display(path);
    let message = format!("can't write `{shown}`: {reason}");
    LocatedDiagnostic::error("write-failed", message).at(FileLocation::path(shown))
}
