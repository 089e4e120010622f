//! Constraints of values, compared by what they mean.

mod order;
mod types;

use weland_model::{Model, Node, Severity, ShapeId, Span, Traits, trait_id};

use crate::change::{Change, RustApi};
use crate::compare::Comparison;
use crate::text;
use crate::usage::Usage;
use order::Order;

/// A trait that constrains values.
struct Constraint {
    id: &'static str,
    what: &'static str,
    /// How values that meet the new one relate to those that meet the old one.
    compare: fn(&Node, &Node) -> Order,
    /// What the reference implementation calls a new value that is narrower.
    narrowed: &'static str,
}

const fn constraint(
    id: &'static str,
    what: &'static str,
    compare: fn(&Node, &Node) -> Order,
    narrowed: &'static str,
) -> Constraint {
    Constraint { id, what, compare, narrowed }
}

const CONSTRAINTS: &[Constraint] = &[
    constraint(trait_id::LENGTH, "length", order::of_sizes, "ChangedLengthTrait"),
    constraint(trait_id::RANGE, "range", order::of_limits, "ChangedRangeTrait"),
    constraint(trait_id::PATTERN, "pattern", order::of_patterns, "TraitBreakingChange.Update.smithy.api#pattern"),
    constraint(trait_id::UNIQUE_ITEMS, "demand for unique items", order::of_others, ""),
    constraint(trait_id::OPENAPI_EXCLUSIVE_MINIMUM, "exclusive minimum", order::of_minimums, ""),
    constraint(trait_id::OPENAPI_EXCLUSIVE_MAXIMUM, "exclusive maximum", order::of_maximums, ""),
    constraint(trait_id::OPENAPI_MULTIPLE_OF, "`multipleOf`", order::of_multiples, ""),
    constraint(trait_id::OPENAPI_PROPERTY_COUNT, "number of properties", order::of_sizes, ""),
    constraint(trait_id::OPENAPI_VALUES, "list of allowed values", order::of_sets, ""),
    constraint(trait_id::OPENAPI_CLOSED, "ban on other properties", order::of_others, ""),
    constraint(trait_id::OPENAPI_PATTERN_PROPERTIES, "pattern of properties", order::of_others, ""),
    constraint(trait_id::OPENAPI_PREFIX_ITEMS, "list of first items", order::of_others, ""),
    constraint(trait_id::OPENAPI_ALL_OF, "list of further schemas (`allOf`)", order::of_others, ""),
    constraint(trait_id::OPENAPI_EXACTLY_ONE, "demand for exactly one alternative", order::of_others, ""),
];

/// Whether a trait is compared here.
pub(super) fn is_constraint(id: &str) -> bool {
    CONSTRAINTS.iter().any(|constraint| constraint.id == id)
}

pub(super) fn constraints(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for pair in comparison.shapes().filter(|pair| pair.new.shape_type.is_data()) {
        for constraint in CONSTRAINTS {
            let old = of_traits(&pair.old.traits, constraint.id);
            let new = of_traits(&pair.new.traits, constraint.id);
            let values = (old.map(|(value, _)| value), new.map(|(value, _)| value));
            let is_other_type = pair.old.shape_type != pair.new.shape_type;
            if is_other_type && !types::is_told(comparison, (&pair.old.id, &pair.new.id), constraint.id, values) {
                continue;
            }
            let place = Place { id: &pair.new.id, usage: pair.usage, spans: (pair.old.span, pair.new.span) };
            changes.extend(compare(constraint, &place, old, new));
        }
    }
    for member in comparison.members() {
        let same_target = comparison.pairs.same(&member.old.target, &member.new.target);
        // Most members have nothing to tell, and ids are texts that have to be made.
        let mut id = None;
        for constraint in CONSTRAINTS {
            let own = (of_traits(&member.old.traits, constraint.id), of_traits(&member.new.traits, constraint.id));
            // What has changed at the target is told there.
            if same_target && own.0.is_none() && own.1.is_none() {
                continue;
            }
            let old = effective(comparison.old, own.0, &member.old.target, constraint.id);
            let new = effective(comparison.new, own.1, &member.new.target, constraint.id);
            let (values, targets) =
                ((old.map(|(value, _)| value), new.map(|(value, _)| value)), (&member.old.target, &member.new.target));
            if values.0 == values.1 || !types::is_told(comparison, targets, constraint.id, values) {
                continue;
            }
            let id = id.get_or_insert_with(|| member.id());
            let place = Place { id, usage: member.usage, spans: (member.old.span, member.new.span) };
            changes.extend(compare(constraint, &place, old, new));
        }
    }
}

type Applied<'m> = Option<(&'m Node, Span)>;

fn of_traits<'m>(traits: &'m Traits, id: &str) -> Applied<'m> {
    traits.applied(id).map(|applied| (&applied.value, applied.span))
}

/// The constraint that holds for a member: its own, or else that of its target.
fn effective<'m>(model: &'m Model, own: Applied<'m>, target: &ShapeId, id: &str) -> Applied<'m> {
    own.or_else(|| of_traits(&model.get(target)?.traits, id))
}

struct Place<'a> {
    id: &'a ShapeId,
    usage: Usage,
    spans: (Span, Span),
}

fn compare(constraint: &Constraint, place: &Place<'_>, old: Applied<'_>, new: Applied<'_>) -> Option<Change> {
    let order = match (old, new) {
        (None, None) => return None,
        (None, Some(_)) => Order::Narrower(String::new()),
        (Some(_), None) => Order::Wider(String::new()),
        (Some((old, _)), Some((new, _))) if old == new => return None,
        (Some((old, _)), Some((new, _))) => (constraint.compare)(old, new),
    };
    let (id, what) = (place.id, constraint.what);
    let changed = match (old, new) {
        (Some((old, _)), Some((new, _))) => {
            format!("the {what} of `{id}` changed from {} to {}", text::value(old), text::value(new))
        }
        (None, Some((new, _))) => format!("`{id}` got the {what}{}", stated(new)),
        (Some((old, _)), None) => format!("`{id}` lost the {what}{}", stated(old)),
        (None, None) => return None,
    };
    let (code, severity, words, help, wire) = verdict(&order, place.usage);
    let change = Change::new(code, severity, id.clone(), format!("{changed}{words}"))
        .at(old.map_or(place.spans.0, |it| it.1), new.map_or(place.spans.1, |it| it.1))
        .wire(wire)
        .rust(if place.usage.is_used() { RustApi::Patch } else { RustApi::None });
    let change = if help.is_empty() { change } else { change.help(help) };
    Some(match reference(constraint, &order, old.is_some(), new.is_some()) {
        Some(reference) => change.reference(reference),
        None => change,
    })
}

/// The value of a constraint, unless there is nothing to say of it.
fn stated(node: &Node) -> String {
    let is_empty = node.as_object().is_some_and(|object| object.is_empty());
    if is_empty { String::new() } else { format!(" {}", text::value(node)) }
}

type Verdict = (&'static str, Severity, String, &'static str, crate::change::Wire);

fn verdict(order: &Order, usage: Usage) -> Verdict {
    match order {
        Order::Narrower(why) => (
            "constraint-narrowed",
            if usage.input { Severity::Error } else { Severity::Warning },
            format!(", which is narrower{why}"),
            if usage.input { "old clients may send what is refused now; keep what was allowed" } else { "" },
            usage.narrowed(),
        ),
        Order::Wider(why) => (
            "constraint-widened",
            Severity::Note,
            format!(", which is wider{why}"),
            if usage.output { "old clients that check what they receive may refuse it" } else { "" },
            usage.widened(),
        ),
        Order::Same => (
            "constraint-changed",
            Severity::Note,
            ", which allows the same values".to_owned(),
            "",
            crate::change::Wire::COMPATIBLE,
        ),
        Order::Other(why) => (
            "constraint-changed",
            if usage.input { Severity::Error } else { Severity::Warning },
            format!(", which allows other values{why}"),
            "keep what was allowed",
            usage.narrowed().max(usage.widened()),
        ),
        Order::Undecided => (
            "constraint-changed",
            Severity::Danger,
            ", and whether that allows more or less can't be decided".to_owned(),
            "compare both with values that peers send",
            usage.conditional(),
        ),
    }
}

/// What the reference implementation calls the change.
fn reference(constraint: &Constraint, order: &Order, was: bool, is: bool) -> Option<String> {
    let has_rules = matches!(constraint.id, trait_id::PATTERN | trait_id::UNIQUE_ITEMS);
    let kind = if has_rules { "TraitBreakingChange" } else { "ModifiedTrait" };
    match (was, is, order) {
        (true, true, Order::Narrower(_) | Order::Other(_)) if !constraint.narrowed.is_empty() => {
            Some(constraint.narrowed.to_owned())
        }
        (true, true, _) => Some(format!("{kind}.Update.{}", constraint.id)),
        (false, true, _) => Some(format!("{kind}.Add.{}", constraint.id)),
        _ => Some(format!("{kind}.Remove.{}", constraint.id)),
    }
}
