//! The number of cases in a model, by protocol and kind.

use std::collections::BTreeMap;

use weland_model::{Model, Node, Shape, trait_id};

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    ClientRequests,
    ClientResponses,
    ServerRequests,
    ServerResponses,
    MalformedRequests,
    ClientEventStreams,
    ServerEventStreams,
}

impl Kind {
    pub(super) const ALL: [Self; 7] = [
        Self::ClientRequests,
        Self::ClientResponses,
        Self::ServerRequests,
        Self::ServerResponses,
        Self::MalformedRequests,
        Self::ClientEventStreams,
        Self::ServerEventStreams,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::ClientRequests => "client requests",
            Self::ClientResponses => "client responses",
            Self::ServerRequests => "server requests",
            Self::ServerResponses => "server responses",
            Self::MalformedRequests => "malformed requests",
            Self::ClientEventStreams => "client event streams",
            Self::ServerEventStreams => "server event streams",
        }
    }

    /// The kind of a test in a module of a generated crate.
    pub(super) fn of(is_client: bool, module: &str) -> Option<Self> {
        Some(match (is_client, module) {
            (true, "requests") => Self::ClientRequests,
            (true, "responses") => Self::ClientResponses,
            (true, "event_streams") => Self::ClientEventStreams,
            (false, "requests") => Self::ServerRequests,
            (false, "responses") => Self::ServerResponses,
            (false, "event_streams") => Self::ServerEventStreams,
            (false, "malformed_requests") => Self::MalformedRequests,
            _ => return None,
        })
    }
}

/// The number of cases of each kind, by protocol.
pub(super) type Counts = BTreeMap<String, BTreeMap<Kind, usize>>;

/// The traits that define cases, with their columns for the client and for the server.
const TRAITS: [(&str, Option<Kind>, Option<Kind>); 4] = [
    (trait_id::HTTP_REQUEST_TESTS, Some(Kind::ClientRequests), Some(Kind::ServerRequests)),
    (trait_id::HTTP_RESPONSE_TESTS, Some(Kind::ClientResponses), Some(Kind::ServerResponses)),
    (trait_id::HTTP_MALFORMED_REQUEST_TESTS, None, Some(Kind::MalformedRequests)),
    (trait_id::EVENT_STREAM_TESTS, Some(Kind::ClientEventStreams), Some(Kind::ServerEventStreams)),
];

/// The cases of a shape, each with its columns for the client and for the server.
pub(super) fn test_cases(shape: &Shape) -> impl Iterator<Item = (&Node, Option<Kind>, Option<Kind>)> {
    TRAITS.into_iter().flat_map(|(id, client, server)| {
        let cases = shape.traits.get(id).and_then(Node::as_array).unwrap_or_default();
        cases.iter().map(move |case| (case, client, server))
    })
}

/// Counts the cases in the model rather than the generated tests, so that a case without a test is detected.
pub(super) fn count(model: &Model) -> Counts {
    let mut counts = Counts::new();
    for (case, client, server) in model.own_shapes().flat_map(test_cases) {
        let protocol = case.get_str("protocol").unwrap_or_default();
        let kinds = counts.entry(protocol.to_owned()).or_default();
        let side = case.get_str("appliesTo");
        let wanted = [client.filter(|_| side != Some("server")), server.filter(|_| side != Some("client"))];
        for kind in wanted.into_iter().flatten() {
            *kinds.entry(kind).or_default() += rows(case);
        }
    }
    counts
}

/// The number of cases that a case with parameters expands to.
fn rows(case: &Node) -> usize {
    let parameters = case.get("testParameters").and_then(Node::as_object);
    let lengths = parameters
        .map(|parameters| parameters.iter().map(|(_, values)| values.as_array().map_or(0, <[Node]>::len)).max());
    lengths.map_or(1, Option::unwrap_or_default)
}
