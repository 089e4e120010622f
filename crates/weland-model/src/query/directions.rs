//! Which way the values of shapes go: in requests, in responses, or both.

use std::collections::HashMap;

use super::{Shapes, judges, operations};
use crate::{Member, Shape, ShapeId, ShapeType, trait_id};

/// The messages that a shape is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Directions {
    /// Whether requests have values of it.
    pub requests: bool,
    /// Whether responses have values of it.
    pub responses: bool,
}

impl Directions {
    /// Both, which nothing is known of that no message has.
    pub const BOTH: Self = Self { requests: true, responses: true };
    const REQUESTS: Self = Self { requests: true, responses: false };
    const RESPONSES: Self = Self { requests: false, responses: true };

    /// The directions in which a member goes, of a shape that goes in these.
    #[must_use]
    pub fn of_member(self, member: &Member) -> Self {
        Self {
            requests: self.requests && !member.traits.contains(trait_id::OPENAPI_READ_ONLY),
            responses: self.responses && !member.traits.contains(trait_id::OPENAPI_WRITE_ONLY),
        }
    }

    fn union(self, other: Self) -> Self {
        Self { requests: self.requests || other.requests, responses: self.responses || other.responses }
    }
}

/// Whether a member is part of requests or of responses alone.
#[must_use]
pub fn is_one_way(member: &Member) -> bool {
    Directions::BOTH.of_member(member) != Directions::BOTH
}

/// The directions of the shapes that the messages of a service are made of. What an operation calls in turn goes both ways.
pub fn directions<'m>(
    shapes: impl Shapes<'m>,
    service: &'m Shape,
    operations: &[&'m Shape],
) -> HashMap<&'m ShapeId, Directions> {
    let mut found = HashMap::new();
    let mut waiting: Vec<(ShapeId, Directions)> = Vec::new();
    for operation in operations {
        let Some(data) = operation.as_operation() else { continue };
        waiting.push((data.input.id.clone(), Directions::REQUESTS));
        waiting.push((data.output.id.clone(), Directions::RESPONSES));
        let errors = operations::errors(service, operation);
        waiting.extend(errors.map(|error| (error.id.clone(), Directions::RESPONSES)));
        waiting.extend(judges::callback_bodies(&operation.traits).map(|id| (id, Directions::BOTH)));
    }
    while let Some((id, directions)) = waiting.pop() {
        let Some(shape) = shapes.shape(&id).filter(|_| directions != Directions::default()) else { continue };
        let known: &mut Directions = found.entry(&shape.id).or_default();
        let all = known.union(directions);
        if *known == all {
            continue;
        }
        *known = all;
        if !matches!(shape.shape_type, ShapeType::Enum | ShapeType::IntEnum) {
            waiting.extend(shape.members.iter().map(|member| (member.target.clone(), all.of_member(member))));
        }
        let traits = shape.members.iter().map(|member| &member.traits).chain([&shape.traits]);
        waiting.extend(traits.flat_map(judges::judges).map(|id| (id, all)));
    }
    found
}
