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

/// Writes a service as an OpenAPI 3.1 document.
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
    document.set("paths", operation::paths(w));
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

fn info(service: &Shape) -> Object {
    let mut info = Object::of("title", service.traits.get_str(trait_id::TITLE).unwrap_or(service.id.name()));
    info.set_some("description", service.traits.get_str(trait_id::DOCUMENTATION));
    info.set("version", service.as_service().map_or("", |data| &data.version));
    info
}
