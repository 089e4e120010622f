//! Operations and resources of services and resources.

use std::collections::BTreeSet;

use weland_model::query::{http, operations};
use weland_model::{Model, Severity, Shape, ShapeId, ShapeType, Target, trait_id};

use crate::change::{Change, Effect, RustApi, Wire};
use crate::compare::{Comparison, Pair};
use crate::text;
use crate::usage::Features;

pub(super) fn bindings(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    whole_operations(comparison, changes);
    let reached = Reached::new(comparison);
    for pair in comparison.shapes() {
        for kind in [Kind::Operation, Kind::Resource] {
            compare(comparison, pair, kind, &reached, changes);
        }
    }
}

/// Operations that are gone, new or called otherwise, whatever they are bound to.
fn whole_operations(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    let is_operation = |shape: &&&Shape| shape.shape_type == ShapeType::Operation;
    for operation in comparison.pairs.removed.values().filter(is_operation) {
        changes.push(removed(operation, comparison.old_usage(&operation.id).is_used()));
    }
    for operation in comparison.pairs.added.values().filter(is_operation) {
        let is_used = comparison.new_usage(&operation.id).is_used();
        let message = format!("the operation `{}` was added{}", operation.id, request(operation));
        changes.push(
            Change::new("operation-added", Severity::Note, operation.id.clone(), message)
                .help("servers have to implement it before clients call it")
                .at(None, operation.span)
                .wire(Wire {
                    new_clients: if is_used { Effect::Conditional } else { Effect::Compatible },
                    ..Wire::COMPATIBLE
                })
                .rust(if is_used { RustApi::Minor } else { RustApi::None })
                .reference("AddedShape"),
        );
    }
    for pair in comparison.shapes_of(ShapeType::Operation).filter(|pair| pair.old.id != pair.new.id) {
        let message = format!("the operation `{}` is called `{}` now", pair.old.id, pair.new.id);
        // Some protocols say by its name which operation a request is for.
        let is_named = pair.old.id.name() != pair.new.id.name();
        let usage = pair.usage.read_by(Features::OPERATION_NAMES);
        let wire = if is_named { usage.rewritten() } else { Wire::COMPATIBLE };
        let (severity, help) = match wire == Wire::COMPATIBLE {
            true => (
                Severity::Danger,
                "requests are the same, but methods and types of generated crates have new names; `rename` in \
                 weland.yaml can keep the old ones",
            ),
            false => (
                Severity::Error,
                "requests have the name, which peers of the other model don't know; `rename` in weland.yaml changes names in \
                 generated crates alone",
            ),
        };
        changes.push(
            Change::new("operation-renamed", severity, pair.new.id.clone(), message)
                .help(help)
                .at(pair.old.span, pair.new.span)
                .wire(wire)
                .rust(if comparison.code.same_type(pair.old, pair.new) { RustApi::Patch } else { RustApi::Major }),
        );
    }
}

fn removed(operation: &Shape, is_used: bool) -> Change {
    let deprecated = if operation.traits.contains(trait_id::DEPRECATED) { ", which was deprecated," } else { "" };
    let message = format!("the operation `{}`{deprecated} was removed{}", operation.id, request(operation));
    let change = Change::new("operation-removed", Severity::Error, operation.id.clone(), message)
        .help("deprecate it first, and remove it when nobody calls it any more")
        .at(operation.span, None)
        .reference("RemovedShape");
    match is_used {
        true => change.wire(Wire { old_clients: Effect::Breaking, ..Wire::COMPATIBLE }).rust(RustApi::Major),
        false => change,
    }
}

/// The request line of an operation, in brackets.
fn request(operation: &Shape) -> String {
    http::operation(&operation.traits).map_or_else(String::new, |line| format!(" (`{} {}`)", line.method, line.uri))
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Operation,
    Resource,
}

impl Kind {
    fn targets(self, shape: &Shape) -> Vec<&Target> {
        match (self, shape.as_service(), shape.as_resource()) {
            (Self::Operation, Some(data), _) => data.operations.iter().collect(),
            (Self::Operation, _, Some(data)) => data.all_operations().collect(),
            (Self::Resource, Some(data), _) => data.resources.iter().collect(),
            (Self::Resource, _, Some(data)) => data.resources.iter().collect(),
            _ => Vec::new(),
        }
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Operation => ("operation", "Operation"),
            Self::Resource => ("resource", "Resource"),
        }
    }
}

/// The operations that services of either model reach.
struct Reached<'m> {
    old: BTreeSet<&'m ShapeId>,
    new: BTreeSet<&'m ShapeId>,
}

impl<'m> Reached<'m> {
    fn new(comparison: &Comparison<'m>) -> Self {
        Self { old: operations_of(comparison.old), new: operations_of(comparison.new) }
    }
}

fn operations_of(model: &Model) -> BTreeSet<&ShapeId> {
    model.services().flat_map(|service| operations::operations(model, service)).map(|operation| &operation.id).collect()
}

fn compare(comparison: &Comparison<'_>, pair: Pair<'_>, kind: Kind, reached: &Reached<'_>, changes: &mut Vec<Change>) {
    let (old, new) = (kind.targets(pair.old), kind.targets(pair.new));
    let (word, id) = kind.names();
    let parent = if pair.new.shape_type == ShapeType::Service { "Service" } else { "Resource" };
    let pairs = &comparison.pairs;
    let (old_ids, new_ids): (BTreeSet<&ShapeId>, BTreeSet<&ShapeId>) =
        (old.iter().map(|target| &target.id).collect(), new.iter().map(|target| &target.id).collect());
    let is_kept = |target: &Target| new_ids.contains(pairs.new_of(&target.id).map_or(&target.id, |shape| &shape.id));
    let was_there = |target: &Target| old_ids.contains(pairs.old_of(&target.id).map_or(&target.id, |shape| &shape.id));
    for gone in old.iter().filter(|target| !is_kept(target)) {
        // An operation that is gone altogether is a change of its own.
        let Some(kept) = comparison.pairs.new_of(&gone.id).or_else(|| comparison.new.get(&gone.id)) else { continue };
        let is_reached = kind == Kind::Operation && reached.new.contains(&kept.id);
        let severity = if is_reached && parent == "Service" { Severity::Note } else { Severity::Error };
        let rest = if is_reached { ", but is still reached through another one" } else { "" };
        let message = format!("the {word} `{}` is no longer bound to {}{rest}", gone.id, text::shape(pair.new));
        let is_lost = kind == Kind::Operation && !is_reached && reached.old.contains(&gone.id);
        let change = Change::new("binding-removed", severity, pair.new.id.clone(), message)
            .help(if is_lost {
                "clients can't call it any more; keep it as long as it is called"
            } else {
                "nothing changes on the wire; check that policies and documentation don't depend on it"
            })
            .at(gone.span, pair.new.span)
            .reference(format!("Removed{id}Binding.From{parent}.{}", gone.id.name()));
        changes.push(match is_lost {
            true => change.wire(Wire { old_clients: Effect::Breaking, ..Wire::COMPATIBLE }).rust(RustApi::Major),
            false => change,
        });
    }
    for added in new.iter().filter(|target| !was_there(target)) {
        let Some(known) = comparison.pairs.old_of(&added.id).or_else(|| comparison.old.get(&added.id)) else {
            continue;
        };
        let is_gained = kind == Kind::Operation && !reached.old.contains(&known.id);
        let message = format!("the {word} `{}` is bound to {} now", added.id, text::shape(pair.new));
        let change = Change::new("binding-added", Severity::Note, pair.new.id.clone(), message)
            .at(pair.old.span, added.span)
            .reference(format!("Added{id}Binding.To{parent}.{}", added.id.name()));
        changes.push(match is_gained {
            true => change.wire(Wire { new_clients: Effect::Conditional, ..Wire::COMPATIBLE }).rust(RustApi::Minor),
            false => change,
        });
    }
}
