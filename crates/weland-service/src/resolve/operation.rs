//! Operations.

use weland_model::query::names::code_name;
use weland_model::query::{auth, http};
use weland_model::{Node, Shape as ModelShape, ShapeId, Traits, trait_id};

use super::docs::docs;
use super::responses::responses;
use super::{Resolver, endpoint, pagination, security, waiters};
use crate::operation::{Checksums, HttpOperation, Operation, OperationAuth, RequiredChecksum};
use crate::shape::Shape;

/// Resolves an operation; `None` if the shape is none.
pub(super) fn resolve(resolver: &mut Resolver<'_, '_>, operation: &ModelShape, shapes: &[Shape]) -> Option<Operation> {
    let data = operation.as_operation()?;
    // The index knows `Unit` where members of unions target it.
    let data_shape = |id: &ShapeId| resolver.index.get(id).copied().filter(|_| *id != *trait_id::UNIT);
    let (input, output) = (data_shape(&data.input.id), data_shape(&data.output.id));
    let traits = &operation.traits;
    let http = http::operation(traits);
    Some(Operation {
        name: operation.id.name().to_owned(),
        code_name: code_name(traits).unwrap_or(operation.id.name()).to_owned(),
        id: operation.id.clone(),
        span: operation.span,
        docs: docs(traits),
        http: http.map(|http| HttpOperation {
            method: http.method.to_owned(),
            uri: http.uri.to_owned(),
            status: http.status,
        }),
        input,
        output,
        responses: responses(resolver, operation, output, shapes),
        auth: operation_auth(resolver, operation),
        security: security::of_operation(resolver, operation),
        servers: security::servers(operation),
        unsigned_payload: traits.applied(trait_id::UNSIGNED_PAYLOAD).map(|applied| applied.span),
        idempotent: traits.contains(trait_id::READONLY) || traits.contains(trait_id::IDEMPOTENT),
        needs_discovered_endpoint: endpoint::needs_discovered(operation),
        endpoint_params: endpoint::params(resolver.model, resolver.service, operation),
        host_prefix: traits.get(trait_id::ENDPOINT).and_then(|node| node.get_str("hostPrefix")).map(str::to_owned),
        checksums: checksums(traits),
        unwrapped_output: traits.contains(trait_id::S3_UNWRAPPED_XML_OUTPUT),
        compression: strings(traits.get(trait_id::REQUEST_COMPRESSION).and_then(|node| node.get("encodings"))),
        pagination: pagination::resolve(resolver, operation, (input, output), shapes),
        waiters: waiters::resolve(traits),
        tests: Vec::new(),
    })
}

fn operation_auth(resolver: &Resolver<'_, '_>, operation: &ModelShape) -> OperationAuth {
    let alternatives = auth::alternatives(&resolver.schemes, resolver.service, operation);
    OperationAuth {
        schemes: alternatives.schemes.iter().map(|applied| applied.id.to_string()).collect(),
        anonymous: alternatives.anonymous,
        span: alternatives.source.map(|applied| applied.span),
    }
}

fn checksums(traits: &Traits) -> Checksums {
    let flexible = traits.get(trait_id::HTTP_CHECKSUM);
    let member = |key: &str| flexible.and_then(|node| node.get_str(key)).map(str::to_owned);
    let is_required = flexible.and_then(|node| node.get("requestChecksumRequired")).and_then(Node::as_bool);
    let algorithms = strings(flexible.and_then(|node| node.get("responseAlgorithms")));
    let any = is_required == Some(true);
    let required = match (flexible, traits.contains(trait_id::HTTP_CHECKSUM_REQUIRED)) {
        (Some(_), by_other_trait) => (any || by_other_trait).then_some(RequiredChecksum::Any),
        (None, by_other_trait) => by_other_trait.then_some(RequiredChecksum::Md5),
    };
    Checksums {
        required,
        algorithm_member: member("requestAlgorithmMember"),
        validation: member("requestValidationModeMember").map(|member| (member, algorithms)),
    }
}

fn strings(node: Option<&Node>) -> Vec<String> {
    let items = node.and_then(Node::as_array).unwrap_or_default();
    items.iter().filter_map(Node::as_str).map(str::to_owned).collect()
}
