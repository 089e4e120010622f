//! `weland generate`.

mod bump;
mod changes;
mod options;
mod outcome;
mod service;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use weland_codegen::{Files, Options, Templates};
use weland_model::edit::Stated;
use weland_model::{Diagnostic, Diagnostics, Model, Severity, ShapeId, Sources};

use super::{Context, templates};
use crate::cli::{Action, GenerateArguments};
use crate::compare::Output;
use crate::config::{self, Accepted, CONFIG_FILE, Config, Located, Runtime, Target};
use crate::files::{self, Disk, Input, Revision};
use crate::paths;
use crate::pipeline;
use crate::report::{FileLocation, Report};
use changes::{ApiChanges, Generated};

const DEFAULT_COMMAND: &str = "weland generate";

/// Writes, compares or prints the targets of the configuration.
pub(crate) fn generate(context: &mut Context<'_>, arguments: &GenerateArguments) {
    let action = arguments.action();
    let base = match arguments.base.as_deref().map(|base| Revision::export(&context.disk, base)).transpose() {
        Ok(base) => base,
        Err(problem) => {
            context.report.push(*problem);
            return outcome::fail(context, action);
        }
    };
    let base = base.as_ref().map(|base| &base.disk);
    let outputs = outputs(context, arguments, base, None);
    match outputs {
        Some(outputs) if !context.report.has_errors() => match action {
            Action::Write => write_raised(context, arguments, base, outputs),
            Action::Check => outcome::check(context, &outputs, arguments),
            Action::Dump(_) => context.summary = context.report.counts(),
        },
        _ => outcome::fail(context, action),
    }
}

/// Writes the targets; if versions in the configuration have to grow, after that.
fn write_raised(context: &mut Context<'_>, arguments: &GenerateArguments, base: Option<&Disk>, outputs: Outputs) {
    if !arguments.bump || !outputs.changes.iter().any(|changes| changes.too_low().next().is_some()) {
        return outcome::write(context, &outputs, None, arguments);
    }
    let raised = match bump::raise(&outputs.text, &arguments.config, &outputs.changes) {
        Ok(raised) => raised,
        Err(problem) => {
            context.report.push(*problem);
            return outcome::fail(context, Action::Write);
        }
    };
    // All that was said is said again, of the crates in their new versions.
    context.report = Report::default();
    match self::outputs(context, arguments, base, Some(raised.text.clone())) {
        Some(outputs) if !context.report.has_errors() => {
            context.report.extend(raised.notes);
            outcome::write(context, &outputs, Some(&raised.text), arguments);
        }
        _ => outcome::fail(context, Action::Write),
    }
}

/// What a configuration asks for.
struct Outputs {
    folders: Vec<Output>,
    /// What has changed of the APIs of targets.
    changes: Vec<ApiChanges>,
    /// The text of the configuration.
    text: String,
    /// The command that a user runs to generate it.
    command: String,
}

/// Generates all targets. Their APIs are compared with those of the last generation, in the output folders or on another disk. The
/// configuration may have another text than the file.
fn outputs(
    context: &mut Context<'_>,
    arguments: &GenerateArguments,
    base: Option<&Disk>,
    text: Option<String>,
) -> Option<Outputs> {
    let (path, action, strict) = (arguments.config.as_path(), arguments.action(), arguments.strict);
    let (config, sources) = match text {
        None => {
            let help = "create it with `weland init`, or specify another one with `--config FILE`";
            read_config(context, path, help)?
        }
        Some(text) => parse_config(context, path, &text)?,
    };
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let services = config.targets.iter().filter_map(|target| target.service.as_ref()).map(|id| id.value.clone());
    let run = Run { action, strict, folder, sources, command: command(&config, path), services: services.collect() };
    let mut outputs: BTreeMap<PathBuf, Output> = BTreeMap::new();
    let mut changes = Vec::new();
    let earlier = Earlier { disk: base, revision: arguments.base.as_deref(), accepted: &config.accepted };
    for target in &config.targets {
        let folder = run.folder.join(&target.output.value);
        let (files, found) = run.target(context, target, &earlier);
        changes.extend(found);
        let output =
            outputs.entry(context.disk.absolute(&folder)).or_insert_with(|| Output { folder, files: Files::new() });
        // Crate names differ, so that no file of one target is a file of another.
        output.files.extend(files);
    }
    let text = run.sources.files().first().map(|file| file.text().to_owned()).unwrap_or_default();
    Some(Outputs { folders: outputs.into_values().collect(), changes, text, command: run.command })
}

/// Where the last generation is looked for, and what may differ from it.
struct Earlier<'a> {
    /// The disk of a revision; else, it is that of the run.
    disk: Option<&'a Disk>,
    revision: Option<&'a str>,
    accepted: &'a [Accepted],
}

/// Reads the configuration, and reports its problems; where there is none, with this help.
pub(super) fn read_config(context: &mut Context<'_>, path: &Path, help: &str) -> Option<(Config, Sources)> {
    context.watched.insert(path.to_owned());
    let text = match files::read_text(&context.disk, path) {
        Ok(text) => text,
        Err(diagnostic) => {
            let absent = diagnostic.code == "not-found";
            context.report.push(if absent { diagnostic.help(help) } else { *diagnostic });
            return None;
        }
    };
    parse_config(context, path, &text)
}

fn parse_config(context: &mut Context<'_>, path: &Path, text: &str) -> Option<(Config, Sources)> {
    let mut sources = Sources::default();
    let file = sources.add(paths::display(path), text);
    let mut diagnostics = Diagnostics::new();
    let config = config::parse(text, file, &mut diagnostics);
    context.add(diagnostics, &sources);
    Some((config?, sources))
}

fn command(config: &Config, path: &Path) -> String {
    let configured = config.command.clone();
    configured.unwrap_or_else(|| match path.file_name().and_then(|name| name.to_str()) {
        // Generated files don't depend on the current folder.
        Some(name) if name != CONFIG_FILE => format!("{DEFAULT_COMMAND} --config {name}"),
        _ => DEFAULT_COMMAND.into(),
    })
}

/// Reads the files of a target's model. The configuration is in this folder and in these sources.
pub(super) fn read_model(
    context: &mut Context<'_>,
    target: &Target,
    folder: &Path,
    sources: &Sources,
) -> pipeline::ModelSources {
    let mut overlays = inputs(&target.overlays, folder, sources);
    // Those of the command line come last, as they would be tried out.
    overlays.extend(context.overlays.iter().cloned().map(Input::from));
    context.read(&inputs(&target.model, folder, sources), &overlays)
}

/// Paths of a configuration in this folder and in these sources.
pub(super) fn inputs(paths: &[Located<String>], folder: &Path, sources: &Sources) -> Vec<Input> {
    let input = |path: &Located<String>| Input::named_at(folder, &path.value, FileLocation::of(sources, path.span));
    paths.iter().map(input).collect()
}

/// The state that all targets of a run share.
struct Run {
    action: Action,
    /// Whether mistakes in OpenAPI whose meaning is clear are errors.
    strict: bool,
    /// The folder of the configuration.
    folder: PathBuf,
    /// The configuration, for messages.
    sources: Sources,
    command: String,
    /// The services that targets name.
    services: Vec<ShapeId>,
}

impl Run {
    /// The files of a target, and what has changed of its API.
    fn target(&self, context: &mut Context<'_>, target: &Target, earlier: &Earlier<'_>) -> (Files, Option<ApiChanges>) {
        let before = context.report.count(Severity::Error);
        let sources = read_model(context, target, &self.folder, &self.sources);
        let complete = context.report.count(Severity::Error) == before;
        self.check_runtime(context, target);
        let (mut model, mut diagnostics) = pipeline::load(&sources, !self.strict);
        let templates = self.templates(context, target, &mut model.sources);
        // If a file couldn't be read, it may be the one with the service.
        let service = match complete && !diagnostics.has_errors() {
            true => self.service(context, target, &mut model),
            false => None,
        };
        let protocol = service.as_ref().and_then(|service| self.protocol(context, target, &model, service));
        if let (Some(service), Some(protocol)) = (service, protocol) {
            let options = Options { protocol, ..options::options(self, context, target, service, templates) };
            context.add(weland_codegen::check_rules(&model, &options), &self.sources);
            let files = self.generate(context, target, &model, &options, &mut diagnostics);
            context.add(diagnostics, &model.sources);
            let failed = context.report.count(Severity::Error) > before;
            if self.action == Action::Check && !failed {
                let diagnostics = pipeline::check_deterministic(&sources, &target.edits, &options, &files);
                context.report.extend(diagnostics);
            }
            let changes =
                if failed { None } else { self.changes(context, (target, &model, &options), &files, earlier) };
            return (files, changes);
        }
        context.add(diagnostics, &model.sources);
        (Files::new(), None)
    }

    /// Compares a target with the last generation of it.
    fn changes(
        &self,
        context: &mut Context<'_>,
        (target, model, options): (&Target, &Model, &Options),
        files: &Files,
        earlier: &Earlier<'_>,
    ) -> Option<ApiChanges> {
        if matches!(self.action, Action::Dump(_)) {
            return None;
        }
        let folder = self.folder.join(&target.output.value);
        let (sources, accepted) = (&self.sources, earlier.accepted);
        let generated = Generated { target, model, options, files, folder: &folder, sources, accepted };
        let Context { disk, report, .. } = context;
        generated.compare(earlier.disk.unwrap_or(disk), earlier.revision, report)
    }

    /// The protocol that the target chooses, if it does. Reports a choice that cannot be had.
    fn protocol(
        &self,
        context: &mut Context<'_>,
        target: &Target,
        model: &Model,
        service: &ShapeId,
    ) -> Option<Option<String>> {
        let Some(Located { value, span }) = &target.protocol else { return Some(None) };
        let chosen = Stated { text: value.clone(), span: *span };
        let mut diagnostics = Diagnostics::new();
        let found = weland_codegen::choose_protocol(model, service, &chosen, &mut diagnostics);
        context.add(diagnostics, &self.sources);
        found.map(Some)
    }

    fn generate(
        &self,
        context: &mut Context<'_>,
        target: &Target,
        model: &Model,
        options: &Options,
        diagnostics: &mut Diagnostics,
    ) -> Files {
        let Action::Dump(stage) = self.action else {
            let files = pipeline::generate(model, options, diagnostics);
            let documents = target.crates.iter().filter_map(|krate| krate.openapi.as_ref());
            let suppressed: Vec<&str> = documents.flat_map(|it| &it.suppress).map(String::as_str).collect();
            let found = std::mem::take(diagnostics).into_iter();
            diagnostics.extend(found.filter(|it| !suppressed.contains(&it.code)));
            return files;
        };
        let text = pipeline::dump(stage, model, options, diagnostics);
        let heading = format!("# target {}\n\n", target.name);
        context.printed.push_str(&heading);
        context.printed.push_str(&text);
        Files::new()
    }

    fn templates(&self, context: &mut Context<'_>, target: &Target, sources: &mut Sources) -> Templates {
        let Some(folder) = &target.templates else { return Templates::default() };
        let named_at = FileLocation::of(&self.sources, folder.span);
        templates::read(context, &self.folder.join(&folder.value), named_at, sources)
    }

    /// Reports a folder that lacks runtime crates. Cargo would notice, but only after the crates were written.
    fn check_runtime(&self, context: &mut Context<'_>, target: &Target) {
        let Runtime::Path(path) = &target.runtime else { return };
        let folder = self.folder.join(&path.value);
        let needed = target.crates.iter().map(|it| options::runtime_crate(it.kind));
        let missing: Vec<String> = needed
            .filter(|name| !context.disk.has_file(&folder.join(name).join("Cargo.toml")))
            .map(|name| format!("`{name}`"))
            .collect();
        if missing.is_empty() {
            return;
        }
        let message = format!("`{}` lacks runtime crates: {}", paths::display(&folder), missing.join(", "));
        let help = "set it to the folder `crates` of a checkout of Weland, relative to this file, or use published crates: \
                    `runtime: { version: … }`";
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(Diagnostic::error("missing-runtime", path.span, message).help(help));
        context.add(diagnostics, &self.sources);
    }

    /// The service of the target, which the rules of the target are applied to. Reports what is wrong with these.
    fn service(&self, context: &mut Context<'_>, target: &Target, model: &mut Model) -> Option<ShapeId> {
        let service = self.service_id(context, target, model)?;
        match target.edits.apply(model, &service) {
            Ok(()) => Some(service),
            Err(errors) => {
                context.add(errors, &self.sources);
                None
            }
        }
    }

    /// The id of the service; reports if the model lacks it, or if it is not clear which one is meant.
    fn service_id(&self, context: &mut Context<'_>, target: &Target, model: &Model) -> Option<ShapeId> {
        let services: Vec<&ShapeId> = model.services().map(|shape| &shape.id).collect();
        let error = match (&target.service, services.as_slice()) {
            (None, [only]) => return Some((*only).clone()),
            (None, services) => match service::with_webhooks(model) {
                Some((chosen, left_out)) => {
                    self.note_webhooks(context, target, chosen, left_out);
                    return Some(chosen.clone());
                }
                None => service::not_one_service(target, services),
            },
            (Some(Located { value: id, .. }), _) if services.contains(&id) => return Some(id.clone()),
            (Some(id), services) => service::unknown_service(id, model, services),
        };
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(error);
        context.add(diagnostics, &self.sources);
        None
    }

    /// Says that crates are made without webhooks, unless another target has them.
    fn note_webhooks(&self, context: &mut Context<'_>, target: &Target, chosen: &ShapeId, left_out: Option<&ShapeId>) {
        let Some(webhooks) = left_out.filter(|id| !self.services.contains(id)) else { return };
        let message = format!("the crates of `{}` are those of `{chosen}`, without its webhooks", target.name);
        let help = format!("for a router that receives them, add a target with `service: {webhooks}`");
        let note = Diagnostic {
            span: target.model.first().map(|path| path.span),
            ..Diagnostic::new(Severity::Note, "webhooks-apart", message)
        };
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(note.help(help));
        context.add(diagnostics, &self.sources);
    }
}
