//! Responses of operations: of successes, and of errors.

use std::collections::BTreeMap;

use weland_model::query::http::{self, Roles};
use weland_model::query::operations;
use weland_model::{Member, Node, Shape, trait_id};

use super::examples::{self, Sample};
use super::message::{self, Body};
use super::notes::Kind;
use super::parameters::{describe, prefix_headers};
use super::schema::Location;
use super::value::{Object, Value};
use super::writer::{Part, Writer, part};

/// The responses of an operation, by status: codes, then ranges, then the rest.
pub(super) fn responses<'m>(w: &mut Writer<'m>, operation: &'m Shape) -> Object {
    let mut by_status: BTreeMap<String, Value> = BTreeMap::new();
    for (status, response) in successes(w, operation) {
        by_status.insert(status, response.finish().into());
    }
    let mut errors: BTreeMap<String, Vec<&'m Shape>> = BTreeMap::new();
    for target in operations::errors(w.service, operation) {
        if let Some(error) = w.model.get(&target.id) {
            let same_status = errors.entry(error_status(error)).or_default();
            if !same_status.iter().any(|known| known.id == error.id) {
                same_status.push(error);
            }
        }
    }
    for (status, errors) in errors {
        let response = match errors.as_slice() {
            [error] => shared(w, error),
            several => merged(several.iter().map(|error| (w.name(error), one_error(w, error))).collect()).finish(),
        };
        by_status.entry(status).or_insert_with(|| response.into());
    }
    Object::of_unique(by_status)
}

fn error_status(error: &Shape) -> String {
    let stated = error.traits.get_str(trait_id::OPENAPI_STATUS).map(str::to_owned);
    stated.or_else(|| Some(http::error_status(&error.traits)?.to_string())).unwrap_or_else(|| "default".to_owned())
}

/// A response in parts.
#[derive(Debug, Default)]
struct Response {
    description: String,
    headers: Object,
    content: Vec<(String, Object)>,
}

impl Response {
    fn finish(self) -> Object {
        let mut written = Object::of("description", self.description);
        written.set_filled("headers", self.headers);
        written
            .set_filled("content", Object::of_unique(self.content.into_iter().map(|(key, media)| (key, media.into()))));
        written
    }
}

/// The responses of a success.
fn successes<'m>(w: &mut Writer<'m>, operation: &'m Shape) -> Vec<(String, Response)> {
    let code = http::operation(&operation.traits).map_or(200, |line| line.status);
    let output = operation.as_operation().and_then(|data| w.model.get(&data.output.id));
    let Some(output) = output.filter(|output| output.id != trait_id::UNIT) else {
        return vec![(code.to_string(), Response { description: "Success".to_owned(), ..Response::default() })];
    };
    let samples = examples::outputs(operation);
    let description = output.traits.get_str(trait_id::DOCUMENTATION).unwrap_or("Success").to_owned();
    let headers = headers(w, output, &samples);
    let of = |status: &str| of_status(output, &headers, status);
    if let Some(payload) = message::payload(output, Roles::OUTPUT)
        && let Some(target) = w.model.target(payload)
        && target.traits.contains(trait_id::OPENAPI_BY_STATUS)
    {
        return target.members.iter().map(|member| by_status(w, target, member, &description, &of)).collect();
    }
    let name = format!("{}ResponseContent", operation.id.name());
    let body = message::body(w, output, Roles::OUTPUT, &name, &samples);
    let status = success_status(w, output, code);
    vec![(status, Response { description, headers, content: body.content })]
}

/// The response of one member of a union that has a member for each status.
fn by_status<'m>(
    w: &mut Writer<'m>,
    union: &'m Shape,
    member: &'m Member,
    description: &str,
    headers: &dyn Fn(&str) -> Object,
) -> (String, Response) {
    let status = member.traits.get_str(trait_id::OPENAPI_STATUS).unwrap_or("default").to_owned();
    let own = member.traits.get_str(trait_id::DOCUMENTATION);
    let description = own.unwrap_or(description).to_owned();
    let mut content = message::payload_content(w, union, member, &[]);
    if let Some(own) = own {
        content.iter_mut().for_each(|(_, media)| message::remove_description(media, own));
    }
    let headers = headers(&status);
    (status, Response { description, headers, content })
}

/// The headers that responses with a status have, of those of an output.
fn of_status(output: &Shape, all: &Object, status: &str) -> Object {
    let mut headers = all.clone();
    for member in &output.members {
        let stated = member.traits.get(trait_id::OPENAPI_HEADER_OF).and_then(Node::as_object);
        let (Some(stated), Part::Header(name)) = (stated, part(member, Roles::OUTPUT)) else { continue };
        match (stated.get(status), headers.get_mut(name)) {
            (None, _) => drop(headers.remove(name)),
            (Some(required), Some(Value::Object(header))) if required.as_bool() == Some(true) => {
                header.set("required", true);
            }
            _ => {}
        }
    }
    headers
}

/// The status of a success: a range where a member of the output holds the code.
fn success_status(w: &mut Writer<'_>, output: &Shape, code: u16) -> String {
    if let Some(stated) = output.traits.get_str(trait_id::OPENAPI_STATUS) {
        return stated.to_owned();
    }
    let Some(member) = output.members.iter().find(|member| part(member, Roles::OUTPUT) == Part::StatusCode) else {
        return code.to_string();
    };
    if let Some(stated) = member.traits.get_str(trait_id::OPENAPI_STATUS) {
        return stated.to_owned();
    }
    let what = "the status code is written as a range, since a member of the output holds it";
    let help = "the code that `@http` states is not in the document";
    w.notes.add(Kind::Loosely, what, help, member.span, &format!("`{}`", member.name));
    format!("{}XX", code / 100)
}

fn headers<'m>(w: &mut Writer<'m>, structure: &'m Shape, samples: &[Sample<'m>]) -> Object {
    let mut headers = Object::new();
    for member in &structure.members {
        match part(member, Roles::OUTPUT) {
            Part::Header(name) => {
                let mut header = Object::new();
                describe(w, structure, member, Location::Header, &mut header);
                header.set_filled("examples", examples::of_member_at(w, samples, member, Location::Header));
                headers.set(name, header);
            }
            Part::PrefixHeaders(_) => prefix_headers(w, member),
            _ => {}
        }
    }
    headers
}

/// A reference to the response of an error, which all operations share.
fn shared<'m>(w: &mut Writer<'m>, error: &'m Shape) -> Object {
    let name = w.name(error);
    if !w.has_response(&name) {
        let response = one_error(w, error).finish();
        w.set_response(name.clone(), response);
    }
    Object::of("$ref", format!("#/components/responses/{name}"))
}

fn one_error<'m>(w: &mut Writer<'m>, error: &'m Shape) -> Response {
    let name = w.name(error);
    let samples = examples::errors(&w.operations, error);
    let headers = headers(w, error, &samples);
    let Body { content, .. } = message::body(w, error, Roles::OUTPUT, &format!("{name}ResponseContent"), &samples);
    let description = error.traits.get_str(trait_id::DOCUMENTATION).map_or(name, str::to_owned);
    Response { description, headers, content }
}

/// The response of several errors that have the same status. Bodies may fit several of them, as members that are not
/// known are allowed, so that they are alternatives of which any may hold.
fn merged(responses: Vec<(String, Response)>) -> Response {
    let mut all = Response::default();
    let mut content: Vec<(String, Vec<Value>, Object)> = Vec::new();
    for (name, response) in responses {
        if !all.description.is_empty() {
            all.description.push_str("\n\n");
        }
        all.description.push_str(&match response.description == name {
            true => format!("`{name}`"),
            false => format!("`{name}`: {}", response.description),
        });
        for (header, value) in response.headers.iter() {
            // The other errors don't have it.
            let mut value = value.clone();
            if let Value::Object(value) = &mut value {
                value.remove("required");
            }
            all.headers.set(header, value);
        }
        for (media_type, mut media) in response.content {
            let index = content.iter().position(|(known, _, _)| *known == media_type).unwrap_or(content.len());
            if index == content.len() {
                content.push((media_type, Vec::new(), Object::new()));
            }
            let Some((_, schemas, examples)) = content.get_mut(index) else { continue };
            schemas.extend(media.remove("schema").filter(|schema| !schemas.contains(schema)));
            if let Some(Value::Object(found)) = media.remove("examples") {
                examples.extend(found);
            }
        }
    }
    all.content =
        content.into_iter().map(|(media_type, schemas, examples)| (media_type, any_of(schemas, examples))).collect();
    all
}

fn any_of(mut schemas: Vec<Value>, examples: Object) -> Object {
    let schema = if schemas.len() == 1 { schemas.remove(0) } else { Object::of("anyOf", schemas).into() };
    let mut media = Object::of("schema", schema);
    media.set_filled("examples", examples);
    media
}
