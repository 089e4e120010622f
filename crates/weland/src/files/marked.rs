//! Files that Weland wrote.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use super::read::{Problem, read_text};
use super::{Disk, Kind, entries, kind_of};
use crate::header;
use crate::paths;
use crate::report::LocatedDiagnostic;

/// Whether a file exists and has Weland's mark in its first line.
pub(super) fn is_marked(path: &Path) -> io::Result<bool> {
    if kind_of(path)? != Kind::File {
        return Ok(false);
    }
    let mut start = Vec::new();
    let file = fs::File::open(path)?;
    file.take(header::LONGEST_LINE).read_to_end(&mut start)?;
    Ok(header::is_marked(&start))
}

/// The files directly in a folder that end like this and have Weland's mark, by name, as paths and texts. There are none without
/// the folder.
pub(crate) fn marked_files(
    disk: &Disk,
    folder: &Path,
    ending: &str,
) -> Result<Vec<(String, String)>, Box<LocatedDiagnostic>> {
    let failed = |error: io::Error| Box::new(Problem::io(&error).diagnostic(folder));
    let resolved = disk.resolve(folder);
    if kind_of(&resolved).map_err(failed)? != Kind::Folder {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in entries(&resolved).map_err(failed)? {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if !is_file || !entry.file_name().to_string_lossy().ends_with(ending) {
            continue;
        }
        let path = folder.join(entry.file_name());
        let text = read_text(disk, &path)?;
        if header::is_marked(text.as_bytes()) {
            files.push((paths::display(&path), text));
        }
    }
    Ok(files)
}
