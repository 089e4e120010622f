//! The implementations of the commands.

mod acceptance;
mod code;
mod diff;
mod explain;
mod fmt;
mod generate;
mod idl;
mod init;
mod list;
mod models;
mod openapi;
mod report;
mod templates;
mod validate;

use std::path::PathBuf;

use weland_model::Diagnostics;

use crate::cli::ModelArguments;
use crate::files::{self, Disk, Failure, Input, InputKind, Stdin, TextFile};
use crate::pipeline::{self, ModelSources};
use crate::report::{FileLocation, LocatedDiagnostic, Report, count};
use crate::watch::Watched;

pub(crate) use diff::diff;
pub(crate) use explain::explain;
pub(crate) use fmt::fmt;
pub(crate) use generate::generate;
pub(crate) use idl::idl;
pub(crate) use init::init;
pub(crate) use list::list;
pub(crate) use openapi::openapi;
pub(crate) use report::report;
pub(crate) use validate::validate;

/// The schema of the configuration.
const SCHEMA: &str = include_str!("../schema/weland.schema.json");

/// The inputs and outputs of a command.
pub(crate) struct Context<'a> {
    pub(crate) disk: Disk,
    pub(crate) stdin: Stdin<'a>,
    /// The overlays that the command line names.
    pub(crate) overlays: Vec<PathBuf>,
    pub(crate) report: Report,
    /// The text for standard output.
    pub(crate) printed: String,
    /// The last line of the `plain` format.
    pub(crate) summary: String,
    /// Whether the run fails though there are no errors.
    pub(crate) failed: bool,
    /// The files and folders that the run depends on.
    pub(crate) watched: Watched,
}

impl Context<'_> {
    fn read_files(&mut self, inputs: &[Input], wanted: InputKind, overlays: &[TextFile]) -> Vec<TextFile> {
        let mut diagnostics = Vec::new();
        let files = files::read_inputs(&self.disk, &mut self.stdin, wanted, inputs, overlays, &mut diagnostics);
        self.report.extend(diagnostics);
        self.watched.extend(inputs.iter().filter_map(Input::watched));
        self.watched.extend(files.iter().filter_map(|file| file.path.clone()));
        files
    }

    fn read(&mut self, inputs: &[Input], overlays: &[Input]) -> ModelSources {
        let mut diagnostics = Vec::new();
        self.watched.extend(overlays.iter().filter_map(Input::watched));
        let overlays = files::read_each(&self.disk, overlays, &mut diagnostics);
        self.report.extend(diagnostics);
        let files = self.read_files(inputs, InputKind::Models, &overlays);
        pipeline::sources(files, overlays)
    }

    /// Reads the files of a model, and the overlays that the command line names.
    fn read_model(&mut self, paths: &[PathBuf]) -> ModelSources {
        let inputs: Vec<Input> = paths.iter().cloned().map(Input::from).collect();
        let overlays: Vec<Input> = self.overlays.iter().cloned().map(Input::from).collect();
        self.read(&inputs, &overlays)
    }

    /// Loads a model. Returns its problems and the number of files, too.
    fn load_quietly(&mut self, paths: &[PathBuf], tolerant: bool) -> (weland_model::Model, Diagnostics, usize) {
        let sources = self.read_model(paths);
        let (model, diagnostics) = pipeline::load(&sources, tolerant);
        (model, diagnostics, sources.count())
    }

    /// Prints text about the model of a target, which is named where there are several.
    fn print_of(&mut self, target: Option<&str>, text: &str) {
        if let Some(target) = target {
            let blank = if self.printed.is_empty() { "" } else { "\n" };
            self.printed.push_str(&format!("{blank}# target {target}\n\n"));
        }
        self.printed.push_str(text);
    }

    fn add(&mut self, diagnostics: Diagnostics, sources: &weland_model::Sources) {
        self.report.add(diagnostics, sources);
    }

    /// Like [`Context::add`], for files of a revision.
    fn add_from(&mut self, diagnostics: Diagnostics, sources: &weland_model::Sources, revision: Option<&str>) {
        let mut report = Report::default();
        report.add(diagnostics, sources);
        self.report.extend(report.into_diagnostics().map(|diagnostic| diagnostic.in_revision(revision)));
    }
}

/// Prints a model as JSON AST.
pub(crate) fn ast(context: &mut Context<'_>, arguments: &ModelArguments) {
    let models = models::load_and_tell(context, &arguments.paths, &arguments.config, true);
    if let Some(named) = models.only(context).filter(|_| !context.report.has_errors()) {
        context.printed = weland_smithy::to_ast(&named.model);
    }
    context.summary = context.report.counts();
}

/// Reports the problems of models.
pub(crate) fn check(context: &mut Context<'_>, arguments: &ModelArguments) {
    let models = models::load_and_tell(context, &arguments.paths, &arguments.config, false);
    let files = count(models.all.iter().map(|named| named.files).sum(), "file", "files");
    let counts = context.report.counts();
    let result = if counts.is_empty() { "no problems" } else { &counts };
    context.summary = format!("checked {files}: {result}");
}

/// Prints the schema of the configuration.
pub(crate) fn schema(context: &mut Context<'_>) {
    SCHEMA.clone_into(&mut context.printed);
}

fn diagnostics_of(failure: Failure) -> Vec<LocatedDiagnostic> {
    let message = format!("can't write `{}`: {}", failure.path, failure.reason);
    let main =
        LocatedDiagnostic::error("write-failed", message).help(failure.help).at(FileLocation::path(failure.path));
    let left = failure.not_undone.into_iter().map(|what| {
        LocatedDiagnostic::error("not-undone", format!("a change couldn't be undone: {what}"))
            .help("restore it by hand")
    });
    std::iter::once(main).chain(left).collect()
}
