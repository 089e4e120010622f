//! Bodies of messages.

use weland_model::query::http::Roles;
use weland_model::query::streams;
use weland_model::{Member, Shape, ShapeType, trait_id};

use super::annotations::annotate;
use super::examples::{self, Sample};
use super::facts::Facts;
use super::notes::Kind;
use super::schema::{self, Location};
use super::value::{Object, Value};
use super::writer::{Part, Writer, part};
use crate::media_type::{is_events, is_json};

/// What a body may be.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Media type objects, by media type.
    pub(super) content: Vec<(String, Object)>,
    /// Whether there always is a body.
    pub(super) required: bool,
}

/// The body of a message that is this structure. `name` is that of the schema if the body is a part of the structure.
pub(super) fn body<'m>(
    w: &mut Writer<'m>,
    structure: &'m Shape,
    roles: Roles,
    name: &str,
    samples: &[Sample<'m>],
) -> Body {
    if let Some(payload) = payload(structure, roles) {
        let required = payload.traits.contains(trait_id::REQUIRED);
        return Body { content: payload_content(w, structure, payload, samples), required };
    }
    let members: Vec<&Member> = structure.members.iter().filter(|member| part(member, roles) == Part::Body).collect();
    if members.is_empty() {
        return Body::default();
    }
    let schema = if members.len() == structure.members.len() {
        w.reference(structure)
    } else {
        let mut schema = schema::object(w, structure, &members, Location::Json);
        annotate(&mut schema, &structure.traits);
        w.add_schema(name, schema)
    };
    let mut media = Object::of("schema", schema);
    media.set_filled("examples", examples::of_members(w, samples, &members));
    let required = members.iter().any(|member| member.traits.contains(trait_id::REQUIRED));
    Body { content: vec![("application/json".to_owned(), media)], required }
}

/// The member that is the body as a whole.
pub(super) fn payload(structure: &Shape, roles: Roles) -> Option<&Member> {
    structure.members.iter().find(|member| part(member, roles) == Part::Payload)
}

/// The content of a body that is a member: several media types if the member's target has one for each.
pub(super) fn payload_content<'m>(
    w: &mut Writer<'m>,
    container: &'m Shape,
    payload: &'m Member,
    samples: &[Sample<'m>],
) -> Vec<(String, Object)> {
    let Some(target) = w.model.target(payload).filter(|target| target.id != trait_id::UNIT) else {
        return Vec::new();
    };
    if target.traits.contains(trait_id::OPENAPI_BY_MEDIA_TYPE) {
        return target.members.iter().map(|member| media(w, target, member)).collect();
    }
    let (name, mut media) = media(w, container, payload);
    media.set_filled("examples", examples::of_member(w, samples, payload));
    vec![(name, media)]
}

/// The media type of a member that is a body, and what stands below it.
fn media<'m>(w: &mut Writer<'m>, container: &'m Shape, member: &'m Member) -> (String, Object) {
    let target = w.model.target(member);
    let stated = member.traits.get_str(trait_id::OPENAPI_CONTENT);
    let media_type = stated.or_else(|| target.map(|target| usual_media_type(w, target))).unwrap_or("application/json");
    if target.is_some_and(streams::is_event_stream) {
        let what = "the schema of an event stream describes a single event";
        let help = "the body is a sequence of messages in the framing of the media type, each of which is an event";
        w.notes.add(Kind::Loosely, what, help, member.span, &format!("`{}`", member.name));
    }
    if member.traits.contains(trait_id::OPENAPI_SEQUENCE) {
        let what = "the schema of a stream doesn't say that values are read as they come";
        let help = "OpenAPI has `itemSchema` for that from 3.2 on";
        w.notes.add(Kind::Loosely, what, help, member.span, &format!("`{}`", member.name));
    }
    let is_raw = target.is_some_and(|target| target.shape_type == ShapeType::Blob) && !is_json(media_type);
    let is_form = media_type == "application/x-www-form-urlencoded";
    let is_multipart = media_type.starts_with("multipart/");
    let encodings = target.filter(|_| is_form || is_multipart).map(|target| encodings(w, target, is_multipart));
    let encodings = encodings.unwrap_or_default();
    let schema = match target {
        Some(target) if is_raw => raw(member, target),
        Some(target) if member.traits.contains(trait_id::OPENAPI_SEQUENCE) => sequence(w, media_type, target),
        Some(target) if target.shape_type == ShapeType::Structure && (is_multipart || !encodings.is_empty()) => {
            let location = if is_multipart { Location::Part } else { Location::Json };
            form(w, member, target, location)
        }
        _ => schema::member(w, container, member, Location::Json),
    };
    let mut media = Object::of("schema", schema);
    media.set_filled("encoding", encodings);
    (media_type.to_owned(), media)
}

/// The schema of a stream. Events are an array, which no reader waits for the end of. Of other sequences, an array would be all
/// values together; so the schema is that of a single one, unless that is an array itself.
fn sequence<'m>(w: &mut Writer<'m>, media_type: &str, list: &'m Shape) -> Object {
    let element = list.members.first().filter(|_| !is_events(media_type));
    let is_list = |element: &Member| w.model.target(element).is_some_and(|it| it.shape_type == ShapeType::List);
    match element.filter(|element| !is_list(element)) {
        Some(element) => schema::member(w, list, element, Location::Json),
        None => schema::whole(w, list),
    }
}

fn usual_media_type<'m>(w: &Writer<'m>, target: &'m Shape) -> &'m str {
    let stated = target.traits.get_str(trait_id::MEDIA_TYPE);
    match target.shape_type {
        _ if w.is_simple_rest && !target.traits.contains(trait_id::STREAMING) => "application/json",
        ShapeType::Blob => stated.unwrap_or("application/octet-stream"),
        ShapeType::String | ShapeType::Enum => stated.unwrap_or("text/plain"),
        _ if streams::is_event_stream(target) => "application/vnd.amazon.eventstream",
        _ => "application/json",
    }
}

/// The schema of bytes that are the body as they are. Their length is counted in bytes.
fn raw(member: &Member, target: &Shape) -> Object {
    let mut schema = Object::of("type", "string");
    schema.set("format", "binary");
    let facts = Facts { member: Some(&member.traits), shape: Some(&target.traits) };
    if let Some(length) = facts.get(trait_id::LENGTH) {
        schema.set_some("minLength", length.get("min"));
        schema.set_some("maxLength", length.get("max"));
    }
    annotate(&mut schema, &member.traits);
    annotate(&mut schema, &target.traits);
    schema
}

/// The schema of a form, which belongs to the body alone: bytes are parts as they are, and members may be encoded in ways
/// of their own.
fn form<'m>(w: &mut Writer<'m>, member: &'m Member, target: &'m Shape, location: Location) -> Object {
    let members: Vec<&Member> = target.members.iter().collect();
    let mut schema = schema::object(w, target, &members, location);
    annotate(&mut schema, &member.traits);
    annotate(&mut schema, &target.traits);
    schema
}

/// How the members of a form are written, where it is not the usual way.
fn encodings(w: &Writer<'_>, target: &Shape, is_multipart: bool) -> Object {
    let mut encodings = Object::new();
    for member in &target.members {
        let name = member.traits.get_str(trait_id::JSON_NAME).unwrap_or(&member.name);
        let encoding = member.traits.get(trait_id::OPENAPI_ENCODING).map(Value::from);
        let mut encoding = if let Some(Value::Object(encoding)) = encoding { encoding } else { Object::new() };
        // The schema says it.
        encoding.remove("base64");
        if is_multipart && is_any(w, member) && encoding.get("contentType").is_none() {
            // A part without a type would be bytes.
            encoding.set("contentType", "application/json");
        }
        encodings.set_filled(name, encoding);
    }
    encodings
}

/// Whether values of a member, or the elements of a list, may be anything.
fn is_any(w: &Writer<'_>, member: &Member) -> bool {
    let is_rest = member.traits.contains(trait_id::OPENAPI_ADDITIONAL_PROPERTIES);
    let target = w.model.target(member).filter(|_| !is_rest);
    target.is_some_and(|target| match target.shape_type {
        ShapeType::List => target.members.iter().filter_map(|element| w.model.target(element)).any(is_document),
        _ => is_document(target),
    })
}

fn is_document(shape: &Shape) -> bool {
    shape.shape_type == ShapeType::Document
}

/// Takes a description from the schema of a media type, since it stands somewhere else.
pub(super) fn remove_description(media: &mut Object, text: &str) {
    if let Some(Value::Object(schema)) = media.get_mut("schema")
        && schema.get("description") == Some(&text.into())
    {
        schema.remove("description");
    }
}

/// Moves what documents a member from its schema to the parameter or header that has the schema.
pub(super) fn lift_annotations(schema: &mut Object, member: &Member, to: &mut Object) {
    if member.traits.contains(trait_id::DOCUMENTATION) {
        to.set_some("description", schema.remove("description"));
    }
    if member.traits.contains(trait_id::REQUIRED) {
        to.set("required", true);
    }
    if member.traits.contains(trait_id::DEPRECATED) {
        to.set_some("deprecated", schema.remove("deprecated"));
    }
    let extensions = member.traits.get(trait_id::OPENAPI_EXTENSIONS).and_then(|node| node.as_object());
    for (key, _) in extensions.into_iter().flat_map(|extensions| extensions.iter()) {
        to.set_some(key, schema.remove(key));
    }
}
