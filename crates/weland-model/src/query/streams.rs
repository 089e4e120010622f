//! Streams of bytes and of events.

use super::Shapes;
use crate::{Member, Shape, ShapeType, trait_id};

/// Whether values of a shape are streams of events.
#[must_use]
pub fn is_event_stream(shape: &Shape) -> bool {
    shape.shape_type == ShapeType::Union && shape.traits.contains(trait_id::STREAMING)
}

/// The members of a structure that are streams, with their targets. A valid structure has one at the most.
pub fn stream_members<'s, 'm>(
    shapes: &'s impl Shapes<'m>,
    structure: &'m Shape,
) -> impl Iterator<Item = (&'m Member, &'m Shape)> {
    let with_target = |member: &'m Member| Some((member, shapes.target(member)?));
    let streams = structure.members.iter().filter_map(with_target);
    streams.filter(|(_, target)| target.traits.contains(trait_id::STREAMING))
}
