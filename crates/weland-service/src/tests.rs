//! Protocol tests: the cases that a model states by the traits of `smithy.test`.

use std::collections::BTreeSet;

use weland_model::{Model, Node, ShapeId, Traits, trait_id};

use crate::{Operation, Protocol, ShapeIndex};

/// A case that clients or servers of a model have to pass.
#[derive(Debug, Clone)]
pub struct TestCase {
    /// Its id in the model.
    pub id: String,
    /// What it is about.
    pub kind: TestKind,
    /// Whether it is for clients.
    pub client: bool,
    /// Whether it is for servers.
    pub server: bool,
    /// What the model says about it.
    pub docs: Option<String>,
    /// The error that a response is about; `None` if it is the operation's output.
    pub error: Option<ShapeIndex>,
    /// How many rows of parameters it is to be run with; `None` if it has no parameters.
    pub rows: Option<usize>,
    /// The case as the model states it.
    pub node: Node,
}

/// What a [`TestCase`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TestKind {
    /// Requests: clients write them, servers read them.
    Request,
    /// Responses: servers write them, clients read them.
    Response,
    /// Requests that servers have to refuse.
    MalformedRequest,
    /// Streams of events.
    EventStream,
}

impl TestKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Request, Self::Response, Self::MalformedRequest, Self::EventStream];

    fn trait_id(self) -> &'static str {
        match self {
            Self::Request => trait_id::HTTP_REQUEST_TESTS,
            Self::Response => trait_id::HTTP_RESPONSE_TESTS,
            Self::MalformedRequest => trait_id::HTTP_MALFORMED_REQUEST_TESTS,
            Self::EventStream => trait_id::EVENT_STREAM_TESTS,
        }
    }
}

/// Gives the operations their cases, and those of their errors: an error that several operations have is tested with the
/// first of them.
pub(crate) fn attach(model: &Model, protocol: &Protocol, ids: &[&ShapeId], operations: &mut [(&ShapeId, Operation)]) {
    let mut tested = BTreeSet::new();
    for (id, operation) in operations {
        let Some(shape) = model.get(id) else { continue };
        operation.tests = cases(&shape.traits, protocol, None);
        for error in operation.errors.iter().filter(|error| tested.insert(**error)) {
            let shape = ids.get(error.0).and_then(|id| model.get(id));
            let own = shape.map(|shape| cases(&shape.traits, protocol, Some(*error)));
            operation.tests.extend(own.into_iter().flatten());
        }
    }
}

fn cases(traits: &Traits, protocol: &Protocol, error: Option<ShapeIndex>) -> Vec<TestCase> {
    let of_kind = |kind: TestKind| {
        let nodes = traits.get(kind.trait_id()).and_then(Node::as_array).unwrap_or_default();
        nodes.iter().filter_map(move |node| case(kind, node, protocol, error))
    };
    TestKind::ALL.into_iter().flat_map(of_kind).collect()
}

fn case(kind: TestKind, node: &Node, protocol: &Protocol, error: Option<ShapeIndex>) -> Option<TestCase> {
    if node.get_str("protocol")? != protocol.trait_id {
        return None;
    }
    let applies_to = node.get_str("appliesTo");
    let parameters = node.get("testParameters").and_then(Node::as_object);
    let length = |values: &Node| values.as_array().map_or(0, <[Node]>::len);
    Some(TestCase {
        id: node.get_str("id")?.to_owned(),
        kind,
        client: kind != TestKind::MalformedRequest && applies_to != Some("server"),
        server: applies_to != Some("client"),
        docs: node.get_str("documentation").map(str::to_owned),
        error,
        rows: parameters.map(|parameters| parameters.iter().map(|(_, values)| length(values)).max().unwrap_or(0)),
        node: node.clone(),
    })
}
