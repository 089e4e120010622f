//! Golden files: generated crates, and what is said of models that ask for more than crates can do. `BLESS=1` accepts what was found.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::collections::BTreeMap;

use support::{case_options, check, load, stages, text};
use weland_codegen::{Files, Runtime, generate};
use weland_model::Diagnostics;

#[test]
fn crates_are_written_as_expected() {
    check("files", |case| {
        let model = case.model();
        let mut diagnostics = Diagnostics::new();
        let mut files = Files::new();
        for options in case_options(case, &model, &Runtime::Version("0.1".to_owned())) {
            files.extend(generate(&model, &options, &mut diagnostics));
        }
        assert!(!diagnostics.has_errors(), "{}:\n{}", case.name, text(&model, diagnostics));
        files
    });
}

#[test]
fn what_crates_cannot_do_is_reported_with_its_place() {
    check("diagnostics", |case| {
        // What the loader finds, too, is its own matter; it must not keep the generator from looking.
        let (model, _) = load(&case.files);
        let mut diagnostics = Diagnostics::new();
        for options in case_options(case, &model, &Runtime::Version("0.1".to_owned())) {
            let files = generate(&model, &options, &mut diagnostics);
            assert_eq!(files.is_empty(), diagnostics.has_errors(), "{}: files where there are errors", case.name);
        }
        assert!(!diagnostics.is_empty(), "{}: nothing is reported", case.name);
        BTreeMap::from([("diagnostics.txt".to_owned(), text(&model, diagnostics))])
    });
}

#[test]
fn every_folder_of_cases_has_a_runner() {
    assert_eq!(stages(), ["crates", "diagnostics", "files", "programs"]);
}
