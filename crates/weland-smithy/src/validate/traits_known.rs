//! Traits are defined, and what is applied as a trait is one.
//!
//! An unknown trait is only a warning: it is kept, and tools that know it can use it.

use weland_model::query::Shapes;
use weland_model::{Diagnostic, Diagnostics, Model, Shape, ShapeId, closest, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model();
    for id in context.trait_ids() {
        match context.graph().shape(id) {
            Some(shape) if shape.traits.contains(trait_id::TRAIT) => {
                if shape.traits.contains(trait_id::PRIVATE) {
                    private(context, shape, diagnostics);
                }
            }
            Some(shape) => {
                for applied in context.applied(id).map(|found| found.applied) {
                    let message = format!("`{id}` is applied as a trait, but it is none");
                    diagnostics.push(
                        Diagnostic::error("not-a-trait", applied.span, message)
                            .related(shape.span, "defined here, without `@trait`")
                            .help("put `@trait` on its definition, or apply another trait"),
                    );
                }
            }
            None if context.is_lost(id) => {}
            None => {
                let help = advice(model, id);
                for applied in context.applied(id).map(|found| found.applied) {
                    let message = format!("trait `{id}` is not defined");
                    let warning = Diagnostic::warning("unresolved-trait", applied.span, message);
                    diagnostics.push(warning.help(&help));
                }
            }
        }
    }
}

/// Reports where a private trait is applied to shapes of other namespaces.
fn private(context: &Context<'_>, definition: &Shape, diagnostics: &mut Diagnostics) {
    let id = &definition.id;
    for found in context.applied(id).filter(|found| found.shape.id.namespace() != id.namespace()) {
        let message = format!("trait `{id}` is private to its namespace");
        diagnostics.push(
            Diagnostic::error("private-target", found.applied.span, message)
                .related(definition.span, "defined here")
                .help("remove the trait, or move the shape to the same namespace"),
        );
    }
}

fn advice(model: &Model, id: &ShapeId) -> String {
    let known = || model.shapes_with_trait(trait_id::TRAIT).map(|shape| &shape.id);
    // A trait of this very name needs an import, unless it is in the prelude.
    let namesake = known().find(|other| other.name() == id.name() && !Model::is_prelude(other));
    if let Some(namesake) = namesake {
        return format!("did you mean `{namesake}`? Import it with `use`");
    }
    match closest(id.name(), known().map(ShapeId::name)) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "add the file that defines it, or check the name".to_owned(),
    }
}
