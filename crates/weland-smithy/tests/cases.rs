//! Small models and the diagnostics that they give, or the AST that they become.
//!
//! A case is a file or a folder below `cases/`, but for `cases/format` and `cases/idl`, which
//! are the cases of the formatter and of the IDL writer. Beside a file `x.smithy` or `x.json`, `x.txt`
//! has its diagnostics and `x.ast` the AST that is written; a folder has its `expected.txt`.
//! `BLESS=1` rewrites expectations.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use support::{files_below, render};
use weland_model::{Model, Severity};
use weland_smithy::{Loader, to_ast};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// The files of a case, and its expectation without ending.
fn cases() -> Vec<(Vec<PathBuf>, PathBuf)> {
    let mut found: Vec<(Vec<PathBuf>, PathBuf)> = Vec::new();
    for path in files_below(&root(), &[".smithy", ".json"]) {
        if ["format", "idl"].iter().any(|other| path.starts_with(root().join(other))) {
            continue;
        }
        let folder = path.parent().unwrap();
        let is_folder_case = folder.join("expected.txt").exists() || folder.ends_with("several");
        if !is_folder_case {
            found.push((vec![path.clone()], path.with_extension("")));
            continue;
        }
        let expected = folder.join("expected");
        match found.last_mut() {
            Some((files, last)) if *last == expected => files.push(path),
            _ => found.push((vec![path], expected)),
        }
    }
    found
}

fn load(files: &[PathBuf]) -> (Model, String) {
    let mut loader = Loader::new();
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy();
        loader.add(name, fs::read_to_string(path).unwrap());
    }
    let (model, diagnostics) = loader.load();
    let diagnostics = diagnostics.into_sorted();
    let text = diagnostics.iter().map(|item| render(&model.sources, item)).collect();
    (model, text)
}

/// Compares with a file, or rewrites it.
fn expect(path: &Path, text: &str, failures: &mut Vec<String>) {
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, text).unwrap();
        return;
    }
    match fs::read_to_string(path) {
        Ok(expected) if expected == text => {}
        Ok(expected) => failures.push(format!("{}:\n{text}--- expected\n{expected}", path.display())),
        Err(_) => failures.push(format!("{} is missing:\n{text}", path.display())),
    }
}

#[test]
fn cases_give_the_expected_results() {
    let mut failures = Vec::new();
    let mut expected = BTreeSet::new();
    for (files, name) in cases() {
        let (model, diagnostics) = load(&files);
        let is_ast_case = name.starts_with(root().join("ast"));
        let (path, text) = match is_ast_case {
            true => (name.with_extension("ast"), diagnostics + &to_ast(&model)),
            false => (name.with_extension("txt"), diagnostics),
        };
        expect(&path, &text, &mut failures);
        expected.insert(path);
    }
    for path in files_below(&root(), &[".txt", ".ast"]) {
        if !expected.contains(&path) {
            failures.push(format!("{} belongs to no case", path.display()));
        }
    }
    assert!(expected.len() >= 20, "only {} cases were found", expected.len());
    let help = "run with BLESS=1 to accept";
    assert!(failures.is_empty(), "{} failures; {help}\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn written_asts_read_back_to_the_same_text() {
    let mut compared = 0;
    for (files, name) in cases() {
        if name.starts_with(root().join("ast")) {
            let written = to_ast(&load(&files).0);
            let mut loader = Loader::new();
            loader.add("written.json", written.as_str());
            let (model, diagnostics) = loader.load();
            let errors = diagnostics.count(Severity::Error);
            assert_eq!(errors, 0, "{}", name.display());
            assert_eq!(to_ast(&model), written, "{}", name.display());
            compared += 1;
        }
    }
    assert!(compared > 0);
}

/// The codes in the source, as far as they stand where a diagnostic is made.
fn codes_in_source() -> BTreeSet<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut codes = BTreeSet::new();
    for path in files_below(&source, &[".rs"]).iter().filter(|path| !path.ends_with("tests.rs")) {
        let text = fs::read_to_string(path).unwrap();
        for start in [
            "Diagnostic::error(",
            "Diagnostic::warning(",
            "Severity::Danger,",
            "Severity::Note,",
            "code: ",
            "self.fail(",
        ] {
            for after in text.split(start).skip(1) {
                if let Some(literal) = after.trim_start().strip_prefix('"') {
                    codes.insert(literal.split('"').next().unwrap().to_owned());
                }
            }
        }
    }
    codes
}

#[test]
fn each_code_has_a_case() {
    let expectations: String =
        files_below(&root(), &[".txt"]).iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let codes = codes_in_source();
    assert!(codes.len() > 30, "only {} codes were found", codes.len());
    let missing: Vec<&String> = codes.iter().filter(|code| !expectations.contains(&format!("[{code}]"))).collect();
    assert!(missing.is_empty(), "no case gives these: {missing:?}");
}
