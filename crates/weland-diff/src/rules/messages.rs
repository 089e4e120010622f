//! Inputs and outputs that are other shapes.

use weland_model::query::presence::Presence;
use weland_model::{Member, Severity, Shape, ShapeId, ShapeType, Target, trait_id};

use crate::change::{Change, Effect, RustApi, Wire};
use crate::compare::{Comparison, Pair};
use crate::fields;
use crate::kinds::{Relation, Targets, holds_numbers};
use crate::usage::when;

pub(super) fn messages(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for pair in comparison.shapes_of(ShapeType::Operation) {
        let (Some(old), Some(new)) = (pair.old.as_operation(), pair.new.as_operation()) else { continue };
        for (is_input, old, new) in [(true, &old.input, &new.input), (false, &old.output, &new.output)] {
            if !comparison.pairs.same(&old.id, &new.id) {
                changes.push(change(comparison, pair, is_input, (old, new)));
            }
        }
    }
}

fn change<'m>(
    comparison: &Comparison<'m>,
    pair: Pair<'m>,
    is_input: bool,
    (old, new): (&'m Target, &'m Target),
) -> Change {
    let (code, what, id) = match is_input {
        true => ("input-changed", "input", "ChangedOperationInput"),
        false => ("output-changed", "output", "ChangedOperationOutput"),
    };
    let (was_unit, is_unit) = (old.id == trait_id::UNIT, new.id == trait_id::UNIT);
    let message = match (was_unit, is_unit) {
        (true, _) => format!("`{}` has the {what} `{}` now, and had none before", pair.new.id, new.id),
        (_, true) => format!("`{}` no longer has an {what}; it was `{}`", pair.new.id, old.id),
        _ => format!("the {what} of `{}` changed from `{}` to `{}`", pair.new.id, old.id, new.id),
    };
    let demands = |shape: Option<&Shape>| {
        let members = shape.into_iter().flat_map(|shape| &shape.members);
        members.into_iter().any(|member| member.traits.contains(trait_id::REQUIRED))
    };
    let wire = match (was_unit, is_unit, is_input) {
        // What is sent beyond what is known is ignored; what is demanded and not sent is missing.
        (true, _, true) => {
            let effect = if demands(comparison.new.get(&new.id)) { Effect::Breaking } else { Effect::Compatible };
            Wire { old_clients: effect, new_clients: Effect::Conditional }
        }
        (true, _, false) => {
            Wire { new_clients: when(demands(comparison.new.get(&new.id)), Effect::Breaking), ..Wire::COMPATIBLE }
        }
        (_, true, true) => Wire {
            old_clients: Effect::Conditional,
            new_clients: when(demands(comparison.old.get(&old.id)), Effect::Breaking),
        },
        (_, true, false) => Wire { old_clients: Effect::Breaking, new_clients: Effect::Compatible },
        _ => of_members(comparison, is_input, &old.id, &new.id),
    };
    Change::new(code, Severity::Error, pair.new.id.clone(), message)
        .help("change the members of the shape instead; callers of generated crates name its type")
        .at(old.span, new.span)
        .wire(if pair.usage.is_used() { wire } else { Wire::COMPATIBLE })
        .rust(if pair.usage.is_used() { RustApi::Major } else { RustApi::None })
        .reference(id)
}

/// What it means that a message is another structure: members that only one of both has are ignored or missing.
fn of_members<'m>(comparison: &Comparison<'m>, is_input: bool, old: &'m ShapeId, new: &'m ShapeId) -> Wire {
    let (Some(from), Some(to)) = (comparison.old.get(old), comparison.new.get(new)) else { return Wire::BREAKING };
    let mut wire = Wire::COMPATIBLE;
    for member in &from.members {
        wire = wire.max(match to.member(&member.name) {
            Some(other) => of_both(comparison, is_input, member, other),
            None => gone(is_input, is_demanded(comparison.old_presence(from, member), member)),
        });
    }
    let is_new = |member: &&Member| from.member(&member.name).is_none();
    to.members
        .iter()
        .filter(is_new)
        .fold(wire, |wire, member| wire.max(added(is_input, is_demanded(comparison.new_presence(to, member), member))))
}

/// Whether a message has to have a member.
fn is_demanded(presence: Presence, member: &Member) -> bool {
    presence.required && fields::default(member).is_none()
}

fn gone(is_input: bool, is_demanded: bool) -> Wire {
    let missing = if is_demanded { Effect::Breaking } else { Effect::Conditional };
    match is_input {
        true => Wire { old_clients: Effect::Conditional, new_clients: when(is_demanded, Effect::Breaking) },
        false => Wire { old_clients: missing, ..Wire::COMPATIBLE },
    }
}

fn added(is_input: bool, is_demanded: bool) -> Wire {
    let demanded = when(is_demanded, Effect::Breaking);
    match is_input {
        true => Wire { old_clients: demanded, new_clients: Effect::Conditional },
        false => Wire { new_clients: demanded, ..Wire::COMPATIBLE },
    }
}

fn of_both<'m>(comparison: &Comparison<'m>, is_input: bool, old: &'m Member, new: &'m Member) -> Wire {
    let stated =
        |member: &'m Member| member.traits.iter().map(|applied| (&applied.id, &applied.value)).collect::<Vec<_>>();
    if stated(old) != stated(new) {
        return Wire::BREAKING;
    }
    let (narrower, wider) = (Effect::Breaking, Effect::Conditional);
    match (Targets::new(comparison).relation(&old.target, &new.target), is_input) {
        (Relation::Same, _) => Wire::COMPATIBLE,
        (Relation::Narrower, true) => Wire { old_clients: narrower, ..Wire::COMPATIBLE },
        (Relation::Narrower, false)
            if comparison.new.target(new).is_some_and(|to| holds_numbers(comparison.new, to)) =>
        {
            Wire { new_clients: Effect::Breaking, ..Wire::COMPATIBLE }
        }
        (Relation::Narrower, false) => Wire { new_clients: wider, ..Wire::COMPATIBLE },
        (Relation::Wider, true) => Wire { new_clients: wider, ..Wire::COMPATIBLE },
        (Relation::Wider, false) => Wire { old_clients: wider, ..Wire::COMPATIBLE },
        (Relation::Other, _) => Wire::BREAKING,
    }
}
