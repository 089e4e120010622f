//! Models and the documents that they become, in `cases/write`: `name.smithy`, with the files of its other namespaces
//! (`name-other.smithy`), beside the document (`name.yaml`) and what it doesn't say (`name.txt`).
//!
//! `BLESS=1 cargo test -p weland-openapi --test write` writes the expectations anew.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::{load, render, sources_of};
use weland_model::{Model, Severity, Shape};
use weland_openapi::{Syntax, described_with, to_openapi};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/write");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| {
        let stem = path.file_stem().unwrap().to_string_lossy();
        path.extension().is_some_and(|ending| ending == "smithy") && !stem.ends_with("-other")
    });
    cases.sort();
    assert!(cases.len() >= 8, "only {} cases", cases.len());
    cases
}

fn service(model: &Model) -> &Shape {
    let is_own = |shape: &&Shape| !model.is_built_in(shape) && described_with(model, shape).is_none();
    model.services().find(is_own).unwrap()
}

#[test]
fn models_become_documents() {
    let mut wrong = Vec::new();
    for case in cases() {
        let model = load(&sources_of(&case));
        let (text, diagnostics) = to_openapi(&model, service(&model), Syntax::Yaml);
        assert!(!diagnostics.has_errors());
        let notes: String = diagnostics.into_sorted().iter().map(|note| render(&model.sources, note)).collect();
        for (ending, actual) in [("yaml", text), ("txt", notes)] {
            let path = case.with_extension(ending);
            if std::env::var_os("BLESS").is_some() {
                fs::write(&path, &actual).unwrap();
            } else if fs::read_to_string(&path).unwrap_or_default() != actual {
                println!("--- {}: actual\n{actual}", path.display());
                wrong.push(path);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?} differ; see the output");
}

#[test]
fn json_and_yaml_are_the_same_document() {
    for case in cases() {
        let model = load(&sources_of(&case));
        let [json, yaml] = [Syntax::Json, Syntax::Yaml].map(|syntax| to_openapi(&model, service(&model), syntax).0);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let yaml: serde_json::Value = serde_yaml::from_str(&yaml).unwrap();
        assert_eq!(json, yaml, "{}", case.display());
    }
}

#[test]
fn documents_depend_on_the_contents_of_the_model_alone() {
    for case in cases() {
        let sources = sources_of(&case);
        let renamed: Vec<(String, String)> = sources
            .iter()
            .enumerate()
            .map(|(index, (_, text))| (format!("{}.smithy", sources.len() - index), text.clone()))
            .collect();
        let texts = [sources, renamed].map(|sources| {
            let model = load(&sources);
            to_openapi(&model, service(&model), Syntax::Yaml).0
        });
        assert_eq!(texts[0], texts[1], "{}", case.display());
    }
}

#[test]
fn strings_survive_yaml() {
    let texts = [
        "yes",
        "1e3",
        "- a",
        "a: b",
        "a #b",
        "*a",
        "`a`",
        " a",
        "a ",
        "a\\nb",
        "a\\n\\n",
        "\\n",
        "a\\n b",
        "a \\nb",
        "\\tb\\nc",
        "é\\u2028\\u0085",
        "{a}",
        "'a'",
        "\\\"a\\\"",
        "!a",
        "key:",
        "~",
        "0x1F",
        "12:30:00",
        "a\\r\\nb",
    ];
    for text in texts {
        let source = format!(
            "$version: \"2\"\nnamespace a\n@documentation(\"{text}\")\n@aws.protocols#restJson1\nservice A {{ version: \"{text}\" }}\n"
        );
        let model = load(&[("a.smithy".to_owned(), source)]);
        let [json, yaml] = [Syntax::Json, Syntax::Yaml].map(|syntax| to_openapi(&model, service(&model), syntax).0);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let yaml: serde_json::Value = serde_yaml::from_str(&yaml).unwrap_or_else(|error| panic!("{error}\n{yaml}"));
        assert_eq!(json, yaml, "{text}");
    }
}

#[test]
fn what_is_left_out_is_a_note_and_an_operation_that_is_left_out_a_warning() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/write");
    let model = load(&sources_of(&folder.join("bindings.smithy")));
    let (_, diagnostics) = to_openapi(&model, service(&model), Syntax::Json);
    for diagnostic in &diagnostics {
        let is_operation = diagnostic.code == "operation-not-in-openapi";
        assert_eq!(diagnostic.severity, if is_operation { Severity::Warning } else { Severity::Note });
        assert!(diagnostic.span.is_some() && diagnostic.help.is_some(), "{diagnostic:?}");
    }
}
