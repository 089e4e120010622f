//! Errors are marked as errors, and inputs and outputs belong to one operation.

use std::collections::BTreeMap;

use weland_model::{Diagnostic, Diagnostics, Shape, ShapeId, ShapeType, Target, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut users: BTreeMap<ShapeId, &Shape> = BTreeMap::new();
    for shape in context.shapes() {
        if let Some(service) = shape.as_service() {
            errors(context, &service.errors, diagnostics);
        }
        if let Some(operation) = shape.as_operation() {
            errors(context, &operation.errors, diagnostics);
            one_user(context, &mut users, shape, &operation.input, trait_id::INPUT, diagnostics);
            one_user(context, &mut users, shape, &operation.output, trait_id::OUTPUT, diagnostics);
            for target in [&operation.input, &operation.output] {
                no_error(context, target, diagnostics);
            }
        }
    }
    members(context, diagnostics);
}

/// A structure with `@input` or `@output` is no part of another value.
fn members(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for role in [trait_id::INPUT, trait_id::OUTPUT] {
        let marked = context.applied_or_inherited(role).filter(|found| found.member.is_none());
        for (number, shape) in marked.map(|found| (found.number, found.shape)) {
            for (user, member) in context.graph().targeted_by(number) {
                if context.is_broken(&user.id) || member.is_inherited() {
                    continue;
                }
                let message = format!("`{}` is marked with `{role}`, but a member targets it", shape.id);
                diagnostics.push(
                    Diagnostic::error("misused-structure", member.target_span, message)
                        .related(shape.span, "defined here")
                        .help("target another structure, or remove the mark"),
                );
            }
        }
    }
}

fn errors(context: &Context<'_>, targets: &[Target], diagnostics: &mut Diagnostics) {
    for target in targets {
        let Some(error) = context.whole(target) else {
            continue;
        };
        // Other types are reported by `targets`.
        let is_structure = error.shape_type == ShapeType::Structure;
        if is_structure && !error.traits.contains(trait_id::ERROR) {
            let message = format!("`{}` is listed as an error, but lacks `@error`", error.id);
            diagnostics.push(
                Diagnostic::error("not-an-error", target.span, message)
                    .related(error.span, "defined here")
                    .help("put `@error(\"client\")` or `@error(\"server\")` on it"),
            );
        }
    }
}

fn no_error(context: &Context<'_>, target: &Target, diagnostics: &mut Diagnostics) {
    let shape = context.whole(target);
    if let Some(shape) = shape.filter(|shape| shape.traits.contains(trait_id::ERROR)) {
        let message = format!("`{}` is an error, and can't be an input or output", shape.id);
        diagnostics.push(
            Diagnostic::error("invalid-target", target.span, message)
                .related(shape.span, "defined here")
                .help("list it under `errors`"),
        );
    }
}

/// A structure with `@input` or `@output` belongs to one operation alone, and in that role.
fn one_user<'a>(
    context: &Context<'a>,
    users: &mut BTreeMap<ShapeId, &'a Shape>,
    operation: &'a Shape,
    target: &Target,
    role: &str,
    diagnostics: &mut Diagnostics,
) {
    let Some(shape) = context.whole(target) else {
        return;
    };
    let marked = |id: &str| shape.traits.contains(id);
    let other_role = match role == trait_id::INPUT {
        true => trait_id::OUTPUT,
        false => trait_id::INPUT,
    };
    if marked(other_role) {
        let message = format!("`{}` is marked with `{other_role}`, but used otherwise", shape.id);
        diagnostics.push(
            Diagnostic::error("misused-structure", target.span, message)
                .help("use another structure, or remove the mark"),
        );
    }
    if !marked(role) {
        return;
    }
    if let Some(first) = users.insert(shape.id.clone(), operation) {
        let message =
            format!("`{}` is marked with `{role}`, but used by `{}` and `{}`", shape.id, first.id, operation.id);
        diagnostics.push(
            Diagnostic::error("shared-structure", target.span, message)
                .related(first.span, "the other operation")
                .help("give each operation its own structure, or remove the mark"),
        );
    }
}
