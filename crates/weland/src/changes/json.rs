//! Changes as JSON lines: one object per change, and the verdict at the end.

use serde::Serialize;
use weland_diff::{Verdict, Wire};

use super::{Changes, LocatedChange};
use crate::report::JsonLocation;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    severity: &'static str,
    code: &'static str,
    shape: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<JsonLocation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<JsonLocation<'a>>,
    wire: JsonWire,
    rust: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    smithy: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonWire {
    old_clients: &'static str,
    new_clients: &'static str,
}

#[derive(Serialize)]
struct Last {
    verdict: JsonVerdict,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonVerdict {
    changes: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'static str>,
    wire: JsonWire,
    rust: &'static str,
    failed: bool,
}

impl From<Wire> for JsonWire {
    fn from(wire: Wire) -> Self {
        Self { old_clients: wire.old_clients.as_str(), new_clients: wire.new_clients.as_str() }
    }
}

impl<'a> From<&'a LocatedChange> for Line<'a> {
    fn from(located: &'a LocatedChange) -> Self {
        let change = &located.change;
        Self {
            severity: change.severity.as_str(),
            code: change.code,
            shape: change.subject.as_str(),
            message: &change.message,
            help: change.help.as_deref(),
            old: located.old.as_ref().map(JsonLocation::from),
            new: located.new.as_ref().map(JsonLocation::from),
            wire: change.wire.into(),
            rust: change.rust.as_str(),
            smithy: change.reference.as_deref(),
            accepted: located.accepted.as_deref(),
        }
    }
}

/// All changes, also those that are accepted. The verdict is on the others.
pub(crate) fn to_json(changes: &Changes, failed: bool) -> serde_json::Result<String> {
    let mut text = String::new();
    for change in &changes.changes {
        text.push_str(&serde_json::to_string(&Line::from(change))?);
        text.push('\n');
    }
    let Verdict { severity, wire, rust } = changes.verdict();
    let verdict = JsonVerdict {
        changes: changes.open().count(),
        severity: severity.map(|severity| severity.as_str()),
        wire: wire.into(),
        rust: rust.as_str(),
        failed,
    };
    text.push_str(&serde_json::to_string(&Last { verdict })?);
    text.push('\n');
    Ok(text)
}
