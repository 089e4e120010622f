//! Security as OpenAPI states it: schemes by name, and the sets of them that operations accept.

use std::collections::BTreeMap;

use weland_model::{Node, Severity, Shape, ShapeType, trait_id};

use crate::change::{Change, Effect, RustApi, Wire};
use crate::compare::{Comparison, Pair};
use crate::rules::auth;
use crate::text;

pub(super) fn security(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for pair in comparison.shapes_of(ShapeType::Service) {
        schemes(pair, changes);
        let of = |shape: &'_ Shape| shape.traits.get(trait_id::OPENAPI_SECURITY).cloned();
        let of_service = (of(pair.old), of(pair.new));
        requirements(pair, &of_service.0, &of_service.1, changes);
        for operation in auth::operations_of(comparison, pair) {
            let own = (of(operation.old), of(operation.new));
            // Without requirements of their own, operations have those of the service, where it is told that these have changed.
            if own.0.is_some() || own.1.is_some() {
                let (old, new) = (own.0.or(of_service.0.clone()), own.1.or(of_service.1.clone()));
                requirements(operation, &old, &new, changes);
            }
        }
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

fn requirements(pair: Pair<'_>, old: &Option<Node>, new: &Option<Node>, changes: &mut Vec<Change>) {
    if old == new {
        return;
    }
    let (before, after) = (alternatives(old), alternatives(new));
    // Any of them may be what an old client sends.
    let for_old = accepted(&before, &after).into_iter().max().unwrap_or_default();
    let for_new = accepted(&after, &before);
    let lost = for_old == Effect::Breaking;
    let value = |node: &Option<Node>| node.as_ref().map_or("nothing".to_owned(), text::value);
    let message =
        format!("what `{}` accepts to authenticate changed from {} to {}", pair.new.id, value(old), value(new));
    let is_cut_off = for_new.iter().all(|effect| *effect == Effect::Breaking);
    let met = for_new.into_iter().max().unwrap_or_default();
    let new_clients = if is_cut_off { Effect::Breaking } else { met.min(Effect::Conditional) };
    let wire = Wire { old_clients: for_old, new_clients };
    let place = |node: &Option<Node>, shape: &Shape| node.as_ref().map_or(shape.span, |node| node.span);
    let severity = if lost { Severity::Error } else { Severity::Note };
    let change = Change::new("auth-changed", severity, pair.new.id.clone(), message)
        .at(place(old, pair.old), place(new, pair.new))
        .wire(if pair.usage.is_used() { wire } else { Wire::COMPATIBLE })
        .rust(if pair.usage.is_used() { RustApi::Patch } else { RustApi::None });
    changes.push(if lost { change.help("accept what old clients send as long as they are in use") } else { change });
}

/// The sets of schemes that requirements accept. Without requirements, that is the empty one.
fn alternatives(stated: &Option<Node>) -> Vec<Option<&Node>> {
    let stated = stated.as_ref().and_then(Node::as_array).unwrap_or_default();
    if stated.is_empty() { vec![None] } else { stated.iter().map(Some).collect() }
}

/// For each alternative of clients, whether a server that knows others accepts it.
fn accepted(sent: &[Option<&Node>], wanted: &[Option<&Node>]) -> Vec<Effect> {
    sent.iter().map(|sent| wanted.iter().map(|wanted| covers(*sent, *wanted)).min().unwrap_or_default()).collect()
}

/// Whether one set of schemes with their scopes has all that another one wants.
fn covers(sent: Option<&Node>, wanted: Option<&Node>) -> Effect {
    let mut effect = Effect::Compatible;
    for (scheme, scopes) in wanted.and_then(Node::as_object).into_iter().flat_map(|object| object.iter()) {
        let Some(granted) = sent.and_then(|sent| sent.get(scheme)) else { return Effect::Breaking };
        let list = |node: &'_ Node| node.as_array().unwrap_or_default().to_vec();
        let granted = list(granted);
        if list(scopes).iter().any(|scope| !granted.contains(scope)) {
            // The caller may be allowed to more than was asked for.
            effect = Effect::Conditional;
        }
    }
    effect
}
