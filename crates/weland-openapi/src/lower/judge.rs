//! Shapes that judge values beside the shape that a value is of, which traits name.

use std::collections::BTreeSet;

use weland_model::{Member, Shape, ShapeId, ShapeType, Span, Target, trait_id};

use super::apply::{mark, put_ids};
use super::schema::apart;
use super::schema::keyword::Keyword;
use super::schema::plan::{self, Plan};
use super::schema::types::TypeSet;
use super::schema::view::{At, View};
use super::{Job, Lowering, Use};

impl<'d> Lowering<'d, '_> {
    /// The shapes that judge a value beside its own: the choices that add nothing to that, and the parts whose keywords see less
    /// than the whole.
    pub(super) fn judges(&mut self, view: &View<'d>, plan: &Plan<'d>, name: &str) -> Vec<ShapeId> {
        let mut judges = Vec::new();
        for choice in &plan.narrowing {
            let word = if choice.keyword == Keyword::OneOf { "OneOf" } else { "AnyOf" };
            let view = View { parts: Vec::new(), only: TypeSet::ANY, seen: BTreeSet::new(), span: choice.node.span };
            judges.push(self.judge(view, plan::judging(choice), &format!("{name}{word}")));
        }
        for part in apart::parts(view, &plan.kind) {
            let plan = plan::plan(&self.source, &part);
            judges.push(self.judge(part, plan, &format!("{name}Part")));
        }
        judges
    }

    fn judge(&mut self, view: View<'d>, plan: Plan<'d>, name: &str) -> ShapeId {
        let id = self.claim(name);
        self.jobs.push_back(Job { id: id.clone(), view, plan, is_described: false, files: Default::default() });
        id
    }

    /// A shape for a reference, to be named by traits, which can't have constraints beside the name.
    pub(super) fn shape_of(&mut self, at: At<'d>, name: &str) -> ShapeId {
        let used = self.element(at, name);
        self.shape_for(used, name, at.node.span)
    }

    fn shape_for(&mut self, used: Use<'d>, name: &str, span: Span) -> ShapeId {
        let is_nullable = used.is_nullable && used.shape_type != ShapeType::Document;
        let is_own = used.target.namespace() != "smithy.api";
        if used.traits.is_empty() && (!is_nullable || self.nullable.contains(&used.target)) {
            return used.target;
        }
        let id = self.claim(name);
        let mut shape = Shape::new(id.clone(), used.shape_type, span);
        shape.traits = used.traits;
        if is_own {
            // Null is no value of the shape itself.
            shape = Shape::new(id.clone(), ShapeType::Union, span);
            mark(&mut shape.traits, trait_id::ALLOY_UNTAGGED, span);
            shape.members.push(Member::new("value", Target { id: used.target, span }, span));
        }
        self.insert(shape);
        if is_nullable {
            self.nullable.insert(id.clone());
        }
        id
    }

    /// A value that is judged by a shape and has no type, since others stand beside it that are of other types.
    pub(super) fn judged(&mut self, used: Use<'d>, name: &str, span: Span) -> Use<'d> {
        let judge = self.shape_for(used, name, span);
        let mut untyped = self.untyped_member();
        put_ids(&mut untyped.traits, trait_id::OPENAPI_ALL_OF, &[judge], span);
        untyped
    }

    /// Says of shapes that null is a value of them, which matters where they stand alone: members say it themselves.
    pub(super) fn mark_nullable(&mut self) {
        for id in std::mem::take(&mut self.nullable) {
            if let Some(shape) = self.model.shapes.get_mut(&id) {
                mark(&mut shape.traits, trait_id::ALLOY_NULLABLE, shape.span);
            }
        }
    }
}
