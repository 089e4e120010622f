//! Security schemes, and what operations require of them.

use weland_model::query::auth;
use weland_model::{AppliedTrait, Node, Shape, trait_id};

use super::notes::Kind;
use super::value::{Object, Value};
use super::writer::Writer;

/// The schemes of the service, by name.
pub(super) fn schemes(w: &mut Writer<'_>) -> Object {
    let stated = w.service.traits.get(trait_id::OPENAPI_SECURITY_SCHEMES).and_then(Node::as_object);
    let mut schemes = Object::new();
    for (name, scheme) in stated.into_iter().flat_map(|stated| stated.iter()) {
        schemes.set(name, scheme);
    }
    for applied in auth::schemes(w.model, w.service) {
        let known = scheme(applied);
        if known.is_none() {
            let what = format!("the authentication scheme `{}` can't be described", applied.id);
            let help =
                "the document says that there is a scheme of this name, and that it uses the header `Authorization`";
            w.notes.add(Kind::Loosely, what, help, applied.span, &format!("`{}`", w.service.id.name()));
        }
        schemes.set(name(applied), known.unwrap_or_else(|| unknown(applied)));
    }
    schemes
}

fn name(applied: &AppliedTrait) -> &str {
    applied.id.name()
}

/// A scheme of Smithy or AWS in the words of OpenAPI.
fn scheme(applied: &AppliedTrait) -> Option<Object> {
    let text = |key| applied.value.get_str(key);
    let http = |scheme: &str| {
        let mut written = Object::of("type", "http");
        written.set("scheme", scheme);
        written
    };
    Some(match applied.id.as_str() {
        trait_id::HTTP_BASIC_AUTH => http("basic"),
        trait_id::HTTP_BEARER_AUTH => http("bearer"),
        trait_id::HTTP_DIGEST_AUTH => http("digest"),
        trait_id::HTTP_API_KEY_AUTH => match text("scheme") {
            Some(scheme) => http(scheme),
            None => key(text("name")?, text("in").unwrap_or("header")),
        },
        trait_id::SIGV4 | trait_id::SIGV4A => gateway("awsSigv4", "AWS Signature Version 4"),
        trait_id::COGNITO_USER_POOLS => gateway("cognito_user_pools", "Amazon Cognito user pools"),
        _ => return None,
    })
}

/// A scheme of which only the name is known.
fn unknown(applied: &AppliedTrait) -> Object {
    let mut written = Object::of("type", "http");
    written.set("description", format!("The scheme `{}`, which this document does not describe.", applied.id));
    written.set("scheme", name(applied));
    written
}

fn key(name: &str, place: &str) -> Object {
    let mut written = Object::of("type", "apiKey");
    written.set("name", name);
    written.set("in", place);
    written
}

/// A scheme that OpenAPI takes for the mere presence of a header; the extension is that of Amazon API Gateway.
fn gateway(kind: &str, description: &str) -> Object {
    let mut written = Object::of("type", "apiKey");
    written.set("description", description);
    written.extend(key("Authorization", "header"));
    written.set("x-amazon-apigateway-authtype", kind);
    written
}

/// What all operations require that don't state something else.
pub(super) fn of_service(w: &Writer<'_>) -> Option<Value> {
    required(w, w.service)
}

/// What an operation requires, if that differs.
pub(super) fn of_operation(w: &Writer<'_>, operation: &Shape) -> Option<Value> {
    let states = [trait_id::AUTH, trait_id::OPTIONAL_AUTH, trait_id::OPENAPI_SECURITY];
    if !states.iter().any(|id| operation.traits.contains(id)) {
        return None;
    }
    let own = required(w, operation).unwrap_or_else(|| Vec::new().into());
    (Some(&own) != of_service(w).as_ref()).then_some(own)
}

/// The alternatives that a shape states; `None` if there is nothing to choose from.
fn required(w: &Writer<'_>, shape: &Shape) -> Option<Value> {
    let inherits = shape.traits.applied(trait_id::AUTH).is_none();
    let stated = shape.traits.get(trait_id::OPENAPI_SECURITY);
    if let Some(stated) = stated.or_else(|| w.service.traits.get(trait_id::OPENAPI_SECURITY).filter(|_| inherits)) {
        return Some(stated.into());
    }
    let schemes = auth::schemes(w.model, w.service);
    let found = auth::alternatives(&schemes, w.service, shape);
    let named = |applied: &&AppliedTrait| Object::of(name(applied), Vec::<Value>::new()).into();
    let mut alternatives: Vec<Value> = found.schemes.iter().map(named).collect();
    if schemes.is_empty() {
        return None;
    }
    if found.anonymous && !alternatives.is_empty() {
        alternatives.push(Object::new().into());
    }
    Some(alternatives.into())
}
