//! Golden tests of the diagnostics for `weland.yaml`, one folder per case.
//!
//! `BLESS=1 cargo test -p weland --test golden` writes the expectations anew.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use std::fs;
use std::path::{Path, PathBuf};

use weland::{Environment, Exit};

fn cases(stage: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(stage);
    let entries = fs::read_dir(folder).unwrap();
    let mut cases: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

/// Compares with the expectation of a case, or writes it if `BLESS` is set. Returns whether
/// they agree.
fn agrees(case: &Path, actual: &str) -> bool {
    let path = case.join("expected.txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, actual).unwrap();
        return true;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if expected != actual {
        let name = case.file_name().unwrap().display();
        println!("--- {name}: expected\n{expected}--- {name}: actual\n{actual}");
    }
    expected == actual
}

#[test]
fn every_mistake_in_the_configuration_is_reported_with_place_and_help() {
    let mut wrong = Vec::new();
    for case in cases("config") {
        let environment = Environment { folder: case.clone(), color: false };
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let exit = weland::run(["generate"], &environment, &mut stdout, &mut stderr);
        let stderr = String::from_utf8(stderr).unwrap();
        let name = case.file_name().unwrap().display().to_string();
        assert_eq!(exit, Exit::Failure, "{name}");
        assert_eq!(stdout, b"", "{name}");
        if !agrees(&case, &stderr) {
            wrong.push(name);
        }
        let files = fs::read_dir(&case).unwrap().count();
        assert_eq!(files, 2, "nothing may be written");
    }
    assert!(wrong.is_empty(), "wrong: {wrong:?}");
}
