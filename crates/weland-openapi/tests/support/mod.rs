//! What the tests share: models that are read, and diagnostics as text.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // each user uses its part

pub(crate) mod contents;
#[path = "../../../../tests/skip.rs"]
mod skip;

use std::fs;
use std::path::{Path, PathBuf};

use weland_model::{Diagnostic, Model, Severity, Sources};
use weland_smithy::Loader;

pub(crate) use skip::skip;

/// The model of these files, which must have no errors. Models in the form that documents are read into may do what rules of
/// Smithy forbid.
pub(crate) fn load(sources: &[(String, String)]) -> Model {
    let mut loader = Loader::new();
    for (path, text) in sources {
        loader.add(path.as_str(), text.as_str());
    }
    let is_rest = sources.iter().any(|(_, text)| text.contains("use weland.openapi#rest\n"));
    let (model, diagnostics) = if is_rest { loader.load_unvalidated() } else { loader.load() };
    let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error);
    let errors: String = errors.map(|error| render(&model.sources, error)).collect();
    assert_eq!(errors, "");
    model
}

/// The files of a case: `name.smithy` and `name-other.smithy`.
pub(crate) fn sources_of(case: &Path) -> Vec<(String, String)> {
    let stem = case.file_stem().unwrap().to_string_lossy().into_owned();
    let read = |name: String| Some((name.clone(), fs::read_to_string(case.with_file_name(name)).ok()?));
    [format!("{stem}.smithy"), format!("{stem}-other.smithy")].into_iter().filter_map(read).collect()
}

/// All files below a folder with this ending, sorted.
pub(crate) fn files_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_below(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The official data of OpenAPI beside the repository, if it is there.
pub(crate) fn official_data() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/openapi");
    if path.is_dir() {
        return Some(path);
    }
    skip("the official data of OpenAPI is not beside the repository");
    None
}

/// A diagnostic as plain text, with lines and columns.
pub(crate) fn render(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let place = |span| match sources.locate(span) {
        Some((path, at)) => format!("{path}:{}:{}", at.line, at.column),
        None => "-".to_owned(),
    };
    let at = diagnostic.span.map_or("-".to_owned(), place);
    let mut text = format!("{}[{}] {at}: {}\n", diagnostic.severity.as_str(), diagnostic.code, diagnostic.message);
    for related in &diagnostic.related {
        text += &format!("  at {}: {}\n", place(related.span), related.message);
    }
    if let Some(help) = &diagnostic.help {
        text += &format!("  help: {help}\n");
    }
    text
}
