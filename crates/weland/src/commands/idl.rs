//! `weland idl`.

use std::path::{Path, PathBuf};

use super::{Context, count, findings_of};
use crate::files::{self, Changes, Found};
use crate::paths;
use crate::report::{Finding, Place};

/// Prints a model as IDL, or writes one file per namespace.
pub(crate) fn idl(context: &mut Context<'_>, inputs: &[PathBuf], output: Option<&Path>, overwrite: bool) {
    let (model, _) = context.load(inputs);
    if context.report.has_errors() {
        context.summary = context.report.counts();
        return;
    }
    let texts: Vec<(String, String)> = weland_smithy::to_idl(&model).into_iter().collect();
    match (output, texts.as_slice()) {
        (Some(output), texts) => write(context, output, overwrite, texts),
        (None, []) => {}
        (None, [(_, text)]) => context.printed.clone_from(text),
        (None, several) => {
            let names: Vec<String> = several.iter().map(|(name, _)| format!("`{name}`")).collect();
            let message = format!("the model makes {} files: {}", several.len(), names.join(", "));
            let help = "name a folder for them with `--output FOLDER`";
            context.report.push(Finding::error("several-files", message).help(help));
        }
    }
    if context.summary.is_empty() {
        context.summary = context.report.counts();
    }
}

fn write(context: &mut Context<'_>, output: &Path, overwrite: bool, texts: &[(String, String)]) {
    let mut changes = Changes::default();
    for (name, text) in texts {
        let shown = paths::display(&output.join(name));
        let finding = match files::find(&context.disk, output, name) {
            Ok(Found::File(old)) if old == text.as_bytes() => continue,
            Ok(Found::File(_)) if !overwrite => {
                Finding::error("file-exists", format!("`{shown}` exists and has other contents"))
                    .help("name another folder, or say `--overwrite`")
            }
            Ok(Found::File(_) | Found::Nothing) => {
                changes.writes.push((name, text.as_bytes()));
                continue;
            }
            Ok(Found::Obstacle(what)) => {
                Finding::error("output-blocked", format!("can't write `{shown}`: {what}")).help("move it away")
            }
            Err(error) => Finding::error("unreadable", format!("can't look at `{shown}`: {}", files::reason(&error)))
                .help("check the output folder, then run it again"),
        };
        context.report.push(finding.at(Place::path(shown)));
    }
    let written = changes.writes.len();
    if !context.report.has_errors()
        && written > 0
        && let Err(failure) = files::commit(&context.disk, &[(output, changes)])
    {
        context.report.extend(findings_of(failure));
    }
    let counts = context.report.counts();
    context.summary = if context.report.has_errors() {
        format!("nothing was written: {counts}")
    } else {
        let rest = if counts.is_empty() { counts } else { format!("; {counts}") };
        let unchanged = texts.len().saturating_sub(written);
        format!("wrote {}, left {unchanged} unchanged{rest}", count(written, "file", "files"))
    };
}
