//! `weland report`.

use std::path::PathBuf;

use weland_model::Severity;

use super::Context;
use crate::losses;

/// Prints what crates don't carry of a model.
pub(crate) fn report(context: &mut Context<'_>, paths: &[PathBuf], as_json: bool) {
    let (model, mut diagnostics, _) = context.load_quietly(paths, true);
    let losses = losses::collect(&model, &mut diagnostics);
    // What keeps the report from being printed is said; all else is what `weland check` is for.
    diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
    context.add(diagnostics, &model.sources);
    if !context.report.has_errors() {
        context.printed = if as_json { losses::to_json(&losses) } else { losses::to_text(&losses) };
    }
    context.summary = context.report.counts();
}
