//! Traits that have no counterpart in OpenAPI.

use weland_model::query::http;
use weland_model::query::{closure, operations};
use weland_model::{AppliedTrait, Member, Shape, ShapeType, trait_id as id};

use super::notes::Kind;
use super::writer::Writer;

/// Traits that the document states, in one form or another, or that are noted where they are read.
const SAID: &[&str] = &[
    id::ALLOY_DATE_FORMAT,
    id::ALLOY_DISCRIMINATED,
    id::ALLOY_JSON_UNKNOWN,
    id::ALLOY_NULLABLE,
    id::ALLOY_OPEN_ENUM,
    id::ALLOY_UNTAGGED,
    id::ALLOY_UUID_FORMAT,
    id::AUTH,
    id::DEFAULT,
    id::DEPRECATED,
    id::DOCUMENTATION,
    id::ENUM,
    id::ENUM_VALUE,
    id::ERROR,
    id::EVENT_HEADER,
    id::EVENT_PAYLOAD,
    id::EXAMPLES,
    id::EXTERNAL_DOCUMENTATION,
    id::HTTP,
    id::HTTP_ERROR,
    id::HTTP_HEADER,
    id::HTTP_LABEL,
    id::HTTP_PAYLOAD,
    id::HTTP_PREFIX_HEADERS,
    id::HTTP_QUERY,
    id::HTTP_QUERY_PARAMS,
    id::HTTP_RESPONSE_CODE,
    id::JSON_NAME,
    id::LENGTH,
    id::MEDIA_TYPE,
    id::OPTIONAL_AUTH,
    id::PATTERN,
    id::RANGE,
    id::REQUIRED,
    id::SPARSE,
    id::TAGS,
    id::TIMESTAMP_FORMAT,
    id::TITLE,
    id::UNIQUE_ITEMS,
];

/// Traits that say nothing of messages: they organize the model, or speak to its authors or to generators.
const ORGANIZING: &[&str] = &[
    id::ADDED_DEFAULT,
    id::BOX,
    id::CLIENT_OPTIONAL,
    id::ID_REF,
    id::INPUT,
    id::MIXIN,
    id::NESTED_PROPERTIES,
    id::NOT_PROPERTY,
    id::OUTPUT,
    id::PRIVATE,
    id::PROPERTY,
    id::SUPPRESS,
    id::TRAIT,
];

/// What the absence of a trait means for readers of the document.
const EFFECTS: &[(&str, &str)] = &[
    (id::PAGINATED, "readers of the document don't know that the results come in pages, or how to get the next one"),
    (id::WAITABLE, "readers of the document don't know what can be waited for, or how"),
    (id::IDEMPOTENT, "readers of the document judge by the method whether a call can be repeated"),
    (id::READONLY, "readers of the document judge by the method whether a call changes anything"),
    (id::RETRYABLE, "readers of the document don't know which errors are worth another attempt"),
    (id::STREAMING, "readers of the document don't know that the body is a stream"),
    (id::SENSITIVE, "readers of the document don't know that the value is not to be shown in logs"),
    (id::IDEMPOTENCY_TOKEN, "callers that know the document alone have to make up the token"),
    (id::ENDPOINT, "readers of the document don't know that the host has a prefix"),
    (id::HTTP_CHECKSUM_REQUIRED, "readers of the document don't know that a checksum has to be sent"),
];

/// Notes the traits of the service that the document doesn't state.
pub(super) fn note(w: &mut Writer<'_>) {
    let (service, all) = (w.service, w.operations.clone());
    of_shape(w, service);
    let resources: Vec<_> = operations::resources(w.model, service).collect();
    for bound in resources {
        let place = format!("`{}`", bound.target.id.name());
        let help = "their operations are in the document, without what binds them together";
        w.notes.add(Kind::LeftOut, "resources have no counterpart in OpenAPI", help, bound.target.span, &place);
    }
    for operation in &all {
        of_shape(w, operation);
    }
    for used in closure::messages(w.model, service, &all).into_iter().filter(|used| !w.model.is_built_in(used.shape)) {
        of_shape(w, used.shape);
        for member in &used.shape.members {
            of_member(w, used.shape, member);
        }
    }
}

fn of_shape(w: &mut Writer<'_>, shape: &Shape) {
    for applied in &shape.traits {
        if !is_said(w, shape, applied) && !is_implied(shape, applied) {
            add(w, applied, format!("`{}`", shape.id.name()));
        }
    }
}

fn of_member(w: &mut Writer<'_>, shape: &Shape, member: &Member) {
    for applied in &member.traits {
        if !is_said(w, shape, applied) {
            add(w, applied, format!("`{}${}`", shape.id.name(), member.name));
        }
    }
}

fn is_said(w: &Writer<'_>, shape: &Shape, applied: &AppliedTrait) -> bool {
    let trait_id = applied.id.as_str();
    let is_auth_scheme = || w.model.get(trait_id).is_some_and(|shape| shape.traits.contains(id::AUTH_DEFINITION));
    SAID.contains(&trait_id)
        || ORGANIZING.contains(&trait_id)
        || applied.id.namespace() == "weland.openapi"
        || trait_id == id::SENSITIVE && shape.shape_type == ShapeType::String
        || is_auth_scheme()
}

/// Whether the method says the same, by the rules of HTTP.
fn is_implied(shape: &Shape, applied: &AppliedTrait) -> bool {
    let line = http::operation(&shape.traits);
    let is_one_of = |methods: &[&str]| line.is_some_and(|line| methods.contains(&line.method));
    match applied.id.as_str() {
        id::READONLY => is_one_of(&["GET", "HEAD", "OPTIONS", "TRACE"]),
        id::IDEMPOTENT => is_one_of(&["PUT", "DELETE"]),
        _ => false,
    }
}

fn add(w: &mut Writer<'_>, applied: &AppliedTrait, place: String) {
    let is_prelude = applied.id.namespace() == "smithy.api";
    let shown = if is_prelude { applied.id.name() } else { applied.id.as_str() };
    let what = format!("`@{shown}` has no counterpart in OpenAPI");
    let known = EFFECTS.iter().find(|(id, _)| applied.id == *id).map(|(_, effect)| *effect);
    let definition = w.model.get(&applied.id);
    let is_protocol = definition.is_some_and(|definition| definition.traits.contains(id::PROTOCOL_DEFINITION));
    let effect = known.unwrap_or(match is_protocol {
        true => {
            "the document has its HTTP bindings and bodies, but not its own headers, such as those that name an error"
        }
        false => "the document says nothing of it",
    });
    w.notes.add(Kind::LeftOut, what, effect, applied.span, &place);
}
