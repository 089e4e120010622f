//! Operations: HTTP trait, errors, waiters.

use weland_model::{Diagnostic, Node, OperationData, Shape as ModelShape, ShapeId, Traits, trait_id};

use crate::about::docs;
use crate::closure::UNIT;
use crate::pagination::{self, Pagination};
use crate::resolve::Resolver;
use crate::{Docs, Shape, ShapeIndex, ShapeKind, TestCase};

/// An operation of a service.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its name.
    pub name: String,
    /// What the model says about it.
    pub docs: Docs,
    /// The HTTP method.
    pub method: String,
    /// The path with labels, and the query literal.
    pub uri: String,
    /// The HTTP status of a success.
    pub status: u16,
    /// Its input, if it has one.
    pub input: Option<ShapeIndex>,
    /// Its output, if it has one.
    pub output: Option<ShapeIndex>,
    /// Its errors and those of the service, by name.
    pub errors: Vec<ShapeIndex>,
    /// Whether it may be called again without harm.
    pub idempotent: bool,
    /// What stands before the host.
    pub host_prefix: Option<String>,
    /// The checksums of its requests and answers.
    pub checksums: Checksums,
    /// The encodings that its requests may be compressed with.
    pub compression: Vec<String>,
    /// How it is paginated, if it is.
    pub pagination: Option<Pagination>,
    /// Its waiters, by name.
    pub waiters: Vec<Waiter>,
    /// The protocol tests of the operation, and of its errors.
    pub tests: Vec<TestCase>,
}

/// Which checksums requests and answers have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checksums {
    /// Whether requests must have one.
    pub required: bool,
    /// The member of the input that names the algorithm of the request's.
    pub algorithm_member: Option<String>,
    /// The member of the input that asks for the answer's to be checked, and the algorithms that it may be of.
    pub validation: Option<(String, Vec<String>)>,
}

/// A waiter, as the model states it.
#[derive(Debug, Clone)]
pub struct Waiter {
    /// Its name.
    pub name: String,
    /// What the model says about it.
    pub docs: Docs,
    /// The least delay between two calls, in seconds.
    pub min_delay: u32,
    /// The greatest delay between two calls, in seconds.
    pub max_delay: u32,
    /// When to stop.
    pub acceptors: Vec<Acceptor>,
}

/// What an answer means to a waiter.
#[derive(Debug, Clone)]
pub struct Acceptor {
    /// `success`, `failure` or `retry`.
    pub state: String,
    /// Which answers.
    pub matcher: AcceptorMatcher,
}

/// Which answers an acceptor accepts.
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
    pub comparator: String,
}

/// Resolves an operation; `None` if the model gives it no HTTP binding, which is reported.
pub(crate) fn resolve(
    resolver: &mut Resolver<'_, '_>,
    service: &ModelShape,
    operation: &ModelShape,
    shapes: &[Shape],
) -> Option<Operation> {
    let data = operation.as_operation()?;
    let Some(http) = operation.traits.get(trait_id::HTTP) else {
        let message = format!("`{}` has no `@http` trait, which its protocol needs", operation.id);
        resolver.report(operation.span, "missing-http", message);
        return None;
    };
    // The index knows `Unit` where members of unions target it.
    let data_shape = |id: &ShapeId| resolver.index.get(id).copied().filter(|_| id.as_str() != UNIT);
    let (input, output) = (data_shape(&data.input.id), data_shape(&data.output.id));
    let traits = &operation.traits;
    // A stream is gone once it was sent, so there is nothing to call again with.
    let repeatable = !input.is_some_and(|index| has_stream(shapes, index));
    if !repeatable && traits.contains(trait_id::WAITABLE) {
        let message =
            format!("`{}` has no waiters in Rust: its input is a stream, which can be sent only once", operation.id);
        resolver.diagnostics.push(Diagnostic::warning("waiter-with-stream", operation.span, message));
    }
    Some(Operation {
        name: operation.id.name().to_owned(),
        docs: docs(traits),
        method: http.get_str("method").unwrap_or("POST").to_owned(),
        uri: http.get_str("uri").unwrap_or("/").to_owned(),
        status: http.get("code").and_then(Node::as_i64).and_then(|code| u16::try_from(code).ok()).unwrap_or(200),
        input,
        output,
        errors: errors(resolver, service, data),
        idempotent: traits.contains(trait_id::READONLY) || traits.contains(trait_id::IDEMPOTENT),
        host_prefix: traits.get(trait_id::ENDPOINT).and_then(|node| node.get_str("hostPrefix")).map(str::to_owned),
        checksums: checksums(traits),
        compression: texts(traits.get(trait_id::REQUEST_COMPRESSION).and_then(|node| node.get("encodings"))),
        pagination: pagination::resolve(resolver, service, operation, (input, output), shapes),
        waiters: if repeatable { waiters(traits.get(trait_id::WAITABLE)) } else { Vec::new() },
        tests: Vec::new(),
    })
}

fn checksums(traits: &Traits) -> Checksums {
    let flexible = traits.get(trait_id::HTTP_CHECKSUM);
    let member = |key: &str| flexible.and_then(|node| node.get_str(key)).map(str::to_owned);
    let is_required = flexible.and_then(|node| node.get("requestChecksumRequired")).and_then(Node::as_bool);
    let algorithms = texts(flexible.and_then(|node| node.get("responseAlgorithms")));
    Checksums {
        required: traits.contains(trait_id::HTTP_CHECKSUM_REQUIRED) || is_required.unwrap_or(false),
        algorithm_member: member("requestAlgorithmMember"),
        validation: member("requestValidationModeMember").map(|member| (member, algorithms)),
    }
}

fn texts(node: Option<&Node>) -> Vec<String> {
    let items = node.and_then(Node::as_array).unwrap_or_default();
    items.iter().filter_map(Node::as_str).map(str::to_owned).collect()
}

/// Whether a member of a structure is a stream.
pub(crate) fn has_stream(shapes: &[Shape], structure: ShapeIndex) -> bool {
    match shapes.get(structure.0).map(|shape| &shape.kind) {
        Some(ShapeKind::Structure { members, .. }) => {
            members.iter().any(|member| shapes.get(member.target.0).is_some_and(|target| target.streaming))
        }
        _ => false,
    }
}

fn errors(resolver: &Resolver<'_, '_>, service: &ModelShape, operation: &OperationData) -> Vec<ShapeIndex> {
    let common = service.as_service().map_or(&[][..], |data| &data.errors);
    let ids = operation.errors.iter().chain(common).map(|target| &target.id);
    let mut errors: Vec<ShapeIndex> = ids.filter_map(|id: &ShapeId| resolver.index.get(id).copied()).collect();
    errors.sort();
    errors.dedup();
    errors
}

fn waiters(waitable: Option<&Node>) -> Vec<Waiter> {
    let Some(object) = waitable.and_then(Node::as_object) else { return Vec::new() };
    let mut waiters: Vec<Waiter> = object.iter().map(|(name, node)| waiter(name, node)).collect();
    waiters.sort_by(|a, b| a.name.cmp(&b.name));
    waiters
}

fn waiter(name: &str, node: &Node) -> Waiter {
    let seconds = |key: &str, default| {
        node.get(key).and_then(Node::as_i64).and_then(|value| u32::try_from(value).ok()).unwrap_or(default)
    };
    let acceptors = node.get("acceptors").and_then(Node::as_array).unwrap_or_default();
    let deprecated = node.get("deprecated").and_then(Node::as_bool).unwrap_or(false);
    Waiter {
        name: name.to_owned(),
        docs: Docs {
            text: node.get_str("documentation").map(str::to_owned),
            deprecated: deprecated.then(String::new),
            ..Docs::default()
        },
        min_delay: seconds("minDelay", 2),
        max_delay: seconds("maxDelay", 120),
        acceptors: acceptors.iter().filter_map(acceptor).collect(),
    }
}

fn acceptor(node: &Node) -> Option<Acceptor> {
    let matcher = node.get("matcher")?;
    let matcher = if let Some(success) = matcher.get("success") {
        AcceptorMatcher::Success(success.as_bool()?)
    } else if let Some(error) = matcher.get_str("errorType") {
        AcceptorMatcher::ErrorType(error.rsplit('#').next().unwrap_or(error).to_owned())
    } else if let Some(path) = matcher.get("inputOutput") {
        AcceptorMatcher::InputOutput(path_matcher(path)?)
    } else {
        AcceptorMatcher::Output(path_matcher(matcher.get("output")?)?)
    };
    Some(Acceptor { state: node.get_str("state")?.to_owned(), matcher })
}

fn path_matcher(node: &Node) -> Option<PathMatcher> {
    Some(PathMatcher {
        path: node.get_str("path")?.to_owned(),
        expected: node.get_str("expected")?.to_owned(),
        comparator: node.get_str("comparator")?.to_owned(),
    })
}
