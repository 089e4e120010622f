//! Metadata fits the shapes that `@metadata` gives its keys to.

use std::collections::BTreeMap;

use weland_model::{AppliedTrait, Diagnostic, Diagnostics, Shape, trait_id};

use super::context::Context;
use super::value::Values;

/// The keys that have a meaning in the language itself.
const RESERVED: [&str; 3] = ["severityOverrides", "suppressions", "validators"];

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model();
    let mut types: BTreeMap<&str, (&Shape, &AppliedTrait)> = BTreeMap::new();
    // Built-in definitions come first: the keys are theirs.
    let (own, built_in): (Vec<&Shape>, Vec<&Shape>) =
        model.shapes_with_trait(trait_id::METADATA).partition(|shape| !model.is_built_in(shape));
    for shape in built_in.into_iter().chain(own) {
        let Some(applied) = shape.traits.applied(trait_id::METADATA).filter(|applied| !applied.inherited) else {
            continue;
        };
        let Some(key) = applied.value.get_str("key") else { continue };
        if RESERVED.contains(&key) {
            let message = format!("the metadata key `{key}` is reserved by Smithy");
            diagnostics
                .push(Diagnostic::error("invalid-trait-value", applied.span, message).help("choose another key"));
        } else if let Some((first, _)) = types.get(key) {
            let message = format!("`{}` and `{}` are both the type of the metadata key `{key}`", first.id, shape.id);
            diagnostics.push(
                Diagnostic::error("invalid-trait-value", applied.span, message)
                    .related(first.span, "the other type")
                    .help("choose another key, or remove one of the two"),
            );
        } else {
            types.insert(key, (shape, applied));
        }
    }
    for (key, (shape, _)) in types {
        if let Some(value) = model.metadata.get(key) {
            Values::new(context, "invalid-metadata", shape.id.namespace(), diagnostics).shape(shape, value);
        }
    }
}
