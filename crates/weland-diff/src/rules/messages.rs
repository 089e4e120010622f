//! Inputs and outputs that are other shapes.

use weland_model::{Severity, Shape, ShapeType, Target, trait_id};

use crate::change::{Change, Effect, RustApi, Wire};
use crate::compare::{Comparison, Pair};
use crate::kinds::{Relation, Targets};
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
    let relation = Targets::new(comparison).relation(&old.id, &new.id);
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
        _ if relation == Relation::Same => Wire::COMPATIBLE,
        _ => pair.usage.rewritten(),
    };
    Change::new(code, Severity::Error, pair.new.id.clone(), message)
        .help("change the members of the shape instead; callers of generated crates name its type")
        .at(old.span, new.span)
        .wire(if pair.usage.is_used() { wire } else { Wire::COMPATIBLE })
        .rust(if pair.usage.is_used() { RustApi::Major } else { RustApi::None })
        .reference(id)
}
