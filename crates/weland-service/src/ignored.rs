//! Traits that change what is sent or answered, and that generated crates take no notice of. Who relies on them has to know.

use weland_model::{Diagnostic, Diagnostics, Model, Node, Shape as ModelShape, ShapeId, trait_id};

const CODE: &str = "ignored-trait";

/// The rules by which SDKs of AWS choose endpoints.
const ENDPOINT_RULES: &str = "smithy.rules#endpointRuleSet";

/// The schemes of authentication that every model may use.
const SCHEMES: &[&str] = &[
    trait_id::COGNITO_USER_POOLS,
    trait_id::HTTP_API_KEY_AUTH,
    trait_id::HTTP_BASIC_AUTH,
    trait_id::HTTP_BEARER_AUTH,
    trait_id::HTTP_DIGEST_AUTH,
    trait_id::SIGV4,
    trait_id::SIGV4A,
];

/// Warns of ignored traits of a service and its operations.
pub(crate) fn report<'m>(
    model: &Model,
    service: &ModelShape,
    operations: impl Iterator<Item = &'m ModelShape>,
    diagnostics: &mut Diagnostics,
) {
    schemes(model, service, diagnostics);
    let applied = [
        (
            trait_id::CORS,
            "generated servers take no notice of `@cors`: they answer no preflight requests and send no headers for them",
            "put a layer for CORS in front of the router, such as that of `tower-http`",
        ),
        (
            ENDPOINT_RULES,
            "generated clients take no notice of endpoint rules: they call the host of the service in the region",
            "set any other endpoint by `Config::endpoint`",
        ),
    ];
    for (id, message, help) in applied {
        warn(service, id, message, help, diagnostics);
    }
    let is_signed = service.traits.contains(trait_id::SIGV4);
    for operation in operations.filter(|_| is_signed) {
        unsigned(service, operation, diagnostics);
        let message =
            "generated clients take no notice of `@unsignedPayload`: they read the body into memory and sign it";
        let help = "nothing is to be done, as services accept that; a body that is too large for memory cannot be sent";
        warn(operation, trait_id::UNSIGNED_PAYLOAD, message, help, diagnostics);
    }
}

fn warn(shape: &ModelShape, id: &str, message: &str, help: &str, diagnostics: &mut Diagnostics) {
    if let Some(applied) = shape.traits.applied(id) {
        diagnostics.push(Diagnostic::warning(CODE, applied.span, message).help(help));
    }
}

/// Warns of each scheme of authentication that is not the one that clients know.
fn schemes(model: &Model, service: &ModelShape, diagnostics: &mut Diagnostics) {
    let is_scheme = |id: &ShapeId| {
        let defines = |shape: &ModelShape| shape.traits.contains(trait_id::AUTH_DEFINITION);
        SCHEMES.contains(&id.as_str()) || model.get(id).is_some_and(defines)
    };
    for applied in service.traits.iter().filter(|applied| is_scheme(&applied.id) && applied.id != *trait_id::SIGV4) {
        let name = applied.id.name();
        let message = format!("generated crates take no notice of the authentication scheme `{name}`");
        let help = "let callers set the header, by `Call::header`, and let the server check it in its methods or in a layer \
                    in front of the router";
        diagnostics.push(Diagnostic::warning(CODE, applied.span, message).help(help));
    }
}

/// Warns of an operation of a signed service that is to be called without a signature.
fn unsigned(service: &ModelShape, operation: &ModelShape, diagnostics: &mut Diagnostics) {
    let listed = |shape: &ModelShape| {
        let applied = shape.traits.applied(trait_id::AUTH)?;
        let is_signature = |item: &Node| {
            let id = item.as_str().unwrap_or_default();
            id == trait_id::SIGV4 || id == "sigv4"
        };
        let signs = applied.value.as_array().unwrap_or_default().iter().any(is_signature);
        Some((applied.span, signs))
    };
    let optional = operation.traits.applied(trait_id::OPTIONAL_AUTH).map(|applied| (applied.span, false));
    let Some((span, false)) = optional.or_else(|| listed(operation)).or_else(|| listed(service)) else { return };
    let message =
        format!("generated clients sign calls of `{}`, although the model asks for no signature", operation.id);
    let help = "call it with a client that was made with `Config::unsigned` where there are no credentials";
    diagnostics.push(Diagnostic::warning(CODE, span, message).help(help));
}
