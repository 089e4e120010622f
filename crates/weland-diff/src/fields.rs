//! What the fields of generated structures are, as far as a comparison depends on it.

use weland_model::query::presence::{self, Presence};
use weland_model::{Member, Model, Node, Shape, trait_id};

use crate::compare::Comparison;

/// The form of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) kind: FieldKind,
    /// Whether it has to be there in all messages that have the structure.
    pub(crate) is_demanded: bool,
    /// Whether null is a value of its own.
    pub(crate) nullable: bool,
}

/// How a field holds its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldKind {
    /// A plain value, which the constructor takes.
    Required,
    /// A plain value with a default.
    Present,
    /// A value that knows whether it was set.
    Defaulted,
    /// An `Option`.
    Optional,
}

impl FieldKind {
    /// The field in words.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::Required => "a value that constructors take",
            Self::Present => "a value with a default",
            Self::Defaulted => "a `Defaulted`",
            Self::Optional => "an `Option`",
        }
    }
}

/// The field of a member of a structure of the old model.
pub(crate) fn old_field(comparison: &Comparison<'_>, container: &Shape, member: &Member) -> Field {
    field(comparison.old, container, member, comparison.old_presence(container, member))
}

/// The field of a member of a structure of the new model.
pub(crate) fn new_field(comparison: &Comparison<'_>, container: &Shape, member: &Member) -> Field {
    field(comparison.new, container, member, comparison.new_presence(container, member))
}

fn field(model: &Model, container: &Shape, member: &Member, presence: Presence) -> Field {
    let client_optional = presence::is_client_optional(container, member);
    let is_stream = model.target(member).is_some_and(|target| target.traits.contains(trait_id::STREAMING));
    let kind = match (is_stream, default(member).is_some(), presence.required) {
        (true, ..) => FieldKind::Required,
        (_, true, _) if client_optional => FieldKind::Defaulted,
        (_, true, _) => FieldKind::Present,
        (_, false, true) if !client_optional => FieldKind::Required,
        _ => FieldKind::Optional,
    };
    Field { kind, is_demanded: presence.required, nullable: presence.nullable }
}

/// The default of a member, unless it is null.
pub(crate) fn default(member: &Member) -> Option<&Node> {
    member.traits.get(trait_id::DEFAULT).filter(|node| !node.is_null())
}
