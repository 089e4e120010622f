//! Findings as JSON lines: one object per finding.

use std::io::{self, Write};

use serde::Serialize;

use super::{Finding, Place, Report};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Option<JsonPlace<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<JsonRelated<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonPlace<'a> {
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
    place: JsonPlace<'a>,
}

impl<'a> From<&'a Place> for JsonPlace<'a> {
    fn from(place: &'a Place) -> Self {
        Self {
            path: &place.path,
            range: place.range.as_ref().map(|range| JsonRange {
                line: range.start.line,
                column: range.start.column,
                end_line: range.end.line,
                end_column: range.end.column,
            }),
        }
    }
}

impl<'a> From<&'a Finding> for Line<'a> {
    fn from(finding: &'a Finding) -> Self {
        let related = finding.related.iter();
        Self {
            severity: finding.severity.as_str(),
            code: finding.code,
            message: &finding.message,
            place: finding.place.as_ref().map(JsonPlace::from),
            label: finding.label.as_deref(),
            help: finding.help.as_deref(),
            related: related.map(|(place, message)| JsonRelated { message, place: place.into() }).collect(),
        }
    }
}

/// Writes every finding as one line of JSON.
pub(crate) fn write_json(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.findings() {
        serde_json::to_writer(&mut *out, &Line::from(finding)).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
