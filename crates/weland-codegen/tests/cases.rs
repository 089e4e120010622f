//! Golden files: the Service stage as text, generated crates, and what is said of models that cannot be generated from.
//! `BLESS=1` accepts what was found.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use support::{Case, assert_none, cases, compare, differences, load, sync, text};
use weland_codegen::{Files, Runtime, dump_service, generate};
use weland_model::Diagnostics;

fn runtime() -> Runtime {
    Runtime::Version("0.1".to_owned())
}

#[test]
fn services_are_resolved_as_expected() {
    check("service", |case| {
        let model = case.model();
        let mut diagnostics = Diagnostics::new();
        let dumps: String = case
            .options(&model, &runtime())
            .iter()
            .map(|options| dump_service(&model, options, &mut diagnostics))
            .collect();
        assert!(!diagnostics.has_errors(), "{}:\n{}", case.name, text(&model, diagnostics));
        BTreeMap::from([("service.txt".to_owned(), dumps)])
    });
}

#[test]
fn crates_are_written_as_expected() {
    check("files", |case| {
        let model = case.model();
        let mut diagnostics = Diagnostics::new();
        let mut files = Files::new();
        for options in case.options(&model, &runtime()) {
            files.extend(generate(&model, &options, &mut diagnostics));
        }
        assert!(!diagnostics.has_errors(), "{}:\n{}", case.name, text(&model, diagnostics));
        files
    });
}

#[test]
fn what_cannot_be_generated_is_reported_with_its_place() {
    check("diagnostics", |case| {
        // What the loader finds, too, is its own matter; it must not keep the generator from looking.
        let (model, _) = load(&case.files);
        let mut diagnostics = Diagnostics::new();
        for options in case.options(&model, &runtime()) {
            let files = generate(&model, &options, &mut diagnostics);
            assert_eq!(files.is_empty(), diagnostics.has_errors(), "{}: files where there are errors", case.name);
        }
        assert!(!diagnostics.is_empty(), "{}: nothing is reported", case.name);
        BTreeMap::from([("diagnostics.txt".to_owned(), text(&model, diagnostics))])
    });
}

/// Compares what is made of each case of a stage with the folder `expected` next to its model.
fn check(stage: &str, make: impl Fn(&Case) -> BTreeMap<String, String>) {
    let mut differences = Vec::new();
    for case in cases(stage) {
        differences.extend(compare(&case.path.join("expected"), &make(&case)));
    }
    assert_none(&differences);
}

#[test]
fn every_folder_of_cases_has_a_runner() {
    let folders = std::fs::read_dir(support::cases_folder()).unwrap();
    let mut stages: Vec<String> = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    stages.sort();
    assert_eq!(stages, ["crates", "diagnostics", "files", "service"]);
}

#[test]
fn missing_and_unreferenced_and_changed_files_are_reported() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compared");
    let files = |names: &[(&str, &str)]| {
        names.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect::<BTreeMap<_, _>>()
    };
    sync(&folder, &files(&[("same", "1"), ("a/changed", "1\n2"), ("unreferenced", "1")]));
    let found = differences(&folder, &files(&[("same", "1"), ("a/changed", "1\n3"), ("missing", "1")]));
    let expected = ["unreferenced: nothing makes", "changed: line 2", "missing: missing"];
    assert_eq!(found.len(), expected.len(), "{found:?}");
    assert!(found.iter().zip(expected).all(|(found, expected)| found.contains(expected)), "{found:?}");
}
