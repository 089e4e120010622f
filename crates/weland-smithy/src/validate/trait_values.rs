//! The values of traits fit the traits' shapes.

use weland_model::query::Shapes;
use weland_model::{Diagnostic, Diagnostics, ShapeType};

use super::context::{Application, Context};
use super::value::Values;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for id in context.trait_ids() {
        // Unknown traits are reported by `traits-known`.
        let Some(definition) = context.graph().shape(id) else {
            continue;
        };
        for Application { shape, applied, .. } in context.applied(id) {
            if applied.value.is_null() && definition.shape_type != ShapeType::Document {
                let message = format!("trait `{id}` needs a value");
                let help = format!("write it in parentheses, as in `@{}(...)`", id.name());
                diagnostics.push(Diagnostic::error("invalid-trait-value", applied.span, message).help(help));
                continue;
            }
            let mut values = Values::new(context, "invalid-trait-value", shape.id.namespace(), diagnostics);
            values.shape(definition, &applied.value);
        }
    }
}
