//! Queries: what follows from a model, each computed in one place for validation, the Service stage and writers of models.
//!
//! The results are right for valid models. For others they are as complete as the model allows; no query reports anything.

pub mod auth;
pub mod closure;
pub mod directions;
pub mod endpoints;
pub mod enums;
pub mod formats;
pub mod http;
pub mod judges;
pub mod names;
pub mod operations;
pub mod pagination;
pub mod presence;
pub mod protocols;
pub mod security;
pub mod streams;
pub mod uri;
pub mod waiters;
pub mod whole;

use crate::{Member, Model, Shape, ShapeId};

/// What finds shapes by their ids: a model, or an index of one that is faster.
pub trait Shapes<'m>: Copy {
    /// The shape of an id.
    fn shape(self, id: &ShapeId) -> Option<&'m Shape>;

    /// The shape that a member targets.
    fn target(self, member: &Member) -> Option<&'m Shape> {
        self.shape(&member.target)
    }
}

impl<'m> Shapes<'m> for &'m Model {
    fn shape(self, id: &ShapeId) -> Option<&'m Shape> {
        self.get(id)
    }
}
