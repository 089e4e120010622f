//! Defaults fit what they are defaults of.

use weland_model::{Diagnostic, Diagnostics, Node, NodeKind, Shape, ShapeType, trait_id};

use super::context::{Application, Context};
use super::value::Values;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for Application { shape, member, applied, .. } in context.applied(trait_id::DEFAULT) {
        let value = &applied.value;
        // `null` says that there is no default although the target has one.
        if value.is_null() || context.is_v1(&shape.id) {
            continue;
        }
        let target = match member {
            Some(member) => context.target(member),
            None => Some(shape),
        };
        let Some(target) = target else { continue };
        if matches!(target.shape_type, ShapeType::Structure | ShapeType::Union) {
            // The selector of the trait excludes them.
            continue;
        }
        if !is_allowed(target, value) {
            let message = format!("the default of a {} can't have this value", target.shape_type);
            diagnostics.push(
                Diagnostic::error("invalid-default", value.span, message)
                    .help("the default of a list, map or document may only be empty"),
            );
            continue;
        }
        let mut values = Values::new(context, "invalid-default", shape.id.namespace(), diagnostics);
        match member {
            Some(member) => values.member(member, value),
            None => values.shape(shape, value),
        }
    }
}

/// Some types have limits that values have not: only empty lists, maps and objects.
fn is_allowed(target: &Shape, value: &Node) -> bool {
    match (target.shape_type, &value.kind) {
        (ShapeType::List | ShapeType::Document, NodeKind::Array(items)) => items.is_empty(),
        (ShapeType::Map | ShapeType::Document, NodeKind::Object(object)) => object.is_empty(),
        _ => true,
    }
}
