//! What each command does.

mod generate;

use std::path::PathBuf;

use weland_model::Diagnostics;

use crate::files::{self, Disk, Input, SourceText};
use crate::pipeline;
use crate::report::Report;

pub(crate) use generate::generate;

/// What a command works with and leaves behind.
pub(crate) struct Context {
    pub(crate) disk: Disk,
    pub(crate) report: Report,
    /// For standard output.
    pub(crate) printed: String,
    /// The last line for people.
    pub(crate) summary: String,
}

impl Context {
    fn read(&mut self, inputs: &[Input]) -> Vec<SourceText> {
        let mut findings = Vec::new();
        let texts = files::read_inputs(&self.disk, inputs, &mut findings);
        self.report.extend(findings);
        texts
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
pub(crate) fn ast(context: &mut Context, paths: &[PathBuf]) {
    let (model, _) = context.load(paths);
    if !context.report.has_errors() {
        context.printed = weland_smithy::to_ast(&model);
    }
    context.summary = context.report.counts();
}

/// Shows what is wrong with a model.
pub(crate) fn check(context: &mut Context, paths: &[PathBuf]) {
    let (_, files) = context.load(paths);
    let files = count(files, "file", "files");
    let counts = context.report.counts();
    let result = if counts.is_empty() { "no problems" } else { &counts };
    context.summary = format!("checked {files}: {result}");
}

/// A number and its noun.
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
