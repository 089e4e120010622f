//! Constraint traits, read and checked.

use weland_model::query::{enums, judges};
use weland_model::{Node, NodeKind, ShapeId, Traits, trait_id};

use super::Resolver;
use crate::constraints::{AllowedValue, Bound, Constant, Constraints, PatternConstraint, UnusablePattern};
use crate::shape::{Shape, ShapeKind};

impl Resolver<'_, '_> {
    /// The constraints among these traits.
    pub(super) fn constraints(&self, traits: &Traits) -> Constraints {
        let index = |id: ShapeId| self.index.get(&id).copied();
        let properties = judges::pattern_properties(traits);
        let properties = properties.filter_map(|(node, target)| Some((compiled(node)?, index(target)?))).collect();
        Constraints {
            pattern_properties: properties,
            prefix_items: judges::prefix_items(traits).filter_map(index).collect(),
            all_of: judges::all_of(traits).filter_map(index).collect(),
            ..read(traits)
        }
    }
}

/// The constraints among these traits that name no shapes.
fn read(traits: &Traits) -> Constraints {
    let number = |id: &str| traits.get(id).and_then(Node::as_number).map(|number| number.as_str().to_owned());
    let constants = traits.get(trait_id::OPENAPI_VALUES).and_then(Node::as_array);
    let count = traits.get(trait_id::OPENAPI_PROPERTY_COUNT);
    Constraints {
        exclusive_minimum: traits.get(trait_id::OPENAPI_EXCLUSIVE_MINIMUM).and_then(limit),
        exclusive_maximum: traits.get(trait_id::OPENAPI_EXCLUSIVE_MAXIMUM).and_then(limit),
        multiple_of: number(trait_id::OPENAPI_MULTIPLE_OF),
        constants: constants.map(|all| all.iter().map(Constant::of).collect()),
        property_count: count.map(|node| (size(node, "min"), size(node, "max"))),
        closed: traits.contains(trait_id::OPENAPI_CLOSED),
        length: traits.get(trait_id::LENGTH).map(|node| (size(node, "min"), size(node, "max"))),
        range: traits.get(trait_id::RANGE).map(|node| (bound(node, "min"), bound(node, "max"))),
        pattern: pattern(traits),
        unique_items: traits.contains(trait_id::UNIQUE_ITEMS),
        values: if enums::has_names(traits) { Vec::new() } else { values(traits) },
        ..Constraints::default()
    }
}

fn size(node: &Node, key: &str) -> Option<u64> {
    u64::try_from(node.get(key)?.as_i64()?).ok()
}

fn bound(node: &Node, key: &str) -> Option<Bound> {
    limit(node.get(key)?)
}

fn limit(number: &Node) -> Option<Bound> {
    if let Some(integer) = number.as_i64() {
        return Some(Bound::Integer(integer));
    }
    let NodeKind::Number(text) = &number.kind else { return None };
    let text = text.as_str();
    let decimal = number.as_f64().filter(|value| value.to_string() == text).map(Bound::Decimal);
    Some(decimal.unwrap_or_else(|| Bound::Text(text.to_owned())))
}

fn pattern(traits: &Traits) -> Option<PatternConstraint> {
    compiled(&traits.applied(trait_id::PATTERN)?.value)
}

fn compiled(node: &Node) -> Option<PatternConstraint> {
    let source = node.as_str()?;
    let unusable = weland_pattern::Pattern::check(source).err().map(|error| UnusablePattern {
        span: node.span,
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
