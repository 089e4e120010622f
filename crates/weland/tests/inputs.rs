//! What is said about files and folders that can't be read.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

#[path = "../src/test_dir.rs"]
mod test_dir;

use test_dir::TestDir;
use weland::{Environment, Exit};

const MODEL: &str = "$version: \"2\"\nnamespace a\nstring A\n";

fn run(dir: &TestDir, arguments: &str) -> (Exit, String, String) {
    let environment = Environment { folder: dir.path().to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let arguments = arguments.split_whitespace();
    let exit = weland::run(arguments, &environment, &mut stdout, &mut stderr);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (exit, text(stdout), text(stderr))
}

#[test]
fn folders_are_read_with_all_that_is_in_them() {
    let dir = TestDir::with(&[
        ("m/b.smithy", MODEL),
        ("m/deep/er/c.smithy", "namespace a\nstring C\n"),
        ("m/d.json", r#"{"smithy":"2.0","shapes":{"a#D":{"type":"string"}}}"#),
        ("m/README.md", "not a model"),
        ("m/.hidden/e.smithy", "garbage"),
    ]);
    let (exit, stdout, stderr) = run(&dir, "ast m");
    assert_eq!((exit, &*stderr), (Exit::Success, ""));
    for shape in ["a#A", "a#C", "a#D"] {
        assert!(stdout.contains(&format!("\"{shape}\": {{")), "{stdout}");
    }
    let (exit, _, stderr) = run(&dir, "check m");
    assert_eq!((exit, &*stderr), (Exit::Success, "checked 3 files: no problems\n"));
}

#[test]
fn a_file_named_twice_is_read_once() {
    let dir = TestDir::with(&[("m/a.smithy", MODEL)]);
    for arguments in ["check m m", "check m m/a.smithy", "check m/a.smithy m ./m/../m"] {
        let (exit, _, stderr) = run(&dir, arguments);
        assert_eq!(exit, Exit::Success, "{stderr}");
        assert_eq!(stderr, "checked 1 file: no problems\n");
    }
}

#[test]
fn what_cannot_be_read_is_reported_with_path_and_help() {
    let dir = TestDir::with(&[("good.smithy", MODEL), ("notes.txt", "x"), ("empty/notes.txt", "x")]);
    dir.write("latin1.smithy", b"namespace a\n// \xe4\n");
    let cases = [
        (
            "missing.smithy",
            "error[not-found]: can't read `missing.smithy`: there is no such file or folder",
            "check the spelling of the path",
        ),
        (
            "good.smithy/x.smithy",
            "error[unreadable]: can't read `good.smithy/x.smithy`: a part of the path is a file",
            "check the path and the disk",
        ),
        (
            "empty",
            "error[empty-folder]: can't read `empty`: the folder has no .smithy or .json file",
            "name the folder that has the model",
        ),
        (
            "notes.txt",
            "error[unknown-file-type]: can't read `notes.txt`: it is neither a .smithy nor a \
             .json file",
            "models are read from files with these endings, and from folders",
        ),
        ("latin1.smithy", "error[not-utf-8]: can't read `latin1.smithy`: line 2 isn't UTF-8", "save the file as UTF-8"),
    ];
    for (path, message, help) in cases {
        let (exit, _, stderr) = run(&dir, &format!("check {path}"));
        assert_eq!(exit, Exit::Failure);
        let expected = format!("{message}\n |\n = help: {help}\n\n");
        assert!(stderr.starts_with(&expected), "{stderr}");
    }
    let before = dir.tree();
    let all = cases.map(|(path, _, _)| path).join(" ");
    let (_, _, stderr) = run(&dir, &format!("check {all} good.smithy"));
    for (_, message, _) in cases {
        assert!(stderr.contains(message), "{message} in {stderr}");
    }
    assert!(stderr.ends_with("checked 1 file: 5 errors\n"), "{stderr}");
    assert_eq!(dir.tree(), before);
}

#[cfg(unix)]
#[test]
fn links_are_followed_but_not_in_circles_nor_into_nothing() {
    use std::os::unix::fs::symlink;
    let dir = TestDir::with(&[("m/a.smithy", MODEL), ("other/b.smithy", "namespace a\nstring B\n")]);
    symlink("../other", dir.path().join("m/other")).unwrap();
    let (exit, _, stderr) = run(&dir, "check m");
    assert_eq!(exit, Exit::Success, "{stderr}");
    assert_eq!(stderr, "checked 2 files: no problems\n");

    symlink("nowhere.smithy", dir.path().join("m/dangling.smithy")).unwrap();
    symlink("..", dir.path().join("m/circle")).unwrap();
    symlink("self.smithy", dir.path().join("m/self.smithy")).unwrap();
    let (exit, _, stderr) = run(&dir, "check m");
    assert_eq!(exit, Exit::Failure);
    let broken = "error[broken-link]: can't read `m/dangling.smithy`: it is a link to something \
                  that doesn't exist";
    assert!(stderr.contains(broken), "{stderr}");
    let circle = "error[link-loop]: can't read `m/circle/m`: the link leads back to a folder \
                  that contains it";
    assert!(stderr.contains(circle), "{stderr}");
    assert!(stderr.contains("can't read `m/self.smithy`"), "{stderr}");
}

#[test]
fn devices_are_not_read() {
    if !std::path::Path::new("/dev/zero").exists() {
        println!("skipped: this system has no /dev/zero");
        return;
    }
    let dir = TestDir::with(&[]);
    let (exit, _, stderr) = run(&dir, "generate --config /dev/zero");
    assert_eq!(exit, Exit::Failure);
    assert!(stderr.contains("it is neither a file nor a folder"), "{stderr}");
}

#[test]
fn a_broken_model_is_not_printed() {
    let dir = TestDir::with(&[("a.smithy", "namespace a\nstructure S { x: Missing }\n")]);
    let (exit, stdout, stderr) = run(&dir, "ast a.smithy");
    assert_eq!((exit, &*stdout), (Exit::Failure, ""));
    assert!(stderr.contains("--> a.smithy:2:"), "{stderr}");
}

#[test]
fn the_configuration_has_to_be_there() {
    let dir = TestDir::with(&[("folder/x", "")]);
    let (exit, _, stderr) = run(&dir, "generate");
    assert_eq!(exit, Exit::Failure);
    let expected = "error[not-found]: can't read `weland.yaml`: there is no such file or folder\n \
                    |\n = help: write one, or name it with `--config FILE`\n";
    assert!(stderr.starts_with(expected), "{stderr}");
    let (exit, _, stderr) = run(&dir, "generate --config folder");
    assert_eq!(exit, Exit::Failure);
    assert!(stderr.contains("it is a folder"), "{stderr}");
}

#[test]
fn wrong_arguments_exit_with_two_and_results_go_to_standard_output() {
    let dir = TestDir::with(&[]);
    let (exit, stdout, stderr) = run(&dir, "chekc");
    assert_eq!((exit.status(), &*stdout), (2, ""));
    assert!(stderr.contains("did you mean `check`?"), "{stderr}");
    for arguments in ["", "help", "--help", "help generate", "check -h", "--version"] {
        let (exit, stdout, stderr) = run(&dir, arguments);
        assert_eq!((exit.status(), &*stderr), (0, ""));
        assert!(stdout.to_lowercase().contains("weland"), "{arguments}");
    }
}

#[test]
fn findings_can_be_had_as_json_lines() {
    let dir = TestDir::with(&[]);
    let (exit, stdout, stderr) = run(&dir, "check --format json x y");
    assert_eq!((exit, &*stdout), (Exit::Failure, ""));
    let lines: Vec<serde_json::Value> = stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    for (line, path) in lines.iter().zip(["x", "y"]) {
        assert_eq!(line["severity"], "error");
        assert_eq!(line["code"], "not-found");
        assert_eq!(line["path"], path);
    }
}
