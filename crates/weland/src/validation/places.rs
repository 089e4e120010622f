//! The places of paths in a text.

use std::ops::Range;

use weland_validate::Segment;

use super::tree::{Data, Entry, Node};

/// A value or a key of an object.
pub(super) enum Place<'t> {
    Value(&'t Node),
    Key(Range<usize>),
}

/// The place at the end of a path, or of as much of it as there is: a member that is missing is looked for in an object, whose
/// place it gets. `key` is a key of the object that is meant rather than the object. Members are known by their name in the model,
/// for which `others` has those in JSON.
pub(super) fn of<'t>(
    tree: &'t Node,
    path: &[Segment],
    key: Option<&str>,
    others: &dyn Fn(&str) -> Vec<&'t str>,
) -> Place<'t> {
    let mut node = tree;
    for segment in path {
        let next = match (segment, &node.data) {
            (Segment::Index(index), Data::List(list)) => list.get(*index),
            (Segment::Key(key), Data::Map(map)) => find(map, key).map(|entry| &entry.value),
            (Segment::Member { name, .. }, Data::Map(map)) => {
                let other = || others(name).into_iter().find_map(|name| find(map, name));
                find(map, name).or_else(other).map(|entry| &entry.value)
            }
            _ => None,
        };
        let Some(next) = next else { return Place::Value(node) };
        node = next;
    }
    match (key, &node.data) {
        (Some(key), Data::Map(map)) => find(map, key).map_or(Place::Value(node), |it| Place::Key(it.key_range.clone())),
        _ => Place::Value(node),
    }
}

/// The place of a path as text, in which keys may have slashes.
pub(super) fn of_pointer<'t>(tree: &'t Node, path: &str) -> Place<'t> {
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    let (mut node, mut rest) = (tree, segments.as_slice());
    while !rest.is_empty() {
        let next = match &node.data {
            Data::List(list) => rest.first().and_then(|index| Some((1, list.get(index.parse::<usize>().ok()?)?))),
            Data::Map(map) => (1..=rest.len()).find_map(|count| {
                let key = rest.get(..count)?.join("/");
                Some((count, &find(map, &key)?.value))
            }),
            Data::Scalar(_) => None,
        };
        let Some((count, next)) = next else { return Place::Value(node) };
        (node, rest) = (next, rest.get(count..).unwrap_or_default());
    }
    Place::Value(node)
}

/// The entry of a key; of several, the last one.
fn find<'t>(map: &'t [Entry], key: &str) -> Option<&'t Entry> {
    map.iter().rev().find(|entry| entry.key == key)
}
