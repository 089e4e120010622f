//! The shapes that traits name, besides those that members target: to judge values by, or as bodies of other calls.

use crate::{Node, ShapeId, Traits, trait_id};

/// The shapes that the values of a shape with these traits are compared with, as a whole or in parts.
pub fn judges(traits: &Traits) -> impl Iterator<Item = ShapeId> + '_ {
    let lists = [trait_id::OPENAPI_ALL_OF, trait_id::OPENAPI_PREFIX_ITEMS].into_iter().filter_map(|id| traits.get(id));
    let targets = pattern_properties(traits).map(|(_, target)| target);
    lists.flat_map(shape_names).chain(targets)
}

/// The shapes that `allOf` names.
pub fn all_of(traits: &Traits) -> impl Iterator<Item = ShapeId> + '_ {
    traits.get(trait_id::OPENAPI_ALL_OF).into_iter().flat_map(shape_names)
}

/// The shapes of the first elements of a list.
pub fn prefix_items(traits: &Traits) -> impl Iterator<Item = ShapeId> + '_ {
    traits.get(trait_id::OPENAPI_PREFIX_ITEMS).into_iter().flat_map(shape_names)
}

/// The patterns of keys, each with the shape of the values.
pub fn pattern_properties(traits: &Traits) -> impl Iterator<Item = (&Node, ShapeId)> + '_ {
    let properties = traits.get(trait_id::OPENAPI_PATTERN_PROPERTIES).and_then(Node::as_array).unwrap_or_default();
    properties.iter().filter_map(|node| Some((node.get("pattern")?, shape_name(node.get("target")?)?)))
}

/// The shapes of what an operation sends and receives when it calls back.
pub fn callback_bodies(traits: &Traits) -> impl Iterator<Item = ShapeId> + '_ {
    traits.get(trait_id::OPENAPI_CALLBACK_BODIES).into_iter().flat_map(shape_names)
}

fn shape_names(node: &Node) -> impl Iterator<Item = ShapeId> + '_ {
    node.as_array().unwrap_or_default().iter().filter_map(shape_name)
}

fn shape_name(node: &Node) -> Option<ShapeId> {
    node.as_str()?.parse().ok()
}
