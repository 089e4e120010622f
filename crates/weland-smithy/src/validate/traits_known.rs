//! Traits are defined, and what is applied as a trait is one.
//!
//! An unknown trait is only a warning: it is kept, and tools that know it can use it.

use weland_model::{Diagnostic, Diagnostics, trait_id};

use super::context::Context;
use crate::suggest::suggestion;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model();
    for (_, _, traits) in context.traits() {
        for applied in traits.iter().filter(|applied| !applied.inherited) {
            let id = &applied.id;
            match model.get(id) {
                Some(shape) if shape.traits.contains(trait_id::TRAIT) => {}
                Some(shape) => {
                    let message = format!("`{id}` is applied as a trait, but it is none");
                    diagnostics.push(
                        Diagnostic::error("not-a-trait", applied.span, message)
                            .related(shape.span, "defined here, without `@trait`")
                            .help("put `@trait` on its definition, or apply another trait"),
                    );
                }
                None => {
                    let message = format!("trait `{id}` is not defined");
                    let known = model.shapes_with_trait(trait_id::TRAIT);
                    let name = suggestion(id.name(), known.map(|shape| shape.id.name()));
                    let help = match name {
                        Some(name) => format!("did you mean `{name}`?"),
                        None => "add the file that defines it, or check the name".to_owned(),
                    };
                    let warning = Diagnostic::warning("unresolved-trait", applied.span, message);
                    diagnostics.push(warning.help(help));
                }
            }
        }
    }
}
