//! `weland generate`.

mod bump;
mod changes;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use weland_codegen::{CrateKind, CrateOptions, Files, Options, Package, Templates};
use weland_model::edit::Stated;
use weland_model::query::operations;
use weland_model::{Diagnostic, Diagnostics, Model, Severity, Shape, ShapeId, Sources};

use super::{Context, count, diagnostics_of, templates};
use crate::cli::{Action, GenerateArguments};
use crate::compare::{Comparison, Output};
use crate::config::{self, Accepted, Config, Kind, Located, Runtime, Target};
use crate::files::{self, Disk, Input, Revision};
use crate::paths;
use crate::pipeline;
use crate::report::{FileLocation, LocatedDiagnostic, Report};
use crate::suggest;
use changes::{ApiChanges, Generated};

const DEFAULT_COMMAND: &str = "weland generate";

/// The name of the configuration, unless the command line has another.
pub(super) const DEFAULT_CONFIG: &str = "weland.yaml";

/// Writes, compares or prints the targets of the configuration.
pub(crate) fn generate(context: &mut Context<'_>, arguments: &GenerateArguments) {
    let action = arguments.action;
    let base = match arguments.base.as_deref().map(|base| Revision::export(&context.disk, base)).transpose() {
        Ok(base) => base,
        Err(problem) => {
            context.report.push(*problem);
            return fail(context, action);
        }
    };
    let base = base.as_ref().map(|base| &base.disk);
    let outputs = outputs(context, arguments, base, None);
    match outputs {
        Some(outputs) if !context.report.has_errors() => match action {
            Action::Write => write_raised(context, arguments, base, outputs),
            Action::Check => check(context, &outputs, arguments),
            Action::Dump(_) => context.summary = context.report.counts(),
        },
        _ => fail(context, action),
    }
}

/// Writes the targets; if versions in the configuration have to grow, after that.
fn write_raised(context: &mut Context<'_>, arguments: &GenerateArguments, base: Option<&Disk>, outputs: Outputs) {
    if !arguments.bump || !outputs.changes.iter().any(|changes| changes.too_low().next().is_some()) {
        return write(context, &outputs, None, arguments);
    }
    let raised = match bump::raise(&outputs.text, &arguments.config, &outputs.changes) {
        Ok(raised) => raised,
        Err(problem) => {
            context.report.push(*problem);
            return fail(context, Action::Write);
        }
    };
    // All that was said is said again, of the crates in their new versions.
    context.report = Report::default();
    match self::outputs(context, arguments, base, Some(raised.text.clone())) {
        Some(outputs) if !context.report.has_errors() => {
            context.report.extend(raised.notes);
            write(context, &outputs, Some(&raised.text), arguments);
        }
        _ => fail(context, Action::Write),
    }
}

fn fail(context: &mut Context<'_>, action: Action) {
    context.printed.clear();
    let counts = context.report.counts();
    context.summary = match action {
        Action::Write => format!("nothing was written: {counts}"),
        Action::Check => format!("nothing was compared: {counts}"),
        Action::Dump(_) => counts,
    };
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
    let (path, action, strict) = (arguments.config.as_path(), arguments.action, arguments.strict);
    let (config, sources) = match text {
        None => read_config(context, path)?,
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

/// Reads the configuration, and reports its problems.
pub(super) fn read_config(context: &mut Context<'_>, path: &Path) -> Option<(Config, Sources)> {
    context.watched.insert(path.to_owned());
    let text = match files::read_text(&context.disk, path) {
        Ok(text) => text,
        Err(diagnostic) => {
            let absent = diagnostic.code == "not-found";
            context.report.push(if absent {
                diagnostic.help("create it with `weland init`, or specify another one with `--config FILE`")
            } else {
                *diagnostic
            });
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
        Some(name) if name != DEFAULT_CONFIG => format!("{DEFAULT_COMMAND} --config {name}"),
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
    let input = |path: &Located<String>| Input::named_at(folder, &path.value, FileLocation::of(sources, path.span));
    let inputs: Vec<Input> = target.model.iter().map(input).collect();
    // Those of the command line come last, as they would be tried out.
    let further = context.overlays.iter().cloned().map(Input::from);
    let overlays: Vec<Input> = target.overlays.iter().map(input).chain(further).collect();
    context.read(&inputs, &overlays)
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
            let options = Options { protocol, ..self.options(context, target, service, templates) };
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
        let needed = target.crates.iter().map(|it| runtime_crate(it.kind));
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
            (None, services) => match with_webhooks(model) {
                Some((chosen, left_out)) => {
                    self.note_webhooks(context, target, chosen, left_out);
                    return Some(chosen.clone());
                }
                None => not_one_service(target, services),
            },
            (Some(Located { value: id, .. }), _) if services.contains(&id) => return Some(id.clone()),
            (Some(id), services) => unknown_service(id, model, services),
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

    fn options(&self, context: &Context<'_>, target: &Target, service: ShapeId, templates: Templates) -> Options {
        let absolute = |path: &str| context.disk.absolute(&self.folder.join(path));
        let output = absolute(&target.output.value);
        let stated = target.model.iter().chain(&target.overlays).map(|path| absolute(&path.value));
        let further = context.overlays.iter().map(|path| context.disk.absolute(path));
        let labels: Vec<String> =
            stated.chain(further).map(|path| paths::relative_to_shared_folder(&path, &output)).collect();
        let runtime = match &target.runtime {
            Runtime::Version(version) => weland_codegen::Runtime::Version(version.clone()),
            Runtime::Git { url, revision: (key, value) } => {
                weland_codegen::Runtime::Git { url: url.clone(), revision: (*key, value.clone()) }
            }
            Runtime::Path(path) => {
                // All crates are at the same depth, so the relative path is the same for each.
                let from = output.join("crate");
                weland_codegen::Runtime::Path(paths::relative(&from, &absolute(&path.value)))
            }
        };
        let crates = target.crates.iter().map(|config| CrateOptions {
            kind: crate_kind(config.kind),
            name: config.name.value.clone(),
            version: config.version.clone(),
            openapi: config.openapi.as_ref().map(|it| it.file.clone()),
        });
        Options {
            service,
            protocol: None,
            crates: crates.collect(),
            runtime,
            package: Package {
                license: target.package.license.clone(),
                repository: target.package.repository.clone(),
                homepage: target.package.homepage.clone(),
                documentation: target.package.documentation.clone(),
                keywords: target.package.keywords.clone(),
                categories: target.package.categories.clone(),
                authors: target.package.authors.clone(),
                publish: target.package.publish,
            },
            rules: target.rules.clone(),
            templates,
            // The label is part of a comment and has to be on one line.
            source_label: labels.join(", ").replace(char::is_control, "?"),
            command: self.command.clone(),
        }
    }
}

fn crate_kind(kind: Kind) -> CrateKind {
    match kind {
        Kind::Types => CrateKind::Types,
        Kind::Client => CrateKind::Client,
        Kind::Server => CrateKind::Server,
        Kind::Validator => CrateKind::Validator,
    }
}

/// The runtime crate that a crate of this kind depends on.
fn runtime_crate(kind: Kind) -> &'static str {
    match kind {
        Kind::Types => "weland-core",
        Kind::Client => "weland-client",
        Kind::Server => "weland-server",
        Kind::Validator => "weland-validate",
    }
}

/// Brings the output folders up to date, and the configuration if it has a new text, or changes nothing.
fn write(context: &mut Context<'_>, outputs: &Outputs, config: Option<&str>, arguments: &GenerateArguments) {
    let comparisons = compare(context, &outputs.folders);
    if context.report.has_errors() {
        return fail(context, Action::Write);
    }
    let changes: Vec<_> = comparisons.iter().map(Comparison::to_commit).collect();
    let written: usize = changes.iter().map(|(_, changes)| changes.writes.len()).sum();
    let removed: usize = changes.iter().map(|(_, changes)| changes.removals.len()).sum();
    let total = total(&outputs.folders);
    // An output folder that is up to date isn't touched at all.
    let mut needed: Vec<_> = changes.into_iter().filter(|(_, changes)| !changes.is_empty()).collect();
    let place = config.map(|text| (context.disk.locate(&arguments.config), text));
    match &place {
        Some((Ok((folder, name)), text)) => bump::add_config(&context.disk, &mut needed, (folder, name, text)),
        Some((Err(reason), _)) => {
            context.report.push(bump::not_written(&arguments.config, reason));
            return fail(context, Action::Write);
        }
        None => {}
    }
    if let Err(failure) = files::commit(&context.disk, &needed) {
        context.report.extend(diagnostics_of(failure));
        return fail(context, Action::Write);
    }
    context.report.extend(outputs.changes.iter().flat_map(|changes| changes.diagnostics(arguments)));
    let unchanged = total - written;
    let written = count(written, "file", "files");
    let counts = context.report.counts();
    let warnings = if counts.is_empty() { counts } else { format!("; {counts}") };
    context.summary = format!("wrote {written}, removed {removed}, left {unchanged} unchanged{warnings}");
}

/// Reports all differences between the output folders and the generated files.
fn check(context: &mut Context<'_>, outputs: &Outputs, arguments: &GenerateArguments) {
    context.report.extend(outputs.changes.iter().flat_map(|changes| changes.diagnostics(arguments)));
    let low = context.report.count(Severity::Error);
    let comparisons = compare(context, &outputs.folders);
    let obstacles = context.report.count(Severity::Error) - low;
    let differences = comparisons.iter().flat_map(Comparison::differences);
    let differences: Vec<LocatedDiagnostic> = differences.collect();
    let different = differences.len();
    context.report.extend(differences);
    let total = count(total(&outputs.folders), "generated file", "generated files");
    let command = &outputs.command;
    let counts = context.report.counts();
    context.summary = if context.report.has_errors() {
        let what = match (different, obstacles) {
            (0, _) => counts,
            (_, 0) => format!("{counts} in {total}; run `{command}` to bring them up to date"),
            // Nothing is written as long as there are obstacles.
            _ => format!("{counts} in {total}; move away what isn't Weland's, then run `{command}`"),
        };
        format!("the check failed: {what}")
    } else {
        format!("{total} up to date")
    };
}

fn compare<'a>(context: &mut Context<'_>, outputs: &'a [Output]) -> Vec<Comparison<'a>> {
    let comparisons: Vec<_> = outputs.iter().map(|output| Comparison::new(&context.disk, output)).collect();
    let obstacles = comparisons.iter().flat_map(Comparison::obstacles);
    context.report.extend(obstacles);
    comparisons
}

fn total(outputs: &[Output]) -> usize {
    outputs.iter().map(|output| output.files.len()).sum()
}

/// The service of the only API of a model, and the one of its webhooks, which is left out; or else the latter alone, if the
/// API has nothing else.
fn with_webhooks(model: &Model) -> Option<(&ShapeId, Option<&ShapeId>)> {
    let described_with = |webhooks: &Shape| weland_openapi::described_with(model, webhooks).map(|main| &main.id);
    let [one, other] = model.services().collect::<Vec<_>>()[..] else { return None };
    let (main, webhooks) = match (described_with(one), described_with(other)) {
        (Some(main), _) if *main == other.id => (other, one),
        (_, Some(main)) if *main == one.id => (one, other),
        _ => return None,
    };
    let is_empty = operations::operations(model, main).is_empty();
    Some(if is_empty { (&webhooks.id, None) } else { (&main.id, Some(&webhooks.id)) })
}

/// What is wrong if a target names no service, and its model has none or several.
fn not_one_service(target: &Target, services: &[&ShapeId]) -> Diagnostic {
    let name = &target.name;
    let (code, message, help) = match services.len() {
        0 => ("no-service", format!("the model of `{name}` has no service"), "check `model`".to_owned()),
        count => {
            let help = format!("add `service: …` with one of {}", suggest::list(&names(services)));
            (
                "several-services",
                format!("the model of `{name}` has {count} services, and crates are made of one"),
                help,
            )
        }
    };
    Diagnostic { span: target.model.first().map(|path| path.span), ..Diagnostic::new(Severity::Error, code, message) }
        .help(help)
}

fn unknown_service(id: &Located<ShapeId>, model: &Model, services: &[&ShapeId]) -> Diagnostic {
    let message = match model.get(&id.value) {
        Some(_) => format!("`{}` isn't a service", id.value),
        None => format!("the model has no service `{}`", id.value),
    };
    let help = match services {
        [] => "the model has no services; check `model`".into(),
        services => suggest::help(id.value.as_str(), &names(services)),
    };
    Diagnostic::error("unknown-service", id.span, message).help(help)
}

fn names<'a>(services: &[&'a ShapeId]) -> Vec<&'a str> {
    services.iter().map(|id| id.as_str()).collect()
}
