//! Public API models of AWS, which are valid.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::count::Count;
use super::properties::{Loaded, read};
use super::{files_below, render};

/// How many of the models in a folder, up to a size in bytes, are without an error; nothing is told twice.
pub(crate) fn aws_models(folder: &Path, most: u64) -> Count {
    let mut count = Count::new("aws models without an error");
    for path in files_below(folder, &[".json"]) {
        if fs::metadata(&path).is_ok_and(|file| file.len() <= most) {
            let loaded = read(&[&path]);
            count.add(&path, no_error(&loaded).and_then(|()| nothing_twice(&loaded)));
        }
    }
    count
}

fn no_error(loaded: &Loaded) -> Result<(), String> {
    let errors = loaded.shown_errors();
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

fn nothing_twice(loaded: &Loaded) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    let mut twice = loaded.diagnostics.iter().filter(|item| !seen.insert((item.code, item.span, &*item.message)));
    match twice.next() {
        Some(item) => Err(format!("told twice: {}", render(&loaded.model.sources, item))),
        None => Ok(()),
    }
}
