//! The shapes and members of a model by number, and how they are connected.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use weland_model::query::Shapes;
use weland_model::{Member, Model, Shape, ShapeId, ShapeType, Target, Traits, trait_id};

use super::ast::{Relation, follows};
use super::node::{NodeId, number};
use super::reverse::Reverse;
use weland_model::NameMap;

/// A model as selectors see it. To be made once for all selectors of a model.
pub(crate) struct Graph<'m> {
    nodes: Vec<(&'m Shape, Option<&'m Member>)>,
    /// The number of each shape; its members follow it.
    numbers: NameMap<&'m str, NodeId>,
    reverse: OnceLock<Reverse>,
    /// From traits to what they are applied to. Few selectors ask for it, and it is large.
    applications: OnceLock<Reverse>,
}

impl<'m> Graph<'m> {
    pub(crate) fn new(model: &'m Model) -> Self {
        let mut nodes = Vec::new();
        let mut numbers = NameMap::with_capacity_and_hasher(model.shapes.len(), Default::default());
        for (id, shape) in &model.shapes {
            numbers.insert(id.as_str(), number(nodes.len()));
            nodes.push((shape, None));
            nodes.extend(shape.members.iter().map(|member| (shape, Some(member))));
        }
        Self { nodes, numbers, reverse: OnceLock::new(), applications: OnceLock::new() }
    }

    pub(super) fn all(&self) -> std::ops::Range<NodeId> {
        0..number(self.nodes.len())
    }

    /// The number of a shape, or of one of its members.
    pub(crate) fn number(&self, shape: &ShapeId, member: Option<&str>) -> Option<NodeId> {
        let base = *self.numbers.get(shape.root_str())?;
        let Some(member) = member else { return Some(base) };
        let (shape, _) = self.nodes.get(base as usize)?;
        let index = shape.members.iter().position(|known| &*known.name == member)?;
        Some(base + 1 + number(index))
    }

    /// All shapes and members with their numbers: each shape, followed by its members.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = (NodeId, &'m Shape, Option<&'m Member>)> {
        self.all().zip(&self.nodes).map(|(number, (shape, member))| (number, *shape, *member))
    }

    pub(crate) fn node(&self, node: NodeId) -> Option<(&'m Shape, Option<&'m Member>)> {
        self.nodes.get(node as usize).copied()
    }

    pub(super) fn id(&self, node: NodeId) -> Option<ShapeId> {
        match self.node(node)? {
            (shape, None) => Some(shape.id.clone()),
            (shape, Some(member)) => shape.id.with_member(&member.name).ok(),
        }
    }

    pub(super) fn traits(&self, node: NodeId) -> Option<&'m Traits> {
        match self.node(node)? {
            (shape, None) => Some(&shape.traits),
            (_, Some(member)) => Some(&member.traits),
        }
    }

    /// The type of a shape; `None` for members.
    pub(super) fn shape_type(&self, node: NodeId) -> Option<ShapeType> {
        match self.node(node) {
            Some((shape, None)) => Some(shape.shape_type),
            _ => None,
        }
    }

    fn of(&self, id: &ShapeId) -> Option<NodeId> {
        self.number(id, id.member())
    }

    /// The shape that a member belongs to.
    pub(super) fn container(&self, member: NodeId) -> Option<NodeId> {
        let (shape, _) = self.node(member)?;
        self.numbers.get(shape.id.as_str()).copied()
    }

    /// Calls back with all that a shape refers to.
    pub(super) fn forward(&self, node: NodeId, found: &mut dyn FnMut(Relation, NodeId)) {
        self.applied(node, found);
        self.others(node, found);
    }

    /// The traits of a shape.
    fn applied(&self, node: NodeId, found: &mut dyn FnMut(Relation, NodeId)) {
        for applied in self.traits(node).into_iter().flatten() {
            if let Some(number) = self.of(&applied.id) {
                found(Relation::Trait, number);
            }
        }
    }

    /// All that a shape refers to but its traits.
    fn others(&self, node: NodeId, found: &mut dyn FnMut(Relation, NodeId)) {
        let Some((shape, member)) = self.node(node) else { return };
        let mut add = |relation, id: &ShapeId| {
            if let Some(number) = self.of(id) {
                found(relation, number);
            }
        };
        if let Some(member) = member {
            add(Relation::Target, &member.target);
            for mixin in &member.mixins {
                add(Relation::Mixin, mixin);
            }
            return;
        }
        for mixin in &shape.mixins {
            add(Relation::Mixin, &mixin.id);
        }
        data(shape, &mut add);
        for index in 0..shape.members.len() {
            found(Relation::Member, node + 1 + number(index));
        }
    }

    /// Services and resources that a resource or an operation is bound to.
    pub(crate) fn bound(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        let is_binding = |relation| matches!(relation, Relation::Operation | Relation::Resource);
        self.backward(node).filter(move |(relation, _)| is_binding(*relation)).map(|(_, user)| user)
    }

    /// Calls back with all that a shape refers to but its traits.
    pub(crate) fn neighbors(&self, node: NodeId, found: &mut dyn FnMut(NodeId)) {
        self.others(node, &mut |_, next| found(next));
    }

    /// These shapes, and all that they refer to directly or through others, but for traits.
    pub(crate) fn reachable(&self, mut found: BTreeSet<NodeId>) -> BTreeSet<NodeId> {
        let mut waiting: Vec<NodeId> = found.iter().copied().collect();
        while let Some(node) = waiting.pop() {
            self.others(node, &mut |_, next| {
                if found.insert(next) {
                    waiting.push(next);
                }
            });
        }
        found
    }

    /// All that refers to a shape, but for what it is applied to as a trait.
    pub(crate) fn backward(&self, node: NodeId) -> impl Iterator<Item = (Relation, NodeId)> {
        let all = || Reverse::new(self.nodes.len(), |from, found| self.others(from, found));
        self.reverse.get_or_init(all).of(node)
    }

    /// The members that target a shape, with the shapes that have them.
    pub(crate) fn targeted_by(&self, node: NodeId) -> impl Iterator<Item = (&'m Shape, &'m Member)> {
        let members = self.backward(node).filter(|(relation, _)| *relation == Relation::Target);
        members.filter_map(|(_, user)| match self.node(user)? {
            (shape, Some(member)) => Some((shape, member)),
            _ => None,
        })
    }

    /// All that refers to a shape in one of these ways; without any, in an ordinary way.
    pub(super) fn users(&self, node: NodeId, wanted: Option<&[Relation]>) -> impl Iterator<Item = (Relation, NodeId)> {
        let has_traits = wanted.is_some_and(|wanted| wanted.contains(&Relation::Trait));
        let applications = has_traits.then(|| self.applications(node));
        let others = self.backward(node).filter(move |(relation, _)| follows(wanted, *relation));
        others.chain(applications.into_iter().flatten())
    }

    /// All that a shape is applied to as a trait.
    fn applications(&self, node: NodeId) -> impl Iterator<Item = (Relation, NodeId)> {
        let all = || Reverse::new(self.nodes.len(), |from, found| self.applied(from, found));
        self.applications.get_or_init(all).of(node)
    }
}

/// Faster than the model.
impl<'m> Shapes<'m> for &Graph<'m> {
    fn shape(self, id: &ShapeId) -> Option<&'m Shape> {
        self.node(*self.numbers.get(id.as_str())?).map(|(shape, _)| shape)
    }
}

/// What services, operations and resources refer to.
fn data(shape: &Shape, add: &mut dyn FnMut(Relation, &ShapeId)) {
    let mut all = |relation, targets: &[Target]| targets.iter().for_each(|target| add(relation, &target.id));
    if let Some(service) = shape.as_service() {
        all(Relation::Operation, &service.operations);
        all(Relation::Resource, &service.resources);
        all(Relation::Error, &service.errors);
    }
    if let Some(operation) = shape.as_operation() {
        // `Unit` stands for no input and no output.
        let is_unit = |target: &Target| target.id == trait_id::UNIT;
        if !is_unit(&operation.input) {
            all(Relation::Input, std::slice::from_ref(&operation.input));
        }
        if !is_unit(&operation.output) {
            all(Relation::Output, std::slice::from_ref(&operation.output));
        }
        all(Relation::Error, &operation.errors);
    }
    let Some(resource) = shape.as_resource() else { return };
    for (relation, named) in [(Relation::Identifier, &resource.identifiers), (Relation::Property, &resource.properties)]
    {
        named.iter().for_each(|entry| add(relation, &entry.target.id));
    }
    for target in resource.all_operations() {
        add(Relation::Operation, &target.id);
    }
    for (name, target) in resource.lifecycle() {
        add(Relation::from_name(name), &target.id);
        match name {
            "create" | "list" => add(Relation::CollectionOperation, &target.id),
            _ => add(Relation::InstanceOperation, &target.id),
        }
    }
    let mut all = |relation, targets: &[Target]| targets.iter().for_each(|target| add(relation, &target.id));
    all(Relation::InstanceOperation, &resource.operations);
    all(Relation::CollectionOperation, &resource.collection_operations);
    all(Relation::Resource, &resource.resources);
}
