//! Rules about Rust sources.

use super::strip::strip;
use super::{Problem, Tree, is_generated};
use crate::repo::TextFile;

const LONG: usize = 400;
const TOO_LONG: usize = 600;

fn rust_files(tree: &Tree) -> impl Iterator<Item = &TextFile> {
    tree.files.iter().filter(|file| file.path.ends_with(".rs"))
}

/// Whether a file is a test, an example, a benchmark or a task.
pub(super) fn is_aside(path: &str) -> bool {
    let folders = ["tests/", "benches/", "examples/", "fuzz/", "xtask/"];
    let inside = |folder: &str| path.starts_with(folder) || path.contains(&format!("/{folder}"));
    let name = path.rsplit('/').next().unwrap_or(path);
    folders.iter().any(|folder| inside(folder))
        || name == "tests.rs"
        || name.ends_with("_tests.rs")
        || name.starts_with("test_")
}

/// The code without the test module at its end.
fn without_tests(code: &str) -> &str {
    let start = code.match_indices("#[cfg(test)]").find(|(at, mark)| {
        let after = code.get(at + mark.len()..).unwrap_or_default();
        let head = after.split(['{', ';']).next().unwrap_or_default();
        let is_inline = after.get(head.len()..).is_some_and(|it| it.starts_with('{'));
        is_inline && head.split_whitespace().any(|word| word == "mod")
    });
    start.map_or(code, |(at, _)| code.get(..at).unwrap_or(code))
}

/// Modules that may access the disk, besides tests and tasks.
const DISK_USERS: &[&str] = &[
    "crates/weland/src/files.rs",
    "crates/weland/src/files/",
    // Clients read the settings and credentials of AWS tools.
    "crates/weland-client/src/environment.rs",
    "crates/weland-client/src/credentials/container.rs",
    // Recordings of tests.
    "crates/weland-client/src/testing/file.rs",
    "crates/weland-client/src/testing/recorder.rs",
    // Streams of bytes from and to the files that callers name.
    "crates/weland-core/src/byte_stream/io.rs",
    "crates/weland-credentials/src/token_cache.rs",
];

/// Only the modules in [`DISK_USERS`] access files.
pub(super) fn disk_is_touched_in_one_module(tree: &Tree) -> Vec<Problem> {
    let is_allowed = |path: &str| is_aside(path) || DISK_USERS.iter().any(|user| path.starts_with(user));
    let files = rust_files(tree).filter(|file| !is_allowed(&file.path));
    let lines = files.flat_map(|file| {
        let code = strip(&file.text);
        let lines = without_tests(&code).lines().enumerate();
        let found = lines.filter(|(_, line)| names_the_disk(line));
        let places: Vec<_> = found.map(|(index, _)| place(file, index)).collect();
        places
    });
    let message = "only the modules in `DISK_USERS` may access files";
    lines.map(|place| Problem::new(place, message)).collect()
}

fn names_the_disk(line: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let is_use = line.trim_start().starts_with("use std::");
    line.match_indices("fs").any(|(at, word)| {
        let before = line.get(..at).unwrap_or_default();
        let after = line.get(at + word.len()..).unwrap_or_default();
        let alone = !before.ends_with(is_word) && !after.starts_with(is_word);
        alone && (is_use || before.ends_with("::") || after.starts_with("::"))
    })
}

/// No code is unfinished, and no test is disabled.
pub(super) fn nothing_is_left_undone(tree: &Tree) -> Vec<Problem> {
    let marks = ["todo!", "dbg!", "unimplemented!", "#[ignore", ", ignore)]"];
    let mut problems = Vec::new();
    for file in rust_files(tree) {
        for (index, line) in strip(&file.text).lines().enumerate() {
            for mark in marks.iter().filter(|mark| line.contains(**mark)) {
                let message = format!("`{mark}` isn't allowed");
                problems.push(Problem::new(place(file, index), message));
            }
        }
        for (index, line) in file.text.lines().enumerate() {
            let line = line.trim_start();
            if line.starts_with("//") && line.contains("```ignore") {
                let message = "an example that isn't compiled; use `no_run` or `text`";
                problems.push(Problem::new(place(file, index), message));
            }
        }
    }
    problems
}

/// No crate may use unsafe code.
pub(super) fn crates_forbid_unsafe_code(tree: &Tree) -> Vec<Problem> {
    let roots = tree.packages.iter().flat_map(|package| &package.crate_roots);
    let forbids = |path: &str| {
        let file = tree.files.iter().find(|file| file.path == path);
        file.is_some_and(|file| strip(&file.text).contains("#![forbid(unsafe_code)]"))
    };
    let message = "the crate lacks `#![forbid(unsafe_code)]`";
    roots.filter(|root| !forbids(root)).map(|root| Problem::new(root, message)).collect()
}

/// All crates use the lints of the workspace, except for generated ones.
pub(super) fn crates_take_the_lints_of_the_workspace(tree: &Tree) -> Vec<Problem> {
    let own = tree.packages.iter().filter(|it| !is_generated(&it.folder));
    let manifests = own.map(|package| format!("{}/Cargo.toml", package.folder));
    let takes = |path: &str| {
        let file = tree.files.iter().find(|file| file.path == path);
        file.is_some_and(|file| file.text.contains("[lints]\nworkspace = true"))
    };
    let message = "the crate lacks `[lints] workspace = true`";
    manifests.filter(|path| !takes(path)).map(|path| Problem::new(path, message)).collect()
}

/// Files that aren't generated are short.
pub(super) fn files_are_short(tree: &Tree) -> Vec<Problem> {
    let written = rust_files(tree).filter(|file| !is_generated(&file.path));
    let measured = written.map(|file| (file, file.text.lines().count()));
    let long = measured.filter(|(_, lines)| *lines > LONG);
    long.map(|(file, lines)| {
        if lines > TOO_LONG {
            let message = format!("{lines} lines; split it, the limit is {TOO_LONG}");
            Problem::new(&file.path, message)
        } else {
            let message = format!("{lines} lines; the target is {LONG}");
            Problem::warning(&file.path, message)
        }
    })
    .collect()
}

fn place(file: &TextFile, index: usize) -> String {
    format!("{}:{}", file.path, index + 1)
}
