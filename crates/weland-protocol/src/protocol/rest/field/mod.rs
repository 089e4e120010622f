//! Fields: what the members of a structure come to in forms, be they written as a query string or in several parts.

mod read;
mod write;

pub(super) use read::{Received, read};
pub(super) use write::write;

use weland_core::{Binding, FieldSchema, FilePart, Member, ParameterSchema, Schema, ShapeType};

use super::json_name;
use super::tree::is_untagged;
use crate::media;

/// One field of a form.
pub(super) struct Field {
    /// The name; the parts of a list have none.
    pub(super) name: Option<String>,
    /// What the model says of it.
    pub(super) part: Option<&'static FieldSchema>,
    pub(super) value: Value,
}

/// The value of a field.
pub(super) enum Value {
    Text(String),
    Json(Vec<u8>),
    File(FilePart),
    /// Text that is percent-encoded already, in a style of its own; so is its name.
    Styled(String),
}

/// What the model says of the field that a member is.
pub(super) fn part(member: &Member) -> Option<&'static FieldSchema> {
    match member.binding {
        Binding::Part(part) => Some(part),
        _ => None,
    }
}

/// The first header that a part must have and has not.
pub(super) fn missing_header(schema: Option<&'static FieldSchema>, part: &FilePart) -> Option<&'static str> {
    let names = schema.map_or(&[][..], |schema| schema.required_headers);
    names.iter().copied().find(|name| part.get_header(name).is_none())
}

/// The first media type that a field may have: that of texts and numbers.
fn content_type(part: Option<&'static FieldSchema>) -> Option<&'static str> {
    part?.content_type?.split(',').map(str::trim).next()
}

/// The parameter that a field in a style of its own is written like.
fn parameter(member: &Member) -> Option<ParameterSchema> {
    let (style, explode, allow_reserved) = part(member)?.style?;
    let parameter = ParameterSchema::query(json_name(member)).style(style, explode);
    Some(if allow_reserved { parameter.allow_reserved() } else { parameter })
}

/// Whether a field with a value of a shape, or each field with an element of a list, is a document of JSON.
fn is_json(schema: &Schema, content_type: Option<&str>) -> bool {
    if schema.shape_type == ShapeType::List {
        let element = schema.element().schema;
        return element.shape_type == ShapeType::List || is_json(element, content_type);
    }
    if is_untagged(schema) {
        // It is a document unless all that it can be is simple, or a list of what is.
        return schema.members.iter().any(|member| match member.schema.shape_type {
            ShapeType::Union => true,
            ShapeType::List => {
                use ShapeType::{Document, List, Map, Union};
                matches!(member.schema.element().schema.shape_type, List | Map | Document | Union)
            }
            _ => is_json(member.schema, content_type),
        });
    }
    let is_object =
        matches!(schema.shape_type, ShapeType::Structure | ShapeType::Union | ShapeType::Map | ShapeType::Document);
    is_object || content_type.is_some_and(media::is_json) && schema.shape_type != ShapeType::Blob
}
