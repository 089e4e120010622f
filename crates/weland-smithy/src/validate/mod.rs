//! The rules that a model must keep.
//!
//! Each rule is a file with one function. Rules run in the order of [`RULES`]; a rule may rely
//! on nothing but the types: an earlier rule reports, and repairs nothing. What can't be
//! judged, since something else is missing, is left to the rule that reports what is missing.

mod auth;
mod checksums;
mod context;
mod cors;
mod defaults;
mod endpoint_discovery;
mod endpoint_params;
mod endpoint_rules;
mod endpoint_tests;
mod enum_values;
mod event_payloads;
mod examples;
mod header_names;
mod host_labels;
mod http_bindings;
mod http_codes;
mod http_conflicts;
mod http_labels;
mod http_versions;
mod idempotent;
mod ignored_traits;
mod inline_documents;
mod jmespath;
mod limits;
mod media_types;
mod member_names;
mod metadata;
mod missing_references;
mod mixins;
mod operations;
mod paginated;
mod pattern_anchors;
mod pattern_cache;
mod patterns;
mod query_errors;
mod recursion;
mod reference_ids;
mod references;
mod resource_properties;
mod resources;
mod service_names;
mod service_operations;
mod shape_closures;
mod signing_names;
mod streaming;
mod suppress;
mod tagging;
mod targets;
mod test_bodies;
mod test_cases;
mod test_values;
mod text_span;
mod timestamps;
mod trait_conflicts;
mod trait_definitions;
mod trait_selectors;
mod trait_status;
mod trait_validators;
mod trait_values;
mod traits_known;
mod unions;
mod unreferenced;
mod update_defaults;
mod validators;
mod value;
mod value_limits;
mod waiters;
mod wire_names;
mod written_ids;

use weland_model::{Diagnostics, parallel};

use crate::lower::Lowered;
use context::Context;
pub use reference_ids::{codes_of_reference, reference_ids};

type Check = fn(&Context<'_>, &mut Diagnostics);

/// The rules, in the order in which they run.
const RULES: &[(&str, Check)] = &[
    ("targets", targets::check),
    ("written-ids", written_ids::check),
    ("traits-known", traits_known::check),
    ("trait-values", trait_values::check),
    ("trait-selectors", trait_selectors::check),
    ("trait-conflicts", trait_conflicts::check),
    ("trait-definitions", trait_definitions::check),
    ("trait-status", trait_status::check),
    ("mixins", mixins::check),
    ("member-names", member_names::check),
    ("enum-values", enum_values::check),
    ("defaults", defaults::check),
    ("update-defaults", update_defaults::check),
    ("unions", unions::check),
    ("limits", limits::check),
    ("patterns", patterns::check),
    ("pattern-anchors", pattern_anchors::check),
    ("recursion", recursion::check),
    ("operations", operations::check),
    ("idempotent", idempotent::check),
    ("service-names", service_names::check),
    ("http-labels", http_labels::check),
    ("http-bindings", http_bindings::check),
    ("header-names", header_names::check),
    ("ignored-traits", ignored_traits::check),
    ("http-conflicts", http_conflicts::check),
    ("http-codes", http_codes::check),
    ("host-labels", host_labels::check),
    ("media-types", media_types::check),
    ("inline-documents", inline_documents::check),
    ("wire-names", wire_names::check),
    ("streaming", streaming::check),
    ("event-payloads", event_payloads::check),
    ("resources", resources::check),
    ("paginated", paginated::check),
    ("waiters", waiters::check),
    ("examples", examples::check),
    ("references", references::check),
    ("missing-references", missing_references::check),
    ("service-operations", service_operations::check),
    ("resource-properties", resource_properties::check),
    ("auth", auth::check),
    ("cors", cors::check),
    ("checksums", checksums::check),
    ("endpoint-rules", endpoint_rules::check),
    ("endpoint-params", endpoint_params::check),
    ("endpoint-tests", endpoint_tests::check),
    ("endpoint-discovery", endpoint_discovery::check),
    ("http-versions", http_versions::check),
    ("signing-names", signing_names::check),
    ("query-errors", query_errors::check),
    ("tagging", tagging::check),
    ("test-cases", test_cases::check),
    ("test-values", test_values::check),
    ("metadata", metadata::check),
    ("shape-closures", shape_closures::check),
    ("test-bodies", test_bodies::check),
    ("trait-validators", trait_validators::check),
];

/// The names of the rules, in the order in which they run.
pub fn rules() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|(name, _)| *name)
}

/// Models with fewer shapes are checked in less time than a thread takes to start.
const MANY_SHAPES: usize = 200;

/// Runs all rules, and drops the warnings that the model suppresses.
pub(crate) fn validate(lowered: &Lowered, diagnostics: &mut Diagnostics) {
    let context = Context::new(lowered);
    if context.all_shapes().nth(MANY_SHAPES).is_none() {
        RULES.iter().for_each(|(_, check)| check(&context, diagnostics));
    } else {
        let found = parallel::map(RULES, 1, |(_, check)| {
            let mut found = Diagnostics::new();
            check(&context, &mut found);
            found
        });
        found.into_iter().for_each(|found| diagnostics.append(found));
    }
    validators::run(&context, diagnostics);
    suppress::apply(&context, diagnostics);
}
