//! `weland diff`.

use std::collections::BTreeSet;
use std::mem;
use std::path::{Path, PathBuf};

use weland_model::{Diagnostic, Diagnostics, Model, Severity, Sources};

use super::code::CODE;
use super::{Context, acceptance, count, generate, models};
use crate::changes::{self, Changes, LocatedChange};
use crate::cli::{ChangeFormat, DiffArguments};
use crate::config::{self, Accepted, Config, Target};
use crate::files::{self, Revision};
use crate::paths;
use crate::pipeline;
use crate::report::{LocatedDiagnostic, write_sarif};

/// The configuration if none is named.
const CONFIG: &str = "weland.yaml";

/// Prints the changes between two models.
pub(crate) fn diff(context: &mut Context<'_>, arguments: &DiffArguments) {
    let config = configuration(context, arguments.config.as_deref());
    if let Some(mut changes) = compared(context, arguments, config.as_ref()) {
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
fn compared(
    context: &mut Context<'_>,
    arguments: &DiffArguments,
    config: Option<&(Config, Sources)>,
) -> Option<Changes> {
    let Some(base) = &arguments.base else {
        let [old, new] = arguments.paths.as_slice() else { return None };
        let names = (paths::display(old), paths::display(new));
        let [old, new] = [old, new].map(|path| Inputs::Paths(std::slice::from_ref(path)));
        let (old, new) = (load(context, &old, "old", None), load(context, &new, "new", None));
        return both(context, names, vec![(old, new)], None);
    };
    let folder = arguments.config.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    let inputs = match (arguments.paths.as_slice(), config) {
        ([], Some((config, sources))) => {
            let targets = models::by_model(config).into_iter().filter_map(|targets| targets.first().copied());
            targets.map(|target| Inputs::Target { target, folder, sources }).collect()
        }
        ([], None) => {
            no_model(context);
            return None;
        }
        (paths, _) => vec![Inputs::Paths(paths)],
    };
    let revision = match Revision::export(&context.disk, base) {
        Ok(revision) => revision,
        Err(problem) => {
            context.report.push(*problem);
            return None;
        }
    };
    let mut loaded = Vec::new();
    for input in &inputs {
        let new_disk = mem::replace(&mut context.disk, revision.disk.clone());
        let old = load(context, input, "old", Some(base));
        context.disk = new_disk;
        loaded.push((old, load(context, input, "new", None)));
    }
    let shown: BTreeSet<String> = inputs.iter().flat_map(Inputs::shown).collect();
    let shown = shown.into_iter().collect::<Vec<_>>().join(", ");
    both(context, (format!("{base}:{shown}"), shown), loaded, Some(base))
}

/// The changes of pairs of models, each by itself. There are none if a model can't be used.
fn both(
    context: &Context<'_>,
    (old, new): (String, String),
    models: Vec<(Option<Model>, Option<Model>)>,
    base: Option<&str>,
) -> Option<Changes> {
    // A configuration with mistakes may accept what is not known.
    if context.report.has_errors() {
        return None;
    }
    let mut changes = Vec::new();
    for (old, new) in models {
        let (old, new) = (old?, new?);
        let found = weland_diff::diff(&old, &new, CODE);
        changes.extend(found.into_iter().map(|change| LocatedChange::new(change, &old.sources, &new.sources, base)));
    }
    Some(Changes { old, new, changes })
}

/// What a model is read from.
enum Inputs<'a> {
    Paths(&'a [PathBuf]),
    /// A target of a configuration in a folder.
    Target {
        target: &'a Target,
        folder: &'a Path,
        sources: &'a Sources,
    },
}

impl Inputs<'_> {
    fn shown(&self) -> Vec<String> {
        match self {
            Self::Paths(all) => all.iter().map(|path| paths::display(path)).collect(),
            Self::Target { target, folder, .. } => {
                target.model.iter().map(|path| paths::display(&folder.join(&path.value))).collect()
            }
        }
    }
}

fn no_model(context: &mut Context<'_>) {
    if !context.report.has_errors() {
        let message = format!("there is no `{CONFIG}` that lists models");
        let help = "name the files or folders of the model: `weland diff --base REVISION PATH…`";
        context.report.push(LocatedDiagnostic::error("no-model", message).help(help));
    }
}

/// Loads one of the models. Its errors are reported, and that it can't be compared.
fn load(context: &mut Context<'_>, inputs: &Inputs<'_>, which: &str, revision: Option<&str>) -> Option<Model> {
    let before = context.report.count(Severity::Error);
    let (model, mut diagnostics) = match inputs {
        Inputs::Paths(paths) => {
            let (model, diagnostics, _) = context.load_quietly(paths, true);
            (model, diagnostics)
        }
        Inputs::Target { target, folder, sources } => {
            let files = generate::read_model(context, target, folder, sources);
            pipeline::load(&files, true)
        }
    };
    // Warnings are what `weland check` is for.
    diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
    context.add_from(diagnostics, &model.sources, revision);
    let errors = context.report.count(Severity::Error) - before;
    if errors == 0 {
        return Some(model);
    }
    let shown: Vec<String> = inputs.shown().iter().map(|path| format!("`{path}`")).collect();
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
