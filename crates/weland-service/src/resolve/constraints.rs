//! Constraint traits, read and checked.

use weland_model::query::enums;
use weland_model::{Node, NodeKind, Traits, trait_id};

use crate::constraints::{AllowedValue, Bound, Constraints, PatternConstraint, UnusablePattern};
use crate::shape::{Shape, ShapeKind};

/// The constraints among these traits.
pub(super) fn read(traits: &Traits) -> Constraints {
    Constraints {
        length: traits.get(trait_id::LENGTH).map(|node| (size(node, "min"), size(node, "max"))),
        range: traits.get(trait_id::RANGE).map(|node| (bound(node, "min"), bound(node, "max"))),
        pattern: pattern(traits),
        unique_items: traits.contains(trait_id::UNIQUE_ITEMS),
        values: if enums::has_names(traits) { Vec::new() } else { values(traits) },
    }
}

fn size(node: &Node, key: &str) -> Option<u64> {
    u64::try_from(node.get(key)?.as_i64()?).ok()
}

fn bound(node: &Node, key: &str) -> Option<Bound> {
    let number = node.get(key)?;
    if let Some(integer) = number.as_i64() {
        return Some(Bound::Integer(integer));
    }
    let NodeKind::Number(text) = &number.kind else { return None };
    let text = text.as_str();
    let decimal = number.as_f64().filter(|value| value.to_string() == text).map(Bound::Decimal);
    Some(decimal.unwrap_or_else(|| Bound::Text(text.to_owned())))
}

fn pattern(traits: &Traits) -> Option<PatternConstraint> {
    let applied = traits.applied(trait_id::PATTERN)?;
    let source = applied.value.as_str()?;
    let unusable = weland_pattern::Pattern::new(source).err().map(|error| UnusablePattern {
        span: applied.value.span,
        reason: error.message().to_owned(),
        help: error.help().to_owned(),
    });
    Some(PatternConstraint { source: source.to_owned(), unusable })
}

fn values(traits: &Traits) -> Vec<AllowedValue> {
    let value = |entry: enums::EnumEntry<'_>| AllowedValue { text: entry.value.to_owned(), internal: entry.internal };
    enums::entries(traits).map(value).collect()
}

/// Completes the constraints of members by those of their targets. Members keep only what differs from the target.
pub(super) fn complete(shapes: &mut [Shape]) {
    let targets: Vec<Constraints> = shapes.iter().map(|shape| shape.constraints.clone()).collect();
    for shape in shapes {
        let members: Vec<_> = match &mut shape.kind {
            ShapeKind::Structure { members, .. } | ShapeKind::Union { members, .. } => members.iter_mut().collect(),
            ShapeKind::List { element } => vec![&mut **element],
            ShapeKind::Map { key, value } => vec![&mut **key, value],
            ShapeKind::Simple(_) | ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => Vec::new(),
        };
        for member in members {
            let target = &targets[member.target.0];
            member.constraints = member.constraints.take().map(|own| own.or(target)).filter(|all| all != target);
        }
    }
}
