//! Writes a model as an OpenAPI 3.1 document.
//!
//! Each shape of the service becomes a component by its name in the service, each operation with `@http` an operation of
//! a path. What the document can't say is noted.

mod annotations;
mod examples;
mod facts;
mod message;
mod notes;
mod operation;
mod parameters;
mod paths;
mod print;
mod responses;
mod schema;
mod security;
mod unsaid;
mod value;
mod writer;

use std::collections::BTreeSet;

use weland_model::query::operations::operations;
use weland_model::{Diagnostics, Model, Node, Shape, trait_id};

use annotations::{extend, external_docs};
use value::{Object, Value};
use writer::Writer;

/// How a document is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// JSON, indented.
    Json,
    /// YAML in blocks.
    Yaml,
}

/// The service whose document has the operations of this one as webhooks, if it is such a service.
#[must_use]
pub fn described_with<'m>(model: &'m Model, webhooks: &Shape) -> Option<&'m Shape> {
    let id = webhooks.id.as_str().strip_suffix(WEBHOOKS)?;
    let is_rest = |shape: &Shape| shape.traits.contains(trait_id::OPENAPI_REST);
    model.get(id).filter(|main| main.as_service().is_some() && is_rest(main) && is_rest(webhooks))
}

/// What the name of a service of webhooks ends with, after the name of the service that calls them.
const WEBHOOKS: &str = "Webhooks";

/// Writes a service as an OpenAPI 3.1 document, with its webhooks.
///
/// The model must be valid. The diagnostics are warnings of operations that are left out, and notes of what else
/// OpenAPI can't say.
#[must_use]
pub fn to_openapi(model: &Model, service: &Shape, syntax: Syntax) -> (String, Diagnostics) {
    let mut w = Writer::new(model, service);
    let document = document(&mut w).into();
    unsaid::note(&mut w);
    let text = match syntax {
        Syntax::Json => print::json(&document),
        Syntax::Yaml => print::yaml(&document),
    };
    (text, w.notes.finish())
}

fn document(w: &mut Writer<'_>) -> Object {
    let traits = &w.service.traits;
    let mut document = Object::of("openapi", "3.1.0");
    document.set("info", info(w.service));
    document.set_some("servers", traits.get(trait_id::OPENAPI_SERVERS));
    document.set("paths", operation::paths(w, &w.operations.clone()));
    document.set_filled("webhooks", webhooks(w));
    for shape in further_shapes(w) {
        w.reference(shape);
    }
    schema::write_referenced(w);
    let (schemas, responses) = w.finish();
    let mut components = Object::new();
    components.set_filled("schemas", schemas);
    components.set_filled("responses", responses);
    components.set_filled("securitySchemes", security::schemes(w));
    document.set_filled("components", components);
    document.set_some("security", security::of_service(w));
    let tags = traits.get(trait_id::TAGS).and_then(Node::as_array).unwrap_or_default();
    let tags = tags.iter().filter_map(Node::as_str).map(|name| Value::from(Object::of("name", name)));
    document.set_filled("tags", tags.collect::<Vec<_>>());
    document.set_some("externalDocs", external_docs(traits));
    extend(&mut document, traits);
    document
}

/// The operations of the service that has the webhooks of this one, by name.
fn webhooks(w: &mut Writer<'_>) -> Object {
    let id = format!("{}{WEBHOOKS}", w.service.id);
    let Some(service) = w.model.get(&id).filter(|found| described_with(w.model, found).is_some()) else {
        return Object::new();
    };
    let found = operation::paths(w, &operations(w.model, service));
    let named = found.iter().map(|(path, item)| (path.trim_start_matches('/').to_owned(), item.clone()));
    Object::of_unique(named)
}

/// Shapes of a document that no operation uses: those that nothing refers to; what they refer to comes with them.
fn further_shapes<'m>(w: &Writer<'m>) -> Vec<&'m Shape> {
    let namespace = w.service.id.namespace();
    let own = || w.model.own_shapes().filter(|shape| shape.id.namespace() == namespace);
    let is_message = |shape: &Shape| MESSAGES.iter().any(|id| shape.traits.contains(id));
    // Parts of other schemas stand within these.
    let parts: BTreeSet<&str> = own()
        .filter_map(|shape| shape.traits.get(trait_id::OPENAPI_ALL_OF)?.as_array())
        .flat_map(|ids| ids.iter().filter_map(Node::as_str))
        .collect();
    own()
        .filter(|shape| w.is_rest && shape.shape_type.is_data() && !is_message(shape))
        .filter(|shape| !w.is_referred_to(shape) && !parts.contains(shape.id.as_str()))
        .collect()
}

/// What marks shapes that are messages, or that have a meaning in messages alone.
const MESSAGES: &[&str] = &[
    trait_id::ERROR,
    trait_id::INPUT,
    trait_id::OUTPUT,
    trait_id::MIXIN,
    trait_id::TRAIT,
    trait_id::OPENAPI_BY_MEDIA_TYPE,
    trait_id::OPENAPI_BY_STATUS,
];

fn info(service: &Shape) -> Object {
    let mut info = Object::of("title", service.traits.get_str(trait_id::TITLE).unwrap_or(service.id.name()));
    info.set_some("description", service.traits.get_str(trait_id::DOCUMENTATION));
    info.set("version", service.as_service().map_or("", |data| &data.version));
    info
}
