//! What the list says of an entry beside its name and place.

use weland_model::query::{http, protocols};
use weland_model::{Model, Shape, ShapeData, ShapeType, trait_id};

use super::{Entry, is_enumeration, operation_count};
use crate::report::count;

/// In a few words, or nothing.
pub(super) fn text(model: &Model, entry: &Entry<'_>) -> String {
    let (shape, mut parts) = (entry.shape, Vec::new());
    match (entry.member, &shape.data) {
        (Some(_), _) if is_enumeration(shape) => {}
        (Some(member), _) => parts.push(member.target.to_string()),
        (None, ShapeData::Service(data)) => {
            let names: Vec<&str> = protocols::protocols(model, shape).iter().map(|applied| applied.id.name()).collect();
            parts.push(names.join(", "));
            if !data.version.is_empty() {
                parts.push(format!("version {}", data.version));
            }
            parts.push(count(operation_count(model, shape), "operation", "operations"));
        }
        (None, ShapeData::Operation(data)) => {
            if let Some(line) = http::operation(&shape.traits) {
                parts.push(format!("{} {}", line.method, line.uri));
            }
            let [input, output] = [&data.input.id, &data.output.id].map(|id| match *id == trait_id::UNIT {
                true => "()",
                false => id.name(),
            });
            parts.push(format!("{input} → {output}"));
        }
        (None, ShapeData::Resource(data)) => {
            let names: Vec<&str> = data.identifiers.iter().map(|named| &*named.name).collect();
            if !names.is_empty() {
                parts.push(format!("by {}", names.join(", ")));
            }
            parts.push(count(data.all_operations().count(), "operation", "operations"));
        }
        (None, ShapeData::None) => of_data(shape, &mut parts),
    }
    if entry.member.map_or(&shape.traits, |member| &member.traits).contains(trait_id::DEPRECATED) {
        parts.push("deprecated".to_owned());
    }
    parts.retain(|part| !part.is_empty());
    parts.join("; ")
}

fn of_data(shape: &Shape, parts: &mut Vec<String>) {
    let members = shape.members.len();
    let targets: Vec<&str> = shape.members.iter().map(|member| member.target.name()).collect();
    match shape.shape_type {
        ShapeType::Structure | ShapeType::Union => parts.push(count(members, "member", "members")),
        ShapeType::Enum | ShapeType::IntEnum => parts.push(count(members, "value", "values")),
        ShapeType::List => parts.push(format!("of {}", targets.join(", "))),
        ShapeType::Map => parts.push(targets.join(" → ")),
        _ => {}
    }
    if let Some(status) = http::error_status(&shape.traits) {
        parts.push(format!("error {status}"));
    }
    for (id, word) in [(trait_id::TRAIT, "trait"), (trait_id::MIXIN, "mixin")] {
        if shape.traits.contains(id) {
            parts.push(word.to_owned());
        }
    }
}
