//! The official protocol test models, read from IDL and from the reference implementation's
//! JSON AST.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use support::compare::{differences, metadata};
use support::corpora::is_protocol_test;
use support::{files_below, official_suites, render};
use weland_model::{Model, Severity, Shape};
use weland_smithy::{Loader, Selector, to_ast};

/// Shapes whose definitions are no part of the test data.
fn is_foreign(shape: &Shape) -> bool {
    let foreign = ["aws.test", "smithy.api", "smithy.mqtt", "smithy.openapi", "smithy.contracts"];
    let smoke_tests = ["SmokeTestCase", "smokeTests", "Expectation", "FailureExpectation", "Tag", "TagList"];
    foreign.contains(&shape.id.namespace()) || smoke_tests.contains(&shape.id.name())
}

fn load(paths: &[(&Path, &[&str])]) -> Model {
    let mut loader = Loader::new();
    for (folder, endings) in paths {
        for path in files_below(folder, endings) {
            loader.add(path.to_string_lossy(), fs::read_to_string(&path).unwrap());
        }
    }
    let (model, diagnostics) = loader.load();
    let errors: Vec<String> = diagnostics
        .into_sorted()
        .iter()
        .filter(|item| item.severity == Severity::Error)
        .map(|item| render(&model.sources, item))
        .collect();
    let shown: String = errors.iter().take(20).cloned().collect();
    assert!(errors.is_empty(), "{} errors:\n{shown}", errors.len());
    model
}

fn load_ast(suites: &Path) -> Model {
    load(&[(&suites.join("protocol-tests"), &["ast.json"])])
}

#[track_caller]
fn assert_equal(a: &Model, b: &Model, keep: impl Fn(&Shape) -> bool) {
    let found = differences(a, b, &keep);
    let mut shown = String::new();
    for (id, reasons) in found.iter().take(20) {
        shown += &format!("{id}\n");
        for reason in reasons {
            shown += &format!("    {}\n", reason.chars().take(400).collect::<String>());
        }
    }
    let compared = b.shapes.values().filter(|shape| keep(shape)).count();
    println!("{compared} shapes compared, {} differ", found.len());
    assert!(compared > 1000, "only {compared} shapes were compared");
    assert!(found.is_empty(), "{} shapes differ:\n{shown}", found.len());
    assert_eq!(metadata(a), metadata(b), "metadata differs");
}

#[test]
fn idl_with_built_in_traits_equals_the_reference_ast() {
    let Some(suites) = official_suites() else {
        return;
    };
    let idl = load(&[(&suites.join("protocol-tests"), &[".smithy"])]);
    assert_equal(&idl, &load_ast(&suites), is_protocol_test);
}

#[test]
fn idl_with_official_traits_equals_the_reference_ast() {
    let Some(suites) = official_suites() else {
        return;
    };
    let protocol_tests = suites.join("protocol-tests");
    let traits = suites.join("traits");
    let idl = load(&[(&protocol_tests, &[".smithy"]), (&traits, &[".smithy"])]);
    assert_equal(&idl, &load_ast(&suites), |shape| !is_foreign(shape));
}

#[test]
fn written_ast_reads_back_to_the_same_model() {
    let Some(suites) = official_suites() else {
        return;
    };
    let idl = load(&[(&suites.join("protocol-tests"), &[".smithy"])]);
    let written = to_ast(&idl);
    let mut loader = Loader::new();
    loader.add("written.json", written.as_str());
    let (read, diagnostics) = loader.load();
    assert!(!diagnostics.has_errors());
    assert_equal(&idl, &read, is_protocol_test);
    assert_eq!(to_ast(&read), written, "writing is not stable");
}

#[test]
fn built_in_traits_have_the_members_of_the_official_ones() {
    let Some(suites) = official_suites() else {
        return;
    };
    let mut loader = Loader::new();
    // Some definitions are read only if a file speaks of their namespace.
    loader.add(
        "all.smithy",
        "// aws.apigateway aws.cloudformation aws.endpoints aws.iam aws.test smithy.rules\n$version: \"2.0\"\n",
    );
    let ours = loader.load().0;
    let official = load(&[(&suites.join("traits"), &[".smithy"]), (&suites.join("prelude"), &[".smithy"])]);
    let mut missing = BTreeSet::new();
    let mut compared = 0;
    for shape in ours.shapes.values() {
        let Some(other) = official.get(&shape.id).filter(|other| !official.is_built_in(other)) else {
            continue;
        };
        compared += 1;
        let members = |shape: &Shape| -> BTreeSet<String> {
            let text = |member: &weland_model::Member| format!("{}: {}", member.name, member.target);
            shape.members.iter().map(text).collect()
        };
        if members(shape) != members(other) || shape.shape_type != other.shape_type {
            missing.insert(shape.id.to_string());
        }
    }
    let known: BTreeSet<&str> = ours.shapes.values().map(|shape| shape.id.namespace()).collect();
    for shape in official.shapes.values().filter(|shape| support::compare::is_trait(shape)) {
        if known.contains(shape.id.namespace()) && ours.get(&shape.id).is_none() {
            missing.insert(shape.id.to_string());
        }
    }
    assert!(compared > 250, "only {compared} shapes were compared");
    assert!(missing.is_empty(), "these differ or are missing: {missing:#?}");
}

#[test]
fn built_in_traits_have_the_selectors_of_the_official_ones() {
    let Some(suites) = official_suites() else {
        return;
    };
    let mut loader = Loader::new();
    loader.add(
        "all.smithy",
        "// aws.apigateway aws.cloudformation aws.endpoints aws.iam aws.test smithy.rules\n$version: \"2.0\"\n",
    );
    let ours = loader.load().0;
    let official = load(&[(&suites.join("traits"), &[".smithy"]), (&suites.join("prelude"), &[".smithy"])]);
    let model = load_ast(&suites);
    let property = |shape: &Shape, name: &str| {
        let definition = shape.traits.get("smithy.api#trait").and_then(|value| value.get(name));
        definition.and_then(|value| value.as_str()).unwrap_or_default().to_owned()
    };
    let conflicts = |shape: &Shape| -> BTreeSet<String> {
        let definition = shape.traits.get("smithy.api#trait").and_then(|value| value.get("conflicts"));
        let ids = definition.and_then(|value| value.as_array()).unwrap_or_default();
        ids.iter()
            .filter_map(|id| id.as_str())
            .map(|id| if id.contains('#') { id.to_owned() } else { format!("smithy.api#{id}") })
            .collect()
    };
    let mut different = Vec::new();
    let mut compared = 0;
    for shape in ours.shapes.values().filter(|shape| support::compare::is_trait(shape)) {
        let Some(other) = official.get(&shape.id).filter(|other| !official.is_built_in(other)) else {
            continue;
        };
        compared += 1;
        let same_exclusion = property(shape, "structurallyExclusive") == property(other, "structurallyExclusive");
        if !same_exclusion || conflicts(shape) != conflicts(other) {
            different.push(format!("{}: what it excludes", shape.id));
        }
        let (a, b) = (property(shape, "selector"), property(other, "selector"));
        let words = |text: &str| text.split_whitespace().collect::<String>();
        let select = |text: &str| Selector::parse(if text.is_empty() { "*" } else { text }).unwrap().select(&model);
        if words(&a) != words(&b) && select(&a) != select(&b) {
            different.push(format!("{}: `{a}` picks other shapes than `{b}`", shape.id));
        }
    }
    assert!(compared > 130, "only {compared} traits were compared");
    assert!(different.is_empty(), "{different:#?}");
}
