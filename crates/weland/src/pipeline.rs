//! From sources to generated files, without access to the disk.

use weland_codegen::{Files, Options};
use weland_model::{Diagnostic, Diagnostics, Model};
use weland_smithy::Loader;

use crate::cli::Stage;
use crate::compare::first_difference;
use crate::files::SourceText;
use crate::header;
use crate::paths;
use crate::report::LocatedDiagnostic;

/// Loads sources into one model.
pub(crate) fn load(sources: &[SourceText]) -> (Model, Diagnostics) {
    let mut loader = Loader::new();
    for (path, text) in sources {
        loader.add(&**path, &**text);
    }
    loader.load()
}

/// Generates the files of a service. There are none if there are errors.
pub(crate) fn generate(model: &Model, options: &Options, diagnostics: &mut Diagnostics) -> Files {
    let files = weland_codegen::generate(model, options, diagnostics);
    check_own_rules(&files, diagnostics);
    files
}

/// Prints a stage.
pub(crate) fn dump(stage: Stage, model: &Model, options: &Options, diagnostics: &mut Diagnostics) -> String {
    match stage {
        Stage::Service => weland_codegen::dump_service(model, options, diagnostics),
        Stage::Crates => weland_codegen::dump_crates(model, options, diagnostics),
    }
}

/// Checks what the generator guarantees, so that a bug in it can't destroy a file of the user.
fn check_own_rules(files: &Files, diagnostics: &mut Diagnostics) {
    for (path, content) in files {
        if !paths::is_plain(path) {
            diagnostics.push(bug(format!("`{path}` leads out of the output folder")));
        }
        if !header::is_marked(content.as_bytes()) {
            let mark = header::MARK;
            diagnostics.push(bug(format!("`{path}` lacks `{mark}` in its first line")));
        }
    }
}

fn bug(message: String) -> Diagnostic {
    Diagnostic::new(weland_model::Severity::Error, "generator-bug", message)
        .help("this is a bug in Weland; please report it with the model")
}

/// Generates again from the same sources in another order and under other names, and reports
/// files that differ.
pub(crate) fn check_deterministic(sources: &[SourceText], options: &Options, files: &Files) -> Vec<LocatedDiagnostic> {
    let last = sources.len();
    let renamed: Vec<SourceText> = sources
        .iter()
        .enumerate()
        .map(|(index, (path, text))| (reversed_name(last - index, path), text.clone()))
        .collect();
    let (model, _) = load(&renamed);
    let again = weland_codegen::generate(&model, options, &mut Diagnostics::new());
    differences(files, &again)
}

/// A name that sorts before the names of all earlier files, with the same extension.
fn reversed_name(number: usize, path: &str) -> String {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    format!("{number:010}.{ending}")
}

fn differences(files: &Files, again: &Files) -> Vec<LocatedDiagnostic> {
    let only_once = |a: &Files, b: &Files| -> Vec<String> {
        let missing = a.keys().filter(|path| !b.contains_key(*path));
        missing.cloned().collect()
    };
    let mut diagnostics = Vec::new();
    for path in [only_once(files, again), only_once(again, files)].concat() {
        let message = format!("`{path}` is generated or not, depending on the order of files");
        diagnostics.push(not_deterministic(message));
    }
    for (path, content) in files {
        let other = again.get(path).map(String::as_str);
        let Some(difference) = other.and_then(|other| first_difference(content, other)) else {
            continue;
        };
        let line = difference.line;
        let message = format!("line {line} of `{path}` depends on the order or names of files");
        diagnostics.push(not_deterministic(message));
    }
    diagnostics
}

fn not_deterministic(message: String) -> LocatedDiagnostic {
    LocatedDiagnostic::error("not-deterministic", message)
        .help("this is a bug in Weland; please report it with the model")
}
