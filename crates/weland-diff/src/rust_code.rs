//! What models become in Rust.

use std::collections::BTreeSet;

use weland_model::query::names::code_name;
use weland_model::{Member, Model, Shape, ShapeId};

/// What generated crates make of a model. Whoever generates code decides that.
#[derive(Debug, Clone, Copy)]
pub struct RustCode {
    /// The name of a type for a shape.
    pub type_name: fn(&str) -> String,
    /// The name of a variant for a value of an enum or a member of a union.
    pub variant_name: fn(&str) -> String,
    /// The name of a field for a member of a structure.
    pub field_name: fn(&str) -> String,
    /// The members whose values are in a `Box`, of all services of a model. It is none if that isn't known, as crates can't be
    /// made of one of them.
    pub boxed_members: fn(&Model) -> Option<BTreeSet<ShapeId>>,
}

impl RustCode {
    /// The names of the model, and no boxes.
    pub const AS_IN_THE_MODEL: Self = Self {
        type_name: str::to_owned,
        variant_name: str::to_owned,
        field_name: str::to_owned,
        boxed_members: |_| None,
    };

    /// Whether shapes that become types have the same name.
    pub(crate) fn same_type(self, old: &Shape, new: &Shape) -> bool {
        let name = |shape: &Shape| (self.type_name)(shape_name(shape));
        name(old) == name(new)
    }

    /// Whether members that become variants have the same name.
    pub(crate) fn same_variant(self, old: &str, new: &str) -> bool {
        (self.variant_name)(old) == (self.variant_name)(new)
    }

    /// Whether members that become fields have the same name.
    pub(crate) fn same_field(self, old: &Member, new: &Member) -> bool {
        (self.field_name)(member_name(old)) == (self.field_name)(member_name(new))
    }
}

impl Default for RustCode {
    fn default() -> Self {
        Self::AS_IN_THE_MODEL
    }
}

/// What a shape is called in code, before it is written as Rust writes names.
pub(crate) fn shape_name(shape: &Shape) -> &str {
    code_name(&shape.traits).unwrap_or(shape.id.name())
}

/// The same of a member.
pub(crate) fn member_name(member: &Member) -> &str {
    code_name(&member.traits).unwrap_or(&member.name)
}
