//! Lists the files of a folder.

use std::path::Path;

use super::read::{Problem, target_kind};
use super::{Disk, Kind, entries};
use crate::report::LocatedDiagnostic;

/// The maximum depth of folders, which stops at links that form a cycle.
const MAX_DEPTH: usize = 8;

/// The files in a folder and below it, sorted, as paths relative to the folder with `/` between their components.
/// Hidden files and folders are skipped.
pub(crate) fn list(disk: &Disk, folder: &Path) -> Result<Vec<String>, Box<LocatedDiagnostic>> {
    let mut files = Vec::new();
    below(disk, folder, "", MAX_DEPTH, &mut files).map_err(|problem| Box::new(problem.diagnostic(folder)))?;
    files.sort();
    Ok(files)
}

fn below(disk: &Disk, folder: &Path, above: &str, depth: usize, files: &mut Vec<String>) -> Result<(), Problem> {
    let resolved = disk.resolve(folder);
    if target_kind(&resolved)? != Kind::Folder {
        return Err(Problem::new("unreadable", "it isn't a folder", "specify a folder"));
    }
    for entry in entries(&resolved).map_err(|error| Problem::io(&error))? {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{above}{name}");
        let is_folder = target_kind(&entry.path()).is_ok_and(|kind| kind == Kind::Folder);
        if name.starts_with('.') || (is_folder && depth == 0) {
            continue;
        }
        if is_folder {
            below(disk, &folder.join(&name), &format!("{path}/"), depth - 1, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
