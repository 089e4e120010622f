//! Streams of bytes and of events.

use super::Shapes;
use crate::{Member, Shape, ShapeType, trait_id};

/// Whether values of a shape are streams of events.
#[must_use]
pub fn is_event_stream(shape: &Shape) -> bool {
    shape.shape_type == ShapeType::Union && shape.traits.contains(trait_id::STREAMING)
}

/// The members of a structure that are streams, with their targets. A valid structure has one at the most.
pub fn stream_members<'m>(
    shapes: impl Shapes<'m>,
    structure: &'m Shape,
) -> impl Iterator<Item = (&'m Member, &'m Shape)> {
    structure.members.iter().filter_map(move |member| {
        let target = shapes.target(member)?;
        target.traits.contains(trait_id::STREAMING).then_some((member, target))
    })
}
