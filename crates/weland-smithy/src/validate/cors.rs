//! The origins of `@cors` don't contradict each other.

use weland_model::{Diagnostic, Diagnostics, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for service in context.shapes() {
        let Some(cors) = service.traits.get(trait_id::CORS) else { continue };
        let origin = cors.get("origin").filter(|origin| origin.as_str() != Some("*"));
        let origins = cors.get("origins").filter(|origins| origins.as_object().is_some_and(|map| !map.is_empty()));
        if let (Some(origin), Some(origins)) = (origin, origins) {
            let message = "`origin` and `origins` both say which origins are allowed";
            diagnostics.push(
                Diagnostic::error("invalid-cors", origin.span, message)
                    .related(origins.span, "`origins` is set here")
                    .help("remove one of the two"),
            );
        }
        if let Some(age) = cors.get("maxAge").filter(|age| age.as_i64().is_some_and(|age| age < 0)) {
            let message = "a response can't be cached for a negative number of seconds";
            diagnostics.push(
                Diagnostic::error("invalid-cors", age.span, message).help("use zero or a positive number for `maxAge`"),
            );
        }
    }
}
