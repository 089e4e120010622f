//! Reads single files, and says why one can't be read.

use std::fs;
use std::io;
use std::path::Path;

use super::{Disk, Kind, kind_of, reason};
use crate::paths;
use crate::report::{FileLocation, LocatedDiagnostic};

/// The maximum size of a file. Offsets have 32 bits, and models are far smaller.
pub(super) const MAX_BYTES: u64 = 1 << 28;

/// Reads one text file.
pub(crate) fn read_text(disk: &Disk, path: &Path) -> Result<String, Box<LocatedDiagnostic>> {
    read(disk, path).map_err(|problem| Box::new(problem.diagnostic(path)))
}

/// Why a path can't be read.
pub(super) struct Problem {
    code: &'static str,
    what: String,
    help: &'static str,
}

impl Problem {
    pub(super) fn new(code: &'static str, what: impl Into<String>, help: &'static str) -> Self {
        Self { code, what: what.into(), help }
    }

    pub(super) fn io(error: &io::Error) -> Self {
        let (code, help) = match error.kind() {
            io::ErrorKind::NotFound => ("not-found", "check the spelling of the path"),
            io::ErrorKind::PermissionDenied => ("unreadable", "make it readable"),
            _ => ("unreadable", "check the path and the disk"),
        };
        Self::new(code, reason(error), help)
    }

    pub(super) fn diagnostic(self, path: &Path) -> LocatedDiagnostic {
        let path = paths::display(path);
        LocatedDiagnostic::error(self.code, format!("can't read `{path}`: {}", self.what))
            .help(self.help)
            .at(FileLocation::path(path))
    }
}

/// What is at a path. Links are followed.
pub(super) fn target_kind(path: &Path) -> Result<Kind, Problem> {
    match fs::metadata(path) {
        Ok(data) if data.is_dir() => Ok(Kind::Folder),
        Ok(data) if data.is_file() => Ok(Kind::File),
        Ok(_) => Ok(Kind::Other),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if matches!(kind_of(path), Ok(Kind::Link)) {
                let what = "it is a broken link";
                return Err(Problem::new("broken-link", what, "remove or fix the link"));
            }
            Err(Problem::io(&error))
        }
        Err(error) => Err(Problem::io(&error)),
    }
}

/// The text of a file.
pub(super) fn read(disk: &Disk, path: &Path) -> Result<String, Problem> {
    utf8(read_bytes(disk, path)?)
}

/// The contents of a file.
pub(super) fn read_bytes(disk: &Disk, path: &Path) -> Result<Vec<u8>, Problem> {
    let resolved = disk.resolve(path);
    match target_kind(&resolved)? {
        Kind::File => {}
        Kind::Folder => {
            let help = "specify a file";
            return Err(Problem::new("unreadable", "it is a folder", help));
        }
        _ => {
            let what = "it is neither a file nor a folder";
            return Err(Problem::new("unreadable", what, "specify a file"));
        }
    }
    let size = fs::metadata(&resolved).map_err(|error| Problem::io(&error))?;
    if size.len() > MAX_BYTES {
        return Err(too_large());
    }
    fs::read(&resolved).map_err(|error| Problem::io(&error))
}

/// The problem of a file, or of standard input, with more than [`MAX_BYTES`].
pub(super) fn too_large() -> Problem {
    Problem::new("too-large", "it is larger than 256 MiB", "split it into several files")
}

/// The text of bytes.
pub(super) fn utf8(bytes: Vec<u8>) -> Result<String, Problem> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let valid = error.as_bytes().get(..at).unwrap_or_default();
        let line = valid.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let what = match error.as_bytes() {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "it is in UTF-16".to_owned(),
            _ => format!("line {line} isn't UTF-8"),
        };
        Problem::new("not-utf-8", what, "save the file as UTF-8")
    })
}
