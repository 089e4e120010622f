//! Mixins are marked as such, and fit the shapes that use them.

use weland_model::{Diagnostic, Diagnostics, Shape, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for shape in context.shapes() {
        uses(context, shape, diagnostics);
        if shape.is_mixin() {
            definition(context, shape, diagnostics);
        }
    }
}

fn uses(context: &Context<'_>, shape: &Shape, diagnostics: &mut Diagnostics) {
    for target in &shape.mixins {
        let Some(mixin) = context.whole(target) else {
            continue;
        };
        if !mixin.is_mixin() {
            let message = format!("`{}` is used as a mixin, but it is none", mixin.id);
            diagnostics.push(
                Diagnostic::error("not-a-mixin", target.span, message)
                    .related(mixin.span, "defined here, without `@mixin`")
                    .help("put `@mixin` on its definition"),
            );
        }
        if mixin.shape_type != shape.shape_type {
            let message = format!("a {} can't be made with the {} `{}`", shape.shape_type, mixin.shape_type, mixin.id);
            diagnostics.push(
                Diagnostic::error("mixin-type", target.span, message)
                    .help("mixins must be of the same type as the shape that uses them"),
            );
        }
    }
}

fn definition(context: &Context<'_>, shape: &Shape, diagnostics: &mut Diagnostics) {
    let place = shape.traits.applied(trait_id::MIXIN);
    let span = place.map_or(shape.span, |applied| applied.span);
    if context.is_v1(&shape.id) {
        let message = "mixins exist in Smithy 2.0 only; this file is in Smithy 1.0";
        diagnostics
            .push(Diagnostic::error("wrong-version", span, message).help("set the version of the file to \"2.0\""));
    }
    if let Some(operation) = shape.as_operation() {
        for target in [&operation.input, &operation.output] {
            if target.id != trait_id::UNIT {
                let message = "a mixin of operations can't have an input or an output";
                diagnostics.push(
                    Diagnostic::error("invalid-mixin", target.span, message)
                        .help("put them on the operations that use the mixin"),
                );
            }
        }
    }
    let Some(resource) = shape.as_resource() else {
        return;
    };
    let named = resource.identifiers.iter().chain(&resource.properties);
    let first = named.map(|entry| entry.name_span).next();
    let first = first.or_else(|| resource.all_operations().map(|target| target.span).next());
    let first = first.or_else(|| resource.resources.first().map(|target| target.span));
    if let Some(span) = first {
        let message = "a mixin of resources can only have traits";
        diagnostics.push(
            Diagnostic::error("invalid-mixin", span, message)
                .help("put the properties on the resources that use the mixin"),
        );
    }
}
