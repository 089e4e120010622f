//! Findings as text for people, with the lines that they speak of.

use std::io::{self, Write};

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};
use weland_model::Severity;

use super::{Finding, Place, Report};

/// Writes every finding, each followed by an empty line.
pub(crate) fn write_text(report: &Report, color: bool, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    for finding in report.findings() {
        let text = renderer.render(&groups(finding));
        writeln!(out, "{}\n", text.trim_end())?;
    }
    Ok(())
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Danger => Level::ERROR.with_name("danger"),
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn groups(finding: &Finding) -> Vec<Group<'_>> {
    let title = level(finding.severity).primary_title(one_line(&finding.message));
    let mut primary = Group::with_title(title.id(finding.code));
    if let Some(place) = &finding.place {
        let label = finding.label.as_deref();
        primary = primary.elements(elements(place, label));
    }
    if let Some(help) = &finding.help {
        primary = primary.element(Level::HELP.message(visible_lines(help)));
    }
    let mut groups = vec![primary];
    for (place, message) in &finding.related {
        let title = Level::NOTE.secondary_title(one_line(message));
        groups.push(Group::with_title(title).elements(elements(place, None)));
    }
    groups
}

fn elements<'a>(place: &'a Place, label: Option<&str>) -> Vec<Element<'a>> {
    // The message names the path of a finding about a whole file.
    let Some(range) = &place.range else {
        return Vec::new();
    };
    let label = label.map(one_line);
    let Some(line) = &range.line else {
        let origin =
            Origin::path(&*place.path).line(range.start.line as usize).char_column(range.start.column as usize);
        let note = label.map(|label| Level::NOTE.message(label).into());
        return [origin.into()].into_iter().chain(note).collect();
    };
    let annotation: Annotation<'_> = AnnotationKind::Primary.span(range.marked.clone()).label(label);
    let snippet =
        Snippet::source(&**line).line_start(range.start.line as usize).path(&*place.path).annotation(annotation);
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
