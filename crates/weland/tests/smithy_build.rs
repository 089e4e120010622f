//! Models that a `smithy-build.json` names.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

#[path = "../src/test_dir.rs"]
mod test_dir;

use test_dir::TestDir;
use weland::{Environment, Exit};

const MODEL: &str = "$version: \"2\"\nnamespace a\nuse b#B\nlist A { member: B }\n";
const IMPORTED: &str = "$version: \"2\"\nnamespace b\nstring B\n";
const BUILD: &str =
    "{\n  \"version\": \"1.0\", // comment\n  \"sources\": [\"model\"],\n  \"imports\": [\"../lib\"]\n}\n";

fn run(dir: &TestDir, arguments: &str) -> (Exit, String, String) {
    let environment = Environment { folder: dir.path().to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let exit = weland::run(arguments.split_whitespace(), &environment, &mut stdout, &mut stderr);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (exit, text(stdout), text(stderr))
}

/// A project with a build file, and files that it doesn't name.
fn project() -> TestDir {
    TestDir::with(&[
        ("p/smithy-build.json", BUILD),
        ("p/model/a.smithy", MODEL),
        ("p/build/model.json", "garbage"),
        ("p/other.smithy", "garbage"),
        ("lib/b.smithy", IMPORTED),
    ])
}

#[test]
fn a_build_file_and_its_folder_stand_for_the_models_that_it_names() {
    let dir = project();
    for path in ["p/smithy-build.json", "p", "p/*.json", "."] {
        let (exit, _, stderr) = run(&dir, &format!("check {path}"));
        assert_eq!((exit, &*stderr), (Exit::Success, "checked 2 files: no problems\n"), "{path}");
    }
    let (_, _, stderr) = run(&dir, "check p p/smithy-build.json");
    assert!(stderr.starts_with("note[named-twice]: "), "{stderr}");
    // Formatting is about all files of a folder.
    let (exit, _, stderr) = run(&dir, "fmt --check p");
    assert_eq!(exit, Exit::Failure);
    assert!(stderr.contains("p/other.smithy"), "{stderr}");
}

#[test]
fn what_is_missing_is_told_where_it_is_named() {
    let dir = TestDir::with(&[("p/smithy-build.json", BUILD), ("p/model/a.smithy", IMPORTED)]);
    let (exit, _, stderr) = run(&dir, "check p");
    assert_eq!(exit, Exit::Failure);
    let expected = "error[not-found]: can't read `lib`: no such file or folder\n --> p/smithy-build.json:4:15\n";
    assert!(stderr.starts_with(expected), "{stderr}");
}

#[test]
fn a_project_may_name_its_own_folder_and_other_projects() {
    let own = "{\"version\": \"1.0\", \"sources\": [\".\"], \"imports\": [\"../q\"]}";
    let other = "{\"version\": \"1.0\", \"imports\": [\"../p\"]}";
    let dir = TestDir::with(&[
        ("p/smithy-build.json", own),
        ("p/a.smithy", MODEL),
        ("q/smithy-build.json", other),
        ("q/model/b.smithy", IMPORTED),
    ]);
    for path in ["p", "q", "p q", "."] {
        let (exit, _, stderr) = run(&dir, &format!("check {path}"));
        assert_eq!(exit, Exit::Success, "{stderr}");
        assert!(stderr.contains("checked 2 files: "), "{path}: {stderr}");
    }
}

#[test]
fn the_root_folder_is_a_variable() {
    let build = "{\"version\": \"1.0\", \"sources\": [\"${SMITHY_ROOT_DIR}/elsewhere\"]}";
    let dir = TestDir::with(&[("p/smithy-build.json", build), ("elsewhere/b.smithy", IMPORTED)]);
    let (exit, _, stderr) = run(&dir, "check p");
    assert_eq!((exit, &*stderr), (Exit::Success, "checked 1 file: no problems\n"));
}

#[test]
fn a_chain_of_build_files_is_bounded() {
    let dir = TestDir::with(&[]);
    for number in 0..100 {
        let next = format!("{{\"version\": \"1.0\", \"sources\": [\"../{}\"]}}", number + 1);
        dir.write(&format!("{number}/smithy-build.json"), next);
    }
    let (exit, _, stderr) = run(&dir, "check 0");
    assert_eq!(exit, Exit::Failure);
    assert!(stderr.starts_with("error[nesting-too-deep]: can't read `16/smithy-build.json`: "), "{stderr}");
}
