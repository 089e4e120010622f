//! The values of traits fit the traits' shapes.

use weland_model::{Diagnostic, Diagnostics, ShapeType};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for (shape, _, traits) in context.traits() {
        for applied in traits.iter().filter(|applied| !applied.inherited) {
            // Unknown traits are reported by `traits-known`.
            let Some(definition) = context.graph().shape(&applied.id) else {
                continue;
            };
            if applied.value.is_null() && definition.shape_type != ShapeType::Document {
                let message = format!("trait `{}` needs a value", applied.id);
                let help = format!("write it in parentheses, as in `@{}(...)`", applied.id.name());
                diagnostics.push(Diagnostic::error("invalid-trait-value", applied.span, message).help(help));
                continue;
            }
            let mut values = context.values("invalid-trait-value", shape.id.namespace(), diagnostics);
            values.shape(definition, &applied.value);
        }
    }
}
