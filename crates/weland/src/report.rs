//! What a run found, ready to be shown: as text for people, as JSON lines or SARIF for tools.

mod json;
mod sarif;
mod text;

use weland_model::{Diagnostic, Diagnostics, Location, Severity, Sources, Span};

pub(crate) use json::write_json;
pub(crate) use sarif::write_sarif;
pub(crate) use text::write_text;

/// Lines longer than this many bytes are not shown: a model may be one line of megabytes.
const LONGEST_SHOWN_LINE: usize = 1000;

/// A place that a finding speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The file or folder, as the user named it.
    pub(crate) path: String,
    /// Where in the file; absent when the finding is about the file itself.
    pub(crate) range: Option<TextRange>,
}

/// A part of a file, with the line that it starts on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TextRange {
    pub(crate) start: Location,
    pub(crate) end: Location,
    /// The first line of the range; absent when it is too long to be shown.
    pub(crate) line: Option<String>,
    /// The bytes of `line` that the range covers.
    pub(crate) marked: std::ops::Range<usize>,
}

impl Place {
    /// A file or folder as a whole.
    pub(crate) fn path(path: impl Into<String>) -> Self {
        Self { path: path.into(), range: None }
    }

    /// The place of a span; none if it isn't a span of these sources.
    pub(crate) fn of(sources: &Sources, span: Span) -> Option<Self> {
        let file = sources.get(span.file)?;
        let start = file.location(span.start);
        let end = file.location(span.end.max(span.start));
        let line = file.line(start.line).unwrap_or_default();
        let from = byte_of_column(line, start.column);
        let to = if end.line == start.line { byte_of_column(line, end.column) } else { line.len() };
        let shown = line.len() <= LONGEST_SHOWN_LINE;
        Some(Self {
            path: file.path().to_owned(),
            range: Some(TextRange { start, end, line: shown.then(|| line.to_owned()), marked: from..to.max(from) }),
        })
    }

    /// A whole line of a text.
    pub(crate) fn line(path: &str, number: u32, line: &str) -> Self {
        let at = |column| Location { line: number, column };
        let columns = u32::try_from(line.chars().count()).unwrap_or(u32::MAX);
        Self {
            path: path.to_owned(),
            range: Some(TextRange {
                start: at(1),
                end: at(columns.saturating_add(1)),
                line: (line.len() <= LONGEST_SHOWN_LINE).then(|| line.to_owned()),
                marked: 0..line.len(),
            }),
        }
    }
}

fn byte_of_column(line: &str, column: u32) -> usize {
    let characters = (column as usize).saturating_sub(1);
    let found = line.char_indices().nth(characters);
    found.map_or(line.len(), |(index, _)| index)
}

/// One finding with its places resolved.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) severity: Severity,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) place: Option<Place>,
    pub(crate) label: Option<String>,
    pub(crate) help: Option<String>,
    pub(crate) related: Vec<(Place, String)>,
    /// Whether it is about what somebody wrote, so that an explanation may help.
    pub(crate) explained: bool,
}

impl Finding {
    /// An error.
    pub(crate) fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// Something worth knowing.
    pub(crate) fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity,
            code,
            message: message.into(),
            place: None,
            label: None,
            help: None,
            related: Vec::new(),
            explained: false,
        }
    }

    pub(crate) fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn of(diagnostic: Diagnostic, sources: &Sources) -> Self {
        let related = diagnostic.related.into_iter();
        Self {
            severity: diagnostic.severity,
            code: diagnostic.code,
            message: diagnostic.message,
            place: diagnostic.span.and_then(|span| Place::of(sources, span)),
            label: diagnostic.label,
            help: diagnostic.help,
            related: related.filter_map(|related| Some((Place::of(sources, related.span)?, related.message))).collect(),
            explained: true,
        }
    }
}

/// All findings of a run, in the order in which they are shown.
#[derive(Debug, Default)]
pub(crate) struct Report {
    findings: Vec<Finding>,
}

impl Report {
    pub(crate) fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    pub(crate) fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
    }

    /// Adds diagnostics, sorted by place, whose spans are of these sources.
    pub(crate) fn add(&mut self, diagnostics: Diagnostics, sources: &Sources) {
        let sorted = diagnostics.into_sorted().into_iter();
        let findings = sorted.map(|diagnostic| Finding::of(diagnostic, sources));
        self.findings.extend(findings);
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether there is a finding with this code.
    pub(crate) fn has(&self, code: &str) -> bool {
        self.findings.iter().any(|finding| finding.code == code)
    }

    /// The code of the first error in a model or configuration.
    pub(crate) fn explained_code(&self) -> Option<&'static str> {
        let explained = |finding: &&Finding| finding.explained && finding.severity == Severity::Error;
        self.findings.iter().find(explained).map(|finding| finding.code)
    }

    pub(crate) fn count(&self, severity: Severity) -> usize {
        let of_severity = |finding: &&Finding| finding.severity == severity;
        self.findings.iter().filter(of_severity).count()
    }

    pub(crate) fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// How many of each severity there are, the worst first; empty if there are none.
    pub(crate) fn counts(&self) -> String {
        let severities = [
            (Severity::Error, "error", "errors"),
            (Severity::Danger, "danger", "dangers"),
            (Severity::Warning, "warning", "warnings"),
            (Severity::Note, "note", "notes"),
        ];
        let counted = severities.iter().filter_map(|&(severity, one, many)| match self.count(severity) {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        });
        counted.collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests;
