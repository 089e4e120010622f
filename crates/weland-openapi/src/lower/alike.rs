//! Shapes that are alike and have no name in the document are one shape.
//!
//! Documents spell out the same object or the same list of values in many places, and each of them would be a type of
//! its own, which no other converts to. Nothing is lost, for shapes are alike only if their descriptions are, too.

use std::collections::HashSet;
use std::fmt::Write as _;

use weland_model::{Model, NameHash, NameMap, Node, NodeKind, Shape, ShapeData, ShapeId, trait_id};

use super::text::write_traits;
use super::{Lowering, Use};

/// A set of ids.
type Ids = HashSet<ShapeId, NameHash>;

/// The shapes that there are by now.
pub(super) fn own(lowering: &Lowering<'_, '_>) -> Ids {
    lowering.model.shapes.keys().filter(|id| id.namespace() == lowering.namespace).cloned().collect()
}

/// Replaces all shapes that are alike by one of them: one that lies in a component, if there is one, and of those the one
/// with the shortest name.
pub(super) fn join(lowering: &mut Lowering<'_, '_>, of_components: &Ids) {
    let kept = kept(lowering);
    let is_own = |shape: &&Shape| shape.id.namespace() == lowering.namespace;
    let own = lowering.model.shapes.values().filter(is_own);
    let unnamed: Vec<&Shape> = own.filter(|it| matches!(it.data, ShapeData::None) && !kept.contains(&it.id)).collect();
    let mut classes = Classes::new(unnamed);
    classes.find();
    let renamed = classes.renamed(of_components);
    replace(lowering.model, &renamed);
}

/// The shapes that have a name in the document, or that something but a member refers to.
fn kept(lowering: &Lowering<'_, '_>) -> Ids {
    let named = lowering.named.values().flatten().map(|Use { target, .. }| target.clone());
    let mut kept: Ids = lowering.reserved.values().cloned().chain(named).collect();
    for shape in lowering.model.shapes.values().filter(|shape| shape.id.namespace() == lowering.namespace) {
        if let ShapeData::Operation(operation) = &shape.data {
            kept.extend([operation.input.id.clone(), operation.output.id.clone()]);
        }
        if shape.traits.get(trait_id::ERROR).is_some() {
            kept.insert(shape.id.clone());
        }
        let of_members = shape.members.iter().flat_map(|member| member.traits.iter());
        for applied in shape.traits.iter().chain(of_members) {
            mentioned(&applied.value, &mut kept);
        }
    }
    kept
}

/// Adds the ids that a value of a trait contains.
fn mentioned(node: &Node, ids: &mut Ids) {
    match &node.kind {
        NodeKind::String(text) if text.contains('#') => ids.extend(text.parse::<ShapeId>()),
        NodeKind::Array(items) => items.iter().for_each(|item| mentioned(item, ids)),
        NodeKind::Object(object) => object.iter().for_each(|(_, value)| mentioned(value, ids)),
        _ => {}
    }
}

/// Which shapes are alike.
struct Classes<'m> {
    shapes: NameMap<&'m ShapeId, &'m Shape>,
    /// The shapes, ordered by id.
    all: Vec<&'m Shape>,
    /// The class of each shape; `None` while those of its members are being found.
    classes: NameMap<&'m ShapeId, Option<usize>>,
    by_text: NameMap<String, usize>,
    members: Vec<Vec<&'m ShapeId>>,
}

impl<'m> Classes<'m> {
    fn new(shapes: Vec<&'m Shape>) -> Self {
        let by_id = shapes.iter().map(|shape| (&shape.id, *shape)).collect();
        Self {
            shapes: by_id,
            all: shapes,
            classes: NameMap::default(),
            by_text: NameMap::default(),
            members: Vec::new(),
        }
    }

    /// Finds the class of each shape, those of what it is made of first.
    fn find(&mut self) {
        for first in self.all.clone() {
            let mut open = vec![first];
            while let Some(shape) = open.last().copied() {
                match self.classes.get(&shape.id) {
                    Some(Some(_)) => _ = open.pop(),
                    // All that could be found of its members has been.
                    Some(None) => {
                        self.classify(shape);
                        open.pop();
                    }
                    None => {
                        self.classes.insert(&shape.id, None);
                        let targets = shape.members.iter().filter_map(|member| self.shapes.get(&member.target));
                        open.extend(targets.filter(|target| !self.classes.contains_key(&target.id)));
                    }
                }
            }
        }
    }

    fn classify(&mut self, shape: &'m Shape) {
        let mut text = format!("{:?}", shape.shape_type);
        write_traits(&shape.traits, &mut text);
        for member in &shape.members {
            // A shape that contains itself is like no other.
            // Writing to a string does not fail.
            let _ = match self.classes.get(&member.target) {
                Some(Some(class)) => write!(text, "\n{}: {class}", member.name),
                _ => write!(text, "\n{}: {}", member.name, member.target),
            };
            write_traits(&member.traits, &mut text);
        }
        let class = *self.by_text.entry(text).or_insert(self.members.len());
        if class == self.members.len() {
            self.members.push(Vec::new());
        }
        self.members[class].push(&shape.id);
        self.classes.insert(&shape.id, Some(class));
    }

    /// The shapes that are replaced, each with the one that takes its place.
    fn renamed(&self, of_components: &Ids) -> NameMap<ShapeId, ShapeId> {
        let mut renamed = NameMap::default();
        for class in &self.members {
            let best = class.iter().min_by_key(|id| (!of_components.contains(**id), id.name().len(), id.name()));
            let others = class.iter().filter(|id| Some(id) != best.as_ref());
            renamed.extend(
                others.zip(std::iter::repeat(best)).filter_map(|(id, to)| Some(((*id).clone(), (*to?).clone()))),
            );
        }
        renamed
    }
}

fn replace(model: &mut Model, renamed: &NameMap<ShapeId, ShapeId>) {
    model.shapes.retain(|id, _| !renamed.contains_key(id));
    for member in model.shapes.values_mut().flat_map(|shape| &mut shape.members) {
        if let Some(id) = renamed.get(&member.target) {
            member.target = id.clone();
        }
    }
}
