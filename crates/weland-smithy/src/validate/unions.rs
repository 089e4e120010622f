//! What is said of members of unions has a meaning there.

use weland_model::{Diagnostic, Diagnostics, Severity, ShapeType, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for union in context.shapes().filter(|shape| shape.shape_type == ShapeType::Union) {
        for member in union.members.iter().filter(|member| !member.is_inherited()) {
            if let Some(applied) = member.traits.applied(trait_id::BOX) {
                let message = format!("`@box` has no effect on `{}`: members of unions have no default", member.name);
                diagnostics.push(Diagnostic::warning("box-in-union", applied.span, message).help("remove `@box`"));
            }
            let target = context.target(member).filter(|target| target.traits.contains(trait_id::DEFAULT));
            if let Some(target) = target {
                let message = format!("the default of `{}` has no effect in a union", target.id);
                diagnostics.push(
                    Diagnostic::new(Severity::Note, "default-in-union", message)
                        .at(member.target_span)
                        .help("target a shape without a default, such as `Integer` in place of `PrimitiveInteger`"),
                );
            }
        }
    }
}
