//! The same model gives the same bytes, in whatever files and order it comes.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::path::Path;

use support::{Case, cases, load, options, text};
use weland_codegen::{Files, Runtime, dump_crates, dump_service, generate};
use weland_model::Diagnostics;

/// All stages of all services of a model.
fn stages(files: &[(String, String)]) -> Vec<(String, String, Files)> {
    let (model, loaded) = load(files);
    assert!(!loaded.has_errors(), "{}", text(&model, loaded));
    let services: Vec<_> = model.services().map(|service| service.id.clone()).collect();
    let runtime = Runtime::Version("0.1".to_owned());
    let make = |service| {
        let options = options(service, "some", "model", &runtime);
        let mut diagnostics = Diagnostics::new();
        let service = dump_service(&model, &options, &mut diagnostics);
        let crates = dump_crates(&model, &options, &mut diagnostics);
        let files = generate(&model, &options, &mut diagnostics);
        assert!(!diagnostics.has_errors() && !files.is_empty(), "{}", text(&model, diagnostics));
        (service, without_places(&crates), files)
    };
    services.iter().map(make).collect()
}

/// Places in the model are the one thing that may differ.
fn without_places(dump: &str) -> String {
    dump.lines().filter(|line| !line.contains("span")).collect::<Vec<_>>().join("\n")
}

fn assert_same(case: &Case) {
    let first = stages(&case.files);
    for (what, files) in case.orders() {
        assert_eq!(first, stages(&files), "{}: {what}", case.name);
    }
}

#[test]
fn the_lambda_model_gives_the_same_bytes_in_any_order() {
    let lambda = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model/lambda");
    let case = Case::read(lambda);
    assert!(case.files.len() > 10);
    assert_same(&case);
}

#[test]
fn all_cases_give_the_same_bytes_in_any_order() {
    for case in cases("crates").iter().chain(&cases("files")) {
        assert_same(case);
    }
}
