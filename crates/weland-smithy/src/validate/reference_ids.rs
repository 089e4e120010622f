//! What the reference implementation of Smithy calls the problems that models can suppress.
//!
//! Authors write its ids into `@suppress`, `suppressions` and `severityOverrides`. Here they mean the diagnostic for the
//! same problem. An id stands for all that begin with it and a dot.

/// By code, the ids of the same problem. A diagnostic that has an id of its own ([`Diagnostic::reference`]) has that one
/// alone, which then begins with one of these. Codes without an id stand for what the reference implementation doesn't
/// report, or for what the model gives an id itself.
///
/// [`Diagnostic::reference`]: weland_model::Diagnostic::reference
const REFERENCE_IDS: &[(&str, &[&str])] = &[
    ("ambiguous-auth", &["ServiceAuthDefinitions"]),
    ("ambiguous-binding", &["HttpPrefixHeadersTrait", "HttpQueryParamsTrait"]),
    ("ambiguous-error-code", &["QueryErrorCode"]),
    ("body-without-meaning", &["HttpMethodSemantics.UnexpectedPayload"]),
    ("box-in-union", &["Union"]),
    ("checksum-header", &["HttpChecksumTrait"]),
    ("conflicting-names", &["Service"]),
    // The model names its validators.
    ("custom-validator", &[]),
    ("default-in-union", &["Union"]),
    ("default-in-update", &["DefaultValueInUpdate"]),
    ("deprecated-trait", &["DeprecatedTrait"]),
    ("doubtful-path", &["WaitableTraitJmespathProblem"]),
    ("empty-shape-closure", &["ShapeClosure.EmptyNamespace", "ShapeClosure.EmptySelector"]),
    ("endpoint-discovery", &["ClientEndpointDiscovery"]),
    ("greedy-label", &["HttpUriGreedyLabel"]),
    ("ignored-binding", &["HttpBindingTraitIgnored", "IdempotencyTokenIgnored"]),
    ("ignored-xml-name", &["XmlFlattenedTrait"]),
    ("invalid-cors", &[]),
    ("invalid-default", &["DefaultTrait"]),
    ("invalid-example", &["ExamplesTrait"]),
    ("invalid-header-name", &["HttpHeaderTrait"]),
    ("invalid-pagination", &["PaginatedTrait"]),
    (
        "invalid-test",
        &["HttpRequestTestsInput", "HttpResponseTestsOutput", "HttpResponseTestsError", "EventStreamTestsTrait"],
    ),
    ("invalid-test-body", &["HttpRequestTestsInput", "HttpResponseTestsOutput", "HttpResponseTestsError"]),
    // The reference implementation compiles patterns as Java does.
    ("java-pattern", &[]),
    ("method-semantics", &["HttpMethodSemantics"]),
    ("missing-reference", &["MemberShouldReferenceResource"]),
    ("missing-taggable", &["TaggableResource"]),
    ("open-host-prefix", &["HostLabelTrait"]),
    ("overridden-identifier", &["ResourceIdentifierBinding"]),
    ("repeated-shape", &["Model.IgnoredDuplicateDefinition"]),
    ("reserved-header", &["HttpHeaderTrait"]),
    ("service-bound-operation", &["ServiceBoundResourceOperation"]),
    ("shape-closure-names", &["ShapeClosure.NameConflicts"]),
    ("signing-name", &["SigV4Traits"]),
    ("status-code", &["HttpResponseCodeSemantics"]),
    ("tag-enabled", &["TaggableResource"]),
    ("tag-operation", &["ServiceTagging", "TagEnabledService"]),
    ("tag-property-name", &["TagResourcePropertyName"]),
    ("tags-on-update", &["TaggableResource"]),
    // The definition of the trait names its checks.
    ("trait-validator", &[]),
    ("unanchored-pattern", &["PatternTrait"]),
    ("unattached-documentation", &["Model.BadDocumentationComment"]),
    ("undocumented-parameter", &["RuleSetParamMissingDocs"]),
    ("unknown-auth-scheme", &["AuthTrait"]),
    ("unknown-control", &["Model"]),
    (
        "unknown-member",
        &[
            "TraitValue.UnknownMember",
            "DefaultTrait.UnknownMember",
            "ExamplesTrait.UnknownMember",
            "TypedMetadata",
            "HttpRequestTestsInput.UnknownMember",
            "HttpResponseTestsOutput.UnknownMember",
            "HttpResponseTestsError.UnknownMember",
            "EventStreamTestsTrait.UnknownMember",
        ],
    ),
    ("unknown-property", &["Model"]),
    // `UnknownValidator_` and the name of the validator.
    ("unknown-validator", &[]),
    ("unknown-waiter-error", &["WaitableTraitInvalidErrorType"]),
    ("unreferenced-shape", &["UnreferencedShape"]),
    ("unresolved-trait", &["Model.UnresolvedTrait"]),
    ("unresolved-use", &["Model"]),
    ("unstable-trait", &["UnstableTrait"]),
    ("unsupported-pattern", &["PatternTrait"]),
    // Other implementations may run the validator.
    ("unsupported-validator", &[]),
    ("untaggable-resource", &["TaggableResource"]),
];

/// The ids that the reference implementation of Smithy has for the problems of a code. Models suppress the diagnostic by
/// each of them, as by its code. Empty if there is none.
#[must_use]
pub fn reference_ids(code: &str) -> &'static [&'static str] {
    row(code).unwrap_or_default()
}

/// The codes of the problems that the reference implementation of Smithy calls by an id, or by one below it.
pub fn codes_of_reference(id: &str) -> impl Iterator<Item = &'static str> {
    let is_below =
        |known: &str, id: &str| known.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let is_meant = move |(code, ids): &(&'static str, &[&str])| {
        ids.iter().any(|known| is_below(known, id) || is_below(id, known)).then_some(*code)
    };
    REFERENCE_IDS.iter().filter_map(is_meant)
}

fn row(code: &str) -> Option<&'static [&'static str]> {
    let index = REFERENCE_IDS.binary_search_by_key(&code, |(code, _)| code).ok()?;
    REFERENCE_IDS.get(index).map(|(_, ids)| *ids)
}

#[cfg(test)]
mod tests;
