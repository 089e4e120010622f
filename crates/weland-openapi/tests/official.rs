//! The documents with which the OpenAPI Initiative tests its own schemas, if they are there.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../../../tests/skip.rs"]
mod skip;

use std::fs;
use std::path::{Path, PathBuf};

use weland_model::Severity;
use weland_openapi::{Document, LoadOptions, load};

/// What is wrong with each of the documents that are to be refused, and in which line.
const REFUSED: &[(&str, &str)] = &[
    ("oai-3.1/example-examples", "exclusive-fields:15"),
    ("oai-3.1/header-object-allowReserved", "unknown-field:12"),
    ("oai-3.1/invalid_schema_types", "wrong-type:10"),
    ("oai-3.1/invalid_schema_types", "wrong-type:11"),
    ("oai-3.1/invalid_schema_types", "wrong-type:12"),
    ("oai-3.1/link-object-no-body", "unknown-field:10"),
    ("oai-3.1/no_containers", "missing-field:1"),
    ("oai-3.1/parameter-object-cookie-form-allowReserved", "invalid-parameter:11"),
    ("oai-3.1/parameter-object-cookie-form-allowReserved", "invalid-parameter:16"),
    ("oai-3.1/parameter-object-header-allowReserved", "invalid-parameter:10"),
    ("oai-3.1/parameter-object-path-allowReserved", "invalid-parameter:10"),
    ("oai-3.1/server_enum_empty", "invalid-value:13"),
    ("oai-3.1/servers", "wrong-type:10"),
    ("oai-3.1/unknown_container", "unknown-field:8"),
    ("oai-3.2/encoding-enc-item-exclusion", "exclusive-fields:13"),
    ("oai-3.2/encoding-enc-prefix-exclusion", "exclusive-fields:13"),
    ("oai-3.2/example-examples", "exclusive-fields:15"),
    ("oai-3.2/example-object-old-exclusions", "exclusive-fields:10"),
    ("oai-3.2/example-object-old-vs-data", "exclusive-fields:10"),
    ("oai-3.2/example-object-old-vs-ser", "exclusive-fields:10"),
    ("oai-3.2/example-object-ser-exclusions", "exclusive-fields:10"),
    ("oai-3.2/header-object-allowReserved", "unknown-field:12"),
    ("oai-3.2/header-object-name", "invalid-name:11"),
    ("oai-3.2/invalid_schema_types", "wrong-type:10"),
    ("oai-3.2/media-type-enc-item-exclusion", "exclusive-fields:11"),
    ("oai-3.2/media-type-enc-prefix-exclusion", "exclusive-fields:11"),
    ("oai-3.2/no_containers", "missing-field:1"),
    ("oai-3.2/operation-object-query-with-querystring", "conflicting-parameters:17"),
    ("oai-3.2/operation-object-two-querystrings", "conflicting-parameters:16"),
    ("oai-3.2/parameter-object-content-not-with-style", "exclusive-fields:14"),
    ("oai-3.2/parameter-object-cookie-allowReserved", "invalid-parameter:11"),
    ("oai-3.2/parameter-object-header-allowReserved", "invalid-parameter:10"),
    ("oai-3.2/parameter-object-header-name", "invalid-name:8"),
    ("oai-3.2/parameter-object-path-name", "invalid-name:8"),
    ("oai-3.2/parameter-object-querystring-not-with-schema", "invalid-parameter:8"),
    ("oai-3.2/path-item-object-conflicting-additional-operation", "invalid-name:37"),
    ("oai-3.2/path-item-object-query-with-querystring", "conflicting-parameters:15"),
    ("oai-3.2/path-item-object-two-querystrings", "conflicting-parameters:15"),
    ("oai-3.2/server_enum_empty", "invalid-value:13"),
    ("oai-3.2/servers", "wrong-type:10"),
    ("oai-3.2/unknown_container", "unknown-field:8"),
    ("oai-3.2/xml-attr-exclusion", "exclusive-fields:10"),
    ("oai-3.2/xml-wrapped-exclusion", "exclusive-fields:10"),
];

fn official() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/openapi");
    if folder.is_dir() {
        return Some(folder);
    }
    skip::skip("the official OpenAPI documents are not beside the repository");
    None
}

/// The documents of a folder, by name.
fn documents(folder: &Path) -> Vec<(String, PathBuf)> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<_> =
        paths.map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), path)).collect();
    found.sort();
    found
}

/// The errors of a document: their codes and lines.
fn errors(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    let document = Document { path: "api.yaml".into(), text: text.into(), is_root: true };
    let (model, diagnostics) = load(weland_smithy::built_in_model(), &[document], LoadOptions::default());
    let errors = diagnostics.into_sorted().into_iter().filter(|it| it.severity == Severity::Error);
    errors
        .map(|it| {
            let (_, location) = model.sources.locate(it.span.unwrap()).unwrap();
            format!("{}:{}", it.code, location.line)
        })
        .collect()
}

#[test]
fn what_passes_is_accepted() {
    let Some(folder) = official() else { return };
    let mut count = 0;
    for version in ["oai-3.0", "oai-3.1", "oai-3.2"] {
        for (name, path) in documents(&folder.join(version).join("pass")) {
            assert_eq!(errors(&path), Vec::<String>::new(), "{version}/{name}");
            count += 1;
        }
    }
    assert!(count >= 78, "only {count} documents");
}

#[test]
fn what_fails_is_refused_at_the_right_place() {
    let Some(folder) = official() else { return };
    for version in ["oai-3.1", "oai-3.2"] {
        for (name, path) in documents(&folder.join(version).join("fail")) {
            let name = format!("{version}/{name}");
            let expected: Vec<&str> = REFUSED.iter().filter(|(of, _)| *of == name).map(|(_, error)| *error).collect();
            assert!(!expected.is_empty(), "{name} is not in the list");
            let found = errors(&path);
            assert!(expected.iter().all(|error| found.iter().any(|it| it == error)), "{name}: {found:?}");
        }
    }
}
