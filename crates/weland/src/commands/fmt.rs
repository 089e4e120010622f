//! `weland fmt`.

use std::path::{Path, PathBuf};

use weland_model::Sources;

use super::{Context, count, models};
use crate::cli::FmtArguments;
use crate::compare;
use crate::files::{self, Changes, Input, InputKind, TextFile};
use crate::report::{FileLocation, LocatedDiagnostic};

const HELP: &str = "run `weland fmt` with the same paths";

/// Standard input cannot be written to.
const HELP_STDIN: &str = "`weland fmt -` prints the formatted text";

/// Formats files, or reports those that aren't formatted.
pub(crate) fn fmt(context: &mut Context<'_>, arguments: &FmtArguments) {
    let files = match arguments.paths.as_slice() {
        [] => models::idl_files(context, &arguments.config),
        paths => {
            let inputs: Vec<Input> = paths.iter().cloned().map(Input::from).collect();
            context.read_files(&inputs, InputKind::Idl, &[])
        }
    };
    let formatted: Vec<(&TextFile, String)> =
        files.iter().filter_map(|file| Some((file, formatted(context, file)?))).collect();
    if arguments.check {
        return self::check(context, &formatted);
    }
    let mut changed = Vec::new();
    for (file, new) in &formatted {
        match &file.path {
            // Standard input is printed, even if nothing changed.
            None => context.printed.push_str(new),
            Some(path) if *new != file.text => changed.push((path.as_path(), new.as_str())),
            Some(_) => {}
        }
    }
    write(context, &changed);
    let counts = context.report.counts();
    let printed = formatted.iter().any(|(file, _)| file.path.is_none());
    context.summary = if printed || (context.report.has_errors() && formatted.is_empty()) {
        counts
    } else {
        let written = if context.report.has("write-failed") { 0 } else { changed.len() };
        let unchanged = formatted.len().saturating_sub(changed.len());
        let rest = if counts.is_empty() { counts } else { format!("; {counts}") };
        format!("formatted {}, left {unchanged} unchanged{rest}", count(written, "file", "files"))
    };
}

/// The formatted text; reports syntax errors.
fn formatted(context: &mut Context<'_>, file: &TextFile) -> Option<String> {
    match weland_smithy::format(&file.text) {
        Ok(text) => Some(text),
        Err(diagnostics) => {
            // The formatter reports spans in the first file of the sources.
            let mut sources = Sources::default();
            sources.add(file.name.as_str(), file.text.as_str());
            context.add(diagnostics, &sources);
            None
        }
    }
}

fn check(context: &mut Context<'_>, formatted: &[(&TextFile, String)]) {
    let mut different = 0_usize;
    for (file, new) in formatted {
        let Some(difference) = compare::first_difference(&file.text, new) else {
            continue;
        };
        different += 1;
        let diagnostic = LocatedDiagnostic::error("unformatted", format!("`{}` isn't formatted", file.name));
        let help = if file.path.is_none() { HELP_STDIN } else { HELP };
        context.report.push(difference.show(diagnostic, &file.name).help(help));
    }
    let counts = context.report.counts();
    let files = count(formatted.len(), "file", "files");
    context.summary = match different {
        0 if counts.is_empty() => format!("checked {files}: formatted"),
        _ => format!("checked {files}: {counts}"),
    };
}

/// Writes all files or none.
fn write(context: &mut Context<'_>, changed: &[(&Path, &str)]) {
    let places: Vec<(PathBuf, String, &str)> = changed
        .iter()
        .filter_map(|(path, text)| match context.disk.locate(path) {
            Ok((folder, name)) => Some((folder, name, *text)),
            Err(reason) => {
                let shown = crate::paths::display(path);
                let message = format!("can't write `{shown}`: {reason}");
                context.report.push(LocatedDiagnostic::error("write-failed", message).at(FileLocation::path(shown)));
                None
            }
        })
        .collect();
    if places.len() < changed.len() {
        return;
    }
    let mut outputs: Vec<(&Path, Changes<'_>)> = Vec::new();
    for (folder, name, text) in &places {
        let write = (name.as_str(), text.as_bytes());
        match outputs.iter_mut().find(|(other, _)| other == folder) {
            Some((_, changes)) => changes.writes.push(write),
            None => outputs.push((folder, Changes { writes: vec![write], removals: Vec::new() })),
        }
    }
    if let Err(failure) = files::commit(&context.disk, &outputs) {
        context.report.extend(super::diagnostics_of(failure));
    }
}
