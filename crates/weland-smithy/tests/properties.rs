//! The properties that fuzzing tries on made-up texts, on all texts that are at hand, and on those that once broke them.
//!
//! A text that broke one is a file below `regressions/`, in the folder of its property.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::files_below;
use support::properties::{Outcome, ast, formats, idl, load, selects};

/// Texts longer than that are no business of these tests: what is made of them is compared in tests of their own.
const LONGEST: usize = 16 * 1024;

/// All files of this crate and of the model with an ending.
fn texts(ending: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [root.to_owned(), root.join("../../model")];
    let paths = folders.iter().flat_map(|folder| files_below(folder, &[ending]));
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).ok()?;
        (text.len() <= LONGEST).then_some((path, text))
    };
    paths.filter_map(read).collect()
}

/// The texts that once broke a property.
fn regressions(property: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions").join(property);
    if !folder.is_dir() {
        return Vec::new();
    }
    let paths = files_below(&folder, &[""]).into_iter();
    paths.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

/// Tries a property on texts; returns how many were accepted.
#[track_caller]
fn try_all(texts: &[(PathBuf, String)], property: impl Fn(&str) -> Result<Outcome, String>) -> usize {
    let mut accepted = 0;
    let mut failures = Vec::new();
    for (path, text) in texts {
        match property(text) {
            Ok(Outcome::Checked) => accepted += 1,
            Ok(Outcome::Rejected) => {}
            Err(reason) => failures.push(format!("{}: {reason}", path.display())),
        }
    }
    println!("{accepted} of {} texts were accepted", texts.len());
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n\n"));
    accepted
}

fn formatted(text: &str) -> Result<Outcome, String> {
    Ok(if formats(text)?.is_some() { Outcome::Checked } else { Outcome::Rejected })
}

#[test]
fn files_of_the_idl_keep_the_properties() {
    assert!(try_all(&texts(".smithy"), idl) >= 40);
}

#[test]
fn files_of_the_ast_keep_the_properties() {
    assert!(try_all(&texts(".json"), ast) >= 2);
}

#[test]
fn texts_that_once_broke_a_property_keep_it() {
    let selector = |text: &str| selects(text, &load([("empty.smithy", "$version: \"2.0\"\n")]).model);
    assert!(try_all(&regressions("idl"), idl) > 0);
    try_all(&regressions("ast"), ast);
    try_all(&regressions("format"), formatted);
    try_all(&regressions("selector"), selector);
}
