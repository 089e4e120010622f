//! Golden files: generated crates. `BLESS=1` accepts what was found.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use support::{case_options, check, stages, text};
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
fn every_folder_of_cases_has_a_runner() {
    assert_eq!(stages(), ["crates", "files"]);
}
