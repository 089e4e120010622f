//! Lists the files of a folder.

use std::path::Path;

use super::inputs::{Problem, target_kind};
use super::{Disk, Kind, entries};
use crate::report::Finding;

/// Deeper folders are not looked into, so that links cannot lead in circles.
const MAX_DEPTH: usize = 8;

/// The files in a folder and below it, sorted, relative to the folder and with `/` between the parts of their paths.
/// Hidden files and folders are left out.
pub(crate) fn list(disk: &Disk, folder: &Path) -> Result<Vec<String>, Box<Finding>> {
    let mut files = Vec::new();
    below(disk, folder, "", MAX_DEPTH, &mut files).map_err(|problem| Box::new(problem.finding(folder)))?;
    files.sort();
    Ok(files)
}

fn below(disk: &Disk, folder: &Path, above: &str, depth: usize, files: &mut Vec<String>) -> Result<(), Problem> {
    let resolved = disk.resolve(folder);
    if target_kind(&resolved)? != Kind::Folder {
        return Err(Problem::new("unreadable", "it is no folder", "name a folder"));
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
