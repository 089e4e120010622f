//! Traits that nothing is generated from.

use weland_codegen::carried::{CARRIED, ORGANIZING};
use weland_model::query::closure;
use weland_model::{AppliedTrait, Model, Shape, trait_id};

use super::Found;
use crate::loss_codes::Kind;

const CODE: &str = "ignored-trait";

const EFFECT: &str = "nothing is generated from this";

/// What traits say that no author has written.
const IN_WORDS: &[(&str, &str)] = &[
    (trait_id::OPENAPI_EXAMPLES, "examples of values"),
    (trait_id::OPENAPI_EXTENSIONS, "extensions"),
    (trait_id::EXAMPLES, "examples of operations"),
];

/// Finds the traits of a service and of all that it uses.
pub(super) fn collect(model: &Model, service: &Shape, operations: &[&Shape], found: &mut Found) {
    let named = closure::named_shapes(model, service, operations);
    let shapes = std::iter::once(service).chain(operations.iter().copied()).chain(named);
    for shape in shapes.filter(|shape| !model.is_built_in(shape)) {
        let members = shape.members.iter().flat_map(|member| member.traits.iter());
        for applied in shape.traits.iter().chain(members) {
            if !CARRIED.contains(&applied.id.as_str()) && !ORGANIZING.contains(&applied.id.as_str()) {
                add(applied, found);
            }
        }
    }
}

fn add(applied: &AppliedTrait, found: &mut Found) {
    let words = IN_WORDS.iter().find(|(id, _)| applied.id == **id);
    let what = words.map_or_else(|| format!("`@{}`", applied.id.as_str()), |(_, words)| (*words).to_owned());
    found.add(Kind::Annotation, CODE, &what, EFFECT, Some(applied.span));
}
