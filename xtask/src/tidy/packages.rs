//! Rules about packages as they are published, and about the Rust that they need.

use super::{Problem, Tree, is_generated};
use crate::repo::TextFile;

/// Crates have what users of a registry look for. What generated ones have besides is up to `weland.yaml`.
pub(super) fn crates_can_be_published(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for package in &tree.packages {
        let needed = |what: &&&str| !is_generated(&package.folder) || !matches!(**what, "LICENSE" | "documentation");
        for what in package.lacks.iter().filter(needed) {
            let place = format!("{}/Cargo.toml", package.folder);
            problems.push(Problem::new(place, format!("the package is published without `{what}`")));
        }
    }
    problems
}

/// What precedes the version of Rust, by the end of a file's path; a file that has to state it, if `true`.
const RUST_VERSION: &[(&str, &str, bool)] = &[
    ("Cargo.toml", "rust-version = \"", false),
    ("Cargo.toml.jinja", "rust-version = \"", true),
    ("clippy.toml", "msrv = \"", true),
    ("README.md", "requires Rust ", false),
    ("CONTRIBUTING.md", "requires Rust ", true),
    ("docs/getting-started.md", "requires Rust ", true),
];

/// The oldest Rust that can compile all of it is the same wherever it is stated: for Cargo, for Clippy, and for people.
pub(super) fn one_version_of_rust_is_needed(tree: &Tree) -> Vec<Problem> {
    let stated = |file: &TextFile, before: &str| {
        let rest = file.text.split_once(before)?.1;
        let version: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        Some(version.trim_end_matches('.').to_owned())
    };
    let root = tree.files.iter().find(|file| file.path == "Cargo.toml");
    let Some(needed) = root.and_then(|file| stated(file, "rust-version = \"")) else { return Vec::new() };
    let mut problems = Vec::new();
    for (name, before, must) in RUST_VERSION {
        let named = |file: &&TextFile| file.path == *name || file.path.ends_with(&format!("/{name}"));
        for file in tree.files.iter().filter(named) {
            match stated(file, before) {
                Some(version) if version == needed => {}
                None if !must => {}
                Some(version) => {
                    problems.push(Problem::new(&file.path, format!("Rust {version}, but Cargo.toml has {needed}")));
                }
                None => problems.push(Problem::new(&file.path, format!("doesn't say `{before}{needed}`"))),
            }
        }
    }
    problems
}
