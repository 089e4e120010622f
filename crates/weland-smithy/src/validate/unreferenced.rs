//! Shapes that nothing of interest is connected to.

use std::collections::BTreeSet;

use weland_model::{Node, NodeKind, Shape, ShapeId, Traits, trait_id};

use super::context::Context;
use crate::selector::{Graph, Selector};

/// The user's shapes that are not connected to what a selector picks, and that are no traits and no part of traits.
pub(super) fn shapes<'a>(context: &Context<'a>, roots: &Selector) -> Vec<(u32, &'a Shape)> {
    let graph = context.graph();
    let own = || graph.nodes().filter(|(_, shape, _)| !context.model().is_built_in(shape));
    let traits = own().filter(|(_, shape, member)| member.is_none() && shape.traits.contains(trait_id::TRAIT));
    let mut found = roots.select_in(graph);
    found.extend(traits.map(|(number, ..)| number));
    connect(graph, &mut found);
    let rest = own().filter(|(number, _, member)| member.is_none() && !found.contains(number));
    rest.map(|(number, shape, _)| (number, shape)).collect()
}

/// Adds what is connected to these shapes: what they refer to, the shapes that members belong to, what services and
/// resources are bound to, and the shapes that values of traits name.
fn connect(graph: &Graph<'_>, found: &mut BTreeSet<u32>) {
    let mut waiting: Vec<u32> = found.iter().copied().collect();
    while let Some(node) = waiting.pop() {
        let mut add = |next: u32| {
            if found.insert(next) {
                waiting.push(next);
            }
        };
        graph.neighbors(node, &mut add);
        graph.bound(node).for_each(&mut add);
        let Some((shape, member)) = graph.node(node) else { continue };
        if member.is_some() {
            graph.number(&shape.id, None).into_iter().for_each(&mut add);
        }
        named(graph, member.map_or(&shape.traits, |member| &member.traits), &mut add);
    }
}

/// The shapes that values of traits name by their absolute ids.
fn named(graph: &Graph<'_>, traits: &Traits, add: &mut dyn FnMut(u32)) {
    let mut values: Vec<&Node> = traits.iter().map(|applied| &applied.value).collect();
    while let Some(value) = values.pop() {
        match &value.kind {
            NodeKind::String(text) if text.contains('#') => {
                let id = text.parse::<ShapeId>().ok();
                id.and_then(|id| graph.number(&id, id.member())).into_iter().for_each(&mut *add);
            }
            NodeKind::Array(items) => values.extend(items),
            NodeKind::Object(object) => values.extend(object.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
}
