//! Diagnostics as text for people, with the source lines that they refer to.

use std::collections::HashMap;
use std::io::{self, Write};

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};
use weland_model::Severity;

use super::{FileLocation, LocatedDiagnostic, Report};
use crate::loss_codes;

/// So many notes of a kind are shown.
const SHOWN: usize = 3;

/// Writes the diagnostics, each followed by an empty line. Of notes that say the same of many places, the first ones are
/// written, and how many others there are.
pub(crate) fn write_text(report: &Report, color: bool, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut left: HashMap<(&str, String), usize> = HashMap::new();
    for note in report.diagnostics().iter().filter(|it| it.severity == Severity::Note) {
        *left.entry(kind(note)).or_default() += 1;
    }
    let mut shown: HashMap<(&str, String), usize> = HashMap::new();
    for diagnostic in report.diagnostics() {
        let mut others = 0;
        if diagnostic.severity == Severity::Note {
            let kind = kind(diagnostic);
            let all = left.get(&kind).copied().unwrap_or_default();
            let number = shown.entry(kind).or_default();
            *number += 1;
            // A single one takes no more room than the line that tells of it.
            if all > SHOWN + 1 && *number > SHOWN {
                continue;
            }
            others = if all > SHOWN + 1 && *number == SHOWN { all - SHOWN } else { 0 };
        }
        let text = renderer.render(&groups(diagnostic));
        writeln!(out, "{}\n", text.trim_end())?;
        if others > 0 {
            let command = if loss_codes::is_listed(diagnostic.code) { "weland report" } else { "--format json" };
            writeln!(out, "… and {others} other notes like this; `{command}` lists all\n")?;
        }
    }
    Ok(())
}

/// What notes that are alike have in common: the code, and the message but for the names in it.
fn kind(note: &LocatedDiagnostic) -> (&'static str, String) {
    let around_names = note.message.split('`').step_by(2);
    (note.code, around_names.collect::<Vec<_>>().join("`"))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Danger => Level::ERROR.with_name("danger"),
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn groups(diagnostic: &LocatedDiagnostic) -> Vec<Group<'_>> {
    let title = level(diagnostic.severity).primary_title(one_line(&diagnostic.message));
    let mut primary = Group::with_title(title.id(diagnostic.code));
    if let Some(location) = &diagnostic.location {
        let label = diagnostic.label.as_deref();
        primary = primary.elements(elements(location, label));
    }
    if let Some(help) = &diagnostic.help {
        primary = primary.element(Level::HELP.message(visible_lines(help)));
    }
    let mut groups = vec![primary];
    for (location, message) in &diagnostic.related {
        let title = Level::NOTE.secondary_title(one_line(message));
        groups.push(Group::with_title(title).elements(elements(location, None)));
    }
    groups
}

fn elements<'a>(location: &'a FileLocation, label: Option<&str>) -> Vec<Element<'a>> {
    // The message names the path of a diagnostic about a whole file.
    let Some(range) = &location.range else {
        return Vec::new();
    };
    let label = label.map(one_line);
    let Some(line) = &range.line else {
        let origin =
            Origin::path(&*location.path).line(range.start.line as usize).char_column(range.start.column as usize);
        let note = label.map(|label| Level::NOTE.message(label).into());
        return [origin.into()].into_iter().chain(note).collect();
    };
    let annotation: Annotation<'_> = AnnotationKind::Primary.span(range.marked.clone()).label(label);
    let snippet =
        Snippet::source(&**line).line_start(range.start.line as usize).path(&*location.path).annotation(annotation);
    vec![snippet.into()]
}

/// The text with control characters made visible and line breaks made spaces.
fn one_line(text: &str) -> String {
    normalize_untrusted_str(&text.replace('\n', " "))
}

fn visible_lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(normalize_untrusted_str).collect();
    lines.join("\n")
}
