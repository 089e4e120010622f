//! Diagnostics as JSON lines: one object per diagnostic.

use std::io::{self, Write};

use serde::Serialize;

use super::{FileLocation, LocatedDiagnostic, Report};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    #[serde(flatten)]
    location: Option<JsonLocation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<JsonRelated<'a>>,
    #[serde(flatten)]
    data: &'a serde_json::Map<String, serde_json::Value>,
}

/// A location as JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct JsonLocation<'a> {
    path: &'a str,
    #[serde(flatten)]
    range: Option<JsonRange>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonRange {
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
struct JsonRelated<'a> {
    message: &'a str,
    #[serde(flatten)]
    location: JsonLocation<'a>,
}

impl<'a> From<&'a FileLocation> for JsonLocation<'a> {
    fn from(location: &'a FileLocation) -> Self {
        Self {
            path: &location.path,
            range: location.range.as_ref().map(|range| JsonRange {
                line: range.start.line,
                column: range.start.column,
                end_line: range.end.line,
                end_column: range.end.column,
            }),
        }
    }
}

impl<'a> From<&'a LocatedDiagnostic> for Line<'a> {
    fn from(diagnostic: &'a LocatedDiagnostic) -> Self {
        let related = diagnostic.related.iter();
        Self {
            severity: diagnostic.severity.as_str(),
            code: diagnostic.code,
            message: &diagnostic.message,
            location: diagnostic.location.as_ref().map(JsonLocation::from),
            label: diagnostic.label.as_deref(),
            help: diagnostic.help.as_deref(),
            related: related.map(|(location, message)| JsonRelated { message, location: location.into() }).collect(),
            data: &diagnostic.data,
        }
    }
}

/// Writes every diagnostic as one line of JSON.
pub(crate) fn write_json(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for diagnostic in report.diagnostics() {
        serde_json::to_writer(&mut *out, &Line::from(diagnostic)).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
