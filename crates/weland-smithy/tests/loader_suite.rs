//! The official suite of files that must load, and of files that must be rejected.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod support;

use std::fs;
use std::path::Path;

use support::compare::{differences, metadata};
use support::{files_below, official_suites, render};
use weland_model::{Diagnostic, Model, Severity};
use weland_smithy::Loader;

fn load(paths: &[&Path]) -> (Model, Vec<Diagnostic>) {
    let mut loader = Loader::new();
    for path in paths {
        loader.add(path.to_string_lossy(), fs::read_to_string(path).unwrap());
    }
    let (model, diagnostics) = loader.load();
    let mut errors = diagnostics.into_sorted();
    errors.retain(|item| item.severity == Severity::Error);
    (model, errors)
}

/// What is wrong with a pair of files that should be the same model.
fn disagreement(idl: &Path, json: &Path, shared: &Path) -> Option<String> {
    let (a, errors_a) = load(&[idl, shared]);
    let (b, errors_b) = load(&[json, shared]);
    if let Some(error) = errors_a.first() {
        return Some(render(&a.sources, error));
    }
    if let Some(error) = errors_b.first() {
        return Some(render(&b.sources, error));
    }
    let found = differences(&a, &b, |shape| shape.id.namespace() != "smithy.api");
    if !found.is_empty() {
        return Some(format!("{found:#?}"));
    }
    (metadata(&a) != metadata(&b)).then(|| "metadata differs".to_owned())
}

#[test]
fn idl_and_ast_of_valid_pairs_agree() {
    let Some(suites) = official_suites() else {
        return;
    };
    let folder = suites.join("loader/valid");
    let shared = folder.join("__shared.json");
    let (mut pairs, mut agree) = (0, 0);
    for idl in files_below(&folder, &[".smithy"]) {
        let json = idl.with_extension("json");
        if !json.exists() {
            continue;
        }
        pairs += 1;
        match disagreement(&idl, &json, &shared) {
            None => agree += 1,
            Some(reason) => println!("{}: {reason}", idl.display()),
        }
    }
    println!("{agree} of {pairs} valid pairs agree");
    assert!(pairs >= 62, "only {pairs} pairs were found");
    assert!(agree >= 62, "only {agree} of {pairs} pairs agree");
}

/// The line and column that the first line of a file promises.
fn promised_place(text: &str) -> Option<(u32, u32)> {
    let rest = text.lines().next()?.split_once("at line ")?.1;
    let (line, rest) = rest.split_once(", column ")?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    Some((line.parse().ok()?, rest.get(..digits)?.parse().ok()?))
}

/// Whether an error is at a place. It may end there: the reference implementation reports an
/// unknown version after its text, we report the text.
fn is_at(model: &Model, error: &Diagnostic, place: (u32, u32)) -> bool {
    let Some(span) = error.span else { return false };
    let at = |span| {
        let (_, at) = model.sources.locate(span).unwrap();
        (at.line, at.column)
    };
    at(span) == place || (error.code == "unknown-version" && at(span.at_end()) == place)
}

#[test]
fn invalid_files_are_rejected_in_the_right_place() {
    let Some(suites) = official_suites() else {
        return;
    };
    let folder = suites.join("loader/invalid");
    let (mut files, mut rejected, mut places, mut right) = (0, 0, 0, 0);
    for path in files_below(&folder, &[".smithy", ".json"]) {
        files += 1;
        let text = fs::read_to_string(&path).unwrap();
        let (model, errors) = load(&[&path]);
        let Some(first) = errors.first() else {
            println!("{}: not rejected: {}", path.display(), text.lines().next().unwrap());
            continue;
        };
        rejected += 1;
        let Some(place) = promised_place(&text) else {
            continue;
        };
        places += 1;
        if errors.iter().any(|error| is_at(&model, error, place)) {
            right += 1;
        } else {
            println!("{}: {place:?}: {}", path.display(), render(&model.sources, first));
        }
    }
    println!("{rejected} of {files} invalid files are rejected, {right} of {places} in the right place");
    assert!(files >= 182, "only {files} files were found");
    assert!(rejected >= 182, "only {rejected} of {files} are rejected");
    assert!(right >= 144, "only {right} of {places} are rejected in the right place");
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
        let (a, errors) = load(&[Path::new(&name)]);
        assert!(errors.is_empty(), "{name}: {}", render(&a.sources, &errors[0]));
        let (b, errors) = load(&[&flattened]);
        assert!(errors.is_empty(), "{name}: {}", render(&b.sources, &errors[0]));
        let is_user = |shape: &weland_model::Shape| shape.id.namespace().contains("example");
        let found = differences(&without_mixins(a), &without_mixins(b), is_user);
        assert!(found.is_empty(), "{name}: {found:#?}");
        compared += 1;
    }
    assert!(compared >= 12, "only {compared} pairs were compared");
}
