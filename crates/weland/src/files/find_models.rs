//! Looks for models in the current folder.

use std::path::Path;

use weland_openapi::Recognized;

use super::marked::is_marked;
use super::read::read;
use super::{Disk, Kind, entries, kind_of};
use crate::model_kind::model_kind;

/// How deep in folders models are looked for.
const MAX_DEPTH: usize = 4;

/// How many files are looked at.
const MAX_FILES: usize = 2000;

/// Folders that hold what programs have made or installed.
const SKIPPED: [&str; 5] = ["build", "dist", "generated", "node_modules", "target"];

/// The models in a folder, as paths relative to it.
#[derive(Debug, Default)]
pub(crate) struct FoundModels {
    /// Folders with files in Smithy, and such files in no folder.
    pub(crate) smithy: Vec<String>,
    /// Documents in OpenAPI.
    pub(crate) openapi: Vec<String>,
}

/// Looks for models in the current folder and below it. Links are not followed, since they lead out of the project.
pub(crate) fn find_models(disk: &Disk) -> FoundModels {
    let (mut found, mut left) = (FoundModels::default(), MAX_FILES);
    below(disk, "", MAX_DEPTH, &mut left, &mut found);
    found
}

fn below(disk: &Disk, above: &str, depth: usize, left: &mut usize, found: &mut FoundModels) {
    // What can't be read has no model.
    let Ok(entries) = entries(&disk.resolve(Path::new(above))) else { return };
    let mut folders = Vec::new();
    let mut has_smithy = false;
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{above}{name}");
        match kind_of(&entry.path()) {
            _ if name.starts_with('.') || *left == 0 => {}
            Ok(Kind::Folder) if !SKIPPED.contains(&&*name) => folders.push(format!("{path}/")),
            Ok(Kind::File) => {
                *left -= 1;
                match kind(disk, &path) {
                    Some(Recognized::OpenApi(_)) => found.openapi.push(path),
                    Some(Recognized::Smithy) if above.is_empty() => found.smithy.push(path),
                    Some(Recognized::Smithy) => has_smithy = true,
                    _ => {}
                }
            }
            _ => {}
        }
    }
    if has_smithy {
        // The folder stands for all that is below it.
        found.smithy.push(above.trim_end_matches('/').to_owned());
        return;
    }
    for folder in folders.into_iter().filter(|_| depth > 0) {
        below(disk, &folder, depth - 1, left, found);
    }
}

fn kind(disk: &Disk, path: &str) -> Option<Recognized> {
    let has_ending = |ending: &&str| path.ends_with(ending);
    if is_marked(&disk.resolve(Path::new(path))).unwrap_or(false) {
        return None;
    }
    if path.ends_with(".smithy") {
        return Some(Recognized::Smithy);
    }
    let is_data = [".json", ".yaml", ".yml"].iter().any(has_ending);
    let text = is_data.then(|| read(disk, Path::new(path)).ok())??;
    Some(model_kind(path, &text))
}
