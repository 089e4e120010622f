//! The list of traits that crates carry is what the sources read.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Adds the names that follow `trait_id::` in a folder.
fn read(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, names);
            continue;
        }
        if path.file_name().is_some_and(|name| name == "carried.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        let is_name = |one: char| one.is_ascii_uppercase() || one.is_ascii_digit() || one == '_';
        for after in text.split("trait_id::").skip(1) {
            let end = after.find(|one| !is_name(one)).unwrap_or(after.len());
            names.extend(after.get(..end).filter(|name| !name.is_empty()).map(str::to_owned));
        }
    }
}

#[test]
fn traits_that_are_read_are_listed() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut read_names = BTreeSet::new();
    for folder in ["weland-service/src", "weland-codegen/src", "weland-model/src/query"] {
        read(&crates.join(folder), &mut read_names);
    }
    // This one is made by rules of users.
    read_names.remove("CODE_NAME");
    let source = fs::read_to_string(crates.join("weland-codegen/src/carried.rs")).unwrap();
    let list = source.split("pub const ").nth(1).unwrap();
    let listed: BTreeSet<String> = list
        .lines()
        .map(|line| line.trim().trim_end_matches(','))
        .filter(|line| {
            !line.is_empty() && line.chars().all(|one| one.is_ascii_uppercase() || one.is_ascii_digit() || one == '_')
        })
        .map(str::to_owned)
        .collect();
    let missing: Vec<&String> = read_names.difference(&listed).collect();
    let left: Vec<&String> = listed.difference(&read_names).collect();
    assert!(
        missing.is_empty() && left.is_empty(),
        "bring `CARRIED` in crates/weland-codegen/src/carried.rs up to date: it lacks {missing:?}, and nothing reads {left:?}"
    );
}
