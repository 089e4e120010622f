use std::path::Path;

use super::{Changes, Faults, STAGING, commit, commit_with};
use crate::files::Disk;
use crate::test_dir::TestDir;

const BEFORE: &[(&str, &str)] = &[
    ("out/a/kept.rs", "kept"),
    ("out/a/changed.rs", "old"),
    ("out/a/sub/removed.rs", "removed"),
    ("out/user.txt", "mine"),
];

fn changes() -> [(&'static Path, Changes<'static>); 2] {
    let first = Changes {
        writes: vec![("a/changed.rs", b"new"), ("a/deep/er/added.rs", b"added")],
        removals: vec!["a/sub/removed.rs"],
    };
    let second = Changes { writes: vec![("b/lib.rs", b"lib")], removals: Vec::new() };
    [(Path::new("out"), first), (Path::new("new/out"), second)]
}

#[test]
fn all_changes_are_made() {
    let dir = TestDir::with(BEFORE);
    commit(&Disk::new(dir.path()), &changes()).unwrap();
    let after = [
        ("new/", ""),
        ("new/out/", ""),
        ("new/out/b/", ""),
        ("new/out/b/lib.rs", "lib"),
        ("out/", ""),
        ("out/a/", ""),
        ("out/a/changed.rs", "new"),
        ("out/a/deep/", ""),
        ("out/a/deep/er/", ""),
        ("out/a/deep/er/added.rs", "added"),
        ("out/a/kept.rs", "kept"),
        ("out/user.txt", "mine"),
    ];
    let after = after.map(|(path, text)| (path.to_owned(), text.to_owned()));
    assert_eq!(dir.tree(), after.into());
}

#[test]
fn whichever_step_fails_nothing_is_changed() {
    let mut failures = 0;
    for remaining in 0.. {
        let dir = TestDir::with(BEFORE);
        let before = dir.tree();
        let result = commit_with(&Disk::new(dir.path()), &changes(), Faults { remaining });
        let Err(failure) = result else {
            break;
        };
        failures += 1;
        assert_eq!(dir.tree(), before, "after {remaining} steps");
        assert_eq!(failure.not_undone, Vec::<String>::new());
        assert_eq!(failure.reason, "the disk is full");
        assert!(failure.help.contains("free some space"));
    }
    assert!(failures > 10, "only {failures} steps could fail");
}

#[test]
fn a_staging_folder_of_another_run_is_left_alone() {
    let dir = TestDir::with(BEFORE);
    dir.write(&format!("out/{STAGING}/old-0"), "precious");
    let before = dir.tree();
    let failure = commit(&Disk::new(dir.path()), &changes()).unwrap_err();
    assert_eq!(dir.tree(), before);
    assert!(failure.reason.contains("another run"));
    assert!(failure.help.contains("out/.weland-staging"));
}

#[test]
fn a_file_in_place_of_a_folder_fails_and_changes_nothing() {
    for file in ["out", "out/a", "out/a/deep", "new"] {
        let dir = TestDir::with(&[(file, "a file")]);
        let before = dir.tree();
        let failure = commit(&Disk::new(dir.path()), &changes()).unwrap_err();
        assert_eq!(dir.tree(), before, "{file}");
        assert!(!failure.path.is_empty());
    }
}

#[test]
fn what_cannot_be_undone_is_reported_and_kept() {
    let dir = TestDir::with(BEFORE);
    let disk = Disk::new(dir.path());
    let mut transaction =
        super::Transaction { disk: &disk, journal: Vec::new(), staging: Vec::new(), faults: Faults::none() };
    let [(output, changes), _] = changes();
    transaction.stage(output, &changes).unwrap();
    transaction.put_in_place(output, &changes).unwrap();
    // Someone removes what was put in place before it is undone.
    std::fs::remove_file(dir.path().join("out/a/changed.rs")).unwrap();
    let not_undone = transaction.undo();
    assert_eq!(not_undone.len(), 1);
    assert!(not_undone[0].contains("no such file"));
    assert_eq!(dir.tree()["out/a/changed.rs"], "old");
}
