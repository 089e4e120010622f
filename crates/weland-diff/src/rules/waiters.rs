//! Waiters of operations.

use std::collections::BTreeMap;

use weland_model::{Node, Severity, Shape, ShapeType, trait_id};

use crate::change::{Change, RustApi};
use crate::compare::Comparison;

pub(super) fn waiters(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for pair in comparison.shapes_of(ShapeType::Operation) {
        let (old, new) = (waiters_of(pair.old), waiters_of(pair.new));
        let names: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for name in names {
            let id = &pair.new.id;
            let (code, severity, words, rust) = match (old.get(name), new.get(name)) {
                (Some(old), Some(new)) if waits_for(old) == waits_for(new) => continue,
                (Some(_), Some(_)) => ("waiter-changed", Severity::Warning, "waits for something else", RustApi::Patch),
                (Some(_), None) => ("waiter-removed", Severity::Error, "was removed", RustApi::Major),
                _ => ("waiter-added", Severity::Note, "was added", RustApi::Minor),
            };
            let place =
                |waiters: &BTreeMap<String, &Node>, shape: &Shape| waiters.get(name).map_or(shape.span, |it| it.span);
            let change = Change::new(code, severity, id.clone(), format!("the waiter `{name}` of `{id}` {words}"))
                .at(place(&old, pair.old), place(&new, pair.new))
                .rust(if pair.usage.is_used() { rust } else { RustApi::None })
                .reference("ModifiedTrait.Update.smithy.waiters#waitable");
            changes.push(match code {
                "waiter-removed" => change.help("keep it and mark it as deprecated"),
                _ => change,
            });
        }
    }
}

/// What a waiter does; the rest of it is for people.
fn waits_for(waiter: &Node) -> [Option<&Node>; 3] {
    ["acceptors", "minDelay", "maxDelay"].map(|key| waiter.get(key))
}

fn waiters_of(shape: &Shape) -> BTreeMap<String, &Node> {
    let object = shape.traits.get(trait_id::WAITABLE).and_then(Node::as_object);
    object.into_iter().flat_map(|object| object.iter()).map(|(name, node)| (name.to_owned(), node)).collect()
}
