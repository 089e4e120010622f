//! Formatting files, and writing models as IDL.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../src/test_dir.rs"]
mod test_dir;

use std::fs;

use test_dir::TestDir;
use weland::{Environment, Exit};

const TIDY: &str = "$version: \"2\"\n\nnamespace a\n\nstring A\n";
const MESSY: &str = "$version: \"2\"\n\nnamespace a\n\nstring   A\n";
const BROKEN: &str = "$version: \"2\"\nnamespace a\nstructure {\n";

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
fn only_files_that_change_are_written() {
    let dir = TestDir::with(&[("m/a.smithy", MESSY), ("m/x/b.smithy", TIDY), ("m/c.json", "{ }"), ("m/d.txt", "x")]);
    let modified = |path: &str| fs::metadata(dir.path().join(path)).unwrap().modified().unwrap();
    let before = modified("m/x/b.smithy");
    let (exit, stdout, stderr) = run(&dir, "fmt m");
    assert_eq!((exit, &*stdout, &*stderr), (Exit::Success, "", "formatted 1 file, left 1 unchanged\n"));
    let expected =
        TestDir::with(&[("m/a.smithy", TIDY), ("m/x/b.smithy", TIDY), ("m/c.json", "{ }"), ("m/d.txt", "x")]);
    assert_eq!(dir.tree(), expected.tree());
    assert_eq!(modified("m/x/b.smithy"), before);
    let (exit, _, stderr) = run(&dir, "fmt m/*.smithy m/x/b.smithy");
    assert_eq!((exit, &*stderr), (Exit::Success, "formatted 0 files, left 2 unchanged\n"));
}

#[test]
fn checking_lists_files_with_the_first_line_that_differs_and_writes_nothing() {
    let dir = TestDir::with(&[("m/a.smithy", MESSY), ("m/b.smithy", TIDY)]);
    let before = dir.tree();
    let (exit, stdout, stderr) = run(&dir, "fmt --check m");
    assert_eq!((exit, &*stdout), (Exit::Failure, ""));
    let expected = "\
error[unformatted]: `m/a.smithy` isn't formatted
 --> m/a.smithy:5:1
  |
5 | string   A
  | ^^^^^^^^^^ found this, expected `string A`
  |
  = help: run `weland fmt` with the same paths

checked 2 files: 1 error
";
    assert_eq!(stderr, expected);
    assert_eq!(dir.tree(), before);
    let (exit, _, stderr) = run(&dir, "fmt --check m/b.smithy");
    assert_eq!((exit, &*stderr), (Exit::Success, "checked 1 file: formatted\n"));
}

#[test]
fn files_with_errors_are_left_and_the_others_formatted() {
    let dir = TestDir::with(&[("m/a.smithy", MESSY), ("m/b.smithy", BROKEN)]);
    let (exit, _, stderr) = run(&dir, "fmt m");
    assert_eq!(exit, Exit::Failure);
    assert!(stderr.contains("error[syntax-error]: ") && stderr.contains("--> m/b.smithy:3:11\n"), "{stderr}");
    assert!(stderr.ends_with("formatted 1 file, left 0 unchanged; 1 error\n"), "{stderr}");
    let expected = TestDir::with(&[("m/a.smithy", TIDY), ("m/b.smithy", BROKEN)]);
    assert_eq!(dir.tree(), expected.tree());
}

#[test]
fn standard_input_is_formatted_to_standard_output() {
    let dir = TestDir::with(&[]);
    for text in [MESSY, TIDY] {
        assert_eq!(run_with(&dir, "fmt -", text), (Exit::Success, TIDY.into(), String::new()));
    }
    let (exit, stdout, stderr) = run_with(&dir, "fmt - --check --stdin-name a.smithy", MESSY);
    assert_eq!((exit, &*stdout), (Exit::Failure, ""));
    assert!(stderr.contains("`a.smithy` isn't formatted"), "{stderr}");
    let (exit, stdout, stderr) = run_with(&dir, "fmt -", BROKEN);
    assert_eq!((exit, &*stdout), (Exit::Failure, ""));
    assert!(stderr.contains("--> <stdin>:3:11\n"), "{stderr}");
    let (_, _, stderr) = run_with(&dir, "fmt - --check", MESSY);
    assert!(stderr.contains(" = help: `weland fmt -` prints the formatted text\n"), "{stderr}");
    assert_eq!(dir.tree().len(), 0);
}

#[test]
fn json_cannot_be_formatted() {
    let dir = TestDir::with(&[("a.json", "{}")]);
    let (exit, _, stderr) = run(&dir, "fmt a.json");
    assert_eq!(exit, Exit::Failure);
    assert!(stderr.contains("can't read `a.json`: it isn't a .smithy file"), "{stderr}");
    let (_, _, stderr) = run(&dir, "fmt .");
    assert!(stderr.contains("error[empty-folder]"), "{stderr}");
}

#[cfg(unix)]
#[test]
fn links_and_permissions_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let dir = TestDir::with(&[("real/a.smithy", MESSY), ("m/b.smithy", MESSY)]);
    symlink("../real/a.smithy", dir.path().join("m/a.smithy")).unwrap();
    let file = dir.path().join("m/b.smithy");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    let (exit, _, stderr) = run(&dir, "fmt m");
    assert_eq!((exit, &*stderr), (Exit::Success, "formatted 2 files, left 0 unchanged\n"));
    let tree = dir.tree();
    assert_eq!((&*tree["m/a.smithy"], &*tree["real/a.smithy"]), ("-> ../real/a.smithy", TIDY));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn nothing_is_formatted_if_another_run_is_under_way() {
    let dir =
        TestDir::with(&[("m/a.smithy", MESSY), ("m/x/b.smithy", MESSY), ("m/x/.weland-staging/old-0", "precious")]);
    let before = dir.tree();
    let (exit, _, stderr) = run(&dir, "fmt m");
    assert_eq!(exit, Exit::Failure);
    assert!(stderr.contains("remove `m/x/.weland-staging`"), "{stderr}");
    assert!(stderr.ends_with("formatted 0 files, left 0 unchanged; 1 error\n"), "{stderr}");
    assert_eq!(dir.tree(), before);
}

const AST: &str = r#"{"smithy":"2.0","shapes":{"a#A":{"type":"string"}}}"#;
const IDL: &str = "$version: \"2.0\"\n\nnamespace a\n\nstring A\n";

#[test]
fn a_model_is_printed_as_idl() {
    let dir = TestDir::with(&[("a.json", AST), ("b.smithy", "namespace b\nstring B\n")]);
    assert_eq!(run(&dir, "idl a.json"), (Exit::Success, IDL.into(), String::new()));
    let (exit, stdout, stderr) = run(&dir, "idl a.json b.smithy");
    assert_eq!((exit, &*stdout), (Exit::Failure, ""));
    let message = "error[several-files]: the model needs 2 files: `a.smithy`, `b.smithy`\n |\n \
                   = help: specify a folder for them with `--output FOLDER`\n";
    assert!(stderr.starts_with(message), "{stderr}");
    let (exit, stdout, _) = run_with(&dir, "idl -", r#"{"smithy":"2.0","shapes":{"a#A":{"type":"strng"}}}"#);
    assert_eq!((exit, &*stdout), (Exit::Failure, ""));
}

#[test]
fn idl_files_are_written_and_never_overwritten_unasked() {
    let dir = TestDir::with(&[("a.json", AST), ("b.smithy", "namespace b\nstring B\n")]);
    let (exit, stdout, stderr) = run(&dir, "idl a.json b.smithy --output out/new");
    assert_eq!((exit, &*stdout, &*stderr), (Exit::Success, "", "wrote 2 files, left 0 unchanged\n"));
    assert_eq!(dir.tree()["out/new/a.smithy"], IDL);
    let (exit, _, stderr) = run(&dir, "idl a.json --output out/new");
    assert_eq!((exit, &*stderr), (Exit::Success, "wrote 0 files, left 1 unchanged\n"));

    dir.write("out/new/a.smithy", "mine");
    fs::remove_file(dir.path().join("out/new/b.smithy")).unwrap();
    let before = dir.tree();
    let (exit, _, stderr) = run(&dir, "idl a.json b.smithy --output out/new");
    assert_eq!(exit, Exit::Failure);
    let message = "error[file-exists]: `out/new/a.smithy` exists with different contents\n";
    assert!(stderr.starts_with(message), "{stderr}");
    assert!(stderr.ends_with("nothing was written: 1 error\n"), "{stderr}");
    assert_eq!(dir.tree(), before);

    let (exit, _, stderr) = run(&dir, "idl a.json b.smithy --output out/new --overwrite");
    assert_eq!((exit, &*stderr), (Exit::Success, "wrote 2 files, left 0 unchanged\n"));
    assert_eq!(dir.tree()["out/new/a.smithy"], IDL);
}

#[test]
fn idl_is_not_written_where_something_else_stands() {
    let dir = TestDir::with(&[("a.json", AST), ("out/a.smithy/x", "mine")]);
    let before = dir.tree();
    for options in ["", "--overwrite"] {
        let (exit, _, stderr) = run(&dir, &format!("idl a.json --output out {options}"));
        assert_eq!(exit, Exit::Failure);
        assert!(
            stderr.starts_with("error[output-blocked]: can't write `out/a.smithy`: there is a folder\n"),
            "{stderr}"
        );
        assert_eq!(dir.tree(), before);
    }
}
