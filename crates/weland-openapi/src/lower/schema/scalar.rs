//! Simple shapes of schemas, by type, format and bounds.

use weland_model::{Node, ShapeType};

use super::keyword::Keyword;
use super::types::{JsonType, TypeSet};
use super::view::View;
use crate::media_type::essence;

/// The type of values that a format is for.
pub(in crate::lower) fn type_of_format(format: &str) -> Option<JsonType> {
    Some(match format {
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" => JsonType::Integer,
        "float" | "double" | "decimal" | "unixtime" => JsonType::Number,
        "date-time"
        | "http-date"
        | "date"
        | "time"
        | "duration"
        | "email"
        | "idn-email"
        | "hostname"
        | "idn-hostname"
        | "ipv4"
        | "ipv6"
        | "uri"
        | "url"
        | "uri-reference"
        | "iri"
        | "iri-reference"
        | "uuid"
        | "uri-template"
        | "json-pointer"
        | "relative-json-pointer"
        | "regex"
        | "password"
        | "byte"
        | "binary" => JsonType::String,
        _ => return None,
    })
}

/// The format of a view; the first one, if parts differ.
pub(in crate::lower) fn format<'d>(view: &View<'d>) -> Option<&'d str> {
    view.all(Keyword::Format).find_map(|(_, node)| node.as_str())
}

/// The simple shape of the values of a type, enums aside.
pub(in crate::lower) fn shape_type(view: &View<'_>, one: JsonType) -> ShapeType {
    match one {
        JsonType::Boolean => ShapeType::Boolean,
        JsonType::Integer => integer(view),
        JsonType::Number => match format(view) {
            Some("float") => ShapeType::Float,
            Some("decimal") => ShapeType::BigDecimal,
            Some("unixtime") if !is_bounded(view) => ShapeType::Timestamp,
            _ => ShapeType::Double,
        },
        JsonType::String => string(view),
        JsonType::Null | JsonType::Array | JsonType::Object => ShapeType::Document,
    }
}

/// The narrowest type of the format that has room for the bounds.
fn integer(view: &View<'_>) -> ShapeType {
    let by_format = match format(view) {
        Some("int8") => ShapeType::Byte,
        Some("int16" | "uint8") => ShapeType::Short,
        Some("int32" | "uint16") => ShapeType::Integer,
        Some("uint64") => ShapeType::BigInteger,
        _ => ShapeType::Long,
    };
    let widths = [ShapeType::Byte, ShapeType::Short, ShapeType::Integer, ShapeType::Long];
    let bounds = [Keyword::Minimum, Keyword::Maximum, Keyword::ExclusiveMinimum, Keyword::ExclusiveMaximum];
    let numbers: Vec<_> =
        bounds.into_iter().flat_map(|keyword| view.all(keyword)).filter_map(|(_, node)| node.as_number()).collect();
    let has_room = |shape_type: &ShapeType| {
        numbers.iter().all(|number| match number.as_i64() {
            Some(bound) => fits(*shape_type, bound),
            None => !number.is_whole() && number.as_f64().abs() < 2_f64.powi(62),
        })
    };
    let wide_enough = widths.into_iter().filter(|shape_type| *shape_type >= by_format);
    let mut candidates = wide_enough.filter(|_| by_format != ShapeType::BigInteger);
    candidates.find(has_room).unwrap_or(ShapeType::BigInteger)
}

/// Whether an integer is a value of a shape's type.
pub(in crate::lower) fn fits(shape_type: ShapeType, number: i64) -> bool {
    match shape_type {
        ShapeType::Byte => i8::try_from(number).is_ok(),
        ShapeType::Short => i16::try_from(number).is_ok(),
        ShapeType::Integer | ShapeType::IntEnum => i32::try_from(number).is_ok(),
        _ => true,
    }
}

/// Texts with constraints on their characters stay texts: bytes and times have none.
fn string(view: &View<'_>) -> ShapeType {
    let textual = [Keyword::Pattern, Keyword::MinLength, Keyword::MaxLength];
    let is_constrained = textual.into_iter().any(|keyword| view.has(keyword));
    let types = view.declared().unwrap_or(TypeSet::of(JsonType::String));
    match format(view) {
        _ if !types.contains(JsonType::String) || is_constrained => ShapeType::String,
        Some("date-time" | "http-date") => ShapeType::Timestamp,
        Some("byte" | "binary") => ShapeType::Blob,
        None if is_base64(view) || is_binary(view) => ShapeType::Blob,
        _ => ShapeType::String,
    }
}

/// Numbers with constraints stay numbers: times have none.
fn is_bounded(view: &View<'_>) -> bool {
    let keywords = [
        Keyword::Minimum,
        Keyword::Maximum,
        Keyword::ExclusiveMinimum,
        Keyword::ExclusiveMaximum,
        Keyword::MultipleOf,
        Keyword::Enum,
        Keyword::Const,
    ];
    keywords.into_iter().any(|keyword| view.has(keyword))
}

/// Whether values are of a media type that no text can be of, which is how OpenAPI 3.1 describes files in forms.
fn is_binary(view: &View<'_>) -> bool {
    let media_type = view.first(Keyword::ContentMediaType).and_then(Node::as_str);
    !view.has(Keyword::ContentEncoding) && media_type.is_some_and(is_binary_type)
}

/// Whether no text can be of a media type, or of a range of them.
pub(in crate::lower) fn is_binary_type(media_type: &str) -> bool {
    match essence(media_type).split_once('/') {
        Some(("audio" | "font" | "image" | "video", subtype)) => !subtype.ends_with("+xml"),
        Some(("application", subtype)) => matches!(subtype, "gzip" | "octet-stream" | "pdf" | "zip"),
        _ => false,
    }
}

pub(in crate::lower) fn is_base64(view: &View<'_>) -> bool {
    view.first(Keyword::ContentEncoding).and_then(Node::as_str) == Some("base64")
}
