//! Golden files: the Service stage as text, generated crates, and what is said of models that cannot be generated from.
//! `BLESS=1` accepts what was found.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::collections::BTreeMap;

use support::{Case, assert_none, cases, compare, load, text};
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
        assert!(diagnostics.is_empty(), "{}:\n{}", case.name, text(&model, diagnostics));
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
        assert!(diagnostics.is_empty(), "{}:\n{}", case.name, text(&model, diagnostics));
        files
    });
}

#[test]
fn what_cannot_be_generated_is_reported_with_its_place() {
    check("diagnostics", |case| {
        // What the loader finds already does not keep the generator from reporting what it cannot use.
        let (model, loaded) = load(&case.files);
        let mut diagnostics = Diagnostics::new();
        for options in case.options(&model, &runtime()) {
            let files = generate(&model, &options, &mut diagnostics);
            assert_eq!(files.is_empty(), diagnostics.has_errors(), "{}: files where there are errors", case.name);
        }
        assert!(!diagnostics.is_empty(), "{}: nothing is reported", case.name);
        let found = [("loaded.txt", text(&model, loaded)), ("diagnostics.txt", text(&model, diagnostics))];
        found.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name.to_owned(), text)).collect()
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
