//! The protocols that crates can be generated for.

use weland_model::trait_id;

/// A protocol that crates can be generated for.
#[derive(Debug, PartialEq, Eq)]
pub struct Protocol {
    /// The trait of services that have the protocol.
    pub trait_id: &'static str,
    /// Whether it binds operations and members to parts of HTTP messages, so that every operation needs `@http`.
    pub needs_http_bindings: bool,
    /// The value that implements it, in the module `protocol` of the client and server runtimes.
    pub value: &'static str,
    /// Whether its documents are JSON as JSON Schema understands it, not as Smithy does.
    pub json_schema: bool,
    /// The features that it needs of these runtimes.
    pub features: &'static [&'static str],
}

/// All of them. A new protocol is a row here and a module of `weland-protocol`.
pub static PROTOCOLS: &[Protocol] = &[
    Protocol {
        trait_id: trait_id::REST_JSON1,
        needs_http_bindings: true,
        value: "RestJson1",
        json_schema: false,
        features: &[],
    },
    Protocol {
        trait_id: trait_id::OPENAPI_REST,
        needs_http_bindings: true,
        value: "Rest",
        json_schema: true,
        features: &[],
    },
];
