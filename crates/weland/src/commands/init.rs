//! `weland init`.

use std::path::{Path, PathBuf};

use weland_model::Shape;

use super::{Context, SCHEMA, count, diagnostics_of, models};
use crate::cli::InitArguments;
use crate::config::{CONFIG_FILE, check_crate_name};
use crate::files::{self, Changes, Found};
use crate::paths;
use crate::report::{FileLocation, LocatedDiagnostic};
use crate::starter::{self, Target};

const WORKSPACE_FILE: &str = "Cargo.toml";
const IGNORE_FILE: &str = ".gitignore";

/// Writes the files of a project that generates crates. Files that exist are left as they are.
pub(crate) fn init(context: &mut Context<'_>, arguments: &InitArguments) {
    let plan = plan(context, arguments);
    context.summary = match plan.and_then(|files| write(context, &files)) {
        Some(outcome) => next_steps(&outcome),
        None => format!("nothing was written: {}", context.report.counts()),
    };
}

/// What has become of the files.
#[derive(Default)]
struct Outcome {
    written: usize,
    /// Those that exist with other contents.
    kept: Vec<String>,
}

/// The files to write, with their contents.
fn plan(context: &mut Context<'_>, arguments: &InitArguments) -> Option<Vec<(String, String)>> {
    if let Some(Err((message, help))) = arguments.name.as_deref().map(check_crate_name) {
        context.report.push(LocatedDiagnostic::error("config-crate-name", message).help(help));
        return None;
    }
    let mut files = Vec::new();
    let config = CONFIG_FILE;
    // A configuration that exists says what the model is.
    let has_config = context.disk.has_file(Path::new(config));
    let model = match arguments.paths.as_slice() {
        [] if has_config => Vec::new(),
        [] => find_model(context)?,
        paths => paths.iter().map(|path| beside_config(context, path)).collect(),
    };
    let (model, targets) = if has_config && model.is_empty() {
        (model, Vec::new())
    } else if model.is_empty() {
        let name = arguments.name.as_deref().unwrap_or(starter::NAME);
        files.push((starter::MODEL_FILE.to_owned(), starter::MODEL.to_owned()));
        (vec![starter::MODEL_FOLDER.to_owned()], vec![Target { name: name.to_owned(), service: None }])
    } else {
        let targets = targets(context, &model, arguments.name.as_deref())?;
        (model, targets)
    };
    let runtime = arguments.runtime.as_deref().map(|path| beside_config(context, path));
    files.push((config.to_owned(), starter::config(&model, &targets, runtime.as_deref())));
    files.push((starter::SCHEMA_FILE.to_owned(), SCHEMA.to_owned()));
    files.push((".gitattributes".to_owned(), starter::ATTRIBUTES.to_owned()));
    files.push((starter::WORKFLOW_FILE.to_owned(), starter::workflow()));
    // A workspace that exists is built where it is, and what is ignored there is up to it.
    if !context.disk.has_file(Path::new(WORKSPACE_FILE)) && context.disk.find_above(WORKSPACE_FILE).is_none() {
        files.push((IGNORE_FILE.to_owned(), starter::IGNORE.to_owned()));
    }
    files.push((WORKSPACE_FILE.to_owned(), starter::WORKSPACE.to_owned()));
    Some(files)
}

/// A path as the configuration has it: relative, so that it is right on every machine.
fn beside_config(context: &Context<'_>, path: &Path) -> String {
    if path.is_absolute() { paths::relative(&context.disk.absolute(Path::new("")), path) } else { paths::display(path) }
}

/// Targets for the services of a model, named after them.
fn targets(context: &mut Context<'_>, model: &[String], name: Option<&str>) -> Option<Vec<Target>> {
    let inputs: Vec<PathBuf> = model.iter().map(PathBuf::from).collect();
    let model = models::load_usable(context, &inputs, Path::new(CONFIG_FILE)).all.pop()?.model;
    if context.report.has_errors() {
        return None;
    }
    let is_own = |shape: &&Shape| !model.is_built_in(shape) && weland_openapi::described_with(&model, shape).is_none();
    let services: Vec<&Shape> = model.services().filter(is_own).collect();
    match services.as_slice() {
        [] => {
            let help = "add a service, or name the files that have one: `weland init PATH…`";
            context.report.push(LocatedDiagnostic::error("no-service", "the model has no service").help(help));
            None
        }
        [service] => {
            let name = name.map_or_else(|| starter::crate_name(service.id.name()), str::to_owned);
            // Webhooks are a service of their own, beside which the other one has to be named.
            let is_alone = model.services().filter(|shape| !model.is_built_in(shape)).count() == 1;
            Some(vec![Target { name, service: (!is_alone).then(|| service.id.to_string()) }])
        }
        several => {
            let target = |service: &&Shape| Target {
                name: starter::crate_name(service.id.name()),
                service: Some(service.id.to_string()),
            };
            Some(starter::with_different_names(several.iter().map(target).collect()))
        }
    }
}

/// Writes the files that don't exist, all or none; says what has become of them.
fn write(context: &mut Context<'_>, files: &[(String, String)]) -> Option<Outcome> {
    let mut outcome = Outcome::default();
    let mut changes = Changes::default();
    for (name, text) in files {
        // Cargo looks for workspaces in the folders above as well.
        let above = (name == WORKSPACE_FILE).then(|| context.disk.find_above(name)).flatten();
        let diagnostic = match (files::find(&context.disk, Path::new(""), name), above) {
            (Ok(Found::File(old)), _) if old == text.as_bytes() => continue,
            (Ok(Found::File(_)), _) => outcome.keep(name),
            (Ok(Found::Nothing), Some(above)) => outcome.keep(&above),
            (Ok(Found::Nothing), None) => {
                changes.writes.push((name, text.as_bytes()));
                continue;
            }
            (Ok(Found::Obstacle(what)), _) => {
                LocatedDiagnostic::error("output-blocked", format!("can't write `{name}`: {what}"))
                    .help("move it away")
                    .at(FileLocation::path(name))
            }
            (Err(error), _) => {
                let message = format!("can't access `{name}`: {}", files::reason(&error));
                LocatedDiagnostic::error("unreadable", message).help("check the folder, then run the command again")
            }
        };
        context.report.push(diagnostic);
    }
    outcome.written = changes.writes.len();
    if context.report.has_errors() {
        return None;
    }
    if outcome.written > 0
        && let Err(failure) = files::commit(&context.disk, &[(Path::new(""), changes)])
    {
        context.report.extend(diagnostics_of(failure));
        return None;
    }
    Some(outcome)
}

impl Outcome {
    /// Says that a file exists and is left as it is, and what it should have.
    fn keep(&mut self, path: &str) -> LocatedDiagnostic {
        self.kept.push(path.to_owned());
        let help = match Path::new(path).file_name().and_then(|name| name.to_str()) {
            Some(WORKSPACE_FILE) => {
                "if it is a workspace, add `generated/*` to its `members`; if it is a package alone, \
                 add `[workspace]` with `members = [\"generated/*\"]`"
            }
            Some(IGNORE_FILE) => "add `/target`, the folder that Cargo builds in, unless it is there",
            Some(".gitattributes") => "add `generated/** linguist-generated`, so that reviews fold generated files",
            Some(CONFIG_FILE) => "to start anew, move it away",
            _ => "to get the file that Weland would write, move it away and run the command again",
        };
        LocatedDiagnostic::note("file-kept", format!("`{path}` exists, and is left as it is"))
            .help(help)
            .at(FileLocation::path(path))
    }
}

fn next_steps(outcome: &Outcome) -> String {
    let mut text = format!("wrote {}", count(outcome.written, "file", "files"));
    if !outcome.kept.is_empty() {
        text.push_str(&format!(", left {} as it was", outcome.kept.join(", ")));
    }
    text.push_str(
        "\n\nnext steps:\n  weland check     # reports mistakes in the model\n  weland generate  # writes the crates to `generated`\n  \
         cargo check      # compiles them",
    );
    text
}

/// The models in the folder, as paths for the configuration; none if there is none.
fn find_model(context: &mut Context<'_>) -> Option<Vec<String>> {
    let found = files::find_models(&context.disk);
    match (found.smithy.as_slice(), found.openapi.as_slice()) {
        ([], []) => Some(Vec::new()),
        ([], [document]) => Some(vec![document.clone()]),
        ([], several) => {
            let names: Vec<String> = several.iter().map(|name| format!("`{name}`")).collect();
            let message = format!("there are {} OpenAPI documents: {}", several.len(), names.join(", "));
            let help = "name the one that describes your API: `weland init FILE`";
            context.report.push(LocatedDiagnostic::error("several-models", message).help(help));
            None
        }
        (smithy, openapi) => {
            for document in openapi {
                let message = format!("`{document}` is an OpenAPI document, which the configuration leaves out");
                let help = "to generate from it instead, run `weland init FILE`";
                context.report.push(LocatedDiagnostic::note("several-models", message).help(help));
            }
            Some(smithy.to_vec())
        }
    }
}
