//! What `@auth` lists is configured on the service.

use weland_model::query::Shapes;
use weland_model::query::auth::{find_scheme, schemes};
use weland_model::{AppliedTrait, Diagnostic, Diagnostics, Node, Severity, Shape, ShapeId, closest, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for service in context.shapes().filter(|shape| shape.as_service().is_some()) {
        let schemes = schemes(context.graph(), service);
        listed(context, service, service, &schemes, diagnostics);
        for operation in context.operations().operations(&service.id) {
            listed(context, service, operation, &schemes, diagnostics);
        }
        api_key(service, diagnostics);
        if schemes.len() > 1 && !service.traits.contains(trait_id::AUTH) {
            let names: Vec<&str> = schemes.iter().map(|applied| applied.id.name()).collect();
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

/// The scheme of an API key stands before it in the header, and has no place elsewhere.
fn api_key(service: &Shape, diagnostics: &mut Diagnostics) {
    let Some(value) = service.traits.get(trait_id::HTTP_API_KEY_AUTH) else { return };
    let (Some(scheme), Some(place)) = (value.get("scheme"), value.get("in")) else { return };
    // Other values than these two are reported as such.
    if place.as_str() == Some("query") {
        let message = "an API key in the query string has no `scheme`";
        diagnostics.push(
            Diagnostic::error("invalid-auth", scheme.span, message)
                .related(place.span, "the key is sent here")
                .help("remove `scheme`, or send the key `in: \"header\"`"),
        );
    }
}

fn is_defined(context: &Context<'_>, text: &str, namespace: &str) -> bool {
    let ids = [text.to_owned(), format!("{namespace}#{text}"), format!("smithy.api#{text}")];
    ids.iter().any(|id| id.parse::<ShapeId>().is_ok_and(|id| context.graph().shape(&id).is_some()))
}

fn listed(
    context: &Context<'_>,
    service: &Shape,
    shape: &Shape,
    schemes: &[&AppliedTrait],
    diagnostics: &mut Diagnostics,
) {
    let items = shape.traits.get(trait_id::AUTH).and_then(Node::as_array).unwrap_or_default();
    for (item, text) in items.iter().filter_map(|item| Some((item, item.as_str()?))) {
        // What isn't defined is reported as such.
        let is_known = find_scheme(schemes, text, shape.id.namespace()).is_some();
        if is_known || !is_defined(context, text, shape.id.namespace()) {
            continue;
        }
        let message = format!("service `{}` is not configured for the authentication scheme `{text}`", service.id);
        let help = match closest(text, schemes.iter().map(|applied| applied.id.as_str())) {
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
