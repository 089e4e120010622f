//! The model of this repository.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod support;

use std::fs;
use std::path::Path;

use support::compare::{differences, metadata};
use support::{files_below, render};
use weland_model::ShapeType;
use weland_smithy::{Loader, to_ast};

#[test]
fn the_lambda_model_is_valid_and_survives_the_ast() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model/lambda");
    let mut loader = Loader::new();
    for path in files_below(&folder, &[".smithy"]) {
        loader.add(path.to_string_lossy(), fs::read_to_string(&path).unwrap());
    }
    let (model, diagnostics) = loader.load();
    let found: String = diagnostics.into_sorted().iter().map(|item| render(&model.sources, item)).collect();
    assert_eq!(found, "");
    assert_eq!(model.services().filter(|shape| !model.is_built_in(shape)).count(), 1);
    assert!(model.shapes_of(ShapeType::Operation).count() >= 66);

    let mut loader = Loader::new();
    loader.add("lambda.json", to_ast(&model));
    let (read, diagnostics) = loader.load();
    assert!(diagnostics.is_empty());
    let differences = differences(&model, &read, |_| true);
    assert!(differences.is_empty(), "{differences:#?}");
    assert_eq!(metadata(&model), metadata(&read));
}
