//! The list for tools: one JSON object per line.

use serde::Serialize;
use weland_model::query::{http, protocols};
use weland_model::{Model, ShapeData, ShapeId, trait_id};

use super::{Entry, Services, is_enumeration, services};
use crate::report::{FileLocation, JsonLocation};

/// What a line says. New fields may be added; those that don't apply are left out.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    /// The target of the configuration that the model belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    target_name: Option<&'a str>,
    kind: &'static str,
    id: String,
    #[serde(flatten)]
    place: Option<JsonLocation<'a>>,
    /// The services that a shape is part of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    services: Vec<&'a str>,
    #[serde(flatten)]
    details: Details<'a>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    deprecated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    documentation: Option<&'a str>,
}

#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Details<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    protocols: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    input: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    output: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<&'a str>,
    /// The names of members or values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    members: Vec<&'a str>,
    /// The shape of a member.
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
}

/// One line for each entry.
pub(crate) fn to_json(model: &Model, entries: &[Entry<'_>], target_name: Option<&str>) -> String {
    let services = services(model);
    let mut text = String::new();
    for entry in entries {
        let place = FileLocation::of(&model.sources, entry.span());
        let line = line(model, entry, place.as_ref(), &services, target_name);
        // Strings and numbers can always be written.
        if let Ok(line) = serde_json::to_string(&line) {
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
}

fn line<'a>(
    model: &'a Model,
    entry: &Entry<'a>,
    place: Option<&'a FileLocation>,
    services: &'a Services<'a>,
    target_name: Option<&'a str>,
) -> Line<'a> {
    let traits = entry.member.map_or(&entry.shape.traits, |member| &member.traits);
    Line {
        target_name,
        kind: entry.kind(),
        id: entry.id(),
        place: place.map(JsonLocation::from),
        services: services.get(&entry.shape.id).into_iter().flatten().map(|id| id.as_str()).collect(),
        details: details(model, entry),
        deprecated: traits.contains(trait_id::DEPRECATED),
        documentation: traits.get_str(trait_id::DOCUMENTATION),
    }
}

fn details<'a>(model: &'a Model, entry: &Entry<'a>) -> Details<'a> {
    let shape = entry.shape;
    if let Some(member) = entry.member {
        let target = (!is_enumeration(shape)).then_some(member.target.as_str());
        return Details { target, ..Details::default() };
    }
    let members = shape.members.iter().map(|member| &*member.name).collect();
    let details = Details { members, status: http::error_status(&shape.traits), ..Details::default() };
    match &shape.data {
        ShapeData::Service(data) => Details {
            version: Some(&*data.version).filter(|version| !version.is_empty()),
            protocols: protocols::protocols(model, shape).iter().map(|applied| applied.id.as_str()).collect(),
            ..details
        },
        ShapeData::Operation(data) => {
            let line = http::operation(&shape.traits);
            let message = |id: &'a ShapeId| Some(id.as_str()).filter(|id| *id != trait_id::UNIT);
            Details {
                method: line.map(|line| line.method),
                uri: line.map(|line| line.uri),
                input: message(&data.input.id),
                output: message(&data.output.id),
                errors: data.errors.iter().map(|error| error.id.as_str()).collect(),
                ..details
            }
        }
        ShapeData::Resource(_) | ShapeData::None => details,
    }
}
