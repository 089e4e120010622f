//! Defaults of members and of shapes.

use weland_model::{AppliedTrait, Model, Node, NodeKind, Severity, ShapeId, ShapeType, trait_id};

use crate::change::{Change, Effect, RustApi, Wire};
use crate::compare::{Comparison, MemberPair};
use crate::fields;
use crate::text;
use crate::usage::{Usage, when};

pub(super) fn defaults(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for member in comparison.members().filter(|it| it.shapes.new.shape_type == ShapeType::Structure) {
        let applied = |traits: &'_ weland_model::Traits| traits.applied(trait_id::DEFAULT).cloned();
        let (old, new) = (applied(&member.old.traits), applied(&member.new.traits));
        let is_null = |it: &Option<AppliedTrait>| it.as_ref().is_none_or(|it| it.value.is_null());
        match (is_null(&old), is_null(&new), &old, &new) {
            (true, false, _, Some(new)) => changes.push(added(comparison, member, new)),
            (false, true, Some(old), _) => changes.push(removed(comparison, member, old)),
            (false, false, Some(old), Some(new)) if old.value != new.value => {
                changes.push(changed(comparison.new, member, old, new));
            }
            _ => {}
        }
    }
    for pair in comparison.shapes() {
        let applied = |shape: &'_ weland_model::Shape| shape.traits.applied(trait_id::DEFAULT).cloned();
        let (old, new) = (applied(pair.old), applied(pair.new));
        if old.as_ref().map(|it| &it.value) != new.as_ref().map(|it| &it.value) {
            let value = |it: &Option<AppliedTrait>| it.as_ref().map_or("none".to_owned(), |it| text::value(&it.value));
            let message = format!("the default of `{}` changed from {} to {}", pair.new.id, value(&old), value(&new));
            let code = match (&old, &new) {
                (None, _) => "default-added",
                (_, None) => "default-removed",
                _ => "default-changed",
            };
            changes.push(
                Change::new(code, Severity::Error, pair.new.id.clone(), message)
                    .help("members that target the shape repeat its default; change it there, with another shape")
                    .at(old.map_or(pair.old.span, |it| it.span), new.map_or(pair.new.span, |it| it.span))
                    .reference("ChangedDefault"),
            );
        }
    }
}

/// What another kind of field means for the crates.
fn rust(comparison: &Comparison<'_>, member: MemberPair<'_>) -> RustApi {
    let old = fields::old_field(comparison, member.shapes.old, member.old);
    let new = fields::new_field(comparison, member.shapes.new, member.new);
    match old.kind == new.kind {
        _ if !member.shapes.usage.is_used() => RustApi::None,
        true => RustApi::Patch,
        false => RustApi::Major,
    }
}

fn added(comparison: &Comparison<'_>, member: MemberPair<'_>, new: &AppliedTrait) -> Change {
    let is_stated = member.new.traits.contains(trait_id::ADDED_DEFAULT);
    let message = format!("the member `{}` got the default {}", member.id(), text::value(&new.value));
    let severity = if is_stated { Severity::Note } else { Severity::Error };
    let change = Change::new("default-added", severity, member.id(), message)
        .at(member.old.span, new.span)
        .rust(rust(comparison, member));
    match is_stated {
        true => change,
        false => change
            .help("add `@addedDefault` as well, so that generators can keep the field as it was where they have to")
            .reference("ChangedDefault"),
    }
}

fn removed(comparison: &Comparison<'_>, member: MemberPair<'_>, old: &AppliedTrait) -> Change {
    let usage = member.usage;
    let message = format!("the member `{}` lost its default {}", member.id(), text::value(&old.value));
    Change::new("default-removed", Severity::Error, member.id(), message)
        .help("keep the default: clients that leave the member out rely on it")
        .at(old.span, member.new.span)
        .wire(Wire { old_clients: when(usage.is_used(), Effect::Conditional), new_clients: Effect::Compatible })
        .rust(rust(comparison, member))
        .reference("ChangedDefault")
}

fn changed(model: &Model, member: MemberPair<'_>, old: &AppliedTrait, new: &AppliedTrait) -> Change {
    let is_zero = |node: &Node| is_zero(model, &member.new.target, node);
    let severity = if is_zero(&old.value) == is_zero(&new.value) { Severity::Danger } else { Severity::Error };
    let (from, to) = (text::value(&old.value), text::value(&new.value));
    let message = format!("the default of `{}` changed from {from} to {to}", member.id());
    let usage: Usage = member.usage;
    Change::new("default-changed", severity, member.id(), message)
        .help("what leaves the member out means something else now; keep the default, or add another member")
        .at(old.span, new.span)
        .wire(usage.conditional())
        .rust(if usage.is_used() { RustApi::Patch } else { RustApi::None })
        .reference("ChangedDefault")
}

/// Whether a default is what version 1 of Smithy took for absence.
fn is_zero(model: &Model, target: &ShapeId, node: &Node) -> bool {
    let is_number = model.get(target).is_some_and(|it| it.shape_type.is_number());
    match &node.kind {
        NodeKind::Number(number) => is_number && number.as_f64() == 0.0,
        NodeKind::Bool(value) => !value,
        _ => false,
    }
}
