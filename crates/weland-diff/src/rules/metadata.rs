//! Metadata of models.

use weland_model::{Node, Severity, ShapeId};

use crate::change::Change;
use crate::compare::Comparison;
use crate::text;

/// What metadata tells tools that check models; it says nothing of the API.
const FOR_TOOLS: [&str; 4] = ["suppressions", "severityOverrides", "validators", "weland.generated"];

pub(super) fn metadata(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    let (old, new) = (&comparison.old.metadata, &comparison.new.metadata);
    // Metadata belongs to no shape; it is told as a shape of the prelude's namespace would be.
    let Ok(subject) = ShapeId::new("smithy.api", "metadata") else { return };
    let keys: std::collections::BTreeSet<_> = old.keys().chain(new.keys()).collect();
    for key in keys.into_iter().filter(|key| !FOR_TOOLS.contains(&&***key)) {
        let (severity, message, reference) = match (old.get(key), new.get(key)) {
            (Some(old), Some(new)) if old == new => continue,
            (Some(old), Some(new)) => (
                Severity::Danger,
                format!("the metadata `{key}` changed from {} to {}", text::value(old), text::value(new)),
                "ChangedMetadata",
            ),
            (Some(_), None) => (Severity::Danger, format!("the metadata `{key}` was removed"), "RemovedMetadata"),
            _ => (Severity::Note, format!("the metadata `{key}` was added"), "AddedMetadata"),
        };
        let span = |node: Option<&Node>| node.map(|node| node.span);
        changes.push(
            Change::new("metadata-changed", severity, subject.clone(), message)
                .help("messages and generated crates don't depend on it; check what reads it")
                .at(span(old.get(key)), span(new.get(key)))
                .reference(reference),
        );
    }
}
