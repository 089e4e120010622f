//! Which constraints mean something beside a change of the type.

use weland_model::query::enums;
use weland_model::{Node, Shape, ShapeId, ShapeType, trait_id};
use weland_pattern::Pattern;

use crate::compare::Comparison;
use crate::kinds::{self, Relation, Targets};

/// Whether a constraint that has changed has its own part in what becomes of values, as they are of these shapes. Values that have
/// nothing in common have no constraints in common either, and the values of an enum are those that it lists.
pub(super) fn is_told<'m>(
    comparison: &Comparison<'m>,
    (from, to): (&'m ShapeId, &'m ShapeId),
    id: &str,
    (before, after): (Option<&Node>, Option<&Node>),
) -> bool {
    let (Some(old), Some(new)) = (comparison.old.get(from), comparison.new.get(to)) else { return true };
    if old.shape_type == new.shape_type && is_enum(old) == is_enum(new) {
        return Targets::new(comparison).relation(from, to) != Relation::Other;
    }
    let is_number = |shape: &Shape| kinds::is_number(shape.shape_type) || shape.shape_type == ShapeType::IntEnum;
    let are_texts = old.shape_type.is_string() && new.shape_type.is_string();
    let are_numbers = is_number(old) && is_number(new);
    if !are_texts && !are_numbers {
        return false;
    }
    let is_refused = |constraint: Option<&Node>, shape: &Shape| {
        constraint.is_some_and(|it| kinds::enum_values(shape).iter().any(|value| !allows(id, it, value)))
    };
    match (is_enum(old), is_enum(new)) {
        (_, true) => is_refused(before, new),
        (true, false) => is_refused(after, old),
        (false, false) => true,
    }
}

fn is_enum(shape: &Shape) -> bool {
    enums::is_string_enum(shape) || shape.shape_type == ShapeType::IntEnum
}

/// Whether a value of an enum, as messages have it, meets a constraint.
fn allows(id: &str, constraint: &Node, text: &str) -> bool {
    match id {
        trait_id::LENGTH => {
            let length = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
            let limit = |key| constraint.get(key).and_then(Node::as_i64);
            limit("min").is_none_or(|least| least <= length) && limit("max").is_none_or(|most| length <= most)
        }
        trait_id::RANGE => {
            let limit = |key| constraint.get(key).and_then(Node::as_f64);
            text.parse::<f64>().map_or(true, |value| {
                limit("min").is_none_or(|least| least <= value) && limit("max").is_none_or(|most| value <= most)
            })
        }
        trait_id::PATTERN => {
            let pattern = constraint.as_str().and_then(|pattern| Pattern::new(pattern).ok());
            pattern.is_none_or(|pattern| pattern.is_match(text))
        }
        trait_id::OPENAPI_VALUES => {
            let values = constraint.as_array().unwrap_or_default();
            values.is_empty() || values.iter().any(|value| value.as_str() == Some(text))
        }
        _ => true,
    }
}
