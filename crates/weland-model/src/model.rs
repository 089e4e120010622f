//! The model: all shapes by id.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::{AppliedTrait, Member, Node, Shape, ShapeId, ShapeType, Sources};

/// All shapes and metadata, merged from all files.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// Shapes by id, those of the prelude and of built-in trait definitions included.
    pub shapes: BTreeMap<ShapeId, Shape>,
    /// Metadata by key.
    pub metadata: BTreeMap<Arc<str>, Node>,
    /// The files.
    pub sources: Sources,
}

impl Model {
    /// The shape of an id. For the id of a member, see [`Model::member`].
    #[must_use]
    pub fn get(&self, id: impl AsRef<str>) -> Option<&Shape> {
        self.shapes.get(id.as_ref())
    }

    /// The shape and the member of a member's id.
    #[must_use]
    pub fn member(&self, id: &ShapeId) -> Option<(&Shape, &Member)> {
        let shape = self.get(id.root_str())?;
        Some((shape, shape.member(id.member()?)?))
    }

    /// The shape that a member targets.
    #[must_use]
    pub fn target(&self, member: &Member) -> Option<&Shape> {
        self.get(&member.target)
    }

    /// All shapes of a type, by id.
    pub fn shapes_of(&self, shape_type: ShapeType) -> impl Iterator<Item = &Shape> {
        let of_type = move |shape: &&Shape| shape.shape_type == shape_type;
        self.shapes.values().filter(of_type)
    }

    /// All shapes that have a trait, by id.
    pub fn shapes_with_trait(&self, id: &'static str) -> impl Iterator<Item = &Shape> {
        let has_trait = move |shape: &&Shape| shape.traits.contains(id);
        self.shapes.values().filter(has_trait)
    }

    /// All services, by id.
    pub fn services(&self) -> impl Iterator<Item = &Shape> {
        self.shapes_of(ShapeType::Service)
    }

    /// All shapes that the user's files define, by id.
    pub fn own_shapes(&self) -> impl Iterator<Item = &Shape> {
        self.shapes.values().filter(|shape| !self.is_built_in(shape))
    }

    /// The value of a trait that holds for a member: its own, or else that of its target.
    #[must_use]
    pub fn member_trait<'a>(&'a self, member: &'a Member, id: &str) -> Option<&'a Node> {
        Some(&self.member_trait_applied(member, id)?.value)
    }

    /// Like [`Model::member_trait`], with the place where the trait is applied.
    #[must_use]
    pub fn member_trait_applied<'a>(&'a self, member: &'a Member, id: &str) -> Option<&'a AppliedTrait> {
        let own = member.traits.applied(id);
        own.or_else(|| self.target(member)?.traits.applied(id))
    }

    /// Whether a shape came with the program: the prelude and known trait definitions.
    #[must_use]
    pub fn is_built_in(&self, shape: &Shape) -> bool {
        self.sources.is_built_in(shape.span)
    }

    /// Whether an id is in the prelude's namespace.
    #[must_use]
    pub fn is_prelude(id: &ShapeId) -> bool {
        id.namespace() == "smithy.api"
    }
}
