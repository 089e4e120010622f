//! The part of a model that a service is made of.

use std::collections::HashSet;

use super::{closure, operations};
use crate::{Model, Node, NodeKind, ResourceData, Shape, ShapeData, ShapeId, ShapeType, Target, Traits, trait_id};

/// All shapes without which a service would be another one: those that have a name in it, the mixins that they are made of, the
/// definitions of their traits, and the data shapes that values of traits name. Shapes that come with the program are left out.
#[must_use]
pub fn of_service<'m>(model: &'m Model, service: &'m Shape) -> HashSet<&'m ShapeId> {
    let mut walk = Walk { model, found: HashSet::new(), waiting: Vec::new() };
    let operations = operations::operations(model, service);
    closure::named_shapes(model, service, &operations).into_iter().for_each(|shape| walk.add(&shape.id));
    let built_in = model.shapes.values().filter(|shape| model.is_built_in(shape));
    for shape in built_in {
        // What the user's files add to them.
        let traits = std::iter::once(&shape.traits).chain(shape.members.iter().map(|member| &member.traits));
        let own = traits.flatten().filter(|applied| !model.sources.is_built_in(applied.span));
        own.for_each(|applied| walk.add(&applied.id));
    }
    while let Some(shape) = walk.waiting.pop() {
        walk.shape(shape);
    }
    walk.found
}

impl Model {
    /// The model without shapes of the user's that a service is not made of. Without the service, it has none of them.
    #[must_use]
    pub fn reduced_to(&self, service: &ShapeId) -> Self {
        let kept = self.get(service).map(|service| of_service(self, service)).unwrap_or_default();
        let is_kept = |shape: &&Shape| kept.contains(&shape.id) || self.is_built_in(shape);
        let shapes = self.shapes.values().filter(is_kept).map(|shape| (shape.id.clone(), shape.clone()));
        Self { shapes: shapes.collect(), metadata: self.metadata.clone(), sources: self.sources.clone() }
    }
}

struct Walk<'m> {
    model: &'m Model,
    found: HashSet<&'m ShapeId>,
    waiting: Vec<&'m Shape>,
}

impl<'m> Walk<'m> {
    /// Adds a shape, if the user's files define it.
    fn add(&mut self, id: &ShapeId) {
        let shape = self.model.get(id.root_str()).filter(|shape| !self.model.is_built_in(shape));
        if let Some(shape) = shape
            && self.found.insert(&shape.id)
        {
            self.waiting.push(shape);
        }
    }

    fn targets<'t>(&mut self, targets: impl IntoIterator<Item = &'t Target>) {
        targets.into_iter().for_each(|target| self.add(&target.id));
    }

    fn shape(&mut self, shape: &'m Shape) {
        self.traits(&shape.traits);
        self.targets(&shape.mixins);
        let is_enum = matches!(shape.shape_type, ShapeType::Enum | ShapeType::IntEnum);
        for member in &shape.members {
            self.traits(&member.traits);
            if !is_enum {
                self.add(&member.target);
            }
        }
        [Some(&shape.data), shape.own_data.as_ref()].into_iter().flatten().for_each(|data| self.data(data));
    }

    fn data(&mut self, data: &ShapeData) {
        match data {
            ShapeData::None => {}
            ShapeData::Service(data) => {
                self.targets(data.operations.iter().chain(&data.resources).chain(&data.errors));
                self.targets(data.rename.iter().map(|rename| &rename.from));
            }
            ShapeData::Operation(data) => self.targets([&data.input, &data.output].into_iter().chain(&data.errors)),
            ShapeData::Resource(data) => self.resource(data),
        }
    }

    fn resource(&mut self, data: &ResourceData) {
        self.targets(data.identifiers.iter().chain(&data.properties).map(|named| &named.target));
        self.targets(data.all_operations().chain(&data.resources));
    }

    fn traits(&mut self, traits: &'m Traits) {
        for applied in traits {
            self.add(&applied.id);
            if applied.id != trait_id::DOCUMENTATION {
                self.named_in(&applied.value);
            }
        }
    }

    /// Adds data shapes whose ids are anywhere in a value. Services, resources and operations may be those of others.
    fn named_in(&mut self, value: &'m Node) {
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match &value.kind {
                NodeKind::Array(items) => open.extend(items),
                NodeKind::Object(object) => open.extend(object.iter().map(|(_, value)| value)),
                NodeKind::String(text) if text.contains('#') => {
                    let root = text.split('$').next().unwrap_or_default();
                    let shape = self.model.get(root).filter(|shape| !shape.shape_type.is_service_type());
                    shape.into_iter().for_each(|shape| self.add(&shape.id));
                }
                _ => {}
            }
        }
    }
}
