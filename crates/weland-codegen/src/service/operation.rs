//! Operations: HTTP trait, errors, pagination, waiters.

use weland_model::{Node, OperationData, Shape as ModelShape, ShapeId, trait_id};

use super::resolve::{Resolver, docs};
use super::{Docs, Member, Shape, ShapeIndex, ShapeKind};

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
    /// How it is paginated, if it is.
    pub pagination: Option<Pagination>,
    /// Its waiters, by name.
    pub waiters: Vec<Waiter>,
}

/// How an operation is paginated: each is the way to a member, from the input or the output.
#[derive(Debug, Clone)]
pub struct Pagination {
    /// The member of the input that takes the token.
    pub input_token: Vec<Member>,
    /// The member of the output that gives the token.
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
    Output {
        /// A JMESPath expression.
        path: String,
        /// The expected text.
        expected: String,
        /// How to compare.
        comparator: String,
    },
    /// Any success, or any failure.
    Success(bool),
    /// An error of this name.
    ErrorType(String),
}

/// Resolves an operation; `None` if the model gives it no HTTP binding, which is reported.
pub(super) fn resolve(
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
    let input = resolver.index.get(&data.input.id).copied();
    let output = resolver.index.get(&data.output.id).copied();
    let traits = &operation.traits;
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
        pagination: pagination(resolver, service, operation, input, output, shapes),
        waiters: waiters(traits.get(trait_id::WAITABLE)),
    })
}

fn errors(resolver: &Resolver<'_, '_>, service: &ModelShape, operation: &OperationData) -> Vec<ShapeIndex> {
    let common = service.as_service().map_or(&[][..], |data| &data.errors);
    let ids = operation.errors.iter().chain(common).map(|target| &target.id);
    let mut errors: Vec<ShapeIndex> = ids.filter_map(|id: &ShapeId| resolver.index.get(id).copied()).collect();
    errors.sort();
    errors.dedup();
    errors
}

fn pagination(
    resolver: &mut Resolver<'_, '_>,
    service: &ModelShape,
    operation: &ModelShape,
    input: Option<ShapeIndex>,
    output: Option<ShapeIndex>,
    shapes: &[Shape],
) -> Option<Pagination> {
    let own = operation.traits.applied(trait_id::PAGINATED)?;
    let common = service.traits.get(trait_id::PAGINATED);
    let text = |key: &str| own.value.get_str(key).or_else(|| common?.get_str(key));
    let mut path = |key: &str, start: Option<ShapeIndex>| {
        let text = text(key)?;
        let found = member_path(shapes, start?, text);
        if found.is_none() {
            let message = format!("`{key}` of `@paginated` names `{text}`, which is no member");
            resolver.report(own.span, "invalid-pagination", message);
        }
        found
    };
    let input_token = path("inputToken", input);
    let output_token = path("outputToken", output);
    let items = path("items", output);
    let page_size = path("pageSize", input);
    Some(Pagination { input_token: input_token?, output_token: output_token?, items, page_size })
}

/// The members along a dotted path.
fn member_path(shapes: &[Shape], start: ShapeIndex, path: &str) -> Option<Vec<Member>> {
    let mut members = Vec::new();
    let mut at = start;
    for name in path.split('.') {
        let ShapeKind::Structure { members: all, .. } = &shapes.get(at.0)?.kind else { return None };
        let member = all.iter().find(|member| member.name == name)?;
        at = member.target;
        members.push(member.clone());
    }
    Some(members)
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
        docs: Docs { text: node.get_str("documentation").map(str::to_owned), deprecated: deprecated.then(String::new) },
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
    } else {
        let output = matcher.get("output")?;
        AcceptorMatcher::Output {
            path: output.get_str("path")?.to_owned(),
            expected: output.get_str("expected")?.to_owned(),
            comparator: output.get_str("comparator")?.to_owned(),
        }
    };
    Some(Acceptor { state: node.get_str("state")?.to_owned(), matcher })
}
