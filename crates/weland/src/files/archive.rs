//! Model files in JAR files and other ZIP archives.
//!
//! An archive lists its models in `META-INF/smithy/manifest`, one per line and relative to the manifest. Nothing is
//! unpacked to the disk, and files that the manifest doesn't list are not looked at.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::read::{MAX_BYTES, Problem, utf8};
use crate::report::{FileLocation, LocatedDiagnostic};

/// The folder of the manifest.
const FOLDER: &str = "META-INF/smithy/";
/// Characters that no line of a manifest has.
const PROHIBITED: &[char] = &['\t', '\\', '?', '%', '*', ':', '|', '"', '\'', '>', '<', '#', ' '];
/// The maximum number of files in an archive: the directory is held in memory.
const MAX_FILES: usize = 1 << 17;
/// What the entry of a file in the directory starts with.
const ENTRY: &[u8] = b"PK\x01\x02";
const BROKEN_HELP: &str = "build or download the archive again";
const MANIFEST_HELP: &str =
    "list .smithy and .json files of the archive, one per line, relative to META-INF/smithy and separated by `/`";

/// The models of an archive.
#[derive(Debug, Default)]
pub(super) struct Models {
    /// Names and texts. A name is the one of the archive, followed by `!/` and the path within.
    pub(super) files: Vec<(String, String)>,
    /// What is wrong with models and the manifest, while the archive can be read.
    pub(super) diagnostics: Vec<LocatedDiagnostic>,
}

/// Whether a file is an archive, by its name.
pub(super) fn is_archive(path: &Path) -> bool {
    has_extension(path, "jar") || has_extension(path, "zip")
}

/// Whether a path has an extension, in any case.
pub(super) fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(wanted))
}

/// Reads the models of an archive. There are none if it has no manifest.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Option<Models>, Problem> {
    read_within(name, bytes, MAX_BYTES)
}

/// Like [`read`], with the maximum size of all files together in bytes.
fn read_within(name: &str, bytes: &[u8], limit: u64) -> Result<Option<Models>, Problem> {
    let mut archive = Archive::open(bytes, limit)?;
    let path = format!("{FOLDER}manifest");
    let Some(manifest) = archive.text(&path) else { return Ok(None) };
    let inside = |path: &str| format!("{name}!/{path}");
    let mut models = Models::default();
    let manifest = match manifest {
        Ok(text) => text,
        Err(problem) => {
            models.diagnostics.push(problem.diagnostic(Path::new(&inside(&path))));
            return Ok(Some(models));
        }
    };
    let lines = listed(&inside(&path), &manifest, &mut models.diagnostics);
    for (path, place) in lines {
        match archive.text(&path) {
            Some(Ok(text)) => models.files.push((inside(&path), text)),
            Some(Err(problem)) => models.diagnostics.push(problem.diagnostic(Path::new(&inside(&path)))),
            None => models.diagnostics.push(invalid_line(place, "the archive doesn't have this file")),
        }
    }
    Ok(Some(models))
}

/// The files that a manifest lists, by their paths in the archive, with their places in the manifest.
fn listed(name: &str, manifest: &str, diagnostics: &mut Vec<LocatedDiagnostic>) -> BTreeMap<String, FileLocation> {
    let mut listed = BTreeMap::new();
    // Java's readers end lines at a lone `\r`, too.
    for (number, line) in (1..).zip(manifest.replace("\r\n", "\n").split(['\n', '\r'])) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let place = FileLocation::line(name, number, line);
        match problem_of(line) {
            Some(problem) => diagnostics.push(invalid_line(place, problem)),
            None => drop(listed.insert(format!("{FOLDER}{line}"), place)),
        }
    }
    listed
}

/// What is wrong with the path in a line of a manifest.
fn problem_of(line: &str) -> Option<&'static str> {
    let is_plain = |part: &str| !matches!(part, "" | "." | "..");
    if !line.split('/').all(is_plain) {
        return Some("the path has an empty part, `.` or `..`");
    }
    if !line.is_ascii() || line.contains(PROHIBITED) || line.contains(char::is_control) {
        return Some("the path has a character that is not allowed");
    }
    let is_model = has_extension(Path::new(line), "smithy") || has_extension(Path::new(line), "json");
    (!is_model).then_some("it isn't a .smithy or .json file")
}

fn invalid_line(place: FileLocation, problem: &str) -> LocatedDiagnostic {
    let message = format!("invalid line in the manifest of an archive: {problem}");
    LocatedDiagnostic::error("invalid-manifest", message).at(place).help(MANIFEST_HELP)
}

/// An archive, and how many bytes may still be unpacked.
struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Archive<'a> {
    fn open(bytes: &'a [u8], limit: u64) -> Result<Self, Problem> {
        if memchr::memmem::find_iter(bytes, ENTRY).count() > MAX_FILES {
            let help = "specify an archive that contains the models alone";
            return Err(Problem::new("too-large", format!("it has more than {MAX_FILES} files"), help));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        if zip.has_duplicate_names() {
            let help = "build the archive again, so that each file is in it once";
            return Err(Problem::new("broken-archive", "it has two files of one name", help));
        }
        Ok(Self { zip, left: limit })
    }

    /// The text of a file, if it exists.
    fn text(&mut self, path: &str) -> Option<Result<String, Problem>> {
        let index = self.zip.index_for_name(path)?;
        Some(self.unpack(index))
    }

    fn unpack(&mut self, index: usize) -> Result<String, Problem> {
        let entry = self.zip.by_index_data(index).map_err(|error| broken(&error))?;
        if entry.encrypted() {
            let help = "add it to the archive without encryption";
            return Err(Problem::new("broken-archive", "it is encrypted", help));
        }
        if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            let help = "compress it with deflate, as `jar` and `zip` do by default";
            return Err(Problem::new("broken-archive", "its compression method is not supported", help));
        }
        let reader = self.zip.by_index(index).map_err(|error| broken(&error))?;
        let mut bytes = Vec::new();
        // The size in the directory may be wrong: what counts is what comes.
        let read = reader.take(self.left + 1).read_to_end(&mut bytes);
        let size = read.map_err(|error| broken(&ZipError::Io(error)))?;
        self.left = self.left.checked_sub(size as u64).ok_or_else(|| {
            let what = "the models of the archive are larger than 256 MiB";
            Problem::new("too-large", what, "split it into several archives")
        })?;
        utf8(bytes)
    }
}

fn broken(error: &ZipError) -> Problem {
    let what = match error {
        ZipError::UnsupportedArchive(_) => "it is an archive of a kind that is not supported".to_owned(),
        ZipError::Io(error) if error.kind() == std::io::ErrorKind::InvalidData => {
            "its data doesn't match its checksum, or isn't compressed data".to_owned()
        }
        ZipError::Io(_) | ZipError::FileNotFound => "the archive ends too early".to_owned(),
        _ => "it isn't a ZIP archive, or its directory is broken".to_owned(),
    };
    Problem::new("broken-archive", what, BROKEN_HELP)
}

#[cfg(test)]
#[path = "archive_tests.rs"]
mod tests;
