//! Protocol tests: the cases that a model states by the traits of `smithy.test`.

use weland_model::{Node, trait_id};

use crate::shape_index::ShapeIndex;

/// A case that clients or servers of a model have to pass.
#[derive(Debug, Clone)]
pub struct TestCase {
    /// Its id in the model.
    pub id: String,
    /// What it is about.
    pub kind: TestKind,
    /// The id of the trait of the protocol that it is about.
    pub protocol: String,
    /// Whether it is for clients.
    pub client: bool,
    /// Whether it is for servers.
    pub server: bool,
    /// Its documentation.
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

    /// The trait that states cases of this kind.
    pub fn trait_id(self) -> &'static str {
        match self {
            Self::Request => trait_id::HTTP_REQUEST_TESTS,
            Self::Response => trait_id::HTTP_RESPONSE_TESTS,
            Self::MalformedRequest => trait_id::HTTP_MALFORMED_REQUEST_TESTS,
            Self::EventStream => trait_id::EVENT_STREAM_TESTS,
        }
    }
}
