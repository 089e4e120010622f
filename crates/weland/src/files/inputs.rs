//! Reads model files and folders.

mod packages;

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::archive::{has_extension, is_archive};
use super::marked::is_marked;
use super::pattern::GlobPattern;
use super::read::{MAX_BYTES, Problem, read, target_kind, too_large, utf8};
use super::{Disk, Kind, entries, smithy_build};
use crate::model_kind::model_kind;
use crate::paths;
use crate::report::{FileLocation, LocatedDiagnostic};

/// A file, folder or pattern to read, or standard input.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    /// The folder that the path is relative to, itself relative to the folder of the disk.
    folder: PathBuf,
    /// The path, which may be a pattern; absent for standard input.
    path: Option<PathBuf>,
    /// Where the configuration names it; absent for command line arguments.
    named_at: Option<FileLocation>,
}

impl Input {
    /// A path in the configuration.
    pub(crate) fn named_at(folder: &Path, path: &str, place: Option<FileLocation>) -> Self {
        Self { folder: folder.to_owned(), path: Some(PathBuf::from(path)), named_at: place }
    }
}

impl Input {
    /// What has to be watched to notice new files: the path, or of a pattern the folder that all matches are in.
    pub(crate) fn watched(&self) -> Option<PathBuf> {
        let is_plain = |part: &Path| !part.to_string_lossy().contains(['*', '?', '[', '{']);
        let plain = self.path.as_ref()?.iter().map(Path::new).take_while(|part| is_plain(part));
        Some(self.folder.join(plain.collect::<PathBuf>()))
    }
}

impl From<PathBuf> for Input {
    /// A command line argument.
    fn from(path: PathBuf) -> Self {
        let path = (path.as_os_str() != "-").then_some(path);
        Self { folder: PathBuf::new(), path, named_at: None }
    }
}

/// Standard input and its name in diagnostics.
pub(crate) struct Stdin<'a> {
    pub(super) reader: &'a mut dyn Read,
    pub(super) name: String,
}

impl<'a> Stdin<'a> {
    pub(crate) fn new(reader: &'a mut dyn Read, name: Option<String>) -> Self {
        Self { reader, name: name.unwrap_or_else(|| "<stdin>".into()) }
    }
}

/// The files that a command reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InputKind {
    /// Smithy IDL and JSON AST, archives of these, and OpenAPI in JSON and YAML.
    Models,
    /// Smithy IDL only.
    Idl,
}

impl InputKind {
    fn accepts(self, path: &Path) -> bool {
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("smithy") => true,
            Some("json" | "yaml" | "yml") => self == Self::Models,
            _ => self == Self::Models && is_archive(path),
        }
    }

    /// The extensions, followed by a noun.
    fn extensions(self) -> &'static str {
        match self {
            Self::Models => ".smithy, .json, .yaml or .jar file",
            Self::Idl => ".smithy file",
        }
    }
}

/// Why a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The user named it.
    Named,
    /// It is in a folder that the user named, or matches a pattern.
    Found,
    /// Another file refers to it.
    Referred,
}

/// A file that was read, or standard input.
#[derive(Debug)]
pub(crate) struct TextFile {
    /// Where it is, relative to the folder of the disk; absent for standard input and for files of archives.
    pub(crate) path: Option<PathBuf>,
    /// The name in diagnostics.
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) origin: Origin,
    /// Whether an API refers to it.
    pub(crate) is_referred: bool,
}

/// Reads the files of the inputs, including all files in folders. Each file is read once; the result
/// is sorted by name.
pub(crate) fn read_inputs(
    disk: &Disk,
    stdin: &mut Stdin<'_>,
    wanted: InputKind,
    inputs: &[Input],
    overlays: &[TextFile],
    diagnostics: &mut Vec<LocatedDiagnostic>,
) -> Vec<TextFile> {
    let mut reader = Reader::new(disk, wanted, diagnostics);
    let mut stdin = Some(stdin);
    for input in inputs {
        reader.named_at.clone_from(&input.named_at);
        match &input.path {
            Some(path) => reader.input(&input.folder, path),
            None => reader.stdin(stdin.take()),
        }
    }
    if wanted == InputKind::Models {
        reader.referred(overlays);
    }
    let mut files = reader.files;
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// Reads the files of inputs that are a file each, in their order.
pub(crate) fn read_each(disk: &Disk, inputs: &[Input], diagnostics: &mut Vec<LocatedDiagnostic>) -> Vec<TextFile> {
    let mut reader = Reader::new(disk, InputKind::Models, diagnostics);
    for input in inputs {
        reader.named_at.clone_from(&input.named_at);
        let path = input.path.as_deref().unwrap_or(Path::new("-"));
        reader.file(&input.folder.join(path), Origin::Named);
    }
    reader.files
}

struct Reader<'a> {
    disk: &'a Disk,
    wanted: InputKind,
    diagnostics: &'a mut Vec<LocatedDiagnostic>,
    named_at: Option<FileLocation>,
    seen: BTreeSet<PathBuf>,
    /// The build files of Smithy that are being read, each of which has named the next.
    builds: Vec<PathBuf>,
    files: Vec<TextFile>,
}

impl<'a> Reader<'a> {
    fn new(disk: &'a Disk, wanted: InputKind, diagnostics: &'a mut Vec<LocatedDiagnostic>) -> Self {
        Self { disk, wanted, diagnostics, named_at: None, seen: BTreeSet::new(), builds: Vec::new(), files: Vec::new() }
    }

    fn report(&mut self, path: &Path, problem: Problem) {
        let diagnostic = problem.diagnostic(path);
        self.push(diagnostic);
    }

    fn push(&mut self, diagnostic: LocatedDiagnostic) {
        let place = self.named_at.clone();
        self.diagnostics.push(match place {
            Some(place) => diagnostic.at(place),
            None => diagnostic,
        });
    }

    /// Reads standard input, unless it has been read before.
    fn stdin(&mut self, stdin: Option<&mut Stdin<'_>>) {
        let Some(stdin) = stdin else {
            return self.repeated("`-` is specified twice; standard input is only read once");
        };
        let mut bytes = Vec::new();
        let name = stdin.name.clone();
        // One byte more than the maximum, to detect an input that is too large.
        let read = (&mut *stdin.reader).take(MAX_BYTES + 1).read_to_end(&mut bytes);
        let text = match read {
            Ok(size) if size as u64 > MAX_BYTES => Err(too_large()),
            Ok(_) => utf8(bytes),
            Err(error) => Err(Problem::io(&error)),
        };
        match text {
            Ok(text) => self.files.push(TextFile { path: None, name, text, origin: Origin::Named, is_referred: false }),
            Err(problem) => self.report(Path::new(&name), problem),
        }
    }

    fn repeated(&mut self, message: impl Into<String>) {
        // Several projects may import the same models.
        if !self.builds.is_empty() {
            return;
        }
        self.push(LocatedDiagnostic::note("named-twice", message).help("remove one of the two"));
    }

    fn input(&mut self, folder: &Path, path: &Path) {
        let full = folder.join(path);
        let before = self.progress();
        match target_kind(&self.disk.resolve(&full)) {
            Ok(Kind::Folder) => self.folder(&full, &mut Vec::new()),
            Ok(_) if !self.wanted.accepts(&full) => {
                let what = format!("it isn't a {}", self.wanted.extensions());
                let help = match self.wanted {
                    InputKind::Models => "models are read from files with these extensions, and from folders",
                    InputKind::Idl => "only Smithy IDL can be formatted",
                };
                self.report(&full, Problem::new("unknown-file-type", what, help));
            }
            Ok(_) => self.file(&full, Origin::Named),
            Err(problem) => match path.to_str().and_then(GlobPattern::new) {
                Some(pattern) => self.pattern(folder, &pattern, &full),
                None => self.report(&full, problem),
            },
        }
        if self.progress() == before {
            self.nothing_new(&full);
        }
    }

    /// The number of files and diagnostics so far.
    fn progress(&self) -> (usize, usize) {
        (self.files.len(), self.diagnostics.len())
    }

    /// An input without files, or only with files that were read before.
    fn nothing_new(&mut self, path: &Path) {
        let shown = paths::display(path);
        let Ok(canonical) = fs::canonicalize(self.disk.resolve(path)) else {
            return self
                .repeated(format!("all files that match `{shown}` are specified twice; they are only read once"));
        };
        if self.seen.contains(&canonical) {
            self.repeated(format!("`{shown}` is specified twice; it is only read once"));
        } else if self.has_files(path) {
            self.repeated(format!("all files in `{shown}` are specified twice; they are only read once"));
        } else {
            let what = format!("the folder doesn't contain a {}", self.wanted.extensions());
            let help = "specify the folder that contains the model";
            self.report(path, Problem::new("empty-folder", what, help));
        }
    }

    /// Whether a file of a folder was read.
    fn has_files(&self, path: &Path) -> bool {
        let folder = fs::canonicalize(self.disk.resolve(path));
        folder.is_ok_and(|folder| self.seen.iter().any(|file| file.starts_with(&folder)))
    }

    fn pattern(&mut self, folder: &Path, pattern: &GlobPattern<'_>, full: &Path) {
        let base = folder.join(pattern.base());
        let mut matched = false;
        match target_kind(&self.disk.resolve(&base)) {
            Ok(Kind::Folder) => self.matches(&base, "", pattern, &mut matched),
            Ok(_) => {}
            Err(problem) => return self.report(&base, problem),
        }
        if !matched {
            let what = format!("no {} matches", self.wanted.extensions());
            let help = "check the pattern; `*` matches a part of a name, `**` matches any number of folders";
            self.report(full, Problem::new("no-match", what, help));
        }
    }

    /// Reads the files below a folder that match. All files in a matching folder are read; links to
    /// other folders are not followed.
    fn matches(&mut self, folder: &Path, above: &str, pattern: &GlobPattern<'_>, matched: &mut bool) {
        let entries = match entries(&self.disk.resolve(folder)) {
            Ok(entries) => entries,
            Err(error) => return self.report(folder, Problem::io(&error)),
        };
        for entry in entries {
            let name = entry.file_name();
            let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else {
                continue;
            };
            let path = folder.join(name);
            let below = format!("{above}{name}");
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if pattern.matches(&below) && (is_folder || self.wanted.accepts(&path)) {
                self.entry(&path, &mut Vec::new());
                // An archive without models counts as little as a folder without any.
                *matched |= !(is_folder || is_archive(&path)) || self.has_files(&path);
            } else if is_folder && pattern.goes_below(&below) {
                self.matches(&path, &format!("{below}/"), pattern, matched);
            }
        }
    }

    fn folder(&mut self, path: &Path, above: &mut Vec<PathBuf>) {
        let resolved = self.disk.resolve(path);
        let read = fs::canonicalize(&resolved).and_then(|canonical| Ok((canonical, entries(&resolved)?)));
        let (canonical, entries) = match read {
            Ok(read) => read,
            Err(error) => return self.report(path, Problem::io(&error)),
        };
        if above.contains(&canonical) {
            let what = "the link points to a folder that contains it";
            let help = "remove the link";
            return self.report(path, Problem::new("link-loop", what, help));
        }
        let build = path.join(smithy_build::FILE_NAME);
        let is_project = self.wanted == InputKind::Models && self.disk.has_file(&build);
        // Unless it is the build file that names its own folder.
        if is_project && !self.builds.iter().any(|open| open.parent() == Some(&canonical)) {
            return self.file(&build, Origin::Found);
        }
        above.push(canonical);
        for entry in entries {
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let path = path.join(entry.file_name());
            // Unlike JAR files, which are packages of models, these may be anything.
            if !has_extension(&path, "zip") {
                self.entry(&path, above);
            }
        }
        above.pop();
    }

    fn entry(&mut self, path: &Path, above: &mut Vec<PathBuf>) {
        match target_kind(&self.disk.resolve(path)) {
            Ok(Kind::Folder) => self.folder(path, above),
            // What was generated is no model of the user's, unless they name the very folder that it is in.
            Ok(_) if self.wanted.accepts(path) && (above.len() == 1 || !self.is_generated(path)) => {
                self.file(path, Origin::Found);
            }
            Ok(_) => {}
            Err(problem) => self.report(path, problem),
        }
    }

    fn is_generated(&self, path: &Path) -> bool {
        // What can't be read is reported where it is read.
        is_marked(&self.disk.resolve(path)).unwrap_or(false)
    }

    /// Reads the files that APIs refer to, as far as they exist: what is missing is reported where it is needed. Overlays
    /// become parts of APIs.
    fn referred(&mut self, overlays: &[TextFile]) {
        self.named_at = None;
        let is_api = |file: &TextFile| model_kind(&file.name, &file.text).is_openapi();
        let mut open: Vec<usize> =
            (0..self.files.len()).filter(|&index| self.files.get(index).is_some_and(is_api)).collect();
        let mut done = BTreeSet::new();
        while let Some(index) = open.pop() {
            let Some(file) = self.files.get(index).filter(|_| done.insert(index)) else { continue };
            let texts = std::iter::once(&file.text).chain(overlays.iter().map(|overlay| &overlay.text));
            let paths: Vec<String> = texts.flat_map(|it| weland_openapi::references(&file.name, it)).collect();
            for path in paths {
                let full = PathBuf::from(&path);
                if matches!(target_kind(&self.disk.resolve(&full)), Ok(Kind::File)) {
                    self.file(&full, Origin::Referred);
                }
                if let Some(index) = self.files.iter().position(|file| file.name == path) {
                    open.push(index);
                    if let Some(file) = self.files.get_mut(index) {
                        file.is_referred = true;
                    }
                }
            }
        }
    }

    fn file(&mut self, path: &Path, origin: Origin) {
        if let Ok(canonical) = fs::canonicalize(self.disk.resolve(path))
            && !self.seen.insert(canonical)
        {
            return;
        }
        if self.wanted == InputKind::Models && is_archive(path) {
            return self.archive(path, origin);
        }
        if self.wanted == InputKind::Models && path.ends_with(smithy_build::FILE_NAME) {
            return self.build(path);
        }
        match read(self.disk, path) {
            Ok(text) => {
                let name = paths::display(path);
                self.files.push(TextFile { path: Some(path.to_owned()), name, text, origin, is_referred: false });
            }
            Err(problem) => self.report(path, problem),
        }
    }
}
