//! `weland report`.

use weland_model::Severity;

use super::{Context, models};
use crate::cli::ReportArguments;
use crate::losses;

/// Prints what crates don't carry of models.
pub(crate) fn report(context: &mut Context<'_>, arguments: &ReportArguments) {
    let mut models = models::load(context, &arguments.model.paths, &arguments.model.config, true);
    let mut reports = Vec::new();
    for models::Named { target, model, diagnostics, .. } in &mut models.all {
        reports.push((target.clone(), losses::collect(model, diagnostics)));
        // What keeps the report from being printed is said; all else is what `weland check` is for.
        let mut diagnostics = std::mem::take(diagnostics);
        diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
        context.add(diagnostics, &model.sources);
    }
    if arguments.json {
        models.only(context);
    }
    if !context.report.has_errors() {
        let is_one = reports.len() == 1;
        for (target, losses) in &reports {
            let text = if arguments.json { losses::to_json(losses) } else { losses::to_text(losses) };
            context.print_of(target.as_deref().filter(|_| !is_one), &text);
        }
    }
    context.summary = context.report.counts();
}
