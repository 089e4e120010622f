//! Endpoints that clients ask an operation of the service for.

use weland_model::{AppliedTrait, Diagnostic, Diagnostics, Severity, Shape, ShapeType, Span, Target, trait_id};

use super::context::{Application, Context};

const CODE: &str = "endpoint-discovery";

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for discovery in context.applied(trait_id::AWS_API_CLIENT_ENDPOINT_DISCOVERY) {
        if discovery.shape.as_service().is_some() {
            service(context, &discovery, diagnostics);
        }
    }
    for discovered in context.applied(trait_id::AWS_API_CLIENT_DISCOVERED_ENDPOINT) {
        if discovered.shape.as_operation().is_some() {
            discovered_endpoint(context, discovered.shape, discovered.applied, diagnostics);
        }
    }
}

fn report(span: Span, message: String, help: &str, diagnostics: &mut Diagnostics) {
    diagnostics.push(Diagnostic::error(CODE, span, message).help(help));
}

/// A shape that a trait of the service names.
fn named<'a>(context: &Context<'a>, service: &Shape, id: &str) -> Option<&'a Shape> {
    let model = context.model();
    let found = model.get(id).or_else(|| model.get(format!("{}#{id}", service.id.namespace())));
    found.filter(|shape| !context.is_broken(&shape.id))
}

fn service(context: &Context<'_>, discovery: &Application<'_>, diagnostics: &mut Diagnostics) {
    let (service, applied) = (discovery.shape, discovery.applied);
    if applied.value.get("error").is_none() {
        let message = "nothing tells clients that an endpoint which they have found is no longer valid";
        diagnostics.push(
            Diagnostic::new(Severity::Danger, CODE, message)
                .at(applied.span)
                .help("name the error that says so, with `error`")
                .reference("ClientEndpointDiscovery.MissingErrorDefinition"),
        );
    }
    let operations = context.operations().operations(&service.id);
    if !operations.iter().any(|operation| operation.traits.contains(trait_id::AWS_API_CLIENT_DISCOVERED_ENDPOINT)) {
        let message = format!("no operation of `{}` has `@clientDiscoveredEndpoint`", service.id);
        diagnostics.push(
            Diagnostic::warning(CODE, applied.span, message)
                .help("put it on the operations whose endpoints are to be discovered, or remove the trait")
                .reference("ClientEndpointDiscovery.NoOperations"),
        );
    }
    let Some(id) = applied.value.get("operation") else { return };
    let Some(operation) = id.as_str().and_then(|id| named(context, service, id)) else { return };
    let Some(data) = operation.as_operation() else { return };
    if !operations.iter().any(|known| known.id == operation.id) {
        let message = format!("`{}` is not an operation of `{}`", operation.id, service.id);
        report(id.span, message, "list it under the operations of the service", diagnostics);
    }
    if let Some(input) = context.whole(&data.input) {
        request(context, input, diagnostics);
    }
    if let Some(output) = context.whole(&data.output) {
        response(context, operation, output, diagnostics);
    }
}

/// `Operation` and `Identifiers` are what may be asked with.
fn request(context: &Context<'_>, input: &Shape, diagnostics: &mut Diagnostics) {
    for member in &input.members {
        let Some(target) = context.target(member) else { continue };
        match &*member.name {
            "Operation" if !target.shape_type.is_string() => {
                let message = format!("`Operation` must be a string, but is of type {}", target.shape_type);
                report(member.span, message, "target a string", diagnostics);
            }
            "Identifiers" if !is_map_of_strings(context, target) => {
                let message = "`Identifiers` must be a map of strings to strings".to_owned();
                report(member.span, message, "target such a map", diagnostics);
            }
            _ => {}
        }
    }
    let others: Vec<&str> = input.members.iter().map(|member| &*member.name).filter(|name| !is_asked(name)).collect();
    if !others.is_empty() {
        let others = others.join("`, `");
        let message = format!("endpoints are asked for with `Operation` and `Identifiers` alone, not with `{others}`");
        report(input.span, message, "remove the other members", diagnostics);
    }
}

fn is_asked(name: &str) -> bool {
    matches!(name, "Operation" | "Identifiers")
}

fn is_map_of_strings(context: &Context<'_>, shape: &Shape) -> bool {
    let value = shape.member("value").and_then(|member| context.target(member));
    shape.shape_type == ShapeType::Map && value.is_some_and(|value| value.shape_type.is_string())
}

/// `Endpoints`, a list of addresses that hold for a while, is all of the answer.
fn response(context: &Context<'_>, operation: &Shape, output: &Shape, diagnostics: &mut Diagnostics) {
    let endpoints = output.member("Endpoints");
    if endpoints.is_none() || output.members.len() > 1 {
        let message = format!("the output of `{}` must have the member `Endpoints` and no other", operation.id);
        report(operation.span, message, "add `Endpoints` to it, and remove the others", diagnostics);
    }
    let Some(endpoints) = endpoints else { return };
    let Some(list) = context.target(endpoints) else { return };
    if list.shape_type != ShapeType::List {
        let message = format!("`Endpoints` must be a list, but is of type {}", list.shape_type);
        return report(endpoints.span, message, "target a list of structures", diagnostics);
    }
    let Some(endpoint) = list.member("member").and_then(|member| context.target(member)) else { return };
    if endpoint.shape_type != ShapeType::Structure {
        let message = format!("the items of `{}` must be structures", list.id);
        return report(list.span, message, "make them structures of `Address` and `CachePeriodInMinutes`", diagnostics);
    }
    self::endpoint(context, endpoint, diagnostics);
}

fn endpoint(context: &Context<'_>, endpoint: &Shape, diagnostics: &mut Diagnostics) {
    for (name, wanted) in [("Address", ShapeType::String), ("CachePeriodInMinutes", ShapeType::Long)] {
        let Some(member) = endpoint.member(name) else { continue };
        let Some(target) = context.target(member) else { continue };
        if target.shape_type != wanted {
            let message = format!("`{name}` must be a {wanted}, but is of type {}", target.shape_type);
            report(member.span, message, &format!("target a {wanted}"), diagnostics);
        }
    }
    let is_complete = endpoint.member("Address").is_some() && endpoint.member("CachePeriodInMinutes").is_some();
    if !is_complete || endpoint.members.len() != 2 {
        let message =
            format!("`{}` must have the members `Address` and `CachePeriodInMinutes`, and no other", endpoint.id);
        report(endpoint.span, message, "add what is missing, and remove the others", diagnostics);
    }
}

/// An operation whose endpoint is discovered belongs to a service that tells it, and has the error of an invalid one.
fn discovered_endpoint(
    context: &Context<'_>,
    operation: &Shape,
    applied: &AppliedTrait,
    diagnostics: &mut Diagnostics,
) {
    let services = context.operations().services(&operation.id).iter();
    let mut discoveries = services
        .filter_map(|service| Some((service, service.traits.get(trait_id::AWS_API_CLIENT_ENDPOINT_DISCOVERY)?)))
        .peekable();
    if discoveries.peek().is_none() {
        let message = format!("no service of `{}` has `@clientEndpointDiscovery`", operation.id);
        report(applied.span, message, "put that on the service, or remove this trait", diagnostics);
    }
    let own = |id: &Target, error: &Shape| id.id == error.id;
    for (service, discovery) in discoveries {
        let Some(error) = discovery.get_str("error").and_then(|id| named(context, service, id)) else { continue };
        let errors = operation.as_operation().into_iter().flat_map(|data| &data.errors);
        if !errors.into_iter().any(|target| own(target, error)) {
            let message = format!("`{}` lacks the error of invalid endpoints, `{}`", operation.id, error.id);
            report(applied.span, message, "list it under the errors of the operation", diagnostics);
        }
    }
}
