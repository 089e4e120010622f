//! Parameters of operations.

use std::collections::BTreeMap;

use weland_model::query::http::Roles;
use weland_model::{Member, Shape, trait_id};

use super::examples::{self, Sample};
use super::message::lift_annotations;
use super::notes::Kind;
use super::paths::Template;
use super::schema::{self, Location};
use super::value::{Object, Value};
use super::writer::{Part, Writer, part};

/// The parameters of an operation: those of the literal query string of its path, then the members of its input in order.
pub(super) fn parameters<'m>(
    w: &mut Writer<'m>,
    input: Option<&'m Shape>,
    template: &Template,
    samples: &[Sample<'m>],
) -> Vec<Value> {
    let mut parameters: Vec<Value> = template.query.iter().map(|(name, value)| literal(name, value)).collect();
    let Some(input) = input else { return parameters };
    let labels: BTreeMap<&str, &str> = template.labels.iter().map(|(old, new)| (&**old, &**new)).collect();
    for member in &input.members {
        let (name, place, location) = match part(member, Roles::INPUT) {
            Part::Label => (label(&labels, member), "path", Location::Label),
            Part::Query(name) => (name, "query", Location::Query),
            Part::QueryParams => (&*member.name, "query", Location::Query),
            Part::Header(name) => (name, "header", Location::Header),
            Part::Cookie(name) => (name, "cookie", Location::Header),
            Part::PrefixHeaders(_) => {
                prefix_headers(w, member);
                continue;
            }
            Part::StatusCode | Part::Payload | Part::Body => continue,
        };
        if place == "header" {
            check_header(w, member, name);
        }
        let mut written = Object::of("name", name);
        written.set("in", place);
        describe(w, input, member, location, &mut written);
        if place == "path" {
            written.set("required", true);
        }
        written.set_filled("examples", examples::of_member_at(w, samples, member, location));
        parameters.push(written.into());
    }
    parameters
}

/// The name that the path has for a label. It is the member's, or one that the member states, unless another operation
/// has the same path with another name.
fn label<'a>(labels: &BTreeMap<&str, &'a str>, member: &'a Member) -> &'a str {
    let stated = member.traits.get_str(trait_id::JSON_NAME);
    let names = [Some(&*member.name), stated];
    names.into_iter().flatten().find_map(|name| labels.get(name).copied()).unwrap_or(&member.name)
}

/// Part of the path in the model, which has no query string here.
fn literal(name: &str, value: &str) -> Value {
    let mut written = Object::of("name", name);
    written.set("in", "query");
    written.set("required", true);
    let mut schema = Object::of("type", "string");
    schema.set("const", value);
    if value.is_empty() {
        written.set("allowEmptyValue", true);
    }
    written.set("schema", schema);
    written.into()
}

/// What a parameter and a header have in common: documentation, style and schema.
pub(super) fn describe<'m>(
    w: &mut Writer<'m>,
    container: &'m Shape,
    member: &'m Member,
    location: Location,
    written: &mut Object,
) {
    let mut schema = schema::member(w, container, member, location);
    lift_annotations(&mut schema, member, written);
    if let Some(style) = member.traits.get(trait_id::OPENAPI_PARAMETER_STYLE) {
        for key in ["style", "explode", "allowReserved"] {
            written.set_some(key, style.get(key));
        }
    }
    match member.traits.get_str(trait_id::OPENAPI_CONTENT) {
        Some(media_type) => written.set("content", Object::of(media_type, Object::of("schema", schema))),
        None => written.set("schema", schema),
    }
}

/// Notes headers with a prefix, which can't be described.
pub(super) fn prefix_headers(w: &mut Writer<'_>, member: &Member) {
    let what = "headers with a common prefix can't be described";
    let help = "readers of the document don't know these headers: describe them in the documentation";
    w.notes.add(Kind::LeftOut, what, help, member.span, &format!("`{}`", member.name));
}

/// Notes headers that readers of a document must ignore.
fn check_header(w: &mut Writer<'_>, member: &Member, name: &str) {
    if ["accept", "authorization", "content-type"].contains(&&*name.to_ascii_lowercase()) {
        let what = "tools ignore parameters for the headers `Accept`, `Authorization` and `Content-Type`";
        let help = "OpenAPI describes these headers by media types and security schemes";
        w.notes.add(Kind::Loosely, what, help, member.span, &format!("`{}`", member.name));
    }
}
