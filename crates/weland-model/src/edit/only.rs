//! Services with some of their operations.

use std::collections::{BTreeMap, BTreeSet};

use super::find::{operation, position, unmatched};
use super::{Only, Stated};
use crate::query::operations;
use crate::{Diagnostics, Model, Node, Shape, ShapeData, ShapeId, Target, trait_id};

/// Takes all other operations away from the service and its resources. Their shapes stay in the model, where nothing of
/// the service refers to them any more.
pub(super) fn keep(model: &mut Model, service: &ShapeId, only: &Only, diagnostics: &mut Diagnostics) {
    let Some(shape) = model.get(service) else { return };
    let all = operations::operations(&*model, shape);
    let mut kept = kept(shape, &all, only, diagnostics);
    kept.extend(of_resources(model, shape, &only.resources, diagnostics));
    let bound = operations::bound_operations(&*model, shape);
    let parents: BTreeSet<ShapeId> = bound.iter().map(|bound| bound.parent.id.clone()).collect();
    for parent in parents {
        if let Some(shape) = model.shapes.get_mut(&parent) {
            restrict(&mut shape.data, &kept);
            shape.own_data.iter_mut().for_each(|data| restrict(data, &kept));
        }
    }
}

fn kept(service: &Shape, all: &[&Shape], only: &Only, diagnostics: &mut Diagnostics) -> BTreeSet<ShapeId> {
    let whole = format!("`{}`", service.id.name());
    let mut kept = BTreeSet::new();
    for stated in &only.operations {
        match operation(stated, all, &whole) {
            Ok(index) => kept.extend(all.get(index).map(|operation| operation.id.clone())),
            Err(error) => diagnostics.push(*error),
        }
    }
    let known: BTreeSet<&str> = all.iter().flat_map(|operation| tags(operation)).collect();
    let known: Vec<&str> = known.into_iter().collect();
    for stated in &only.tags {
        let mut tagged = all.iter().filter(|operation| has_tag(operation, stated)).peekable();
        if tagged.peek().is_none() {
            let message = format!("{whole} has no operation with the tag `{}`", stated.text);
            diagnostics.push(unmatched(stated, &known, &message));
        }
        kept.extend(tagged.map(|operation| operation.id.clone()));
    }
    kept
}

/// The operations of resources, and of those below them.
fn of_resources(model: &Model, service: &Shape, stated: &[Stated], diagnostics: &mut Diagnostics) -> BTreeSet<ShapeId> {
    if stated.is_empty() {
        return BTreeSet::new();
    }
    let bound = operations::resources(model, service).filter_map(|bound| model.get(&bound.target.id));
    let by_id: BTreeMap<&ShapeId, &Shape> = bound.map(|shape| (&shape.id, shape)).collect();
    let all: Vec<&Shape> = by_id.into_values().collect();
    let names: Vec<&str> = all.iter().map(|resource| resource.id.name()).collect();
    let mut kept = BTreeSet::new();
    for stated in stated {
        match position(stated, &names, "resource", &format!("`{}`", service.id.name())) {
            Ok(index) => {
                let Some(resource) = all.get(index) else { continue };
                let own = resource.as_resource().into_iter().flat_map(|data| data.all_operations());
                let below = operations::bound_operations(model, resource).into_iter().map(|bound| bound.target);
                kept.extend(own.chain(below).map(|target| target.id.clone()));
            }
            Err(error) => diagnostics.push(*error),
        }
    }
    kept
}

fn tags(operation: &Shape) -> impl Iterator<Item = &str> {
    let tags = operation.traits.get(trait_id::TAGS).and_then(Node::as_array).unwrap_or_default();
    tags.iter().filter_map(Node::as_str)
}

fn has_tag(operation: &Shape, stated: &Stated) -> bool {
    tags(operation).any(|tag| tag == stated.text)
}

fn restrict(data: &mut ShapeData, kept: &BTreeSet<ShapeId>) {
    let is_kept = |target: &Target| kept.contains(&target.id);
    match data {
        ShapeData::Service(data) => data.operations.retain(is_kept),
        ShapeData::Resource(data) => {
            let slots =
                [&mut data.put, &mut data.create, &mut data.read, &mut data.update, &mut data.delete, &mut data.list];
            for slot in slots {
                *slot = slot.take().filter(is_kept);
            }
            data.operations.retain(is_kept);
            data.collection_operations.retain(is_kept);
        }
        ShapeData::Operation(_) | ShapeData::None => {}
    }
}
