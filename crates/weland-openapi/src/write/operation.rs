//! Operations.

use weland_model::query::http::Roles;
use weland_model::{Node, Shape, trait_id};

use super::annotations::{extend, external_docs};
use super::paths::{Paths, Template, rank};
use super::value::{Object, Value};
use super::writer::Writer;
use super::{examples, message, parameters, responses, security};
use crate::operation_id;

/// Operations of a service by path and method.
pub(super) fn paths<'m>(w: &mut Writer<'m>, operations: &[&'m Shape]) -> Object {
    let mut paths = Paths::default();
    let mut operations = operations.to_vec();
    operations.sort_by_key(|operation| rank(operation));
    for operation in operations {
        if let Some(place) = paths.place(w, operation) {
            let written = write(w, operation, &place.template);
            paths.insert(place, written);
        }
    }
    paths.finish()
}

fn write<'m>(w: &mut Writer<'m>, operation: &'m Shape, template: &Template) -> Object {
    let traits = &operation.traits;
    let input = operation.as_operation().and_then(|data| w.model.get(&data.input.id));
    let input = input.filter(|input| input.id != trait_id::UNIT);
    let samples = examples::inputs(operation);
    let mut written = Object::new();
    let tags = traits.get(trait_id::TAGS).and_then(Node::as_array).unwrap_or_default();
    written.set_filled("tags", tags.iter().map(Value::from).collect::<Vec<_>>());
    written.set_some("summary", traits.get_str(trait_id::TITLE));
    written.set_some("description", traits.get_str(trait_id::DOCUMENTATION));
    written.set_some("externalDocs", external_docs(traits));
    written.set("operationId", operation_id::of(operation, &template.path));
    written.set_filled("parameters", parameters::parameters(w, input, template, &samples));
    written.set_some("requestBody", input.and_then(|input| request_body(w, operation, input, &samples)));
    written.set("responses", responses::responses(w, operation));
    if traits.contains(trait_id::DEPRECATED) {
        written.set("deprecated", true);
    }
    written.set_some("security", security::of_operation(w, operation));
    written.set_some("servers", traits.get(trait_id::OPENAPI_SERVERS));
    extend(&mut written, traits);
    written
}

fn request_body<'m>(
    w: &mut Writer<'m>,
    operation: &'m Shape,
    input: &'m Shape,
    samples: &[examples::Sample<'m>],
) -> Option<Object> {
    let name = format!("{}RequestContent", operation.id.name());
    let body = message::body(w, input, Roles::INPUT, &name, samples);
    if body.content.is_empty() {
        return None;
    }
    let mut content = body.content;
    let mut written = Object::new();
    let payload = message::payload(input, Roles::INPUT);
    if let Some(text) = payload.and_then(|payload| payload.traits.get_str(trait_id::DOCUMENTATION)) {
        written.set("description", text);
        content.iter_mut().for_each(|(_, media)| message::remove_description(media, text));
    }
    let content = content.into_iter().map(|(media_type, media)| (media_type, media.into()));
    written.set("content", Object::of_unique(content));
    if body.required {
        written.set("required", true);
    }
    Some(written)
}
