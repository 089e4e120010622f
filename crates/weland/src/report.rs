//! The diagnostics of a run and their output formats: text for people, JSON lines and SARIF for tools.

mod json;
mod sarif;
mod text;

use weland_model::{Diagnostic, Diagnostics, Location, Severity, Sources, Span};

pub(crate) use json::{JsonLocation, write_json};
pub(crate) use sarif::write_sarif;
pub(crate) use text::write_text;

/// Lines longer than this many bytes are not shown: a model may be one line of megabytes.
const LONGEST_SHOWN_LINE: usize = 1000;

/// A location that a diagnostic refers to: a file, or a range in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileLocation {
    /// The file or folder, as the user named it.
    pub(crate) path: String,
    /// The range in the file; absent when the diagnostic is about the file as a whole.
    pub(crate) range: Option<TextRange>,
}

/// A range of a file, with the line that it starts on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TextRange {
    pub(crate) start: Location,
    pub(crate) end: Location,
    /// The first line of the range; absent when it is too long to be shown.
    pub(crate) line: Option<String>,
    /// The bytes of `line` that the range covers.
    pub(crate) marked: std::ops::Range<usize>,
}

impl FileLocation {
    /// A file or folder as a whole.
    pub(crate) fn path(path: impl Into<String>) -> Self {
        Self { path: path.into(), range: None }
    }

    /// The location of a span, or `None` if the span isn't in these sources.
    pub(crate) fn of(sources: &Sources, span: Span) -> Option<Self> {
        let file = sources.get(span.file)?;
        let start = file.location(span.start);
        let end = file.location(span.end.max(span.start));
        let line = file.line(start.line).filter(|line| line.len() <= LONGEST_SHOWN_LINE);
        // In a line that is not shown, counting would take as long as the line, for each place in it.
        let marked = line.map_or(0..0, |line| {
            let from = byte_of_column(line, start.column);
            let to = if end.line == start.line { byte_of_column(line, end.column) } else { line.len() };
            from..to.max(from)
        });
        let range = TextRange { start, end, line: line.map(str::to_owned), marked };
        Some(Self { path: file.path().to_owned(), range: Some(range) })
    }

    /// Says that the file is that of a revision, as `git` writes it.
    pub(crate) fn set_revision(&mut self, revision: Option<&str>) {
        if let Some(revision) = revision {
            self.path = format!("{revision}:{}", self.path);
        }
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

/// A diagnostic whose spans are resolved to locations.
#[derive(Debug, Clone)]
pub(crate) struct LocatedDiagnostic {
    pub(crate) severity: Severity,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) location: Option<FileLocation>,
    pub(crate) label: Option<String>,
    pub(crate) help: Option<String>,
    pub(crate) related: Vec<(FileLocation, String)>,
    /// Whether it is about a model or a configuration, so that `weland explain` can help.
    pub(crate) explained: bool,
    /// What tools are told in addition, by name.
    pub(crate) data: serde_json::Map<String, serde_json::Value>,
}

impl LocatedDiagnostic {
    /// A warning.
    pub(crate) fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// An error.
    pub(crate) fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A note.
    pub(crate) fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity,
            code,
            message: message.into(),
            location: None,
            label: None,
            help: None,
            related: Vec::new(),
            explained: false,
            data: serde_json::Map::new(),
        }
    }

    pub(crate) fn at(mut self, location: FileLocation) -> Self {
        self.location = Some(location);
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

    /// Adds the fields of an object for tools, except null.
    pub(crate) fn data(mut self, data: serde_json::Value) -> Self {
        if let serde_json::Value::Object(fields) = data {
            self.data.extend(fields.into_iter().filter(|(_, value)| !value.is_null()));
        }
        self
    }

    /// A change between two models.
    pub(crate) fn of_change(severity: Severity, code: &'static str, message: String) -> Self {
        Self { explained: true, ..Self::new(severity, code, message) }
    }

    /// The diagnostic with its places in a revision, if there is one.
    pub(crate) fn in_revision(mut self, revision: Option<&str>) -> Self {
        let related = self.related.iter_mut().map(|(location, _)| location);
        for location in self.location.iter_mut().chain(related) {
            location.set_revision(revision);
        }
        self
    }

    fn of(diagnostic: Diagnostic, sources: &Sources) -> Self {
        let related = diagnostic.related.into_iter();
        Self {
            severity: diagnostic.severity,
            code: diagnostic.code,
            message: diagnostic.message,
            location: diagnostic.span.and_then(|span| FileLocation::of(sources, span)),
            label: diagnostic.label,
            help: diagnostic.help,
            related: related
                .filter_map(|related| Some((FileLocation::of(sources, related.span)?, related.message)))
                .collect(),
            explained: true,
            data: serde_json::Map::new(),
        }
    }
}

/// All diagnostics of a run, in the order in which they are shown.
#[derive(Debug, Default)]
pub(crate) struct Report {
    diagnostics: Vec<LocatedDiagnostic>,
}

impl Report {
    pub(crate) fn push(&mut self, diagnostic: LocatedDiagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn extend(&mut self, diagnostics: impl IntoIterator<Item = LocatedDiagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// Adds diagnostics, sorted by location, whose spans are in these sources.
    pub(crate) fn add(&mut self, diagnostics: Diagnostics, sources: &Sources) {
        let sorted = diagnostics.into_sorted().into_iter();
        let diagnostics = sorted.map(|diagnostic| LocatedDiagnostic::of(diagnostic, sources));
        self.diagnostics.extend(diagnostics);
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether there is a diagnostic with this code.
    pub(crate) fn has(&self, code: &str) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.code == code)
    }

    /// The code of the first error in a model or configuration.
    pub(crate) fn explained_code(&self) -> Option<&'static str> {
        let explained =
            |diagnostic: &&LocatedDiagnostic| diagnostic.explained && diagnostic.severity == Severity::Error;
        self.diagnostics.iter().find(explained).map(|diagnostic| diagnostic.code)
    }

    pub(crate) fn count(&self, severity: Severity) -> usize {
        let of_severity = |diagnostic: &&LocatedDiagnostic| diagnostic.severity == severity;
        self.diagnostics.iter().filter(of_severity).count()
    }

    pub(crate) fn into_diagnostics(self) -> impl Iterator<Item = LocatedDiagnostic> {
        self.diagnostics.into_iter()
    }

    pub(crate) fn diagnostics(&self) -> &[LocatedDiagnostic] {
        &self.diagnostics
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

/// A number and its noun.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests;
