//! `weland diff`.

use std::collections::BTreeSet;
use std::mem;
use std::path::{Path, PathBuf};

use weland_model::{Diagnostic, Diagnostics, Model, Severity, Sources, Span, parallel, trait_id};

use super::code::CODE;
use super::{Context, acceptance, count, generate, models};
use crate::changes::{self, Changes, LocatedChange};
use crate::cli::{DiffArguments, Format};
use crate::config::{self, Accepted, CONFIG_FILE, Config, Target};
use crate::files::{self, Revision};
use crate::paths;
use crate::pipeline::{self, ModelSources};
use crate::report::{LocatedDiagnostic, write_sarif};

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
    let path = named.unwrap_or(Path::new(CONFIG_FILE));
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
        let (old, new) = (Side::read(context, &old, "old", None), Side::read(context, &new, "new", None));
        let loaded = load(context, &old, &new);
        return both(context, names, vec![loaded], None);
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
        let old = Side::read(context, input, "old", Some(base));
        context.disk = new_disk;
        let new = Side::read(context, input, "new", None);
        loaded.push(load(context, &old, &new));
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
        let message = format!("there is no `{CONFIG_FILE}` that lists models");
        let help = "name the files or folders of the model: `weland diff --base REVISION PATH…`";
        context.report.push(LocatedDiagnostic::error("no-model", message).help(help));
    }
}

/// Loads both models at the same time. Their errors are reported.
fn load(context: &mut Context<'_>, old: &Side<'_>, new: &Side<'_>) -> (Option<Model>, Option<Model>) {
    let load = |side: &Side<'_>| pipeline::load(&side.sources, true);
    let (old_loaded, new_loaded) = parallel::both(|| load(old), || load(new));
    (old.usable(context, old_loaded), new.usable(context, new_loaded))
}

/// One of the models, before it is loaded.
struct Side<'a> {
    /// Which of them it is.
    which: &'static str,
    /// The files and folders, as messages name them.
    shown: Vec<String>,
    revision: Option<&'a str>,
    sources: ModelSources,
    /// How many files could not be read.
    unread: usize,
}

impl<'a> Side<'a> {
    fn read(context: &mut Context<'_>, inputs: &Inputs<'_>, which: &'static str, revision: Option<&'a str>) -> Self {
        let before = context.report.count(Severity::Error);
        let sources = match inputs {
            Inputs::Paths(paths) => context.read_model(paths),
            Inputs::Target { target, folder, sources } => generate::read_model(context, target, folder, sources),
        };
        let unread = context.report.count(Severity::Error) - before;
        Self { which, shown: inputs.shown(), revision, sources, unread }
    }

    /// The model if it has no errors. Reports them otherwise, and that it can't be compared.
    fn usable(&self, context: &mut Context<'_>, (model, mut diagnostics): (Model, Diagnostics)) -> Option<Model> {
        // Warnings are what `weland check` is for.
        diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
        let diagnostics = tolerate_cases(&model, diagnostics);
        let before = context.report.count(Severity::Error);
        context.add_from(diagnostics, &model.sources, self.revision);
        let errors = self.unread + context.report.count(Severity::Error) - before;
        if errors == 0 {
            return Some(model);
        }
        let shown: Vec<String> = self.shown.iter().map(|path| format!("`{path}`")).collect();
        let at = self.revision.map_or(String::new(), |revision| format!(" in the revision `{revision}`,"));
        let errors = count(errors, "error", "errors");
        let message = format!("the {} model, {},{at} can't be compared: it has {errors}", self.which, shown.join(", "));
        let help = match self.which {
            "old" => "fix it, or compare with an older one",
            _ => "fix it; `weland check` shows warnings, too",
        };
        context.report.push(LocatedDiagnostic::error("unusable-model", message).help(help));
        None
    }
}

/// The traits whose values are cases for tests and examples. No message and no type depends on them.
const CASES: &[&str] = &[
    trait_id::ENDPOINT_TESTS,
    trait_id::EVENT_STREAM_TESTS,
    trait_id::EXAMPLES,
    trait_id::HTTP_MALFORMED_REQUEST_TESTS,
    trait_id::HTTP_REQUEST_TESTS,
    trait_id::HTTP_RESPONSE_TESTS,
    trait_id::SMOKE_TESTS,
];

/// Makes warnings of errors in tests and examples, which don't keep a model from being compared.
fn tolerate_cases(model: &Model, errors: Diagnostics) -> Diagnostics {
    if errors.is_empty() {
        return errors;
    }
    let values = model.shapes.values().flat_map(|shape| CASES.iter().filter_map(|id| shape.traits.get(id)));
    let cases: Vec<Span> = values.map(|value| value.span).collect();
    let is_case = |span: Span| {
        cases.iter().any(|case| case.file == span.file && case.start <= span.start && span.end <= case.end)
    };
    let mut lowered = Diagnostics::new();
    for error in errors {
        let severity = if error.span.is_some_and(is_case) { Severity::Warning } else { error.severity };
        lowered.push(Diagnostic { severity, ..error });
    }
    lowered
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
        Format::Plain => changes::to_text(changes),
        Format::Json => changes::to_json(changes, failed).map_err(std::io::Error::from),
        Format::Markdown => Ok(changes::to_markdown(changes)),
        Format::Sarif => {
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
