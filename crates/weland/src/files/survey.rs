//! The current contents of an output folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use super::marked::is_marked;
use super::{Disk, Kind, entries, kind_of};

/// What was found at a path that would be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    Nothing,
    File(Vec<u8>),
    /// Something that can't be replaced: a folder, a link, a device, or a file where a folder
    /// is needed. The text describes it.
    Obstacle(String),
}

/// The state of an output folder.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    /// What is at the wanted paths.
    pub(crate) wanted: BTreeMap<String, Found>,
    /// Files that Weland wrote earlier and that aren't wanted any more.
    pub(crate) leftovers: BTreeSet<String>,
    /// What couldn't be accessed, and why.
    pub(crate) unreadable: Vec<(String, io::Error)>,
}

/// Examines an output folder: the wanted paths, and leftovers in the crates of the folder. A crate
/// is a folder directly in it that contains a wanted file or a `Cargo.toml` with Weland's mark.
pub(crate) fn survey<'w>(disk: &Disk, output: &Path, wanted: impl IntoIterator<Item = &'w str>) -> Survey {
    let root = disk.resolve(output);
    let mut survey = Survey::default();
    for path in wanted {
        let found = look(&root, path).unwrap_or_else(|error| {
            survey.unreadable.push((path.to_owned(), error));
            Found::Nothing
        });
        survey.wanted.insert(path.to_owned(), found);
    }
    let crates = match crates(&root, &survey) {
        Ok(crates) => crates,
        Err(error) => {
            survey.unreadable.push((".".into(), error));
            return survey;
        }
    };
    for name in crates {
        if let Err((path, error)) = leftovers(&root, &name, true, &mut survey) {
            survey.unreadable.push((path, error));
        }
    }
    survey
}

/// What is at a path below an output folder.
pub(crate) fn find(disk: &Disk, output: &Path, path: &str) -> io::Result<Found> {
    look(&disk.resolve(output), path)
}

fn look(root: &Path, path: &str) -> io::Result<Found> {
    let mut here = root.to_owned();
    match fs::metadata(&here) {
        Ok(data) if data.is_dir() => {}
        Ok(_) => return Ok(Found::Obstacle("the output folder is a file".into())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let dangling = kind_of(&here)? == Kind::Link;
            let what = "the output folder is a broken link";
            return Ok(if dangling { Found::Obstacle(what.into()) } else { Found::Nothing });
        }
        Err(error) => return Err(error),
    }
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        here.push(part);
        let last = parts.peek().is_none();
        match (kind_of(&here)?, last) {
            (Kind::Nothing, _) => return Ok(Found::Nothing),
            (Kind::File, true) => return Ok(Found::File(fs::read(&here)?)),
            (Kind::Folder, false) => {}
            (Kind::Folder, true) => return Ok(Found::Obstacle("there is a folder".into())),
            (Kind::Link, true) => return Ok(Found::Obstacle("there is a link".into())),
            (Kind::Other, true) => return Ok(Found::Obstacle("there is a device".into())),
            (_, false) => return Ok(Found::Obstacle(format!("`{part}` isn't a folder"))),
        }
    }
    Ok(Found::Nothing)
}

fn crates(root: &Path, survey: &Survey) -> io::Result<BTreeSet<String>> {
    let first = |path: &String| path.split('/').next().map(str::to_owned);
    let mut crates: BTreeSet<String> = survey.wanted.keys().filter_map(first).collect();
    let entries = match entries(root) {
        Ok(entries) => entries,
        Err(error) => {
            let none = matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory);
            return if none { Ok(crates) } else { Err(error) };
        }
    };
    for entry in entries {
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let is_folder = entry.file_type()?.is_dir();
        if is_folder && is_marked(&entry.path().join("Cargo.toml"))? {
            crates.insert(name);
        }
    }
    Ok(crates)
}

/// Collects the marked files below a folder that aren't wanted. Links are not followed; hidden
/// folders and Cargo's `target` are skipped.
fn leftovers(root: &Path, path: &str, is_crate: bool, survey: &mut Survey) -> Result<(), (String, io::Error)> {
    let here = root.join(path);
    let failed = |error: io::Error| (path.to_owned(), error);
    if kind_of(&here).map_err(failed)? != Kind::Folder {
        return Ok(());
    }
    for entry in entries(&here).map_err(failed)? {
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let kind = entry.file_type().map_err(failed)?;
        let below = format!("{path}/{name}");
        if kind.is_dir() {
            let skipped = name.starts_with('.') || (is_crate && name == "target");
            if !skipped {
                leftovers(root, &below, false, survey)?;
            }
        } else if kind.is_file() && !survey.wanted.contains_key(&below) {
            let marked = is_marked(&entry.path()).map_err(|error| (below.clone(), error))?;
            if marked {
                survey.leftovers.insert(below);
            }
        }
    }
    Ok(())
}
