//! The official suite of files that must load, and of files that must be rejected; models of AWS, which must load.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::aws_models::aws_models;
use support::compare::differences;
use support::corpora::{invalid_files, valid_pairs};
use support::count::Count;
use support::errorfiles::errorfiles;
use support::properties::{Loaded, load};
use support::{files_below, official_suites};
use weland_model::Model;

/// Demands that all is well, and that nothing is missing from the suite.
#[track_caller]
fn assert_all(count: &Count, least: usize) {
    println!("{}: {} of {}", count.name, count.good, count.of);
    assert!(count.of >= least, "{}: only {}", count.name, count.of);
    assert!(count.failures.is_empty(), "{}:\n{}", count.name, count.failures.join("\n"));
}

#[test]
fn idl_and_ast_of_valid_pairs_agree() {
    if let Some(suites) = official_suites() {
        assert_all(&valid_pairs(&suites), 62);
    }
}

#[test]
fn invalid_files_are_rejected_in_the_right_place() {
    if let Some(suites) = official_suites() {
        let [rejected, placed] = invalid_files(&suites);
        assert_all(&rejected, 182);
        assert_all(&placed, 144);
    }
}

/// `cargo xtask corpora` reads the large ones, too, which takes minutes without optimization.
#[test]
fn small_models_of_aws_are_without_errors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/aws-models");
    match folder.is_dir() {
        true => aws_models(&small_files(&folder)).iter().for_each(|count| assert_all(count, 77)),
        false => support::skip::skip("the models of AWS are not beside the repository"),
    }
}

fn small_files(folder: &Path) -> Vec<PathBuf> {
    let mut paths = files_below(folder, &[".json"]);
    paths.retain(|path| fs::metadata(path).is_ok_and(|file| file.len() <= 150_000));
    paths
}

#[test]
fn official_cases_for_validators_have_the_same_verdicts_and_events() {
    if let Some(suites) = official_suites() {
        let [verdicts, events] = errorfiles(&suites);
        assert_all(&verdicts, 194);
        assert_all(&events, 537);
        assert!(events.good * 100 >= events.of * 98, "only {}:\n{}", events.good, events.explained.join("\n"));
    }
}

fn read(path: &Path) -> Loaded {
    let loaded = load([(path.to_string_lossy(), std::fs::read_to_string(path).unwrap())]);
    assert_eq!(loaded.shown_errors(), "", "{}", path.display());
    loaded
}

/// A model as if mixins had never been: without them, and without the trace that they left.
fn without_mixins(mut model: Model) -> Model {
    model.shapes.retain(|_, shape| !shape.is_mixin());
    for shape in model.shapes.values_mut() {
        shape.mixins.clear();
        shape.traits.iter_mut().for_each(|applied| applied.inherited = false);
        for member in &mut shape.members {
            member.mixins.clear();
            member.traits.iter_mut().for_each(|applied| applied.inherited = false);
        }
    }
    model
}

#[test]
fn mixins_flatten_as_in_the_reference_implementation() {
    let Some(suites) = official_suites() else {
        return;
    };
    let folder = suites.join("loader/valid/mixins");
    let mut compared = 0;
    for flattened in files_below(&folder, &[".flattened.smithy"]) {
        let name = flattened.to_string_lossy().replace(".flattened", "");
        let (a, b) = (read(Path::new(&name)).model, read(&flattened).model);
        let is_user = |shape: &weland_model::Shape| shape.id.namespace().contains("example");
        let found = differences(&without_mixins(a), &without_mixins(b), is_user);
        assert!(found.is_empty(), "{name}: {found:#?}");
        compared += 1;
    }
    assert!(compared >= 12, "only {compared} pairs were compared");
}
