//! What version 1 implied, in terms of version 2.

use std::collections::BTreeSet;

use weland_model::{AppliedTrait, Member, Model, Node, NodeKind, Number, Shape, ShapeId, ShapeType, trait_id};

/// Gives defaults to what could not be absent in version 1: numbers and booleans that are not
/// boxed, the members that target them, and streamed blobs.
pub(super) fn upgrade(model: &mut Model, v1: &BTreeSet<ShapeId>) {
    if v1.is_empty() {
        return;
    }
    let Ok(default) = trait_id::DEFAULT.parse::<ShapeId>() else {
        return;
    };
    for id in v1 {
        if let Some(shape) = model.shapes.get_mut(id) {
            default_of_shape(shape, &default);
        }
    }
    let defaults: Vec<(ShapeId, usize, AppliedTrait)> = v1
        .iter()
        .filter_map(|id| model.get(id))
        .filter(|shape| shape.shape_type == ShapeType::Structure)
        .flat_map(|shape| member_defaults(model, shape, &default))
        .collect();
    for (id, index, applied) in defaults {
        let shape = model.shapes.get_mut(&id);
        if let Some(member) = shape.and_then(|shape| shape.members.get_mut(index)) {
            member.traits.insert(applied);
        }
    }
}

fn default_of_shape(shape: &mut Shape, default: &ShapeId) {
    let fixed = shape.traits.contains(trait_id::BOX) || shape.traits.contains(default);
    let zero = zero(shape.shape_type).filter(|_| !fixed);
    if let Some(kind) = zero {
        shape.traits.insert(AppliedTrait {
            id: default.clone(),
            value: Node::new(kind, shape.span),
            span: shape.span,
            inherited: false,
        });
    }
}

fn member_defaults(model: &Model, shape: &Shape, default: &ShapeId) -> Vec<(ShapeId, usize, AppliedTrait)> {
    let mut found = Vec::new();
    for (index, member) in shape.members.iter().enumerate() {
        let target = model.target(member).filter(|_| !member.traits.contains(default));
        if let Some(kind) = target.and_then(|target| implied(member, target, default)) {
            let value = Node::new(kind, member.span);
            let applied = AppliedTrait { id: default.clone(), value, span: member.span, inherited: false };
            found.push((shape.id.clone(), index, applied));
        }
    }
    found
}

/// The default that version 1 implied for a member: that of its target, unless it was boxed. A streamed blob was never
/// absent.
fn implied(member: &Member, target: &Shape, default: &ShapeId) -> Option<NodeKind> {
    let of_target = target.traits.get(default).map(|value| value.kind.clone());
    match of_target {
        Some(_) if member.traits.contains(trait_id::BOX) => Some(NodeKind::Null),
        Some(kind) => Some(kind),
        None => {
            let is_stream = target.shape_type == ShapeType::Blob && target.traits.contains(trait_id::STREAMING);
            (is_stream && !member.traits.contains(trait_id::REQUIRED)).then(|| NodeKind::String("".into()))
        }
    }
}

/// The value that a shape of version 1 has when it is absent.
fn zero(shape_type: ShapeType) -> Option<NodeKind> {
    match shape_type {
        ShapeType::Boolean => Some(NodeKind::Bool(false)),
        ShapeType::Byte
        | ShapeType::Short
        | ShapeType::Integer
        | ShapeType::Long
        | ShapeType::Float
        | ShapeType::Double => Some(NodeKind::Number(Number::from_text("0"))),
        _ => None,
    }
}
