//! What `@auth` lists is configured on the service.

use weland_model::{Diagnostic, Diagnostics, Node, Severity, Shape, ShapeId, closest, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for service in context.shapes().filter(|shape| shape.as_service().is_some()) {
        let schemes = schemes(context, service);
        listed(service, service, &schemes, diagnostics);
        for id in &*context.operations(service) {
            if let Some(operation) = context.model().get(id) {
                listed(service, operation, &schemes, diagnostics);
            }
        }
        if schemes.len() > 1 && !service.traits.contains(trait_id::AUTH) {
            let names: Vec<&str> = schemes.iter().map(|id| id.name()).collect();
            let message = format!(
                "`{}` has several authentication schemes, but does not say which one clients should prefer",
                service.id
            );
            diagnostics.push(
                Diagnostic::warning("ambiguous-auth", service.span, message)
                    .help(format!("put `@auth([{}])` on the service, in order of preference", names.join(", "))),
            );
        }
    }
}

/// The authentication schemes that a service is configured with.
fn schemes<'a>(context: &Context<'a>, service: &'a Shape) -> Vec<&'a ShapeId> {
    let is_scheme = |id: &ShapeId| {
        let definition = context.graph().shape(id);
        definition.is_some_and(|definition| definition.traits.contains(trait_id::AUTH_DEFINITION))
    };
    service.traits.iter().map(|applied| &applied.id).filter(|id| is_scheme(id)).collect()
}

fn listed(service: &Shape, shape: &Shape, schemes: &[&ShapeId], diagnostics: &mut Diagnostics) {
    let items = shape.traits.get(trait_id::AUTH).and_then(Node::as_array).unwrap_or_default();
    for (item, text) in items.iter().filter_map(|item| Some((item, item.as_str()?))) {
        // Without a namespace, a scheme is one of the prelude or of the namespace of the shape.
        let is_meant = |id: &&ShapeId| {
            let is_relative = !text.contains('#') && id.name() == text;
            **id == *text || (is_relative && [shape.id.namespace(), "smithy.api"].contains(&id.namespace()))
        };
        if schemes.iter().any(is_meant) {
            continue;
        }
        let message = format!("service `{}` is not configured for the authentication scheme `{text}`", service.id);
        let help = match closest(text, schemes.iter().map(|id| id.as_str())) {
            Some(close) => format!("did you mean `{close}`?"),
            None => "put the trait of the scheme on the service, or remove it from `@auth`".to_owned(),
        };
        diagnostics.push(
            Diagnostic::new(Severity::Danger, "unknown-auth-scheme", message)
                .at(item.span)
                .related(service.span, "the service")
                .help(help),
        );
    }
}
