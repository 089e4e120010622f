//! What `@mediaType` means: servers and clients find it in the header `content-type`, where a value is the whole body.

use weland_model::{ShapeId, trait_id};

use super::definition::Kind;
use crate::change::{Effect, Wire};
use crate::compare::Comparison;
use crate::usage::{Features, when};

/// The effect of another media type of a shape or member. Servers refuse bodies of a type that they don't expect; without the
/// trait, they take any.
pub(super) fn wire(comparison: &Comparison<'_>, at: &ShapeId, kind: Kind) -> Wire {
    let is_payload = |member: &weland_model::Member| member.traits.contains(trait_id::HTTP_PAYLOAD);
    let bodies = comparison.members().filter(|member| is_payload(member.old) || is_payload(member.new));
    let concerned = bodies.filter(|member| member.new.target == *at || member.id() == *at);
    concerned.fold(Wire::COMPATIBLE, |wire, member| {
        let usage = member.usage.read_by(Features::HTTP);
        let read = when(usage.output, Effect::Conditional);
        wire.max(Wire {
            old_clients: when(usage.input && kind != Kind::Remove, Effect::Breaking).max(read),
            new_clients: when(usage.input && kind != Kind::Add, Effect::Breaking).max(read),
        })
    })
}
