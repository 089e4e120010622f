//! What rules look at.

use std::collections::{BTreeSet, HashSet};
use std::hash::Hash;
use std::sync::OnceLock;

use weland_model::query::Shapes;
use weland_model::query::operations::OperationIndex;
use weland_model::{AppliedTrait, Member, Model, Shape, ShapeId, Span, Target, Traits, trait_id};

use crate::lower::Lowered;
use crate::selector::{Graph, SelectorCache};
use weland_model::NameMap;

use super::pattern_cache::PatternCache;

/// A trait, and the user's shape or member that it is applied to.
pub(super) struct Application<'a> {
    /// The number of the shape or member in the graph.
    pub(super) number: u32,
    pub(super) shape: &'a Shape,
    pub(super) member: Option<&'a Member>,
    /// All traits of the shape or member.
    pub(super) traits: &'a Traits,
    pub(super) applied: &'a AppliedTrait,
}

/// Where each trait is applied: the numbers in the graph, and the places among the traits there.
#[derive(Default)]
struct Applications<'a> {
    by_id: NameMap<&'a str, Vec<(u32, usize)>>,
    ids: BTreeSet<&'a ShapeId>,
}

pub(super) struct Context<'a> {
    pub(super) lowered: &'a Lowered,
    graph: OnceLock<Graph<'a>>,
    pub(super) patterns: PatternCache,
    pub(super) selectors: SelectorCache,
    operations: OnceLock<OperationIndex<'a>>,
    written_ids: OnceLock<HashSet<Span>>,
    /// The namespaces of services that speak HTTP as OpenAPI describes it.
    openapi: OnceLock<HashSet<&'a str>>,
    applications: OnceLock<Applications<'a>>,
}

/// The items that have their key in common with others, in groups and in their order.
pub(super) fn alike<K: Eq + Hash, T>(items: impl Iterator<Item = (K, T)>) -> impl Iterator<Item = Vec<T>> {
    let mut groups: Vec<Vec<T>> = Vec::new();
    let mut places: NameMap<K, usize> = NameMap::default();
    for (key, item) in items {
        let place = *places.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(item),
            None => groups.push(vec![item]),
        }
    }
    groups.into_iter().filter(|group| group.len() > 1)
}

/// Each item of a group that is at odds, with another item of it: the one before, or for the first the one after.
pub(super) fn each_with_another<T: Copy>(group: &[T]) -> impl Iterator<Item = (T, T)> {
    let others = group.get(1).into_iter().chain(group);
    group.iter().copied().zip(others.copied())
}

impl<'a> Context<'a> {
    pub(super) fn new(lowered: &'a Lowered) -> Self {
        Self {
            lowered,
            graph: OnceLock::new(),
            patterns: PatternCache::default(),
            selectors: SelectorCache::default(),
            operations: OnceLock::new(),
            written_ids: OnceLock::new(),
            openapi: OnceLock::new(),
            applications: OnceLock::new(),
        }
    }

    /// The model as selectors see it.
    pub(super) fn graph(&self) -> &Graph<'a> {
        self.graph.get_or_init(|| Graph::new(self.model()))
    }

    pub(super) fn model(&self) -> &'a Model {
        &self.lowered.model
    }

    /// The user's shapes, with those that a syntax error cut short: for rules about what is
    /// there, not about what is missing.
    pub(super) fn all_shapes(&self) -> impl Iterator<Item = &'a Shape> {
        self.model().own_shapes()
    }

    /// The user's shapes that a syntax error did not cut short.
    pub(super) fn shapes(&self) -> impl Iterator<Item = &'a Shape> {
        let broken = &self.lowered.broken;
        self.model().own_shapes().filter(move |shape| !broken.contains(&shape.id))
    }

    /// The traits that are applied to the user's shapes and members, by id.
    pub(super) fn trait_ids(&self) -> impl Iterator<Item = &'a ShapeId> {
        self.applications().ids.iter().copied()
    }

    /// Where a trait is applied to the user's shapes and members, in their order. Inherited traits
    /// are left out: they are judged where they are written, in the mixin.
    pub(super) fn applied(&self, id: impl AsRef<str>) -> impl Iterator<Item = Application<'a>> {
        self.applied_or_inherited(id).filter(|application| !application.applied.inherited)
    }

    /// Like [`Context::applied`], with inherited traits.
    pub(super) fn applied_or_inherited(&self, id: impl AsRef<str>) -> impl Iterator<Item = Application<'a>> {
        let found = self.applications().by_id.get(id.as_ref()).map(Vec::as_slice).unwrap_or_default();
        found.iter().filter_map(|(number, index)| {
            let (shape, member) = self.graph().node(*number)?;
            let traits = member.map_or(&shape.traits, |member| &member.traits);
            let applied = traits.iter().as_slice().get(*index)?;
            Some(Application { number: *number, shape, member, traits, applied })
        })
    }

    /// Rules look for few traits, and there are many shapes: these are gone through once.
    fn applications(&self) -> &Applications<'a> {
        self.applications.get_or_init(|| {
            let mut all = Applications::default();
            let own = self.graph().nodes().filter(|(_, shape, _)| !self.model().is_built_in(shape));
            for (number, shape, member) in own {
                let traits = member.map_or(&shape.traits, |member| &member.traits);
                for (index, applied) in traits.iter().enumerate() {
                    let places = all.by_id.entry(applied.id.as_str()).or_default();
                    if places.is_empty() {
                        all.ids.insert(&applied.id);
                    }
                    places.push((number, index));
                }
            }
            all
        })
    }

    pub(super) fn is_broken(&self, id: &ShapeId) -> bool {
        !self.lowered.broken.is_empty() && self.lowered.broken.contains(id)
    }

    /// Whether a shape is not defined since a syntax error may have hidden its definition.
    pub(super) fn is_lost(&self, id: &ShapeId) -> bool {
        self.lowered.lost.contains(id) && self.graph().shape(id).is_none()
    }

    /// Whether an id without quotes is written there.
    pub(super) fn is_written_id(&self, span: Span) -> bool {
        let all = || self.lowered.written_ids.iter().map(|target| target.span).collect();
        self.written_ids.get_or_init(all).contains(&span)
    }

    pub(super) fn is_v1(&self, id: &ShapeId) -> bool {
        self.lowered.v1.contains(id)
    }

    /// Whether a shape belongs to a service that speaks HTTP as OpenAPI describes it, which has fewer rules than Smithy.
    pub(super) fn is_openapi(&self, id: &ShapeId) -> bool {
        let services = || self.model().services().filter(|service| service.traits.contains(trait_id::OPENAPI_REST));
        let namespaces = self.openapi.get_or_init(|| services().map(|service| service.id.namespace()).collect());
        !namespaces.is_empty() && namespaces.contains(&id.namespace())
    }

    /// The shape of a reference, unless it was cut short.
    pub(super) fn whole(&self, target: &Target) -> Option<&'a Shape> {
        let shape = self.graph().shape(&target.id)?;
        (!self.is_broken(&shape.id)).then_some(shape)
    }

    /// The shape that a member targets.
    pub(super) fn target(&self, member: &Member) -> Option<&'a Shape> {
        self.graph().shape(&member.target)
    }

    /// The operations of the services that a syntax error did not cut short.
    pub(super) fn operations(&self) -> &OperationIndex<'a> {
        let services = || self.shapes().filter(|shape| shape.as_service().is_some());
        self.operations.get_or_init(|| OperationIndex::new(self.graph(), services()))
    }
}
