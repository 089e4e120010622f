//! The shapes that a service reaches.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::http::Roles;
use super::{Shapes, judges, operations, streams};
use crate::{Shape, ShapeId, ShapeType, trait_id};

/// A data shape within a service.
#[derive(Debug, Clone, Copy)]
pub struct UsedShape<'m> {
    /// The shape.
    pub shape: &'m Shape,
    /// How it is used.
    pub roles: Roles,
}

/// The data shapes that the inputs, outputs and errors of a service's operations are made of, by id.
///
/// `smithy.api#Unit` is one of them only where a member targets it.
pub fn messages<'m>(shapes: impl Shapes<'m>, service: &'m Shape, operations: &[&'m Shape]) -> Vec<UsedShape<'m>> {
    let mut walk = Walk { shapes, found: HashMap::new(), waiting: Vec::new() };
    walk.messages(service, operations);
    walk.finish()
}

/// All shapes that have a name in a service, by id: the service, its resources and operations, the data shapes of
/// [`messages`], and what the identifiers and properties of resources are made of.
pub fn named_shapes<'m>(shapes: impl Shapes<'m>, service: &'m Shape, operations: &[&'m Shape]) -> Vec<&'m Shape> {
    let mut walk = Walk { shapes, found: HashMap::new(), waiting: Vec::new() };
    walk.messages(service, operations);
    let bound = operations::resources(shapes, service).filter_map(|bound| shapes.shape(&bound.target.id));
    for shape in bound.chain(operations.iter().copied()).chain([service]) {
        walk.add(&shape.id, Roles::default());
        let resource = shape.as_resource();
        for named in resource.into_iter().flat_map(|data| data.identifiers.iter().chain(&data.properties)) {
            walk.add(&named.target.id, Roles::default());
        }
    }
    let found = walk.finish().into_iter().map(|used| used.shape);
    found.filter(|shape| shape.id != trait_id::UNIT).collect()
}

struct Walk<'m, S> {
    shapes: S,
    found: HashMap<&'m ShapeId, UsedShape<'m>>,
    waiting: Vec<&'m Shape>,
}

impl<'m, S: Shapes<'m>> Walk<'m, S> {
    fn messages(&mut self, service: &'m Shape, operations: &[&'m Shape]) {
        for operation in operations {
            let Some(data) = operation.as_operation() else { continue };
            for (target, roles) in [(&data.input, Roles::INPUT), (&data.output, Roles::OUTPUT)] {
                if target.id != trait_id::UNIT {
                    self.add(&target.id, roles);
                }
            }
            for error in operations::errors(service, operation) {
                self.add(&error.id, Roles::OUTPUT);
            }
            let bodies = judges::callback_bodies(&operation.traits);
            bodies.for_each(|id| self.add_named(&id));
        }
    }

    fn add(&mut self, id: &'m ShapeId, roles: Roles) {
        match self.found.entry(id) {
            Entry::Occupied(mut known) => known.get_mut().roles = known.get().roles.union(roles),
            Entry::Vacant(new) => {
                if let Some(shape) = self.shapes.shape(id) {
                    new.insert(UsedShape { shape, roles });
                    self.waiting.push(shape);
                }
            }
        }
    }

    /// Adds a shape that a trait names.
    fn add_named(&mut self, id: &ShapeId) {
        if let Some(named) = self.shapes.shape(id) {
            self.add(&named.id, Roles::default());
        }
    }

    /// Follows members, and shapes that judge values. Members of enums stand for values, not for shapes.
    fn finish(mut self) -> Vec<UsedShape<'m>> {
        while let Some(shape) = self.waiting.pop() {
            let is_enum = matches!(shape.shape_type, ShapeType::Enum | ShapeType::IntEnum);
            let members = if is_enum { &[][..] } else { &shape.members[..] };
            let roles = if streams::is_event_stream(shape) { Roles::EVENT } else { Roles::default() };
            for member in members {
                self.add(&member.target, roles);
            }
            let traits = members.iter().map(|member| &member.traits).chain([&shape.traits]);
            for id in traits.flat_map(judges::judges) {
                self.add_named(&id);
            }
        }
        let mut found: Vec<UsedShape<'m>> = self.found.into_values().collect();
        found.sort_unstable_by_key(|used| &used.shape.id);
        found
    }
}
