//! Which operations and shapes belong to a service.

use std::collections::{BTreeMap, BTreeSet};

use weland_model::{Diagnostic, Diagnostics, Model, Shape, ShapeId, ShapeType, Target, trait_id};

use crate::binding::Roles;

/// Stands for no input and no output; a shape of its own only where a union's member targets it.
pub(crate) const UNIT: &str = "smithy.api#Unit";

/// All that a service reaches, before it is resolved.
pub(crate) struct Closure<'m> {
    /// Operations by id.
    pub operations: BTreeMap<ShapeId, &'m Shape>,
    /// Data shapes by id, with how they are used.
    pub shapes: BTreeMap<ShapeId, (&'m Shape, Roles)>,
}

/// Walks from the service through resources and operations to every shape.
pub(crate) fn closure<'m>(model: &'m Model, service: &'m Shape, diagnostics: &mut Diagnostics) -> Closure<'m> {
    let mut operations = BTreeMap::new();
    let mut walk = Walk { model, seen: BTreeSet::new(), operations: &mut operations };
    if let Some(data) = service.as_service() {
        walk.operations(data.operations.iter());
        walk.resources(data.resources.iter());
    }
    let mut shapes = Shapes { model, shapes: BTreeMap::new(), queue: Vec::new() };
    let common = service.as_service().map_or(&[][..], |data| &data.errors);
    for operation in operations.values() {
        let Some(data) = operation.as_operation() else { continue };
        if data.input.id.as_str() != UNIT {
            shapes.add(&data.input.id, Roles { input: true, ..Roles::default() });
        }
        if data.output.id.as_str() != UNIT {
            shapes.add(&data.output.id, Roles { output: true, ..Roles::default() });
        }
        for error in data.errors.iter().chain(common) {
            shapes.add(&error.id, Roles { output: true, ..Roles::default() });
        }
    }
    shapes.walk();
    report_both_ways(&shapes.shapes, diagnostics);
    Closure { operations, shapes: shapes.shapes }
}

struct Walk<'a, 'm> {
    model: &'m Model,
    seen: BTreeSet<ShapeId>,
    operations: &'a mut BTreeMap<ShapeId, &'m Shape>,
}

impl<'m> Walk<'_, 'm> {
    fn operations(&mut self, targets: impl Iterator<Item = &'m Target>) {
        for target in targets {
            if let Some(shape) = self.model.get(&target.id) {
                self.operations.insert(target.id.clone(), shape);
            }
        }
    }

    fn resources(&mut self, targets: impl Iterator<Item = &'m Target>) {
        let mut queue: Vec<&'m Target> = targets.collect();
        while let Some(target) = queue.pop() {
            if !self.seen.insert(target.id.clone()) {
                continue;
            }
            if let Some(resource) = self.model.get(&target.id).and_then(Shape::as_resource) {
                self.operations(resource.all_operations());
                queue.extend(&resource.resources);
            }
        }
    }
}

struct Shapes<'m> {
    model: &'m Model,
    shapes: BTreeMap<ShapeId, (&'m Shape, Roles)>,
    queue: Vec<&'m Shape>,
}

impl<'m> Shapes<'m> {
    fn add(&mut self, id: &ShapeId, roles: Roles) {
        let Some(shape) = self.model.get(id) else { return };
        let is_new = !self.shapes.contains_key(id);
        let (_, known) = self.shapes.entry(id.clone()).or_insert((shape, Roles::default()));
        known.input |= roles.input;
        known.output |= roles.output;
        known.event |= roles.event;
        if is_new {
            self.queue.push(shape);
        }
    }

    fn walk(&mut self) {
        while let Some(shape) = self.queue.pop() {
            if matches!(shape.shape_type, ShapeType::Enum | ShapeType::IntEnum) {
                continue;
            }
            let event = shape.shape_type == ShapeType::Union && shape.traits.contains(trait_id::STREAMING);
            for member in &shape.members {
                self.add(&member.target, Roles { event, ..Roles::default() });
            }
        }
    }
}

/// One type stands for a structure, so its members can have only one set of bindings.
fn report_both_ways(shapes: &BTreeMap<ShapeId, (&Shape, Roles)>, diagnostics: &mut Diagnostics) {
    for (id, (shape, roles)) in shapes {
        if roles.input && roles.output {
            let differs = shape.members.iter().any(|member| {
                crate::Binding::read(&member.traits, Roles { input: true, ..Roles::default() })
                    != crate::Binding::read(&member.traits, Roles { output: true, ..Roles::default() })
            });
            if differs {
                diagnostics.push(
                    Diagnostic::error(
                        "shared-input-output",
                        shape.span,
                        format!("`{id}` is an input and an output, but its members are bound differently in each"),
                    )
                    .help("define two structures; a mixin can hold the members that they share"),
                );
            }
        }
    }
}
