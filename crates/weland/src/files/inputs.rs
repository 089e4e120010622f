//! Reads model files and folders.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Disk, Kind, entries, kind_of, reason};
use crate::paths;
use crate::report::{Finding, Place};

/// Larger files are refused: offsets have 32 bits, and no model is that large.
const MAX_BYTES: u64 = 1 << 28;

/// A file or folder to read.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    /// The path, relative to the folder of the disk.
    pub(crate) path: PathBuf,
    /// Where the user named it, if in a file.
    pub(crate) named_at: Option<Place>,
}

impl From<PathBuf> for Input {
    fn from(path: PathBuf) -> Self {
        Self { path, named_at: None }
    }
}

/// A file that was read: its name for messages, and its text.
pub(crate) type SourceText = (String, String);

/// Reads all `.smithy` and `.json` files of the inputs, folders with all that is in them, each
/// file once, in the order of the inputs and sorted by path within a folder.
pub(crate) fn read_inputs(disk: &Disk, inputs: &[Input], findings: &mut Vec<Finding>) -> Vec<SourceText> {
    let mut reader = Reader { disk, findings, named_at: None, seen: BTreeSet::new(), texts: Vec::new() };
    for input in inputs {
        reader.named_at.clone_from(&input.named_at);
        reader.input(&input.path);
    }
    reader.texts
}

/// Reads one text file.
pub(crate) fn read_text(disk: &Disk, path: &Path) -> Result<String, Box<Finding>> {
    read(disk, path).map_err(|problem| Box::new(problem.finding(path)))
}

/// Why a path can't be read.
struct Problem {
    code: &'static str,
    what: String,
    help: &'static str,
}

impl Problem {
    fn new(code: &'static str, what: impl Into<String>, help: &'static str) -> Self {
        Self { code, what: what.into(), help }
    }

    fn io(error: &io::Error) -> Self {
        let (code, help) = match error.kind() {
            io::ErrorKind::NotFound => ("not-found", "check the spelling of the path"),
            io::ErrorKind::PermissionDenied => ("unreadable", "make it readable"),
            _ => ("unreadable", "check the path and the disk"),
        };
        Self::new(code, reason(error), help)
    }

    fn finding(self, path: &Path) -> Finding {
        let path = paths::display(path);
        Finding::error(self.code, format!("can't read `{path}`: {}", self.what)).help(self.help).at(Place::path(path))
    }
}

struct Reader<'a> {
    disk: &'a Disk,
    findings: &'a mut Vec<Finding>,
    named_at: Option<Place>,
    seen: BTreeSet<PathBuf>,
    texts: Vec<SourceText>,
}

impl Reader<'_> {
    fn report(&mut self, path: &Path, problem: Problem) {
        let mut finding = problem.finding(path);
        if let Some(place) = &self.named_at {
            finding = finding.at(place.clone());
        }
        self.findings.push(finding);
    }

    fn input(&mut self, path: &Path) {
        match target_kind(&self.disk.resolve(path)) {
            Ok(Kind::Folder) => {
                let before = (self.texts.len(), self.findings.len(), self.seen.len());
                self.folder(path, &mut Vec::new());
                if before == (self.texts.len(), self.findings.len(), self.seen.len()) && !self.has_model_files(path) {
                    let what = "the folder has no .smithy or .json file";
                    let help = "name the folder that has the model";
                    self.report(path, Problem::new("empty-folder", what, help));
                }
            }
            Ok(_) if !is_model_file(path) => {
                let what = "it is neither a .smithy nor a .json file";
                let help = "models are read from files with these endings, and from folders";
                self.report(path, Problem::new("unknown-file-type", what, help));
            }
            Ok(_) => self.file(path),
            Err(problem) => self.report(path, problem),
        }
    }

    /// Whether all files of a folder were read before as part of another input.
    fn has_model_files(&self, path: &Path) -> bool {
        let folder = fs::canonicalize(self.disk.resolve(path));
        folder.is_ok_and(|folder| self.seen.iter().any(|file| file.starts_with(&folder)))
    }

    fn folder(&mut self, path: &Path, above: &mut Vec<PathBuf>) {
        let resolved = self.disk.resolve(path);
        let read = fs::canonicalize(&resolved).and_then(|canonical| Ok((canonical, entries(&resolved)?)));
        let (canonical, entries) = match read {
            Ok(read) => read,
            Err(error) => return self.report(path, Problem::io(&error)),
        };
        if above.contains(&canonical) {
            let what = "the link leads back to a folder that contains it";
            let help = "remove the link";
            return self.report(path, Problem::new("link-loop", what, help));
        }
        above.push(canonical);
        for entry in entries {
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            self.entry(&path.join(entry.file_name()), above);
        }
        above.pop();
    }

    fn entry(&mut self, path: &Path, above: &mut Vec<PathBuf>) {
        match target_kind(&self.disk.resolve(path)) {
            Ok(Kind::Folder) => self.folder(path, above),
            Ok(_) if is_model_file(path) => self.file(path),
            Ok(_) => {}
            Err(problem) => self.report(path, problem),
        }
    }

    fn file(&mut self, path: &Path) {
        if let Ok(canonical) = fs::canonicalize(self.disk.resolve(path))
            && !self.seen.insert(canonical)
        {
            return;
        }
        match read(self.disk, path) {
            Ok(text) => self.texts.push((paths::display(path), text)),
            Err(problem) => self.report(path, problem),
        }
    }
}

fn is_model_file(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("smithy" | "json"))
}

/// What is at a path, links followed.
fn target_kind(path: &Path) -> Result<Kind, Problem> {
    match fs::metadata(path) {
        Ok(data) if data.is_dir() => Ok(Kind::Folder),
        Ok(data) if data.is_file() => Ok(Kind::File),
        Ok(_) => Ok(Kind::Other),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if matches!(kind_of(path), Ok(Kind::Link)) {
                let what = "it is a link to something that doesn't exist";
                return Err(Problem::new("broken-link", what, "remove or mend the link"));
            }
            Err(Problem::io(&error))
        }
        Err(error) => Err(Problem::io(&error)),
    }
}

fn read(disk: &Disk, path: &Path) -> Result<String, Problem> {
    let resolved = disk.resolve(path);
    match target_kind(&resolved)? {
        Kind::File => {}
        Kind::Folder => {
            let help = "name a file";
            return Err(Problem::new("unreadable", "it is a folder", help));
        }
        _ => {
            let what = "it is neither a file nor a folder";
            return Err(Problem::new("unreadable", what, "name a file"));
        }
    }
    let size = fs::metadata(&resolved).map_err(|error| Problem::io(&error))?;
    if size.len() > MAX_BYTES {
        let what = "it is larger than 256 MiB";
        return Err(Problem::new("too-large", what, "split the model"));
    }
    let bytes = fs::read(&resolved).map_err(|error| Problem::io(&error))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let valid = error.as_bytes().get(..at).unwrap_or_default();
        let line = valid.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let what = format!("line {line} isn't UTF-8");
        Problem::new("not-utf-8", what, "save the file as UTF-8")
    })
}
