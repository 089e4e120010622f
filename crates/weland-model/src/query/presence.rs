//! Which members must be present, and which may be null.

use super::directions::Directions;
use crate::{Member, Shape, ShapeType, trait_id};

/// Whether a member may be absent, and whether it may be null.
///
/// In structures, null means the same as absence, unless a member is marked with `alloy#nullable`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Presence {
    /// Whether the member must be present; of members of structures alone.
    pub required: bool,
    /// Whether null is a value of its own: in sparse lists and maps, and for members with `alloy#nullable`.
    pub nullable: bool,
}

/// The presence of a member of a shape that may be part of any message.
#[must_use]
pub fn presence(container: &Shape, member: &Member) -> Presence {
    presence_in(container, member, Directions::BOTH)
}

/// The presence of a member of a shape that is part of messages in these directions.
#[must_use]
pub fn presence_in(container: &Shape, member: &Member, directions: Directions) -> Presence {
    let is_element = match container.shape_type {
        ShapeType::List => true,
        ShapeType::Map => &*member.name == "value",
        _ => false,
    };
    // What is part of one direction only must not be demanded in the other, and structures are the same in both.
    let is_required = member.traits.contains(trait_id::REQUIRED) && directions.of_member(member) == directions;
    Presence {
        required: container.shape_type == ShapeType::Structure && is_required,
        nullable: is_element && container.traits.contains(trait_id::SPARSE)
            || member.traits.contains(trait_id::ALLOY_NULLABLE),
    }
}

/// Whether clients have to expect that a member is absent, whatever the model states of its presence today: members with
/// `@clientOptional`, and those of inputs unless they are required.
#[must_use]
pub fn is_client_optional(container: &Shape, member: &Member) -> bool {
    member.traits.contains(trait_id::CLIENT_OPTIONAL)
        || container.traits.contains(trait_id::INPUT) && !member.traits.contains(trait_id::REQUIRED)
}
