//! Explanations of the codes of diagnostics. They are in `explain/`, one file per code.

use crate::suggest;

/// The explanation of a code.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Explanation {
    pub(crate) code: &'static str,
    /// Markdown: a heading, a summary line, the explanation, examples.
    pub(crate) text: &'static str,
}

macro_rules! explanations {
    ($($code:literal)*) => {
        &[$(Explanation { code: $code, text: include_str!(concat!("../explain/", $code, ".md")) }),*]
    };
}

const EXPLANATIONS: &[Explanation] = explanations![
    "ambiguous-auth"
    "ambiguous-binding"
    "ambiguous-error-code"
    "body-without-meaning"
    "box-in-union"
    "broken-archive"
    "broken-link"
    "checksum-header"
    "config-command"
    "config-crate-name"
    "config-duplicate-crate"
    "config-duplicate-key"
    "config-empty"
    "config-missing-key"
    "config-openapi"
    "config-package"
    "config-path"
    "config-rename"
    "config-runtime"
    "config-service"
    "config-syntax"
    "config-type"
    "config-unknown-key"
    "config-version"
    "conflicting-members"
    "conflicting-metadata"
    "conflicting-names"
    "conflicting-parameters"
    "conflicting-query"
    "conflicting-rename"
    "conflicting-trait"
    "conflicting-uri"
    "conflicting-use"
    "contradictory-schema"
    "custom-validator"
    "cyclic-all-of"
    "dangling-reference"
    "default-in-union"
    "default-in-update"
    "default-not-filled-in"
    "deprecated-trait"
    "doubtful-path"
    "duplicate-binding"
    "duplicate-control"
    "duplicate-enum-value"
    "duplicate-key"
    "duplicate-member"
    "duplicate-operation-id"
    "duplicate-parameter"
    "duplicate-shape"
    "duplicate-tag"
    "duplicate-test"
    "duplicate-waiter"
    "duplicate-wire-name"
    "empty-archive"
    "empty-folder"
    "empty-shape-closure"
    "encoding-without-property"
    "endless-shape"
    "endpoint-discovery"
    "endpoint-parameter"
    "equivalent-paths"
    "event-stream-http"
    "exclusive-fields"
    "extends-other-document"
    "file-exists"
    "foreign-file"
    "generator-bug"
    "greedy-label"
    "identifier-binding"
    "ignored-binding"
    "ignored-header"
    "ignored-keyword"
    "ignored-nullable"
    "ignored-sibling"
    "ignored-trait"
    "ignored-xml-name"
    "immutable-prelude"
    "impossible-derive"
    "inferred-events"
    "inferred-type"
    "inline-document"
    "invalid-ast"
    "invalid-auth"
    "invalid-build-file"
    "invalid-checksum"
    "invalid-control"
    "invalid-cors"
    "invalid-default"
    "invalid-discriminator"
    "invalid-endpoint-rules"
    "invalid-enum-value"
    "invalid-example"
    "invalid-header-name"
    "invalid-host-prefix"
    "invalid-id"
    "invalid-idempotency"
    "invalid-json-path"
    "invalid-label"
    "invalid-limits"
    "invalid-manifest"
    "invalid-media-type"
    "invalid-metadata"
    "invalid-mixin"
    "invalid-name"
    "invalid-overlay-action"
    "invalid-pagination"
    "invalid-parameter"
    "invalid-path"
    "invalid-path-template"
    "invalid-pattern"
    "invalid-property"
    "invalid-reference"
    "invalid-rename"
    "invalid-rust-path"
    "invalid-selector"
    "invalid-shape-closure"
    "invalid-status"
    "invalid-stream"
    "invalid-target"
    "invalid-template"
    "invalid-test"
    "invalid-test-body"
    "invalid-trait-definition"
    "invalid-trait-value"
    "invalid-uri"
    "invalid-value"
    "invalid-waiter"
    "invalid-xml-namespace"
    "java-pattern"
    "label-without-place"
    "lifecycle-operation"
    "link-loop"
    "loosely-in-openapi"
    "method-semantics"
    "mismatched-value"
    "misplaced-stream"
    "missing-field"
    "missing-file"
    "missing-host-label"
    "missing-http"
    "missing-label"
    "missing-member"
    "missing-operation-id"
    "missing-reference"
    "missing-response"
    "missing-runtime"
    "missing-taggable"
    "misused-structure"
    "mixin-conflict"
    "mixin-cycle"
    "mixin-type"
    "named-twice"
    "nesting-too-deep"
    "no-match"
    "no-service"
    "not-a-mixin"
    "not-a-trait"
    "not-an-error"
    "not-an-overlay"
    "not-carried"
    "not-carried-behavior"
    "not-carried-constraint"
    "not-deterministic"
    "not-found"
    "not-in-openapi"
    "not-openapi"
    "not-undone"
    "not-utf-8"
    "open-host-prefix"
    "operation-bound-twice"
    "operation-not-in-openapi"
    "orphaned-file"
    "output-blocked"
    "overlay-without-effect"
    "overridden-identifier"
    "private-target"
    "reference-cycle"
    "remote-reference"
    "repeated-shape"
    "reserved-header"
    "resource-bound-twice"
    "resource-cycle"
    "resource-property"
    "schema-id"
    "server-variable"
    "service-bound-operation"
    "several-files"
    "several-services"
    "shape-closure-names"
    "shared-structure"
    "signing-name"
    "stale-file"
    "status-code"
    "syntax-error"
    "tag-enabled"
    "tag-operation"
    "tag-property-name"
    "tags-on-update"
    "too-large"
    "trait-conflict"
    "trait-target"
    "trait-validator"
    "unanchored-pattern"
    "unattached-documentation"
    "unbound-host-label"
    "unbound-label"
    "unbound-member"
    "undeclared-label"
    "undefined-scope"
    "undefined-security-scheme"
    "undiscovered-endpoints"
    "undocumented-parameter"
    "unexpected-member"
    "unformatted"
    "unknown-auth-scheme"
    "unknown-code"
    "unknown-control"
    "unknown-dialect"
    "unknown-field"
    "unknown-file-type"
    "unknown-member"
    "unknown-operation"
    "unknown-property"
    "unknown-service"
    "unknown-template"
    "unknown-type"
    "unknown-validator"
    "unknown-version"
    "unknown-waiter-error"
    "unmappable-shape"
    "unmatched-rule"
    "unmatched-target"
    "unread-dependency"
    "unreadable"
    "unreferenced-shape"
    "unresolved-elision"
    "unresolved-id"
    "unresolved-target"
    "unresolved-trait"
    "unresolved-use"
    "unstable-trait"
    "unsupported-pattern"
    "unsupported-protocol"
    "unsupported-validator"
    "untaggable-resource"
    "untyped"
    "unusable-pagination"
    "waiter-with-stream"
    "webhooks-apart"
    "write-failed"
    "wrong-reference"
    "wrong-type"
    "wrong-version"
];

/// All codes, sorted.
pub(crate) fn codes() -> impl Iterator<Item = &'static str> {
    EXPLANATIONS.iter().map(|explanation| explanation.code)
}

/// The explanation of a code.
pub(crate) fn find(code: &str) -> Option<&'static Explanation> {
    EXPLANATIONS.iter().find(|explanation| explanation.code == code)
}

/// The explanations of what the reference implementation of Smithy calls by an id.
pub(crate) fn find_reference(id: &str) -> impl Iterator<Item = &'static Explanation> {
    weland_smithy::codes_of_reference(id).filter_map(find)
}

/// A help line for an unknown code: the code that was probably meant, if any.
pub(crate) fn help(code: &str) -> String {
    match suggest::closest(code, codes()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`weland explain` lists all codes".into(),
    }
}

/// All codes with their summary lines.
pub(crate) fn list() -> String {
    let width = codes().map(str::len).max().unwrap_or_default();
    let line = |explanation: &Explanation| format!("{:width$}  {}\n", explanation.code, explanation.summary());
    EXPLANATIONS.iter().map(line).collect()
}

impl Explanation {
    /// The text, with the ids that mean the same in models.
    pub(crate) fn full(&self) -> String {
        let ids = weland_smithy::reference_ids(self.code);
        let mut text = self.text.to_owned();
        if !ids.is_empty() {
            text += "\n## In models\n\n`@suppress` and the metadata `suppressions` and `severityOverrides` know it by this code and by:\n\n";
            text.extend(ids.iter().map(|id| format!("- `{id}`\n")));
        }
        text
    }

    /// The summary line.
    pub(crate) fn summary(&self) -> &'static str {
        self.text.lines().nth(2).unwrap_or_default()
    }
}
