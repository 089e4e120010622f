//! All access to the disk: no other module of the generator reads or writes files.

mod archive;
mod commit;
mod find_models;
mod git;
mod inputs;
mod list;
mod marked;
mod pattern;
mod read;
mod smithy_build;
mod state;
mod survey;
mod values;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub(crate) use commit::{Changes, Failure, commit};
pub(crate) use find_models::find_models;
pub(crate) use git::Revision;
pub(crate) use inputs::{Input, InputKind, Origin, Stdin, TextFile, read_each, read_inputs};
pub(crate) use list::list;
pub(crate) use marked::marked_files;
pub(crate) use read::read_text;
pub(crate) use survey::{Found, Survey, find, survey};
pub(crate) use values::{Values, next_line, open_values};

use crate::paths;

/// The disk, with the folder that relative paths are relative to.
#[derive(Debug, Clone)]
pub(crate) struct Disk {
    folder: PathBuf,
}

impl Disk {
    pub(crate) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Resolves a path as given by the user.
    fn resolve(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }

    /// The folder and the name of an existing file. Links are followed, so that the file behind a
    /// link can be replaced.
    pub(crate) fn locate(&self, path: &Path) -> Result<(PathBuf, String), String> {
        let resolved = self.resolve(path);
        let kind = kind_of(&resolved).map_err(|error| reason(&error))?;
        let path = match kind {
            Kind::Link => fs::canonicalize(&resolved).map_err(|error| reason(&error))?,
            _ => path.to_owned(),
        };
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.ok_or_else(|| "its name isn't UTF-8".to_owned())?;
        Ok((path.parent().unwrap_or(Path::new("")).to_owned(), name.to_owned()))
    }

    /// Whether there is a file.
    pub(crate) fn has_file(&self, path: &Path) -> bool {
        self.resolve(path).is_file()
    }

    /// The file of a name in the nearest of the folders above the current one that has it.
    pub(crate) fn find_above(&self, name: &str) -> Option<String> {
        let folder = self.absolute(Path::new(""));
        let above = folder.ancestors().skip(1).map(|folder| folder.join(name));
        above.into_iter().find(|path| path.is_file()).map(|path| paths::display(&path))
    }

    /// The value of an environment variable in files of Smithy projects.
    fn variable(&self, name: &str) -> Option<String> {
        match name {
            // The Smithy CLI sets it to the folder that it is called in.
            "SMITHY_ROOT_DIR" => Some(paths::display(&self.absolute(Path::new("")))),
            _ => std::env::var(name).ok(),
        }
    }

    /// The path made absolute and normalized, by name alone.
    pub(crate) fn absolute(&self, path: &Path) -> PathBuf {
        let resolved = self.resolve(path);
        // Fails only if the current folder is gone; then nothing can be read either.
        paths::normalize(&std::path::absolute(&resolved).unwrap_or(resolved))
    }
}

/// The error for use within a message: in lower case, without the error number.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        io::ErrorKind::StorageFull => "the disk is full".into(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".into(),
        io::ErrorKind::NotADirectory => "a part of the path is a file".into(),
        io::ErrorKind::IsADirectory => "it is a folder".into(),
        io::ErrorKind::AlreadyExists => "it already exists".into(),
        _ => {
            let text = error.to_string();
            let text = text.split(" (os error").next().unwrap_or_default();
            let mut characters = text.chars();
            let first = characters.next().map(|c| c.to_lowercase().to_string());
            first.unwrap_or_default() + characters.as_str()
        }
    }
}

/// What is at a path. Links are not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Nothing,
    File,
    Folder,
    Link,
    Other,
}

fn kind_of(path: &Path) -> io::Result<Kind> {
    let kind = match fs::symlink_metadata(path) {
        Ok(data) if data.is_file() => Kind::File,
        Ok(data) if data.is_dir() => Kind::Folder,
        Ok(data) if data.is_symlink() => Kind::Link,
        Ok(_) => Kind::Other,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Kind::Nothing,
        Err(error) => return Err(error),
    };
    Ok(kind)
}

/// The entries of a folder, sorted by name.
fn entries(folder: &Path) -> io::Result<Vec<fs::DirEntry>> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    Ok(entries)
}
