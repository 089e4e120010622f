//! The operations and resources of a service.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Shapes;
use crate::{Shape, ShapeId, Target};

/// A resource or an operation that is bound to a service or to a resource.
#[derive(Debug, Clone, Copy)]
pub struct BoundShape<'m> {
    /// The service or resource.
    pub parent: &'m Shape,
    /// The reference to what is bound.
    pub target: &'m Target,
}

/// The resources below a service or a resource, each as often as it is bound. A resource that is bound several times, or
/// is below itself, is descended into once.
pub fn resources<'m>(shapes: impl Shapes<'m>, root: &'m Shape) -> impl Iterator<Item = BoundShape<'m>> {
    let mut waiting: Vec<BoundShape<'m>> = children(root).collect();
    let mut seen = BTreeSet::new();
    std::iter::from_fn(move || {
        let bound = waiting.pop()?;
        let child = shapes.shape(&bound.target.id).filter(|shape| shape.as_resource().is_some());
        if let Some(child) = child.filter(|child| seen.insert(&child.id)) {
            waiting.extend(children(child));
        }
        Some(bound)
    })
}

fn children(parent: &Shape) -> impl Iterator<Item = BoundShape<'_>> {
    let of_service = parent.as_service().map(|data| &data.resources);
    let of_resource = parent.as_resource().map(|data| &data.resources);
    let targets = of_service.or(of_resource).into_iter().flatten();
    targets.map(move |target| BoundShape { parent, target })
}

/// The operations of a service and of the resources below it, each as often as it is bound.
pub fn bound_operations<'m>(shapes: impl Shapes<'m>, service: &'m Shape) -> Vec<BoundShape<'m>> {
    let own = service.as_service().into_iter().flat_map(|data| &data.operations);
    let mut bound: Vec<_> = own.map(|target| BoundShape { parent: service, target }).collect();
    let mut seen = BTreeSet::new();
    for child in resources(shapes, service).filter_map(|child| shapes.shape(&child.target.id)) {
        if let Some(resource) = child.as_resource().filter(|_| seen.insert(&child.id)) {
            bound.extend(resource.all_operations().map(|target| BoundShape { parent: child, target }));
        }
    }
    bound
}

/// The operations of a service and of the resources below it, by id.
pub fn operations<'m>(shapes: impl Shapes<'m>, service: &'m Shape) -> Vec<&'m Shape> {
    let found = bound_operations(shapes, service).into_iter().filter_map(|bound| shapes.shape(&bound.target.id));
    let by_id: BTreeMap<&ShapeId, &Shape> = found.map(|shape| (&shape.id, shape)).collect();
    by_id.into_values().collect()
}

/// The errors of an operation within a service: those of the service, then its own.
pub fn errors<'m>(service: &'m Shape, operation: &'m Shape) -> impl Iterator<Item = &'m Target> {
    let common = service.as_service().into_iter().flat_map(|data| &data.errors);
    common.chain(operation.as_operation().into_iter().flat_map(|data| &data.errors))
}

/// The operations of some services, computed once.
#[derive(Debug, Clone, Default)]
pub struct OperationIndex<'m> {
    operations: HashMap<&'m ShapeId, Vec<&'m Shape>>,
    services: HashMap<&'m ShapeId, Vec<&'m Shape>>,
}

impl<'m> OperationIndex<'m> {
    /// Looks for the operations of these services.
    pub fn new(shapes: impl Shapes<'m>, services: impl Iterator<Item = &'m Shape>) -> Self {
        let mut index = Self::default();
        for service in services {
            let operations = operations(shapes, service);
            for operation in &operations {
                index.services.entry(&operation.id).or_default().push(service);
            }
            index.operations.insert(&service.id, operations);
        }
        index
    }

    /// The operations of a service, by id.
    #[must_use]
    pub fn operations(&self, service: &ShapeId) -> &[&'m Shape] {
        self.operations.get(service).map(Vec::as_slice).unwrap_or_default()
    }

    /// The services that an operation belongs to.
    #[must_use]
    pub fn services(&self, operation: &ShapeId) -> &[&'m Shape] {
        self.services.get(operation).map(Vec::as_slice).unwrap_or_default()
    }

    /// The errors of an operation: those of each of its services, then its own.
    pub fn errors<'i>(&'i self, operation: &'m Shape) -> impl Iterator<Item = &'m Target> + use<'i, 'm> {
        let services = self.services(&operation.id).iter().filter_map(|service| service.as_service());
        let own = operation.as_operation().into_iter().flat_map(|data| &data.errors);
        services.flat_map(|data| &data.errors).chain(own)
    }
}
