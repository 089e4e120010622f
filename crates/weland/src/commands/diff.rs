//! `weland diff`.

use std::collections::BTreeSet;
use std::mem;
use std::path::{Path, PathBuf};

use weland_diff::RustCode;
use weland_model::{Diagnostic, Diagnostics, Model, Severity, Sources};

use super::{Context, acceptance, count};
use crate::changes::{self, Changes, LocatedChange};
use crate::cli::{ChangeFormat, DiffArguments};
use crate::config::{self, Accepted, Config};
use crate::files::{self, Revision};
use crate::paths;
use crate::report::{LocatedDiagnostic, write_sarif};

/// The configuration if none is named.
const CONFIG: &str = "weland.yaml";

/// What generated crates make of models.
pub(super) const CODE: RustCode = RustCode {
    type_name: weland_codegen::type_name,
    variant_name: weland_codegen::variant_name,
    field_name: weland_codegen::field_name,
    boxed_members: weland_codegen::boxed_members,
};

/// Prints the changes between two models.
pub(crate) fn diff(context: &mut Context<'_>, arguments: &DiffArguments) {
    let config = configuration(context, arguments.config.as_deref());
    if let Some(mut changes) = compared(context, arguments, config.as_ref().map(|(config, _)| config)) {
        if let Some((config, sources)) = &config {
            accept(context, &mut changes, &config.accepted, sources);
        }
        print(context, &changes, arguments);
    }
    context.summary = context.report.counts();
}

/// The configuration, if there is one. It is only needed if it is named.
fn configuration(context: &mut Context<'_>, named: Option<&Path>) -> Option<(Config, Sources)> {
    let path = named.unwrap_or(Path::new(CONFIG));
    if named.is_none() && !context.disk.has_file(path) {
        return None;
    }
    let text = match files::read_text(&context.disk, path) {
        Ok(text) => text,
        Err(problem) => {
            context.report.push(*problem);
            return None;
        }
    };
    let mut sources = Sources::default();
    let file = sources.add(paths::display(path), text.as_str());
    let mut diagnostics = Diagnostics::new();
    let config = config::parse(&text, file, &mut diagnostics);
    context.add(diagnostics, &sources);
    config.map(|config| (config, sources))
}

/// Loads and compares both models. Reports which of them can't be used.
fn compared(context: &mut Context<'_>, arguments: &DiffArguments, config: Option<&Config>) -> Option<Changes> {
    let (old, new, names) = match &arguments.base {
        Some(base) => {
            let inputs = match arguments.paths.is_empty() {
                false => arguments.paths.clone(),
                true => configured(context, arguments, config)?,
            };
            let revision = match Revision::export(&context.disk, base) {
                Ok(revision) => revision,
                Err(problem) => {
                    context.report.push(*problem);
                    return None;
                }
            };
            let new_disk = mem::replace(&mut context.disk, revision.disk.clone());
            let old = load(context, &inputs, "old", Some(base));
            context.disk = new_disk;
            let shown: Vec<String> = inputs.iter().map(|path| paths::display(path)).collect();
            let names = (format!("{base}:{}", shown.join(", ")), shown.join(", "));
            (old, load(context, &inputs, "new", None), names)
        }
        None => {
            let [old, new] = arguments.paths.as_slice() else { return None };
            let names = (paths::display(old), paths::display(new));
            let loaded = load(context, std::slice::from_ref(old), "old", None);
            (loaded, load(context, std::slice::from_ref(new), "new", None), names)
        }
    };
    let (old, new) = (old?, new?);
    // A configuration with mistakes may accept what is not known.
    if context.report.has_errors() {
        return None;
    }
    let base = arguments.base.as_deref();
    let found = weland_diff::diff(&old, &new, CODE);
    let located = found.into_iter().map(|change| LocatedChange::new(change, &old.sources, &new.sources, base));
    Some(Changes { old: names.0, new: names.1, changes: located.collect() })
}

/// The models of all targets.
fn configured(context: &mut Context<'_>, arguments: &DiffArguments, config: Option<&Config>) -> Option<Vec<PathBuf>> {
    let Some(config) = config else {
        if !context.report.has_errors() {
            let message = format!("there is no `{CONFIG}` that lists models");
            let help = "name the files or folders of the model: `weland diff --base REVISION PATH…`";
            context.report.push(LocatedDiagnostic::error("no-model", message).help(help));
        }
        return None;
    };
    let folder = arguments.config.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    let models = config.targets.iter().flat_map(|target| &target.model);
    let all: BTreeSet<PathBuf> = models.map(|path| folder.join(&path.value)).collect();
    Some(all.into_iter().collect())
}

/// Loads one of the models. Its errors are reported, and that it can't be compared.
fn load(context: &mut Context<'_>, inputs: &[PathBuf], which: &str, revision: Option<&str>) -> Option<Model> {
    let before = context.report.count(Severity::Error);
    let (model, mut diagnostics, _) = context.load_quietly(inputs, true);
    // Warnings are what `weland check` is for.
    diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
    context.add_from(diagnostics, &model.sources, revision);
    let errors = context.report.count(Severity::Error) - before;
    if errors == 0 {
        return Some(model);
    }
    let shown: Vec<String> = inputs.iter().map(|path| format!("`{}`", paths::display(path))).collect();
    let at = revision.map_or(String::new(), |revision| format!(" in the revision `{revision}`,"));
    let errors = count(errors, "error", "errors");
    let message = format!("the {which} model, {},{at} can't be compared: it has {errors}", shown.join(", "));
    let help = match which {
        "old" => "fix it, or compare with an older one",
        _ => "fix it; `weland check` shows warnings, too",
    };
    context.report.push(LocatedDiagnostic::error("unusable-model", message).help(help));
    None
}

/// Marks the changes that the configuration accepts, and says which entries accept nothing.
fn accept(context: &mut Context<'_>, changes: &mut Changes, accepted: &[Accepted], sources: &Sources) {
    let mut diagnostics = Diagnostics::new();
    for entry in acceptance::mark(changes, accepted) {
        let of = entry.shape.as_ref().map(|shape| format!(" of `{shape}`")).unwrap_or_default();
        let message = format!("no change is accepted as `{}`{of}", entry.change);
        let help = "remove it: it would accept a later change that nobody has thought of";
        diagnostics.push(Diagnostic::warning("unused-acceptance", entry.span, message).help(help));
    }
    context.add(diagnostics, sources);
}

fn print(context: &mut Context<'_>, changes: &Changes, arguments: &DiffArguments) {
    let failed = changes.fail(arguments.fail_on);
    context.failed |= failed;
    let printed = match arguments.format {
        ChangeFormat::Plain => changes::to_text(changes),
        ChangeFormat::Json => changes::to_json(changes, failed).map_err(std::io::Error::from),
        ChangeFormat::Markdown => Ok(changes::to_markdown(changes)),
        ChangeFormat::Sarif => {
            let mut out = Vec::new();
            write_sarif(&changes.report(), &mut out).map(|()| String::from_utf8_lossy(&out).into_owned())
        }
    };
    match printed {
        Ok(text) => context.printed = text,
        // Writing to memory doesn't fail.
        Err(error) => {
            let message = format!("the changes can't be written: {}", files::reason(&error));
            context.report.push(LocatedDiagnostic::error("write-failed", message));
        }
    }
}
