//! The shapes and members of a model by number, and how they are connected.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use weland_model::{Member, Model, Shape, ShapeId, ShapeType, Target, Traits};

use super::ast::Relation;

/// The number of a shape or a member.
pub(super) type NodeId = u32;

/// A model as selectors see it. To be made once for all selectors of a model.
pub(crate) struct Graph<'m> {
    nodes: Vec<(&'m Shape, Option<&'m Member>)>,
    /// The number of each shape; its members follow it.
    numbers: HashMap<&'m str, NodeId>,
    /// What selectors pick, as far as it has been asked for; `None` if the text is no selector.
    picked: RefCell<HashMap<String, Option<Rc<BTreeSet<NodeId>>>>>,
    reverse: OnceCell<Vec<Vec<(Relation, NodeId)>>>,
}

impl<'m> Graph<'m> {
    pub(crate) fn new(model: &'m Model) -> Self {
        let mut nodes = Vec::new();
        let mut numbers = HashMap::new();
        for (id, shape) in &model.shapes {
            numbers.insert(id.as_str(), number(nodes.len()));
            nodes.push((shape, None));
            nodes.extend(shape.members.iter().map(|member| (shape, Some(member))));
        }
        Self { nodes, numbers, picked: RefCell::default(), reverse: OnceCell::new() }
    }

    /// All that a selector picks, unless the text is none. Each text is evaluated once.
    pub(crate) fn picked(&self, selector: &str) -> Option<Rc<BTreeSet<NodeId>>> {
        if let Some(known) = self.picked.borrow().get(selector) {
            return known.clone();
        }
        let picked = super::Selector::parse(selector).ok();
        let picked = picked.map(|selector| Rc::new(selector.select_in(self)));
        self.picked.borrow_mut().insert(selector.to_owned(), picked.clone());
        picked
    }

    pub(super) fn all(&self) -> impl Iterator<Item = NodeId> + use<> {
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

    /// Calls back with all that a shape refers to.
    pub(super) fn forward(&self, node: NodeId, found: &mut dyn FnMut(Relation, NodeId)) {
        let Some((shape, member)) = self.node(node) else { return };
        let mut add = |relation, id: &ShapeId| {
            if let Some(number) = self.of(id) {
                found(relation, number);
            }
        };
        let traits = member.map_or(&shape.traits, |member| &member.traits);
        for applied in traits {
            add(Relation::Trait, &applied.id);
        }
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
    pub(super) fn bound(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        let is_binding = |relation| matches!(relation, Relation::Operation | Relation::Resource);
        self.backward(node).iter().filter(move |(relation, _)| is_binding(*relation)).map(|(_, user)| *user)
    }

    /// All that refers to a shape.
    pub(super) fn backward(&self, node: NodeId) -> &[(Relation, NodeId)] {
        let reverse = self.reverse.get_or_init(|| self.reversed());
        reverse.get(node as usize).map_or(&[], Vec::as_slice)
    }

    fn reversed(&self) -> Vec<Vec<(Relation, NodeId)>> {
        let mut reverse: Vec<Vec<(Relation, NodeId)>> = vec![Vec::new(); self.nodes.len()];
        for from in self.all() {
            self.forward(from, &mut |relation, to| {
                if let Some(users) = reverse.get_mut(to as usize) {
                    users.push((relation, from));
                }
            });
        }
        reverse
    }
}

fn number(index: usize) -> NodeId {
    NodeId::try_from(index).unwrap_or(NodeId::MAX)
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
        let is_unit = |target: &Target| target.id == "smithy.api#Unit";
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
