//! Diagnostics as a SARIF 2.1.0 log, which code hosts and editors show next to the affected lines.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;
use weland_model::Severity;

use super::{FileLocation, LocatedDiagnostic, Report};
use crate::explain;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Relative paths are relative to the root of the analysed sources.
const ROOT: &str = "%SRCROOT%";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    /// Columns count Unicode scalar values.
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    #[serde(flatten)]
    description: Option<RuleDescription>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleDescription {
    short_description: Text,
    help: Help,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

/// What SARIF calls a result.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

/// Writes all diagnostics as one log.
pub(crate) fn write_sarif(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let codes: BTreeSet<&'static str> = report.diagnostics().iter().map(|diagnostic| diagnostic.code).collect();
    let codes: Vec<&'static str> = codes.into_iter().collect();
    let driver = Driver {
        name: "weland",
        version: env!("CARGO_PKG_VERSION"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: env!("CARGO_PKG_REPOSITORY"),
        rules: codes.iter().map(|&code| rule(code)).collect(),
    };
    let results = report.diagnostics().iter().map(|diagnostic| outcome(diagnostic, &codes)).collect();
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
    serde_json::to_writer_pretty(&mut *out, &log).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

fn rule(code: &'static str) -> Rule {
    let description = explain::find(code).map(|explanation| RuleDescription {
        short_description: Text { text: explanation.summary().to_owned() },
        help: Help { text: explanation.text, markdown: explanation.text },
    });
    Rule { id: code, description }
}

fn outcome<'a>(diagnostic: &'a LocatedDiagnostic, codes: &[&str]) -> Outcome<'a> {
    let mut text = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        let _ = write!(text, "\n{help}");
    }
    let related = diagnostic.related.iter().enumerate();
    Outcome {
        rule_id: diagnostic.code,
        rule_index: codes.iter().position(|code| *code == diagnostic.code).unwrap_or_default(),
        level: level(diagnostic.severity),
        message: Text { text },
        locations: diagnostic.location.iter().map(|it| location(it, None, diagnostic.label.as_ref())).collect(),
        related_locations: related.map(|(index, (it, message))| location(it, Some(index + 1), Some(message))).collect(),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Danger | Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn location(location: &FileLocation, id: Option<usize>, message: Option<&String>) -> Location {
    let region = location.range.as_ref().map(|range| Region {
        start_line: range.start.line,
        start_column: range.start.column,
        end_line: range.end.line,
        end_column: range.end.column,
    });
    Location {
        id,
        physical_location: PhysicalLocation { artifact_location: artifact(&location.path), region },
        message: message.map(|text| Text { text: text.clone() }),
    }
}

fn artifact(path: &str) -> ArtifactLocation {
    if path.starts_with('/') {
        return ArtifactLocation { uri: format!("file://{}", encoded(path)), uri_base_id: None };
    }
    ArtifactLocation { uri: encoded(path), uri_base_id: Some(ROOT) }
}

/// The path as part of a URI. A colon is encoded as well, since it would end a scheme.
fn encoded(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => uri.push(char::from(byte)),
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}
