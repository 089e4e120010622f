//! Changes that the authors of the new model don't want to hear of.

use weland_model::{Model, Node, Severity, trait_id};

use crate::change::Change;

/// Drops changes that `@suppress` or the metadata `suppressions` of the new model name, by code or by the id of the
/// reference implementation; raises those that `severityOverrides` names. Errors can't be suppressed.
pub(crate) fn apply(model: &Model, changes: &mut Vec<Change>) {
    let suppressions = entries(model, "suppressions");
    let overrides = entries(model, "severityOverrides");
    changes.retain(|change| {
        change.severity == Severity::Error
            || !suppressions.iter().any(|entry| covers(entry, change)) && !by_trait(model, change)
    });
    for change in changes {
        let raised = overrides.iter().filter(|entry| covers(entry, change)).filter_map(severity).max();
        change.severity = raised.map_or(change.severity, |raised| change.severity.max(raised));
    }
}

fn severity(entry: &Node) -> Option<Severity> {
    match entry.get_str("severity")? {
        "WARNING" => Some(Severity::Warning),
        "DANGER" => Some(Severity::Danger),
        _ => None,
    }
}

fn entries<'m>(model: &'m Model, key: &str) -> &'m [Node] {
    model.metadata.get(key).and_then(Node::as_array).unwrap_or_default()
}

fn covers(entry: &Node, change: &Change) -> bool {
    let (Some(id), Some(namespace)) = (entry.get_str("id"), entry.get_str("namespace")) else { return false };
    (namespace == "*" || namespace == change.subject.namespace()) && change.names().any(|name| name == id)
}

/// Whether the shape or the member has `@suppress` for the change.
fn by_trait(model: &Model, change: &Change) -> bool {
    let Some(shape) = model.get(change.subject.root_str()) else { return false };
    let member = change.subject.member().and_then(|name| shape.member(name));
    let traits = [Some(&shape.traits), member.map(|member| &member.traits)];
    let codes = traits.into_iter().flatten().filter_map(|traits| traits.get(trait_id::SUPPRESS)?.as_array());
    codes.flatten().filter_map(Node::as_str).any(|code| change.names().any(|name| name == code))
}
