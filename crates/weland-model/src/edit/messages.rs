//! Structures that are bound differently as an input and as an output.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::query::http::{HttpBinding, Roles};
use crate::query::operations;
use crate::{AppliedTrait, Model, Node, Shape, ShapeData, ShapeId, trait_id};

/// Gives the outputs of a service shapes of their own where an input has the same one, and members of it are in other places of a
/// response than of a request: labels and parameters of queries are members of its body.
#[must_use]
pub fn with_own_outputs<'m>(model: &'m Model, service: &Shape) -> Cow<'m, Model> {
    let operations = operations::operations(model, service);
    let inputs = operations.iter().filter_map(|shape| shape.as_operation()).map(|operation| &operation.input.id);
    let inputs: Vec<&ShapeId> = inputs.collect();
    let mut own: BTreeMap<&ShapeId, Shape> = BTreeMap::new();
    let mut changed = Vec::new();
    for operation in operations {
        let Some(output) = operation.as_operation().and_then(|data| model.get(&data.output.id)) else { continue };
        if !inputs.contains(&&output.id) || !output.members.iter().any(is_moved) {
            continue;
        }
        let Some(copy) = own.get(&output.id).cloned().or_else(|| copy(model, output)) else { continue };
        changed.push((operation.id.clone(), copy.id.clone()));
        own.insert(&output.id, copy);
    }
    if changed.is_empty() {
        return Cow::Borrowed(model);
    }
    let mut edited = model.clone();
    edited.shapes.extend(own.into_values().map(|shape| (shape.id.clone(), shape)));
    for (operation, output) in changed {
        if let Some(Shape { data: ShapeData::Operation(data), .. }) = edited.shapes.get_mut(&operation) {
            data.output.id = output;
        }
    }
    Cow::Owned(edited)
}

fn is_moved(member: &crate::Member) -> bool {
    HttpBinding::of(&member.traits, Roles::INPUT) != HttpBinding::of(&member.traits, Roles::OUTPUT)
}

/// The shape under a name that is not taken. On the wire it keeps its own.
fn copy(model: &Model, shape: &Shape) -> Option<Shape> {
    let names = std::iter::once(String::new()).chain((2_u64..).map(|number| number.to_string()));
    let ids = names.map(|number| format!("{}Output{number}", shape.id));
    let id: ShapeId = ids.into_iter().find(|id| model.get(id).is_none())?.parse().ok()?;
    let mut copy = Shape { id, ..shape.clone() };
    if !copy.traits.contains(trait_id::XML_NAME)
        && let Ok(id) = trait_id::XML_NAME.parse()
    {
        let value = Node::string(shape.id.name(), shape.span);
        copy.traits.insert(AppliedTrait { id, value, span: shape.span, inherited: false });
    }
    Some(copy)
}
