//! From the model to the service.

mod constraints;
mod cors;
mod docs;
mod endpoint;
mod enums;
mod operation;
mod pagination;
mod protocol;
mod responses;
mod security;
mod shapes;
mod tests;
mod waiters;
mod xml;

use std::collections::{BTreeMap, HashMap};

use weland_model::edit::with_own_outputs;
use weland_model::query::closure::{UsedShape, messages};
use weland_model::query::directions::{self, Directions};
use weland_model::query::names::ServiceNames;
use weland_model::query::{auth, operations, protocols};
use weland_model::{Diagnostic, Diagnostics, Model, Node, Severity, Shape as ModelShape, ShapeId, ShapeType, trait_id};

pub use self::protocol::choose_protocol;
use crate::shape::Shape;
use crate::shape_index::ShapeIndex;
use crate::{AuthScheme, Service};

/// Resolves a service, for the protocol that is chosen or, without a choice, for the first of its protocols that is
/// among the supported ones, which are named by the ids of their traits. Returns `None` if the service cannot be found or
/// lacks such a protocol. Mistakes are added to the diagnostics.
pub fn resolve(
    model: &Model,
    id: &ShapeId,
    supported: &[&str],
    chosen: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Option<Service> {
    let shape = find(model, id, diagnostics)?;
    // A structure has one set of bindings.
    let model = &*with_own_outputs(model, shape);
    let shape = find(model, id, diagnostics)?;
    let protocols: Vec<String> =
        protocols::protocols(model, shape).iter().map(|applied| applied.id.to_string()).collect();
    let protocol = protocol::find(shape, &protocols, supported, chosen, diagnostics)?;
    let operations = operations::operations(model, shape);
    let used = used_shapes(model, shape, &operations);
    let index = used.iter().enumerate().map(|(position, (used, _))| (&used.shape.id, ShapeIndex(position))).collect();
    let (schemes, directions) = (auth::schemes(model, shape), used_directions(model, shape, &operations, &used));
    let mut resolver = Resolver { model, service: shape, schemes, index, directions, diagnostics };
    let mut shapes: Vec<Shape> = used.iter().map(|(used, name)| resolver.shape(*used, name)).collect();
    constraints::complete(&mut shapes);
    let resolved = operations.iter().filter_map(|operation| operation::resolve(&mut resolver, operation, &shapes));
    let mut resolved: Vec<_> = resolved.collect();
    let ids: Vec<&ShapeId> = used.iter().map(|(used, _)| &used.shape.id).collect();
    let tested: Vec<&str> = protocol::usable(&protocols, supported).collect();
    tests::attach(model, &tested, &ids, &mut resolved);
    let aws = shape.traits.get(trait_id::AWS_API_SERVICE);
    let text = |key: &str| aws.and_then(|node| node.get_str(key)).map(str::to_owned);
    let signing_name = shape.traits.get(trait_id::SIGV4).and_then(|node| node.get_str("name"));
    let sdk_id = text("sdkId").unwrap_or_else(|| shape.id.name().to_owned());
    let scheme = |applied: &&weland_model::AppliedTrait| AuthScheme { id: applied.id.to_string(), span: applied.span };
    Some(Service {
        name: shape.id.name().to_owned(),
        namespace: shape.id.namespace().to_owned(),
        version: shape.as_service().map(|data| data.version.to_string()).unwrap_or_default(),
        title: shape.traits.get_str(trait_id::TITLE).unwrap_or(&sdk_id).to_owned(),
        endpoint_prefix: endpoint_prefix(shape, aws, signing_name),
        sdk_id,
        signing_name: signing_name.map(str::to_owned),
        protocols,
        event_streams_http2: protocol::has_http2_for_events(shape, &protocol),
        protocol,
        query_compatible: shape.traits.contains(trait_id::AWS_QUERY_COMPATIBLE),
        xml_namespace: xml::namespace(&shape.traits),
        unwrapped_errors: xml::has_unwrapped_errors(&shape.traits),
        auth_schemes: resolver.schemes.iter().map(scheme).collect(),
        security: security::of_service(shape),
        other_schemes: security::others(shape),
        scheme_docs: security::docs(shape),
        token_urls: security::token_urls(shape),
        servers: security::servers(shape),
        cors: shape.traits.get(trait_id::CORS).map(cors::resolve),
        endpoint_discovery: endpoint::discovery(shape),
        endpoint_pattern: endpoint::pattern(shape),
        endpoint_rules: endpoint::rules(shape),
        docs: docs::docs(&shape.traits),
        operations: resolved,
        shapes,
    })
}

/// The first part of a service's host names. `@aws.api#service` states it, or else it is the namespace of the service's
/// ARNs, which is the name of the shape in lower case unless the trait states that. A service that has `@sigv4` only
/// signs with that namespace.
fn endpoint_prefix(shape: &ModelShape, aws: Option<&Node>, signing_name: Option<&str>) -> Option<String> {
    let Some(aws) = aws else {
        return signing_name.map(str::to_owned);
    };
    let stated = aws.get_str("endpointPrefix").or_else(|| aws.get_str("arnNamespace"));
    Some(stated.map_or_else(|| shape.id.name().to_ascii_lowercase(), str::to_owned))
}

fn find<'m>(model: &'m Model, id: &ShapeId, diagnostics: &mut Diagnostics) -> Option<&'m ModelShape> {
    let shape = model.get(id).filter(|shape| shape.shape_type == ShapeType::Service);
    if shape.is_none() {
        let known: Vec<String> = model.services().map(|service| format!("`{}`", service.id)).collect();
        let help = match known.is_empty() {
            true => "the model defines no service".to_owned(),
            false => format!("the model defines {}", known.join(", ")),
        };
        let message = format!("the model doesn't contain the service `{id}`");
        diagnostics.push(Diagnostic::new(Severity::Error, "unknown-service", message).help(help));
    }
    shape
}

/// The shapes of a service with their names there, by name.
fn used_shapes<'m>(
    model: &'m Model,
    service: &'m ModelShape,
    operations: &[&'m ModelShape],
) -> Vec<(UsedShape<'m>, &'m str)> {
    let names = ServiceNames::new(service);
    let used = messages(model, service, operations).into_iter();
    let mut named: Vec<_> = used.map(|used| (used, names.name(&used.shape.id))).collect();
    named.sort_by_key(|(used, name)| (*name, &used.shape.id));
    named
}

/// The messages that shapes are part of, if that makes a difference to any of them.
fn used_directions<'m>(
    model: &'m Model,
    service: &'m ModelShape,
    operations: &[&'m ModelShape],
    used: &[(UsedShape<'m>, &'m str)],
) -> HashMap<&'m ShapeId, Directions> {
    let has_one_way = |(used, _): &(UsedShape<'_>, &str)| used.shape.members.iter().any(directions::is_one_way);
    if used.iter().any(has_one_way) { directions::directions(model, service, operations) } else { HashMap::new() }
}

/// What resolving needs: the service in the model, and the index that each shape will have.
struct Resolver<'a, 'm> {
    model: &'m Model,
    service: &'m ModelShape,
    /// The authentication schemes of the service.
    schemes: Vec<&'m weland_model::AppliedTrait>,
    index: BTreeMap<&'m ShapeId, ShapeIndex>,
    /// The messages that shapes are part of, if some of their members are in requests or responses alone.
    directions: HashMap<&'m ShapeId, Directions>,
    diagnostics: &'a mut Diagnostics,
}
