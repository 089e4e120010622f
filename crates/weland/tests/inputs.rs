//! Diagnostics for files and folders that can't be read.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

#[path = "../../../tests/skip.rs"]
mod skip;
#[path = "../src/test_dir.rs"]
mod test_dir;

use test_dir::TestDir;
use weland::{Environment, Exit};

const MODEL: &str = "$version: \"2\"\nnamespace a\nstring A\n";

fn run(dir: &TestDir, arguments: &str) -> (Exit, String, String) {
    run_with(dir, arguments, "")
}

fn run_with(dir: &TestDir, arguments: &str, stdin: &str) -> (Exit, String, String) {
    let environment = Environment { folder: dir.path().to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let arguments = arguments.split_whitespace();
    let exit = weland::run_with_stdin(arguments, &environment, &mut stdin.as_bytes(), &mut stdout, &mut stderr);
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
    let file = "note[named-twice]: `m/a.smithy` is specified twice; it is only read once\n";
    let folder = "note[named-twice]: all files in `m` are specified twice; they are only read once\n";
    let pattern = "note[named-twice]: all files that match `m/*.smithy` are specified twice; they are only read once\n";
    let cases = [
        ("check m m", vec![folder]),
        ("check m m/a.smithy", vec![file]),
        ("check m/a.smithy m ./m/../m", vec![folder, folder]),
        ("check m/a.smithy m/*.smithy", vec![pattern]),
        ("check m/*.smithy m/a.smithy", vec![file]),
    ];
    for (arguments, notes) in cases {
        let (exit, _, stderr) = run(&dir, arguments);
        assert_eq!(exit, Exit::Success, "{stderr}");
        let help = " |\n = help: remove one of the two\n\n";
        let mut expected: String = notes.iter().map(|note| format!("{note}{help}")).collect();
        let counts = if notes.len() == 1 { "1 note" } else { "2 notes" };
        expected.push_str(&format!("checked 1 file: {counts}\n"));
        assert_eq!(stderr, expected);
    }
}

#[test]
fn what_cannot_be_read_is_reported_with_path_and_help() {
    let dir = TestDir::with(&[("good.smithy", MODEL), ("notes.txt", "x"), ("empty/notes.txt", "x")]);
    dir.write("latin1.smithy", b"namespace a\n// \xe4\n");
    let cases = [
        (
            "missing.smithy",
            "error[not-found]: can't read `missing.smithy`: no such file or folder",
            "check the spelling of the path",
        ),
        (
            "good.smithy/x.smithy",
            "error[unreadable]: can't read `good.smithy/x.smithy`: a part of the path is a file",
            "check the path and the disk",
        ),
        (
            "empty",
            "error[empty-folder]: can't read `empty`: the folder doesn't contain a .smithy, .json, .yaml or .jar file",
            "specify the folder that contains the model",
        ),
        (
            "notes.txt",
            "error[unknown-file-type]: can't read `notes.txt`: it isn't a .smithy, .json, .yaml or .jar file",
            "models are read from files with these extensions, and from folders",
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
    let broken = "error[broken-link]: can't read `m/dangling.smithy`: it is a broken link";
    assert!(stderr.contains(broken), "{stderr}");
    let circle = "error[link-loop]: can't read `m/circle/m`: the link points to a folder that contains it";
    assert!(stderr.contains(circle), "{stderr}");
    assert!(stderr.contains("can't read `m/self.smithy`"), "{stderr}");
}

#[test]
fn devices_are_not_read() {
    if !std::path::Path::new("/dev/zero").exists() {
        skip::skip("this system has no /dev/zero");
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
    let expected = "error[not-found]: can't read `weland.yaml`: no such file or folder\n \
                    |\n = help: create it with `weland init`, or specify another one with `--config FILE`\n";
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
    assert!(stderr.contains("some similar subcommands exist: 'schema', 'check'"), "{stderr}");
    for arguments in ["", "help", "--help", "help generate", "check -h", "--version", "schema", "completions fish"] {
        let (exit, stdout, stderr) = run(&dir, arguments);
        assert_eq!((exit.status(), &*stderr), (0, ""));
        assert!(stdout.to_lowercase().contains("weland"), "{arguments}");
    }
}

#[test]
fn diagnostics_can_be_had_as_json_lines() {
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

#[test]
fn patterns_name_files_and_folders() {
    let dir = TestDir::with(&[
        ("m/a.smithy", MODEL),
        ("m/README.md", "not a model"),
        ("m/.hidden/e.smithy", "garbage"),
        ("m/x/b.smithy", "namespace a\nstring B\n"),
        ("m/x/y/c.json", r#"{"smithy":"2.0","shapes":{"a#C":{"type":"string"}}}"#),
        ("m/empty/notes.txt", "x"),
    ]);
    let cases = [
        ("m/*.smithy", vec!["a#A"]),
        ("m/*", vec!["a#A", "a#B", "a#C"]),
        ("m/**/*.smithy", vec!["a#A", "a#B"]),
        ("m/**/*.json", vec!["a#C"]),
        ("**/{b,c}.*", vec!["a#B", "a#C"]),
        ("m/?/b.smithy", vec!["a#B"]),
        ("./m/[xz]/y", vec!["a#C"]),
    ];
    for (pattern, shapes) in cases {
        let absolute = format!("{}/{pattern}", dir.path().display());
        for pattern in [pattern, &absolute] {
            let (exit, stdout, stderr) = run(&dir, &format!("ast {pattern}"));
            assert_eq!((exit, &*stderr), (Exit::Success, ""), "{pattern}");
            let found: Vec<&str> =
                ["a#A", "a#B", "a#C"].into_iter().filter(|id| stdout.contains(&format!("\"{id}\""))).collect();
            assert_eq!(found, shapes, "{pattern}");
        }
    }
    for pattern in ["m/*.smith", "m/empty*", "m/*.md", "m/*/*/*/*", "*.smithy", "m/[", "m/{a"] {
        let (exit, _, stderr) = run(&dir, &format!("check {pattern}"));
        assert_eq!(exit, Exit::Failure);
        let expected =
            format!("error[no-match]: can't read `{pattern}`: no .smithy, .json, .yaml or .jar file matches\n");
        assert!(stderr.starts_with(&expected), "{stderr}");
    }
    let (_, _, stderr) = run(&dir, "check modle/*.smithy");
    assert!(stderr.starts_with("error[not-found]: can't read `modle`"), "{stderr}");
}

#[test]
fn a_file_whose_name_looks_like_a_pattern_is_read() {
    let dir = TestDir::with(&[("[a].smithy", MODEL), ("a.smithy", "garbage")]);
    let (exit, _, stderr) = run(&dir, "check [a].smithy");
    assert_eq!((exit, &*stderr), (Exit::Success, "checked 1 file: no problems\n"));
}

#[test]
fn standard_input_is_read_where_a_dash_stands() {
    let dir = TestDir::with(&[("a.smithy", MODEL)]);
    let wrong = "$version: \"2\"\nnamespace a\nstructure S { a: A, b: Missing }\n";
    let (exit, _, stderr) = run_with(&dir, "check - a.smithy", wrong);
    assert_eq!(exit, Exit::Failure);
    assert!(stderr.contains("--> <stdin>:3:24\n"), "{stderr}");
    assert!(stderr.ends_with("checked 2 files: 1 error\n"), "{stderr}");
    let (_, _, stderr) = run_with(&dir, "check - --stdin-name b.smithy", wrong);
    assert!(stderr.contains("--> b.smithy:3:18\n"), "{stderr}");
    let json = r#"{"smithy":"2.0","shapes":{"a#D":{"type":"string"}}}"#;
    for arguments in ["ast -", "ast - --stdin-name d.json"] {
        let (exit, stdout, _) = run_with(&dir, arguments, json);
        assert_eq!(exit, Exit::Success);
        assert!(stdout.contains("\"a#D\""), "{stdout}");
    }
    let (exit, _, stderr) = run_with(&dir, "check - -", MODEL);
    assert_eq!(exit, Exit::Success);
    assert!(
        stderr.starts_with("note[named-twice]: `-` is specified twice; standard input is only read once\n"),
        "{stderr}"
    );
}

#[test]
fn standard_input_that_is_not_utf_8_is_reported() {
    let dir = TestDir::with(&[]);
    let environment = Environment { folder: dir.path().to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut stdin: &[u8] = b"namespace a\n\xff";
    let exit = weland::run_with_stdin(["check", "-"], &environment, &mut stdin, &mut stdout, &mut stderr);
    assert_eq!(exit, Exit::Failure);
    let stderr = String::from_utf8(stderr).unwrap();
    assert!(stderr.starts_with("error[not-utf-8]: can't read `<stdin>`: line 2 isn't UTF-8\n"), "{stderr}");
}

#[test]
fn a_folder_called_dash_can_be_named() {
    let dir = TestDir::with(&[("-/a.smithy", MODEL)]);
    let (exit, _, stderr) = run_with(&dir, "check ./-", "garbage");
    assert_eq!((exit, &*stderr), (Exit::Success, "checked 1 file: no problems\n"));
}
