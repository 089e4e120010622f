//! What the tests share: files, and the comparison of models.
#![allow(dead_code)] // each test file uses its part

pub(crate) mod compare;

use std::fs;
use std::path::{Path, PathBuf};

use weland_model::{Diagnostic, Sources};

/// The official test data beside the repository, if it is there.
pub(crate) fn official_suites() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/smithy-suites");
    if path.is_dir() {
        return Some(path);
    }
    println!("skipped: the official Smithy test data is not beside the repository");
    None
}

/// All files below a folder with one of the endings, sorted.
pub(crate) fn files_below(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A diagnostic as plain text, with lines and columns.
pub(crate) fn render(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let place = |span| match sources.locate(span) {
        Some((path, at)) => format!("{path}:{}:{}", at.line, at.column),
        None => "-".to_owned(),
    };
    let mut text = format!(
        "{}[{}] {}: {}\n",
        diagnostic.severity.as_str(),
        diagnostic.code,
        diagnostic.span.map_or("-".to_owned(), place),
        diagnostic.message
    );
    for related in &diagnostic.related {
        text += &format!("  at {}: {}\n", place(related.span), related.message);
    }
    if let Some(help) = &diagnostic.help {
        text += &format!("  help: {help}\n");
    }
    text
}
