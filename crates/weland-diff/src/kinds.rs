//! How the values of two shapes relate.

use std::collections::HashSet;

use weland_model::query::enums;
use weland_model::{Model, Shape, ShapeId, ShapeType, trait_id};

use crate::compare::Comparison;

/// How the values of the new shape relate to those of the old one, as messages hold them. Constraints don't count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    /// The same values, written the same way.
    Same,
    /// All old values and others.
    Wider,
    /// Some of the old values.
    Narrower,
    /// Other values.
    Other,
}

impl Relation {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Same, relation) | (relation, Self::Same) => relation,
            (a, b) if a == b => a,
            _ => Self::Other,
        }
    }
}

/// Two shapes that are compared as targets.
pub(crate) struct Targets<'c, 'm> {
    pub(crate) comparison: &'c Comparison<'m>,
    /// The structures that are being compared: within them, they are taken to be alike.
    open: HashSet<(&'m ShapeId, &'m ShapeId)>,
}

impl<'c, 'm> Targets<'c, 'm> {
    pub(crate) fn new(comparison: &'c Comparison<'m>) -> Self {
        Self { comparison, open: HashSet::new() }
    }

    /// How the values of two shapes relate. What is the same shape in both models is the same here: how it has changed is
    /// told where it is.
    pub(crate) fn relation(&mut self, old: &'m ShapeId, new: &'m ShapeId) -> Relation {
        self.relation_within(old, new, 32)
    }

    fn relation_within(&mut self, old: &'m ShapeId, new: &'m ShapeId, depth: usize) -> Relation {
        if self.comparison.pairs.same(old, new) || !self.open.insert((old, new)) {
            return Relation::Same;
        }
        let (Some(from), Some(to)) = (self.comparison.old.get(old), self.comparison.new.get(new)) else {
            return Relation::Other;
        };
        let Some(depth) = depth.checked_sub(1) else { return Relation::Other };
        if is_choice(to) && !is_choice(from) {
            let fits = |target| self.relation_within(old, target, depth) != Relation::Other;
            return if targets(to).any(fits) { Relation::Wider } else { Relation::Other };
        }
        if is_choice(from) && !is_choice(to) {
            let fits = |target| self.relation_within(target, new, depth) != Relation::Other;
            return if targets(from).any(fits) { Relation::Narrower } else { Relation::Other };
        }
        if from.shape_type != to.shape_type {
            return of_types(from, to);
        }
        match from.shape_type {
            ShapeType::Enum | ShapeType::IntEnum => values(from, to),
            ShapeType::String => of_strings(from, to),
            ShapeType::List | ShapeType::Map => self.members(from, to, depth).and(sparse(from, to)),
            ShapeType::Structure | ShapeType::Union => match by_members(from, to) {
                Relation::Other => Relation::Other,
                relation => relation.and(self.members(from, to, depth)),
            },
            _ => Relation::Same,
        }
    }

    fn members(&mut self, from: &'m Shape, to: &'m Shape, depth: usize) -> Relation {
        let both = from.members.iter().filter_map(|member| Some((&member.target, &to.member(&member.name)?.target)));
        both.collect::<Vec<_>>()
            .into_iter()
            .fold(Relation::Same, |relation, (old, new)| relation.and(self.relation_within(old, new, depth)))
    }

    /// Whether values of both shapes have the same type in Rust: only structures, unions and enums have types of their own.
    pub(crate) fn same_rust_type(&self, old: &'m ShapeId, new: &'m ShapeId) -> bool {
        self.same_rust_type_within(old, new, 32)
    }

    fn same_rust_type_within(&self, old: &'m ShapeId, new: &'m ShapeId, depth: usize) -> bool {
        let (Some(from), Some(to)) = (self.comparison.old.get(old), self.comparison.new.get(new)) else { return false };
        let Some(depth) = depth.checked_sub(1) else { return false };
        if has_type(from) || has_type(to) {
            // Names of types are those of shapes, without their namespaces.
            return from.shape_type == to.shape_type && self.comparison.code.same_type(from, to);
        }
        let sparse = |shape: &Shape| shape.traits.contains(trait_id::SPARSE);
        from.shape_type == to.shape_type
            && sparse(from) == sparse(to)
            && from.traits.contains(trait_id::STREAMING) == to.traits.contains(trait_id::STREAMING)
            && from.members.iter().all(|member| {
                let other = to.member(&member.name);
                other.is_some_and(|other| self.same_rust_type_within(&member.target, &other.target, depth))
            })
    }
}

/// How values of two structures or unions relate by the names of their members. Values have something in common if a member is
/// in both; whoever reads a structure passes over members that it doesn't know.
fn by_members(old: &Shape, new: &Shape) -> Relation {
    let without = |shape: &Shape, other: &Shape| {
        let members = shape.members.iter().filter(|member| other.member(&member.name).is_none());
        members.map(|member| member.traits.contains(trait_id::REQUIRED)).collect::<Vec<bool>>()
    };
    let (gone, added) = (without(old, new), without(new, old));
    if gone.len() == old.members.len() && (gone.len(), added.len()) != (0, 0) {
        return Relation::Other;
    }
    let added = match added.as_slice() {
        [] => Relation::Same,
        added if added.contains(&true) => Relation::Narrower,
        _ => Relation::Wider,
    };
    match gone.as_slice() {
        [] => added,
        // New values lack what readers of old ones need.
        gone if gone.contains(&true) => Relation::Other,
        _ => added.and(Relation::Narrower),
    }
}

/// Whether values of a union are those of its members, without anything around them.
fn is_choice(shape: &Shape) -> bool {
    let traits = [trait_id::ALLOY_UNTAGGED, trait_id::OPENAPI_BY_MEDIA_TYPE];
    shape.shape_type == ShapeType::Union && traits.iter().any(|id| shape.traits.contains(id))
}

fn targets(shape: &Shape) -> impl Iterator<Item = &ShapeId> {
    shape.members.iter().map(|member| &member.target)
}

/// Whether a shape is a type of its own in generated crates.
pub(crate) fn has_type(shape: &Shape) -> bool {
    match shape.shape_type {
        ShapeType::Structure | ShapeType::Union | ShapeType::Enum | ShapeType::IntEnum => !shape.is_mixin(),
        ShapeType::String => enums::has_names(&shape.traits),
        _ => false,
    }
}

fn sparse(old: &Shape, new: &Shape) -> Relation {
    match (old.traits.contains(trait_id::SPARSE), new.traits.contains(trait_id::SPARSE)) {
        (false, true) => Relation::Wider,
        (true, false) => Relation::Narrower,
        _ => Relation::Same,
    }
}

/// The values of an enum of either kind, as messages hold them.
pub(crate) fn enum_values(shape: &Shape) -> Vec<String> {
    match shape.shape_type {
        ShapeType::IntEnum => {
            shape.members.iter().filter_map(enums::int_value).map(|value| value.to_string()).collect()
        }
        ShapeType::Enum => shape.members.iter().map(|member| enums::string_value(member).to_owned()).collect(),
        _ => enums::entries(&shape.traits).map(|entry| entry.value.to_owned()).collect(),
    }
}

fn values(old: &Shape, new: &Shape) -> Relation {
    let (old, new) = (enum_values(old), enum_values(new));
    let gone = old.iter().any(|value| !new.contains(value));
    let added = new.iter().any(|value| !old.contains(value));
    match (gone, added) {
        (false, false) => Relation::Same,
        (false, true) => Relation::Wider,
        (true, false) => Relation::Narrower,
        (true, true) => Relation::Other,
    }
}

fn of_strings(old: &Shape, new: &Shape) -> Relation {
    match (enums::is_string_enum(old), enums::is_string_enum(new)) {
        (true, true) => values(old, new),
        (true, false) => Relation::Wider,
        (false, true) => Relation::Narrower,
        (false, false) => Relation::Same,
    }
}

/// Whether one of both numbers is whole by its type, and the other isn't.
pub(crate) fn is_other_number(old: &Shape, new: &Shape) -> bool {
    let is_whole = |shape: &Shape| rank(shape.shape_type).map(|rank| rank <= 5);
    matches!((is_whole(old), is_whole(new)), (Some(old), Some(new)) if old != new)
}

/// Whether values are numbers of some size, which hold nothing else. Enums keep numbers that they don't know.
pub(crate) fn is_number(shape_type: ShapeType) -> bool {
    rank(shape_type).is_some_and(|rank| rank > 0)
}

/// Whether values are such numbers, or lists or maps of them.
pub(crate) fn holds_numbers<'m>(model: &'m Model, mut shape: &'m Shape) -> bool {
    for _ in 0..32 {
        let element = shape.members.last().and_then(|element| model.get(&element.target));
        match (shape.shape_type, element) {
            (ShapeType::List | ShapeType::Map, Some(element)) => shape = element,
            (shape_type, _) => return is_number(shape_type),
        }
    }
    false
}

/// The size of a number; larger ones hold all values of smaller ones.
fn rank(shape_type: ShapeType) -> Option<u8> {
    Some(match shape_type {
        ShapeType::IntEnum => 0,
        ShapeType::Byte => 1,
        ShapeType::Short => 2,
        ShapeType::Integer => 3,
        ShapeType::Long => 4,
        ShapeType::BigInteger => 5,
        ShapeType::Float => 6,
        ShapeType::Double => 7,
        ShapeType::BigDecimal => 8,
        _ => return None,
    })
}

/// How values relate whose types differ. Numbers are written alike, whatever their size.
pub(crate) fn of_types(old: &Shape, new: &Shape) -> Relation {
    if old.shape_type.is_string() && new.shape_type.is_string() {
        return of_strings(old, new);
    }
    if let (Some(from), Some(to)) = (rank(old.shape_type), rank(new.shape_type)) {
        return if from < to { Relation::Wider } else { Relation::Narrower };
    }
    match (old.shape_type, new.shape_type) {
        (_, ShapeType::Document) => Relation::Wider,
        (ShapeType::Document, _) => Relation::Narrower,
        _ => Relation::Other,
    }
}
