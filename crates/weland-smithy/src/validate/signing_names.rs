//! The names under which requests of a service are signed agree with each other and with its ARNs.

use weland_model::{Diagnostic, Diagnostics, Span, trait_id};

use super::context::{Application, Context};

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for sigv4 in context.applied(trait_id::SIGV4) {
        let Some(name) = sigv4.applied.value.get("name") else { continue };
        let Some(text) = name.as_str() else { continue };
        let arn = arn_namespace(&sigv4).map(|(value, span)| ("aws.api#service$arnNamespace", value, span));
        let sigv4a = sigv4.traits.get(trait_id::SIGV4A).and_then(|value| value.get("name"));
        let sigv4a = sigv4a.and_then(|node| Some(("aws.auth#sigv4a$name", node.as_str()?.to_owned(), node.span)));
        for (of, value, span) in arn.into_iter().chain(sigv4a).filter(|(_, value, _)| value != text) {
            let message = format!("requests are signed for `{text}`, but `{of}` is `{value}`");
            diagnostics.push(
                Diagnostic::warning("signing-name", name.span, message)
                    .related(span, "the other name")
                    .help("use one name for both, or suppress this if the service is known under both"),
            );
        }
    }
}

/// The name of the service in ARNs, and where it is stated. It is that of the shape if the model states no other.
fn arn_namespace(service: &Application<'_>) -> Option<(String, Span)> {
    let applied = service.traits.applied(trait_id::AWS_API_SERVICE)?;
    match applied.value.get("arnNamespace").and_then(|node| Some((node.as_str()?, node))) {
        Some((value, node)) => Some((value.to_owned(), node.span)),
        None => Some((service.shape.id.name().to_lowercase(), applied.span)),
    }
}
