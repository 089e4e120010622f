//! Operations: paths, webhooks and callbacks.

mod body;
mod error;
mod header;
mod name;
mod parameter;
mod request;
mod response;
mod same;
mod sequence;
mod status;

use std::collections::{BTreeMap, BTreeSet};

use weland_model::{Entry, OperationData, Shape, ShapeData, ShapeId, ShapeType, Span, Target, trait_id};

use super::apply::{mark, number, object, put, put_ids};
use super::names::upper_camel;
use super::schema::view::At;
use super::{Lowering, annotate, service};
use status::Status;

/// The methods that are keys of a path item.
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// An operation of a document.
#[derive(Debug, Clone)]
struct Operation<'d> {
    path: &'d str,
    method: String,
    /// Where the method was written.
    span: Span,
    item: At<'d>,
    at: At<'d>,
    /// `UpperCamel`; the shapes that belong to the operation start with it.
    name: String,
}

/// A response of an operation.
#[derive(Debug, Clone)]
struct Response<'d> {
    status: Status,
    at: At<'d>,
    span: Span,
    /// The name of the component that it is, if it is one.
    component: Option<String>,
}

/// What errors have become, by what is in them.
#[derive(Debug, Default)]
struct Errors {
    known: BTreeMap<error::Key, error::Known>,
    /// The errors that are called after their status.
    usual: BTreeSet<error::Key>,
}

/// The operations of a document, with their names.
pub(super) struct Operations<'d> {
    paths: Named<'d>,
    webhooks: Named<'d>,
}

/// Names the operations of a document.
pub(super) fn named<'d>(lowering: &mut Lowering<'d, '_>) -> Operations<'d> {
    let mut paths = collect(lowering, lowering.root.entries("paths"));
    let mut webhooks = collect(lowering, lowering.root.entries("webhooks"));
    name::all(lowering, &mut paths);
    name::all(lowering, &mut webhooks);
    Operations { paths, webhooks }
}

/// All operations of a document, in their services.
pub(super) fn all<'d>(
    lowering: &mut Lowering<'d, '_>,
    service: &ShapeId,
    of_webhooks: Option<&ShapeId>,
    operations: &Operations<'d>,
) {
    let Operations { paths, webhooks } = operations;
    let each = paths.iter().chain(webhooks);
    let usual = error::usual(lowering, each.flat_map(|(operation, _)| response::failures(lowering, operation)));
    let mut errors = Errors { usual, ..Errors::default() };
    let operations = paths.iter().map(|(operation, id)| build(lowering, &mut errors, operation, id)).collect();
    service::service(lowering, service, operations);
    if let Some(id) = of_webhooks.filter(|_| !webhooks.is_empty()) {
        let operations = webhooks.iter().map(|(operation, id)| build(lowering, &mut errors, operation, id)).collect();
        service::webhooks(lowering, id, operations);
    }
}

/// Looks for what has to be known of operations before schemas become shapes.
pub(super) fn survey(lowering: &mut Lowering<'_, '_>) {
    for key in ["paths", "webhooks"] {
        for (operation, _) in collect(lowering, lowering.root.entries(key)) {
            sequence::note_events(lowering, &operation);
        }
    }
}

type Named<'d> = Vec<(Operation<'d>, ShapeId)>;

/// The operations of path items, by path and method.
fn collect<'d>(lowering: &mut Lowering<'d, '_>, items: Vec<&'d Entry>) -> Named<'d> {
    let mut operations = Vec::new();
    for entry in items.into_iter().filter(|entry| !entry.key.starts_with("x-")) {
        let Some(resolved) = lowering.source.resolve(&entry.value) else { continue };
        let item = At { node: resolved.node, dialect: resolved.dialect };
        let mut add = |method: &str, found: &'d Entry| {
            let method = if method == "query" { "QUERY".to_owned() } else { method.to_owned() };
            let at = item.with(&found.value);
            operations.push(Operation {
                path: &entry.key,
                method,
                span: found.key_span,
                item,
                at,
                name: String::new(),
            });
        };
        let object = item.node.as_object();
        for method in METHODS {
            if let Some(found) = object.and_then(|object| object.entry(method)) {
                add(&method.to_ascii_uppercase(), found);
            }
        }
        for found in item.entries("additionalOperations") {
            add(&found.key, found);
        }
        annotate::lost_extensions(item.node, &mut lowering.report);
    }
    let undecided = super::target::prelude(ShapeType::Structure);
    operations.into_iter().map(|operation| (operation, undecided.clone())).collect()
}

fn build<'d>(lowering: &mut Lowering<'d, '_>, errors: &mut Errors, operation: &Operation<'d>, id: &ShapeId) -> Target {
    let mut shape = Shape::new(id.clone(), ShapeType::Operation, operation.span);
    let (input, uri) = request::input(lowering, operation);
    let responses = response::responses(lowering, operation, errors);
    let request_line = vec![
        ("code", number(i64::from(responses.code), operation.span)),
        ("method", weland_model::Node::string(&operation.method, operation.span)),
        ("uri", weland_model::Node::string(&uri, operation.span)),
    ];
    put(&mut shape.traits, trait_id::HTTP, object(request_line, operation.span));
    match &*operation.method {
        "GET" | "HEAD" | "OPTIONS" | "TRACE" | "QUERY" => mark(&mut shape.traits, trait_id::READONLY, operation.span),
        "PUT" | "DELETE" => mark(&mut shape.traits, trait_id::IDEMPOTENT, operation.span),
        _ => {}
    }
    describe(lowering, operation, &mut shape);
    shape.data = ShapeData::Operation(Box::new(OperationData {
        input: Target { id: input, span: operation.span },
        output: Target { id: responses.output, span: operation.span },
        errors: responses.errors,
    }));
    let bodies = callbacks(lowering, operation);
    put_ids(&mut shape.traits, trait_id::OPENAPI_CALLBACK_BODIES, &bodies, operation.span);
    lowering.insert(shape);
    Target { id: id.clone(), span: operation.span }
}

fn describe<'d>(lowering: &mut Lowering<'d, '_>, operation: &Operation<'d>, shape: &mut Shape) {
    name::keep_id(operation, &mut shape.traits);
    annotate::summary_and_description(operation.item.node, &mut shape.traits);
    annotate::summary_and_description(operation.at.node, &mut shape.traits);
    annotate::extensions(operation.at.node, &mut shape.traits);
    if let Some(docs) = operation.at.node.get("externalDocs") {
        annotate::external_docs(docs, &mut shape.traits);
    }
    if let Some(node) = operation.at.node.get("deprecated").filter(|node| node.as_bool() == Some(true)) {
        mark(&mut shape.traits, trait_id::DEPRECATED, node.span);
    }
    service::servers(lowering, operation.item, &mut shape.traits);
    service::servers(lowering, operation.at, &mut shape.traits);
    service::security(operation.at, &mut shape.traits);
    service::tags(operation.at, &mut shape.traits);
}

/// What an operation calls in turn: there are no clients for that, but the types are there.
fn callbacks<'d>(lowering: &mut Lowering<'d, '_>, operation: &Operation<'d>) -> Vec<ShapeId> {
    let mut bodies = Vec::new();
    for entry in operation.at.entries("callbacks") {
        let effect = "its types are generated, but nothing that calls it or is called";
        lowering.report.behavior_lost(entry.key_span, &format!("the callback `{}`", entry.key), effect);
        let Some(resolved) = lowering.source.resolve(&entry.value) else { continue };
        let at = At { node: resolved.node, dialect: resolved.dialect };
        let word = upper_camel(&entry.key).unwrap_or_else(|| "Callback".to_owned());
        let expressions: Vec<&'d Entry> = super::schema::view::sorted(at.node);
        for (called, _) in collect(lowering, expressions) {
            let name = format!("{}{word}", operation.name);
            bodies.extend(body::types(lowering, &called, &name));
        }
    }
    bodies.sort();
    bodies.dedup();
    bodies
}
