//! From sources to generated files, without access to the disk.

use weland_codegen::{Files, Options};
use weland_model::edit::Edits;
use weland_model::{Diagnostic, Diagnostics, Model, parallel};
use weland_openapi::{Document, LoadOptions, Overlay, Recognized, Syntax};
use weland_smithy::Loader;

use crate::cli::Stage;
use crate::compare::first_difference;
use crate::files::{Origin, TextFile};
use crate::header;
use crate::model_kind::model_kind;
use crate::paths;
use crate::record;
use crate::report::LocatedDiagnostic;

/// The files of a model, by language.
#[derive(Debug, Clone, Default)]
pub(crate) struct ModelSources {
    /// Names and texts of files in Smithy.
    smithy: Vec<(String, String)>,
    /// Files in OpenAPI.
    openapi: Vec<Document>,
    /// What changes files in OpenAPI, in this order.
    overlays: Vec<Overlay>,
}

impl ModelSources {
    /// The number of files.
    pub(crate) fn count(&self) -> usize {
        self.smithy.len() + self.openapi.len() + self.overlays.len()
    }
}

/// Tells the languages of files apart. Overlays may stand in the folders of models.
pub(crate) fn sources(files: Vec<TextFile>, overlays: Vec<TextFile>) -> ModelSources {
    let mut sources = ModelSources::default();
    for file in files {
        if file.origin == Origin::Found && overlays.iter().any(|overlay| overlay.name == file.name) {
            continue;
        }
        let is_yaml = file.name.ends_with(".yaml") || file.name.ends_with(".yml");
        let is_root = match (model_kind(&file.name, &file.text), file.origin) {
            (_, Origin::Referred) => false,
            (Recognized::OpenApi(_), Origin::Found) => !file.is_referred,
            (Recognized::OpenApi(_), Origin::Named) => true,
            _ if file.is_referred => false,
            // Folders may contain YAML of all kinds.
            (_, Origin::Found) if is_yaml => continue,
            (Recognized::Foreign(_), _) => true,
            (_, Origin::Named) if is_yaml => true,
            _ => {
                sources.smithy.push((file.name, file.text));
                continue;
            }
        };
        sources.openapi.push(Document { path: file.name.into(), text: file.text.into(), is_root });
    }
    let overlays = overlays.into_iter().map(|file| Overlay { path: file.name.into(), text: file.text.into() });
    sources.overlays = overlays.collect();
    sources
}

/// Loads sources into one model. What is wrong in OpenAPI but clear is a warning if `tolerant`.
pub(crate) fn load(sources: &ModelSources, tolerant: bool) -> (Model, Diagnostics) {
    let mut loader = Loader::new();
    for (path, text) in &sources.smithy {
        loader.add(&**path, &**text);
    }
    if sources.openapi.is_empty() && sources.overlays.is_empty() {
        return loader.load();
    }
    loader.define_openapi();
    let (base, mut diagnostics) = loader.load();
    let (model, found) =
        weland_openapi::load_with_overlays(base, &sources.openapi, &sources.overlays, LoadOptions { tolerant });
    diagnostics.extend(found);
    (model, diagnostics)
}

/// Generates the files of a service. There are none if there are errors.
pub(crate) fn generate(model: &Model, options: &Options, diagnostics: &mut Diagnostics) -> Files {
    let record = || record::files(model, options);
    let (record, mut files) = parallel::both(record, || weland_codegen::generate(model, options, diagnostics));
    if !diagnostics.has_errors() {
        files.extend(documents(model, options, diagnostics));
        files.extend(record);
    }
    check_own_rules(&files, diagnostics);
    files
}

/// The OpenAPI documents of crates. They are made of the model, whatever that was read from, so that they say what the crates
/// do: with what overlays and rules have changed, in one file and in one version.
fn documents(model: &Model, options: &Options, diagnostics: &mut Diagnostics) -> Files {
    let mut files = Files::new();
    let Some(service) = model.get(&options.service) else { return files };
    for krate in &options.crates {
        let Some(name) = &krate.openapi else { continue };
        let syntax = if name.ends_with(".json") { Syntax::Json } else { Syntax::Yaml };
        let (text, found) = weland_openapi::to_openapi(model, service, syntax);
        diagnostics.extend(found);
        files.insert(format!("{}/{name}", krate.name), marked(&text, syntax, options));
    }
    files
}

/// A document with the mark in its first line: as a comment, or as an extension where there are none.
fn marked(text: &str, syntax: Syntax, options: &Options) -> String {
    let [made_by, make_again] = weland_codegen::header(options);
    match syntax {
        Syntax::Yaml => format!("# {made_by}\n# {make_again}\n\n{text}"),
        Syntax::Json => {
            let about = serde_json::Value::from(format!("{made_by} {make_again}"));
            let rest = text.strip_prefix('{').unwrap_or(text);
            format!("{{ \"x-generated\": {about},{rest}")
        }
    }
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
pub(crate) fn check_deterministic(
    sources: &ModelSources,
    edits: &Edits,
    options: &Options,
    files: &Files,
) -> Vec<LocatedDiagnostic> {
    let last = sources.smithy.len();
    let renamed = |(index, (path, text)): (usize, &(String, String))| (reversed_name(last - index, path), text.clone());
    let smithy = sources.smithy.iter().enumerate().map(renamed).collect();
    // Files in OpenAPI refer to each other by name.
    let openapi = sources.openapi.iter().rev().cloned().collect();
    let (mut model, _) = load(&ModelSources { smithy, openapi, overlays: sources.overlays.clone() }, true);
    // That the rules fit has been found out before.
    let _ = edits.apply(&mut model, &options.service);
    let again = generate(&model, options, &mut Diagnostics::new());
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
