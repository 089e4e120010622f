//! Operations.

use weland_model::query::http::StatusRange;
use weland_model::{ShapeId, Span};

use crate::endpoint::EndpointParam;
use crate::security::{Security, Server};
use crate::shape::{Docs, Member};
use crate::shape_index::ShapeIndex;
use crate::test_case::TestCase;

/// An operation of a service.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its name.
    pub name: String,
    /// Its name in code.
    pub code_name: String,
    /// Its id in the model.
    pub id: ShapeId,
    /// Where the model defines it.
    pub span: Span,
    /// Its documentation.
    pub docs: Docs,
    /// Its HTTP request, if the model binds it to one.
    pub http: Option<HttpOperation>,
    /// Its input, if it has one.
    pub input: Option<ShapeIndex>,
    /// Its output, if it has one.
    pub output: Option<ShapeIndex>,
    /// Its responses: that of success, then its errors and those of the service by name.
    pub responses: Vec<Response>,
    /// How its caller may authenticate.
    pub auth: OperationAuth,
    /// The same with all that has to be known of the schemes, where their names do not say it.
    pub security: Option<Security>,
    /// Where it is reached, if not where the service is.
    pub servers: Vec<Server>,
    /// Where the model asks that the body of requests is not signed.
    pub unsigned_payload: Option<Span>,
    /// Whether it may be called again without harm.
    pub idempotent: bool,
    /// Whether it needs an endpoint that clients find out; absent if it has no such endpoints.
    pub needs_discovered_endpoint: Option<bool>,
    /// The parameters of endpoint rules that it gives values, the ones first that win over others.
    pub endpoint_params: Vec<EndpointParam>,
    /// What stands before the host.
    pub host_prefix: Option<String>,
    /// The checksums of its requests and responses.
    pub checksums: Checksums,
    /// The encodings that its requests may be compressed with.
    pub compression: Vec<String>,
    /// Whether the root element of a response in XML is the one member of the output.
    pub unwrapped_output: bool,
    /// How it is paginated, if it is.
    pub pagination: Option<Pagination>,
    /// Its waiters, by name.
    pub waiters: Vec<Waiter>,
    /// The protocol tests of the operation, and of its errors.
    pub tests: Vec<TestCase>,
}

impl Operation {
    /// The errors, by name.
    pub fn errors(&self) -> impl Iterator<Item = ShapeIndex> {
        self.responses
            .iter()
            .filter(|response| response.outcome == Outcome::Failure)
            .filter_map(|response| response.shape)
    }

    /// The HTTP status code of a success.
    pub fn success_status(&self) -> u16 {
        self.http.as_ref().map_or(200, |http| http.status)
    }
}

/// The HTTP request of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpOperation {
    /// The method.
    pub method: String,
    /// The path with labels, and the query literal.
    pub uri: String,
    /// The status code of a success.
    pub status: u16,
}

/// A response of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Whether the operation succeeded.
    pub outcome: Outcome,
    /// The HTTP status code, or several that the response may have.
    pub status: StatusRange,
    /// The structure that it holds, if it holds any.
    pub shape: Option<ShapeIndex>,
    /// The media type of the body, where the model states one; otherwise, the protocol has its own.
    pub media_type: Option<String>,
}

/// What became of the operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The operation succeeded; the response holds the output.
    Success,
    /// The operation failed; the response holds an error.
    Failure,
}

/// How the caller of an operation may authenticate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OperationAuth {
    /// The ids of the schemes that are accepted, in order of preference.
    pub schemes: Vec<String>,
    /// Whether callers need not authenticate.
    pub anonymous: bool,
    /// Where the model states this; `None` if it follows from the schemes of the service.
    pub span: Option<Span>,
}

/// The checksums of requests and responses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checksums {
    /// The one that requests must have, if any.
    pub required: Option<RequiredChecksum>,
    /// The member of the input that names the algorithm of the request's checksum.
    pub algorithm_member: Option<String>,
    /// The member of the input that asks for the response's checksum to be verified, and the algorithms that it may be of.
    pub validation: Option<(String, Vec<String>)>,
}

/// A checksum that requests must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequiredChecksum {
    /// MD5 in the header `Content-MD5`, which is all that `@httpChecksumRequired` asks for.
    Md5,
    /// Of any algorithm that `@httpChecksum` knows.
    Any,
}

/// The pagination of an operation: each part is the path to a member, from the input or the output.
#[derive(Debug, Clone)]
pub struct Pagination {
    /// Where the model states it.
    pub span: Span,
    /// The member of the input that takes the token.
    pub input_token: Vec<Member>,
    /// The member of the output that holds the token.
    pub output_token: Vec<Member>,
    /// The member of the output that holds the items.
    pub items: Option<Vec<Member>>,
    /// The member of the input that limits the size of a page.
    pub page_size: Option<Vec<Member>>,
}

/// A waiter, as the model states it.
#[derive(Debug, Clone)]
pub struct Waiter {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub docs: Docs,
    /// The shortest delay between two calls, in seconds.
    pub min_delay: u32,
    /// The longest delay between two calls, in seconds.
    pub max_delay: u32,
    /// When to stop.
    pub acceptors: Vec<Acceptor>,
}

/// What a response means to a waiter.
#[derive(Debug, Clone)]
pub struct Acceptor {
    /// The state that the waiter enters.
    pub state: AcceptorState,
    /// Which responses.
    pub matcher: AcceptorMatcher,
}

/// Which responses an acceptor accepts.
#[derive(Debug, Clone)]
pub enum AcceptorMatcher {
    /// The value at a path of the output.
    Output(PathMatcher),
    /// The value at a path of a map of `input` and `output`.
    InputOutput(PathMatcher),
    /// Any success, or any failure.
    Success(bool),
    /// An error of this name.
    ErrorType(String),
}

/// Which value is expected where.
#[derive(Debug, Clone)]
pub struct PathMatcher {
    /// A JMESPath expression.
    pub path: String,
    /// The expected text.
    pub expected: String,
    /// How to compare.
    pub comparator: PathComparator,
}

/// The state of a waiter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AcceptorState {
    /// The resource is in the desired state.
    Success,
    /// The resource cannot get into the desired state.
    Failure,
    /// The operation is called again.
    Retry,
}

impl AcceptorState {
    /// The state of this name in the model.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Success, Self::Failure, Self::Retry].into_iter().find(|state| state.name() == name)
    }

    /// The name in the model.
    pub fn name(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Failure => "failure",
            Self::Retry => "retry",
        }
    }
}

/// How a value is compared with the expected text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathComparator {
    /// Equal texts.
    StringEquals,
    /// Equal truth values.
    BooleanEquals,
    /// A list of at least one element, all equal to the text.
    AllStringEquals,
    /// A list with an element that is equal to the text.
    AnyStringEquals,
}

impl PathComparator {
    /// The comparator of this name in the model.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::StringEquals, Self::BooleanEquals, Self::AllStringEquals, Self::AnyStringEquals]
            .into_iter()
            .find(|comparator| comparator.name() == name)
    }

    /// The name in the model.
    pub fn name(self) -> &'static str {
        match self {
            Self::StringEquals => "stringEquals",
            Self::BooleanEquals => "booleanEquals",
            Self::AllStringEquals => "allStringEquals",
            Self::AnyStringEquals => "anyStringEquals",
        }
    }
}
