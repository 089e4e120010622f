//! What becomes of generated files: they are written, or compared with those that are there.

use weland_model::Severity;

use super::{Outputs, bump};
use crate::cli::{Action, GenerateArguments};
use crate::commands::{Context, count, diagnostics_of};
use crate::compare::{Comparison, Output};
use crate::files;
use crate::report::LocatedDiagnostic;

/// Brings the output folders up to date, and the configuration if it has a new text, or changes nothing.
pub(super) fn write(context: &mut Context<'_>, outputs: &Outputs, config: Option<&str>, arguments: &GenerateArguments) {
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
pub(super) fn check(context: &mut Context<'_>, outputs: &Outputs, arguments: &GenerateArguments) {
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

/// Says that nothing came of it.
pub(super) fn fail(context: &mut Context<'_>, action: Action) {
    context.printed.clear();
    let counts = context.report.counts();
    context.summary = match action {
        Action::Write => format!("nothing was written: {counts}"),
        Action::Check => format!("nothing was compared: {counts}"),
        Action::Dump(_) => counts,
    };
}
