//! The protocols that crates can be generated for.

use weland_model::trait_id;
use weland_service::Service;

/// A protocol that crates can be generated for.
#[derive(Debug, PartialEq, Eq)]
pub struct Protocol {
    /// The trait of services that have the protocol.
    pub trait_id: &'static str,
    /// Whether it binds operations and members to parts of HTTP messages, so that every operation needs `@http`. Others ignore
    /// such bindings.
    pub has_http_bindings: bool,
    /// Whether its requests are forms, in which no stream of events has a place.
    pub has_forms: bool,
    /// The value that implements it, in the module `protocol` of the client and server runtimes.
    pub value: &'static str,
    /// Whether its documents are JSON.
    pub has_json: bool,
    /// Whether its documents are JSON as JSON Schema understands it, not as Smithy does.
    pub json_schema: bool,
    /// Whether members have other names in its documents, by `@jsonName`.
    pub json_names: bool,
    /// Whether it has documents in XML, whose elements are as `@xmlName` and its like say.
    pub xml_names: bool,
    /// Whether members have other names in its requests, by `@ec2QueryName`.
    pub ec2_names: bool,
    /// Whether errors have other codes and statuses in its responses, by `@awsQueryError`.
    pub query_errors: bool,
    /// Whether responses name errors by their whole ids.
    pub error_ids: bool,
    /// The features that it needs of these runtimes.
    pub features: &'static [&'static str],
}

/// What most protocols have in common.
const PLAIN: Protocol = Protocol {
    trait_id: "",
    has_http_bindings: false,
    has_forms: false,
    value: "",
    has_json: true,
    json_schema: false,
    json_names: false,
    xml_names: false,
    ec2_names: false,
    query_errors: false,
    error_ids: false,
    features: &[],
};

/// What protocols with documents in XML have in common.
const XML: Protocol = Protocol { has_json: false, xml_names: true, ..PLAIN };

/// All of them. A new protocol is a row here and a module of `weland-protocol`.
pub static PROTOCOLS: &[Protocol] = &[
    Protocol { trait_id: trait_id::REST_JSON1, value: "RestJson1", has_http_bindings: true, json_names: true, ..PLAIN },
    Protocol { trait_id: trait_id::AWS_JSON1_0, value: "AwsJson1_0", error_ids: true, ..PLAIN },
    Protocol { trait_id: trait_id::AWS_JSON1_1, value: "AwsJson1_1", ..PLAIN },
    Protocol { trait_id: trait_id::RPCV2_CBOR, value: "RpcV2Cbor", has_json: false, error_ids: true, ..PLAIN },
    Protocol { trait_id: trait_id::RPCV2_JSON, value: "RpcV2Json", error_ids: true, ..PLAIN },
    Protocol { trait_id: trait_id::REST_XML, value: "RestXml", has_http_bindings: true, ..XML },
    Protocol { trait_id: trait_id::AWS_QUERY, value: "AwsQuery", has_forms: true, query_errors: true, ..XML },
    Protocol { trait_id: trait_id::EC2_QUERY, value: "Ec2Query", has_forms: true, ec2_names: true, ..XML },
    Protocol {
        trait_id: trait_id::ALLOY_SIMPLE_REST_JSON,
        value: "SimpleRestJson",
        has_http_bindings: true,
        json_names: true,
        ..PLAIN
    },
    Protocol {
        trait_id: trait_id::OPENAPI_REST,
        value: "Rest",
        has_http_bindings: true,
        json_schema: true,
        json_names: true,
        ..PLAIN
    },
];

/// The protocols of a service that crates can be generated for.
#[derive(Debug, Clone)]
pub(crate) struct Protocols {
    /// The one that clients speak.
    pub(crate) chosen: &'static Protocol,
    /// All of them, which servers respond in; those that know their requests by a header go first.
    pub(crate) all: Vec<&'static Protocol>,
}

impl Protocols {
    /// Those of a service; `None` if it has been resolved for one that is not in the table.
    pub(crate) fn of(service: &Service) -> Option<Self> {
        let find = |id: &String| PROTOCOLS.iter().find(|protocol| protocol.trait_id == *id);
        Some(Self { chosen: find(&service.protocol)?, all: service.protocols.iter().filter_map(find).collect() })
    }

    /// Whether one of them has something.
    pub(crate) fn any(&self, has: impl Fn(&Protocol) -> bool) -> bool {
        self.all.iter().any(|protocol| has(protocol))
    }

    /// The features that servers need of their runtime.
    pub(crate) fn features(&self) -> Vec<&'static str> {
        let mut all: Vec<_> = self.all.iter().flat_map(|protocol| protocol.features).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}
