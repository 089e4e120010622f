//! Security as OpenAPI states it: schemes by name, and the sets of them that operations accept.

use std::collections::BTreeMap;

use weland_model::{Node, Severity, Shape, ShapeType, trait_id};

use crate::change::{Change, Effect, RustApi, Wire};
use crate::compare::{Comparison, Pair};
use crate::text;

pub(super) fn security(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for pair in comparison.shapes_of(ShapeType::Service) {
        schemes(pair, changes);
        requirements(pair, changes);
    }
    for pair in comparison.shapes_of(ShapeType::Operation) {
        requirements(pair, changes);
    }
}

/// What requests depend on in a scheme; the rest is for people and for whoever fetches tokens.
fn sent(scheme: &Node) -> Vec<Option<&str>> {
    ["type", "in", "name", "scheme"].iter().map(|key| scheme.get_str(key)).collect()
}

fn schemes(pair: Pair<'_>, changes: &mut Vec<Change>) {
    let of = |shape: &'_ Shape| -> BTreeMap<String, Node> {
        let object = shape.traits.get(trait_id::OPENAPI_SECURITY_SCHEMES).and_then(Node::as_object);
        object
            .into_iter()
            .flat_map(|object| object.iter())
            .map(|(name, node)| (name.to_owned(), node.clone()))
            .collect()
    };
    let (old, new) = (of(pair.old), of(pair.new));
    let id = &pair.new.id;
    for (name, scheme) in &old {
        let (code, severity, message, wire, rust) = match new.get(name) {
            None => (
                "auth-scheme-removed",
                Severity::Warning,
                format!("`{id}` no longer has the security scheme `{name}`"),
                Wire { old_clients: Effect::Conditional, ..Wire::COMPATIBLE },
                RustApi::Major,
            ),
            Some(other) if other == scheme => continue,
            Some(other) => {
                let is_sent = sent(scheme) != sent(other);
                let (from, to) = (text::value(scheme), text::value(other));
                (
                    "auth-scheme-changed",
                    if is_sent { Severity::Error } else { Severity::Note },
                    format!("the security scheme `{name}` of `{id}` changed from {from} to {to}"),
                    if is_sent { Wire::BREAKING } else { Wire::COMPATIBLE },
                    if is_sent { RustApi::Major } else { RustApi::Patch },
                )
            }
        };
        let place = new.get(name).map_or(pair.new.span, |scheme| scheme.span);
        changes.push(Change::new(code, severity, id.clone(), message).at(scheme.span, place).wire(wire).rust(rust));
    }
    for (name, scheme) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        let message = format!("`{id}` got the security scheme `{name}`");
        changes.push(
            Change::new("auth-scheme-added", Severity::Note, id.clone(), message)
                .at(pair.old.span, scheme.span)
                .rust(RustApi::Minor),
        );
    }
}

fn requirements(pair: Pair<'_>, changes: &mut Vec<Change>) {
    let of = |shape: &'_ Shape| shape.traits.get(trait_id::OPENAPI_SECURITY).cloned();
    let (old, new) = (of(pair.old), of(pair.new));
    if old == new {
        return;
    }
    let list =
        |node: &Option<Node>| node.as_ref().and_then(|node| node.as_array().map(<[Node]>::to_vec)).unwrap_or_default();
    let (before, after) = (list(&old), list(&new));
    let (for_old, for_new) = (accepted(&before, &after), accepted(&after, &before));
    let lost = for_old == Effect::Breaking;
    let value = |node: &Option<Node>| node.as_ref().map_or("what the service states".to_owned(), text::value);
    let message =
        format!("what `{}` accepts to authenticate changed from {} to {}", pair.new.id, value(&old), value(&new));
    // What new clients send that old servers don't accept, they send because it is new.
    let wire = Wire { old_clients: for_old, new_clients: for_new.min(Effect::Conditional) };
    let place = |node: &Option<Node>, shape: &Shape| node.as_ref().map_or(shape.span, |node| node.span);
    let severity = if lost { Severity::Error } else { Severity::Note };
    let change = Change::new("auth-changed", severity, pair.new.id.clone(), message)
        .at(place(&old, pair.old), place(&new, pair.new))
        .wire(if pair.usage.is_used() { wire } else { Wire::COMPATIBLE })
        .rust(if pair.usage.is_used() { RustApi::Patch } else { RustApi::None });
    changes.push(if lost { change.help("accept what old clients send as long as they are in use") } else { change });
}

/// Whether what clients send who know some alternatives is accepted by a server that knows others.
fn accepted(sent: &[Node], wanted: &[Node]) -> Effect {
    if sent.is_empty() || wanted.is_empty() {
        // No requirements at all: nothing has to be sent.
        return if wanted.is_empty() { Effect::Compatible } else { Effect::Breaking };
    }
    // Clients choose any of the alternatives.
    sent.iter()
        .map(|sent| wanted.iter().map(|wanted| covers(sent, wanted)).min().unwrap_or_default())
        .max()
        .unwrap_or_default()
}

/// Whether one set of schemes with their scopes has all that another one wants.
fn covers(sent: &Node, wanted: &Node) -> Effect {
    let mut effect = Effect::Compatible;
    for (scheme, scopes) in wanted.as_object().into_iter().flat_map(|object| object.iter()) {
        let Some(granted) = sent.get(scheme) else { return Effect::Breaking };
        let list = |node: &'_ Node| node.as_array().unwrap_or_default().to_vec();
        let granted = list(granted);
        if list(scopes).iter().any(|scope| !granted.contains(scope)) {
            // The caller may be allowed to more than was asked for.
            effect = Effect::Conditional;
        }
    }
    effect
}
