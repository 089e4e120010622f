//! `weland idl`.

use std::path::Path;

use super::models::{self, Named};
use super::{Context, count, diagnostics_of};
use crate::cli::IdlArguments;
use crate::files::{self, Changes, Found};
use crate::paths;
use crate::report::{FileLocation, LocatedDiagnostic};

/// Prints a model as IDL, or writes one file per namespace.
pub(crate) fn idl(context: &mut Context<'_>, arguments: &IdlArguments) {
    let models = models::load_and_tell(context, &arguments.model.paths, &arguments.model.config, true);
    let Some(Named { model, .. }) = models.only(context).filter(|_| !context.report.has_errors()) else {
        context.summary = context.report.counts();
        return;
    };
    let files: Vec<(String, String)> = weland_smithy::to_idl(&model).into_iter().collect();
    match (&arguments.output, files.as_slice()) {
        (Some(output), files) => write(context, output, arguments.overwrite, files),
        (None, []) => {}
        (None, [(_, text)]) => context.printed.clone_from(text),
        (None, several) => {
            let names: Vec<String> = several.iter().map(|(name, _)| format!("`{name}`")).collect();
            let message = format!("the model needs {} files: {}", several.len(), names.join(", "));
            let help = "specify a folder for them with `--output FOLDER`";
            context.report.push(LocatedDiagnostic::error("several-files", message).help(help));
        }
    }
    if context.summary.is_empty() {
        context.summary = context.report.counts();
    }
}

fn write(context: &mut Context<'_>, output: &Path, overwrite: bool, files: &[(String, String)]) {
    let mut changes = Changes::default();
    for (name, text) in files {
        let shown = paths::display(&output.join(name));
        let diagnostic = match files::find(&context.disk, output, name) {
            Ok(Found::File(old)) if old == text.as_bytes() => continue,
            Ok(Found::File(_)) if !overwrite => {
                LocatedDiagnostic::error("file-exists", format!("`{shown}` exists with different contents"))
                    .help("choose another folder, or pass `--overwrite`")
            }
            Ok(Found::File(_) | Found::Nothing) => {
                changes.writes.push((name, text.as_bytes()));
                continue;
            }
            Ok(Found::Obstacle(what)) => {
                LocatedDiagnostic::error("output-blocked", format!("can't write `{shown}`: {what}"))
                    .help("move it away")
            }
            Err(error) => {
                LocatedDiagnostic::error("unreadable", format!("can't access `{shown}`: {}", files::reason(&error)))
                    .help("check the output folder, then run the command again")
            }
        };
        context.report.push(diagnostic.at(FileLocation::path(shown)));
    }
    let written = changes.writes.len();
    if !context.report.has_errors()
        && written > 0
        && let Err(failure) = files::commit(&context.disk, &[(output, changes)])
    {
        context.report.extend(diagnostics_of(failure));
    }
    let counts = context.report.counts();
    context.summary = if context.report.has_errors() {
        format!("nothing was written: {counts}")
    } else {
        let rest = if counts.is_empty() { counts } else { format!("; {counts}") };
        let unchanged = files.len().saturating_sub(written);
        format!("wrote {}, left {unchanged} unchanged{rest}", count(written, "file", "files"))
    };
}
