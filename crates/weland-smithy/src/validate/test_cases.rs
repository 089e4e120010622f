//! The ids of test cases are unique.

use std::collections::HashMap;

use weland_model::{Diagnostic, Diagnostics, Node, trait_id};

use super::context::Context;

/// The traits with test cases. Each has ids of its own.
const TRAITS: [&str; 5] = [
    trait_id::HTTP_REQUEST_TESTS,
    trait_id::HTTP_RESPONSE_TESTS,
    trait_id::HTTP_MALFORMED_REQUEST_TESTS,
    trait_id::EVENT_STREAM_TESTS,
    trait_id::SMOKE_TESTS,
];

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<(&str, &str), &Node> = HashMap::new();
    for shape in context.shapes() {
        for id in TRAITS {
            let applied = shape.traits.applied(id).filter(|applied| !applied.inherited);
            let cases = applied.and_then(|applied| applied.value.as_array()).unwrap_or_default();
            for node in cases.iter().filter_map(|case| case.get("id")) {
                let Some(text) = node.as_str() else { continue };
                let Some(first) = seen.insert((id, text), node) else { continue };
                let message = format!("two test cases of `{id}` have the id `{text}`");
                diagnostics.push(
                    Diagnostic::error("duplicate-test", node.span, message)
                        .related(first.span, "the other test case")
                        .help("give one of the two another id"),
                );
            }
        }
    }
}
