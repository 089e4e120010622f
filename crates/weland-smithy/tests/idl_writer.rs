//! Models written as IDL are the same models when they are read again.
//!
//! A case below `cases/idl/` is a folder with the files of a model, `in.smithy` or `in.json`,
//! and `out/`, the files that are written. `BLESS=1` rewrites them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use support::properties::survives_idl;
use support::{files_below, official_suites, render};
use weland_model::{Diagnostic, Model, Severity};
use weland_smithy::{Loader, to_idl};

fn load(files: impl IntoIterator<Item = (String, String)>) -> (Model, Vec<Diagnostic>) {
    let mut loader = Loader::new();
    for (name, text) in files {
        loader.add(name, text);
    }
    let (model, diagnostics) = loader.load();
    (model, diagnostics.into_sorted())
}

fn read(paths: &[PathBuf]) -> Vec<(String, String)> {
    let read = |path: &PathBuf| (path.to_string_lossy().into_owned(), fs::read_to_string(path).unwrap());
    paths.iter().map(read).collect()
}

/// Writes the model, reads it again and compares. Returns the number of shapes.
#[track_caller]
fn assert_survives(what: &str, model: &Model) -> usize {
    survives_idl(model).unwrap_or_else(|reason| panic!("{what}: {reason}"));
    model.own_shapes().count()
}

#[test]
fn the_protocol_tests_survive_from_ast_and_from_idl() {
    let Some(suites) = official_suites() else {
        return;
    };
    for ending in ["ast.json", ".smithy"] {
        let paths = files_below(&suites.join("protocol-tests"), &[ending]);
        let (model, _) = load(read(&paths));
        let shapes = assert_survives(ending, &model);
        println!("{ending}: {shapes} shapes survive in {} files", to_idl(&model).len());
        assert!(shapes > 1000, "only {shapes} shapes were compared");
    }
}

#[test]
fn the_trait_definitions_survive() {
    let Some(suites) = official_suites() else {
        return;
    };
    let (model, _) = load(read(&files_below(&suites.join("traits"), &[".smithy"])));
    assert!(assert_survives("traits", &model) > 100);
}

#[test]
fn valid_files_of_the_loader_suite_survive() {
    let Some(suites) = official_suites() else {
        return;
    };
    let folder = suites.join("loader/valid");
    let mut survived = 0;
    for path in files_below(&folder, &[".smithy", ".json"]) {
        let shared = folder.join("__shared.json");
        let (model, diagnostics) = load(read(&[path.clone(), shared]));
        if diagnostics.iter().all(|item| item.severity != Severity::Error) {
            assert_survives(&path.to_string_lossy(), &model);
            survived += 1;
        }
    }
    println!("{survived} files of the loader suite survive");
    assert!(survived >= 130, "only {survived} files were compared");
}

#[test]
fn the_lambda_model_survives() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model/lambda");
    let (model, diagnostics) = load(read(&files_below(&folder, &[".smithy"])));
    assert!(diagnostics.is_empty());
    assert!(assert_survives("lambda", &model) > 300);
    assert_eq!(to_idl(&model).into_keys().collect::<Vec<_>>(), ["com.amazonaws.lambda.smithy"]);
}

#[test]
fn models_of_cases_survive() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut survived = 0;
    for path in files_below(&root, &[".smithy", ".json"]) {
        let (model, diagnostics) = load(read(std::slice::from_ref(&path)));
        if diagnostics.iter().all(|item| item.severity != Severity::Error) {
            assert_survives(&path.to_string_lossy(), &model);
            survived += 1;
        }
    }
    assert!(survived >= 7, "only {survived} models were compared");
}

#[test]
fn cases_are_written_as_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/idl");
    let bless = std::env::var_os("BLESS").is_some();
    let mut failures = Vec::new();
    let mut cases = 0;
    for path in files_below(&root, &["in.smithy", "in.json"]) {
        cases += 1;
        let (model, diagnostics) = load(read(std::slice::from_ref(&path)));
        let is_error = |item: &&Diagnostic| item.severity == Severity::Error;
        if let Some(error) = diagnostics.iter().find(is_error) {
            failures.push(render(&model.sources, error));
        }
        let written = to_idl(&model);
        let folder = path.with_file_name("out");
        if bless {
            fs::create_dir_all(&folder).unwrap();
            files_below(&folder, &[""]).iter().for_each(|old| fs::remove_file(old).unwrap());
            for (name, text) in &written {
                fs::write(folder.join(name), text).unwrap();
            }
        }
        let name = |path: PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        let expected: BTreeMap<String, String> = files_below(&folder, &[""])
            .into_iter()
            .map(|path| (name(path.clone()), fs::read_to_string(path).unwrap()))
            .collect();
        let names: BTreeSet<&String> = written.keys().chain(expected.keys()).collect();
        for name in names {
            if written.get(name) != expected.get(name) {
                let text = written.get(name).map_or("(nothing)", String::as_str);
                failures.push(format!("{}: {name}:\n{text}", path.display()));
            }
        }
    }
    assert!(cases >= 3, "only {cases} cases were found");
    assert!(failures.is_empty(), "run with BLESS=1 to accept\n{}", failures.join("\n"));
}

#[test]
fn what_is_nested_as_deep_as_can_be_survives() {
    let nested = |open: &str, close: &str, levels: usize| open.repeat(levels) + "1" + &close.repeat(levels);
    let json = |levels: usize| {
        let array = nested("[", "]", levels);
        let object = nested("{\"a\": ", "}", levels);
        let text = format!(
            r#"{{"smithy": "2.0", "metadata": {{"deep": {array}}}, "shapes": {{
                "a#any": {{"type": "document", "traits": {{"smithy.api#trait": {{}}}}}},
                "a#A": {{"type": "structure", "traits": {{"a#any": {object}}}, "members": {{
                    "m": {{"target": "a#B", "traits": {{"a#any": {array}}}}}}}}},
                "a#B": {{"type": "string", "traits": {{"a#any": {array}}}}}}}}}"#
        );
        load(vec![("deep.json".to_owned(), text)])
    };
    let (model, diagnostics) = json(128);
    assert_eq!(diagnostics, [], "{}", diagnostics.len());
    assert_survives("deep", &model);
    let codes: BTreeSet<&str> = json(129).1.iter().map(|item| item.code).collect();
    assert_eq!(codes, BTreeSet::from(["nesting-too-deep"]));

    let idl = |levels: usize| {
        let value = nested("[", "]", levels - 1);
        let text = format!("$version: \"2\"\nnamespace a\n@trait\ndocument any\n@any(a: {value})\nstring A\n");
        load(vec![("deep.smithy".to_owned(), text)])
    };
    let (model, diagnostics) = idl(128);
    assert_eq!(diagnostics, []);
    assert_survives("deep", &model);
    assert!(idl(129).1.iter().any(|item| item.code == "nesting-too-deep"));
}
