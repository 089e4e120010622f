//! What each command does.

mod explain;
mod fmt;
mod generate;
mod idl;
mod templates;

use std::path::PathBuf;

use weland_model::Diagnostics;

use crate::files::{self, Disk, Failure, Input, SourceText, Stdin, TextFile, Wanted};
use crate::pipeline;
use crate::report::{Finding, Place, Report};

pub(crate) use explain::explain;
pub(crate) use fmt::fmt;
pub(crate) use generate::generate;
pub(crate) use idl::idl;

/// The schema of the configuration.
const SCHEMA: &str = include_str!("../schema/weland.schema.json");

/// What a command works with and leaves behind.
pub(crate) struct Context<'a> {
    pub(crate) disk: Disk,
    pub(crate) stdin: Stdin<'a>,
    pub(crate) report: Report,
    /// For standard output.
    pub(crate) printed: String,
    /// The last line for people.
    pub(crate) summary: String,
}

impl Context<'_> {
    fn read_files(&mut self, inputs: &[Input], wanted: Wanted) -> Vec<TextFile> {
        let mut findings = Vec::new();
        let files = files::read_inputs(&self.disk, &mut self.stdin, wanted, inputs, &mut findings);
        self.report.extend(findings);
        files
    }

    fn read(&mut self, inputs: &[Input]) -> Vec<SourceText> {
        let files = self.read_files(inputs, Wanted::Models);
        files.into_iter().map(|file| (file.name, file.text)).collect()
    }

    /// Reads a model; reports what is wrong with it.
    fn load(&mut self, paths: &[PathBuf]) -> (weland_model::Model, usize) {
        let inputs: Vec<Input> = paths.iter().cloned().map(Input::from).collect();
        let texts = self.read(&inputs);
        let (model, diagnostics) = pipeline::load(&texts);
        self.add(diagnostics, &model.sources);
        (model, texts.len())
    }

    fn add(&mut self, diagnostics: Diagnostics, sources: &weland_model::Sources) {
        self.report.add(diagnostics, sources);
    }
}

/// Prints a model as JSON AST.
pub(crate) fn ast(context: &mut Context<'_>, paths: &[PathBuf]) {
    let (model, _) = context.load(paths);
    if !context.report.has_errors() {
        context.printed = weland_smithy::to_ast(&model);
    }
    context.summary = context.report.counts();
}

/// Shows what is wrong with a model.
pub(crate) fn check(context: &mut Context<'_>, paths: &[PathBuf]) {
    let (_, files) = context.load(paths);
    let files = count(files, "file", "files");
    let counts = context.report.counts();
    let result = if counts.is_empty() { "no problems" } else { &counts };
    context.summary = format!("checked {files}: {result}");
}

/// Prints the schema of the configuration.
pub(crate) fn schema(context: &mut Context<'_>) {
    SCHEMA.clone_into(&mut context.printed);
}

/// A number and its noun.
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn findings_of(failure: Failure) -> Vec<Finding> {
    let message = format!("can't write `{}`: {}", failure.path, failure.reason);
    let main = Finding::error("write-failed", message).help(failure.help).at(Place::path(failure.path));
    let left = failure.not_undone.into_iter().map(|what| {
        Finding::error("not-undone", format!("what was changed couldn't be undone: {what}")).help("mend this by hand")
    });
    std::iter::once(main).chain(left).collect()
}
