//! Generated crates below `target/`, as workspaces of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::repo::Repo;

/// The lock file of the workspace: the same versions as there, so that nothing is downloaded or built twice.
pub(crate) fn lock_file(repo: &Repo) -> Result<(String, String), String> {
    let text = fs::read_to_string(repo.root().join("Cargo.lock")).map_err(|error| format!("Cargo.lock: {error}"))?;
    Ok(("Cargo.lock".to_owned(), text))
}

/// Makes a folder contain exactly these files.
pub(crate) fn sync(folder: &Path, files: &BTreeMap<String, String>) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let wanted: BTreeSet<PathBuf> = files.keys().map(|name| folder.join(name)).collect();
    remove_others(folder, &wanted)?;
    for (name, text) in files {
        let path = folder.join(name);
        // Cargo changes the lock file, which must not count as a change.
        let is_there = fs::read_to_string(&path).is_ok_and(|old| old == *text || name == "Cargo.lock");
        if !is_there {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(path, text)?;
        }
    }
    Ok(())
}

fn remove_others(folder: &Path, wanted: &BTreeSet<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(&path, wanted)?;
            if fs::read_dir(&path)?.next().is_none() {
                fs::remove_dir(&path)?;
            }
        } else if !wanted.contains(&path) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}
