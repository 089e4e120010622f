//! What traits mean on the wire and for generated crates.

use weland_model::trait_id::*;

use super::definition::Kind;
use crate::change::{RustApi, Wire};
use crate::usage::{Features, Usage};

/// What a change of a trait does.
#[derive(Debug, Clone, Copy)]
pub(super) enum Effects {
    /// It is about people.
    Docs,
    /// Peers behave otherwise, and understand each other.
    Behavior,
    /// Messages are written in another way.
    Rewritten(Features),
    /// It depends on the peers.
    Conditional(Features),
    /// With the trait, there are more values than without it.
    Widening,
}

/// A trait.
#[derive(Debug)]
pub(super) struct Known {
    id: &'static str,
    pub(super) code: &'static str,
    /// What the trait states, for messages.
    pub(super) what: &'static str,
    pub(super) effects: Effects,
    /// What crates need if the trait is added, changed or removed.
    rust: (RustApi, RustApi, RustApi),
    pub(super) help: &'static str,
}

impl Known {
    pub(super) fn wire(&self, kind: Kind, usage: Usage) -> Wire {
        match (self.effects, kind) {
            (Effects::Docs | Effects::Behavior, _) => Wire::COMPATIBLE,
            (Effects::Rewritten(features), _) => usage.read_by(features).rewritten(),
            (Effects::Conditional(features), _) => usage.read_by(features).conditional(),
            (Effects::Widening, Kind::Add) => usage.widened(),
            (Effects::Widening, Kind::Remove) => usage.narrowed(),
            (Effects::Widening, Kind::Update) => usage.conditional(),
        }
    }

    pub(super) fn rust(&self, kind: Kind) -> RustApi {
        match kind {
            Kind::Add => self.rust.0,
            Kind::Update => self.rust.1,
            Kind::Remove => self.rust.2,
        }
    }
}

const NONE: (RustApi, RustApi, RustApi) = (RustApi::None, RustApi::None, RustApi::None);
const PATCH: (RustApi, RustApi, RustApi) = (RustApi::Patch, RustApi::Patch, RustApi::Patch);
const MAJOR: (RustApi, RustApi, RustApi) = (RustApi::Major, RustApi::Major, RustApi::Major);

const fn known(
    id: &'static str,
    code: &'static str,
    what: &'static str,
    effects: Effects,
    rust: (RustApi, RustApi, RustApi),
    help: &'static str,
) -> Known {
    Known { id, code, what, effects, rust, help }
}

const fn name(id: &'static str, what: &'static str, features: Features) -> Known {
    let help = "peers of the other model look for it under the old name: add a member of another name instead";
    known(id, "wire-name-changed", what, Effects::Rewritten(features), PATCH, help)
}

const fn binding(id: &'static str, what: &'static str) -> Known {
    let help = "peers of the other model look for it in the old place: add another member instead";
    known(id, "binding-changed", what, Effects::Rewritten(Features::HTTP), PATCH, help)
}

const fn docs(id: &'static str, what: &'static str) -> Known {
    known(id, "documentation-changed", what, Effects::Docs, PATCH, "")
}

const fn endpoint(id: &'static str, what: &'static str, effects: Effects) -> Known {
    known(
        id,
        "endpoint-changed",
        what,
        effects,
        PATCH,
        "old clients call the old endpoint: keep it as long as they are in use",
    )
}

const fn encoding(id: &'static str, what: &'static str) -> Known {
    known(
        id,
        "union-encoding-changed",
        what,
        Effects::Rewritten(Features::ANY),
        MAJOR,
        "define another union, for new members",
    )
}

/// The traits whose effect is known, beside those that have rules of their own.
const KNOWN: &[Known] = &[
    name(JSON_NAME, "name in JSON", Features::JSON_NAMES),
    name(XML_NAME, "name in XML", Features::XML),
    name(XML_ATTRIBUTE, "form of an attribute in XML", Features::XML),
    name(XML_FLATTENED, "flat form in XML", Features::XML),
    name(XML_NAMESPACE, "namespace in XML", Features::XML),
    name(EC2_QUERY_NAME, "name in ec2Query", Features::EC2),
    name(AWS_QUERY_ERROR, "code in query protocols", Features::QUERY),
    binding(HTTP_LABEL, "place in the path (`@httpLabel`)"),
    binding(HTTP_QUERY, "parameter of the query string (`@httpQuery`)"),
    binding(HTTP_QUERY_PARAMS, "place for other parameters (`@httpQueryParams`)"),
    binding(HTTP_HEADER, "header (`@httpHeader`)"),
    binding(HTTP_PREFIX_HEADERS, "prefix of headers (`@httpPrefixHeaders`)"),
    binding(HTTP_PAYLOAD, "role as the body (`@httpPayload`)"),
    binding(HTTP_RESPONSE_CODE, "role as the status code (`@httpResponseCode`)"),
    binding(OPENAPI_COOKIE, "cookie"),
    binding(OPENAPI_PARAMETER_STYLE, "style of the parameter"),
    binding(OPENAPI_ENCODING, "encoding in forms"),
    binding(OPENAPI_CONTENT, "media type of the content"),
    binding(OPENAPI_HEADER_OF, "part that it is a header of"),
    binding(OPENAPI_STATUS, "status"),
    known(
        EVENT_HEADER,
        "binding-changed",
        "role as a header of events",
        Effects::Rewritten(Features::ANY),
        PATCH,
        "define another event",
    ),
    known(
        EVENT_PAYLOAD,
        "binding-changed",
        "role as the payload of events",
        Effects::Rewritten(Features::ANY),
        PATCH,
        "define another event",
    ),
    known(
        HTTP_ERROR,
        "error-status-changed",
        "status code of the error",
        Effects::Conditional(Features::HTTP),
        PATCH,
        "clients may tell errors by their status: keep it, or add another error",
    ),
    known(
        ERROR,
        "error-kind-changed",
        "kind of error",
        Effects::Conditional(Features::ANY),
        (RustApi::Major, RustApi::Patch, RustApi::Major),
        "whose fault an error is decides whether clients try again",
    ),
    known(RETRYABLE, "retry-changed", "mark that the call can be repeated", Effects::Behavior, PATCH, ""),
    known(
        READONLY,
        "idempotency-changed",
        "mark that it changes nothing",
        Effects::Behavior,
        PATCH,
        "clients repeat such calls by themselves",
    ),
    known(
        IDEMPOTENT,
        "idempotency-changed",
        "mark that it can be repeated",
        Effects::Behavior,
        PATCH,
        "clients repeat such calls by themselves",
    ),
    known(
        IDEMPOTENCY_TOKEN,
        "idempotency-changed",
        "role as the token of idempotent calls",
        Effects::Behavior,
        PATCH,
        "clients fill it in by themselves",
    ),
    known(
        MEDIA_TYPE,
        "media-type-changed",
        "media type",
        Effects::Conditional(Features::HTTP),
        PATCH,
        "peers may look at the header `content-type`",
    ),
    known(
        STREAMING,
        "streaming-changed",
        "mark of a stream",
        Effects::Conditional(Features::ANY),
        MAJOR,
        "add another member for the stream",
    ),
    known(
        REQUIRES_LENGTH,
        "streaming-changed",
        "demand for a known length",
        Effects::Conditional(Features::ANY),
        PATCH,
        "servers refuse streams without a length",
    ),
    known(
        SPARSE,
        "sparse-changed",
        "permission to hold nulls",
        Effects::Widening,
        MAJOR,
        "elements become options, or stop being it: define another shape",
    ),
    known(
        SENSITIVE,
        "sensitivity-changed",
        "mark of sensitive data",
        Effects::Behavior,
        PATCH,
        "its values are shown in logs now",
    ),
    known(
        "smithy.api#endpoint",
        "endpoint-changed",
        "prefix of the host",
        Effects::Rewritten(Features::ANY),
        PATCH,
        "old clients call the old host: keep it as long as they are in use",
    ),
    known(
        HOST_LABEL,
        "endpoint-changed",
        "place in the host",
        Effects::Rewritten(Features::ANY),
        PATCH,
        "old clients call the old host: keep it as long as they are in use",
    ),
    endpoint(ENDPOINT_RULE_SET, "rules for endpoints", Effects::Conditional(Features::ANY)),
    endpoint(ENDPOINT_BDD, "rules for endpoints", Effects::Conditional(Features::ANY)),
    endpoint(CONTEXT_PARAM, "parameter of endpoint rules", Effects::Conditional(Features::ANY)),
    endpoint(STATIC_CONTEXT_PARAMS, "parameters of endpoint rules", Effects::Conditional(Features::ANY)),
    endpoint(OPERATION_CONTEXT_PARAMS, "parameters of endpoint rules", Effects::Conditional(Features::ANY)),
    known(
        CLIENT_CONTEXT_PARAMS,
        "endpoint-changed",
        "settings for endpoint rules",
        Effects::Conditional(Features::ANY),
        (RustApi::Minor, RustApi::Major, RustApi::Major),
        "settings of clients that are gone don't compile any more",
    ),
    endpoint(OPENAPI_SERVERS, "list of servers", Effects::Conditional(Features::ANY)),
    known(
        HTTP_CHECKSUM,
        "checksum-changed",
        "checksums",
        Effects::Conditional(Features::HTTP),
        PATCH,
        "servers have to go on supporting what old clients use",
    ),
    known(
        "smithy.api#httpChecksumRequired",
        "checksum-changed",
        "demand for a checksum",
        Effects::Conditional(Features::HTTP),
        PATCH,
        "old clients may send none",
    ),
    known(
        "smithy.api#requestCompression",
        "compression-changed",
        "compression of requests",
        Effects::Conditional(Features::ANY),
        PATCH,
        "servers have to go on supporting what old clients use",
    ),
    known(
        CORS,
        "cors-changed",
        "permission for scripts of other origins",
        Effects::Conditional(Features::HTTP),
        PATCH,
        "scripts in browsers may be refused",
    ),
    known(
        DEPRECATED,
        "deprecation-changed",
        "deprecation",
        Effects::Docs,
        (RustApi::Minor, RustApi::Patch, RustApi::Patch),
        "",
    ),
    known(INPUT, "trait-changed", "mark of an input", Effects::Behavior, PATCH, ""),
    known(OUTPUT, "trait-changed", "mark of an output", Effects::Behavior, PATCH, ""),
    docs(DOCUMENTATION, "documentation"),
    docs(EXTERNAL_DOCUMENTATION, "links to documentation"),
    docs(TITLE, "title"),
    docs("smithy.api#examples", "examples"),
    docs("smithy.api#since", "version that it is there since"),
    docs(OPENAPI_EXAMPLES, "examples"),
    encoding(ALLOY_DISCRIMINATED, "discriminator in JSON"),
    encoding(ALLOY_UNTAGGED, "form without tags in JSON"),
    encoding(OPENAPI_BY_STATUS, "choice by status"),
    encoding(OPENAPI_BY_MEDIA_TYPE, "choice by media type"),
    known(
        OPENAPI_DISCRIMINATOR,
        "union-encoding-changed",
        "discriminator",
        Effects::Conditional(Features::ANY),
        PATCH,
        "keep the property and its values",
    ),
    known(
        ALLOY_UUID_FORMAT,
        "format-changed",
        "format of UUIDs",
        Effects::Conditional(Features::ANY),
        PATCH,
        "values that were fine may be refused",
    ),
    known(
        ALLOY_DATE_FORMAT,
        "format-changed",
        "format of dates",
        Effects::Conditional(Features::ANY),
        PATCH,
        "values that were fine may be refused",
    ),
    known(
        OPENAPI_FORMAT,
        "format-changed",
        "format",
        Effects::Conditional(Features::ANY),
        PATCH,
        "values that were fine may be refused",
    ),
    known(
        OPENAPI_READ_ONLY,
        "visibility-changed",
        "mark that it is in responses alone",
        Effects::Conditional(Features::ANY),
        PATCH,
        "clients that send it, or servers that expect it, may be surprised",
    ),
    known(
        OPENAPI_WRITE_ONLY,
        "visibility-changed",
        "mark that it is in requests alone",
        Effects::Conditional(Features::ANY),
        PATCH,
        "clients that expect it may be surprised",
    ),
    known(
        OPENAPI_SEQUENCE,
        "streaming-changed",
        "mark of a sequence",
        Effects::Conditional(Features::ANY),
        MAJOR,
        "add another operation for the stream",
    ),
    known(HTTP_REQUEST_TESTS, "test-changed", "tests of requests", Effects::Docs, NONE, ""),
    known(HTTP_RESPONSE_TESTS, "test-changed", "tests of responses", Effects::Docs, NONE, ""),
    known(HTTP_MALFORMED_REQUEST_TESTS, "test-changed", "tests of malformed requests", Effects::Docs, NONE, ""),
    known(EVENT_STREAM_TESTS, "test-changed", "tests of events", Effects::Docs, NONE, ""),
    known(SMOKE_TESTS, "test-changed", "smoke tests", Effects::Docs, NONE, ""),
    known(ENDPOINT_TESTS, "test-changed", "tests of endpoints", Effects::Docs, NONE, ""),
];

/// Traits that other rules tell of, or that say nothing of an API.
const OWN_RULES: &[&str] = &[
    REQUIRED,
    DEFAULT,
    ADDED_DEFAULT,
    CLIENT_OPTIONAL,
    ALLOY_NULLABLE,
    BOX,
    ENUM,
    ENUM_VALUE,
    HTTP,
    PAGINATED,
    WAITABLE,
    AUTH,
    OPTIONAL_AUTH,
    OPENAPI_SECURITY,
    OPENAPI_SECURITY_SCHEMES,
    SUPPRESS,
    TIMESTAMP_FORMAT,
    MIXIN,
    CODE_NAME,
];

/// What is known of a trait.
pub(super) fn find(id: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.id == id)
}

/// Whether another rule tells of a trait.
pub(super) fn has_own_rule(id: &str) -> bool {
    OWN_RULES.contains(&id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_trait_is_listed_once() {
        let mut ids: Vec<&str> = KNOWN.iter().map(|known| known.id).chain(OWN_RULES.iter().copied()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}
