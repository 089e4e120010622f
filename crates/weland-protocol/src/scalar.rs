//! How numbers and timestamps are spelled, in every format that writes them as text.

use std::borrow::Cow;

use weland_core::{EncodeError, Member, ShapeType, Timestamp, TimestampFormat};

use crate::strictness::Strictness;

/// How a number that is not finite is spelled.
pub(crate) fn non_finite(value: f64) -> &'static str {
    if value.is_nan() {
        "NaN"
    } else if value > 0.0 {
        "Infinity"
    } else {
        "-Infinity"
    }
}

/// The number that is spelled like this and is not finite.
pub(crate) fn parse_non_finite(text: &str) -> Option<f64> {
    match text {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

/// Whether a whole number fits a shape's type.
pub(crate) fn fits(shape_type: ShapeType, value: i64) -> bool {
    match shape_type {
        ShapeType::Byte => i8::try_from(value).is_ok(),
        ShapeType::Short => i16::try_from(value).is_ok(),
        ShapeType::Integer | ShapeType::IntEnum => i32::try_from(value).is_ok(),
        _ => true,
    }
}

/// A value as messages show it: not at all if it is sensitive, and only its beginning if it is long.
pub(crate) fn shown<'a>(member: &Member, text: &'a str) -> Cow<'a, str> {
    if member.schema.sensitive {
        return Cow::Borrowed("the value");
    }
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => Cow::Owned(format!("`{}…`", text.get(..end).unwrap_or_default())),
        None => Cow::Owned(format!("`{text}`")),
    }
}

/// How many characters of a value messages show.
const SHOWN: usize = 64;

/// Formats a timestamp.
///
/// # Errors
/// When it lies outside of the years that Smithy has timestamps for. Readers refuse it in all formats.
pub(crate) fn format_timestamp(value: Timestamp, format: TimestampFormat) -> Result<String, EncodeError> {
    value.checked_format(format).ok_or_else(out_of_years)
}

/// The error of a timestamp that cannot be written.
#[cold]
pub(crate) fn out_of_years() -> EncodeError {
    EncodeError::new("the timestamp lies outside of the years 1 to 9999, and there are no others")
}

/// Parses a timestamp. Servers take no UTC offsets; services have been known to respond with them.
pub(crate) fn parse_timestamp(text: &str, format: TimestampFormat, strictness: Strictness) -> Option<Timestamp> {
    if strictness == Strictness::Strict && format == TimestampFormat::DateTime && !text.ends_with(['Z', 'z']) {
        return None;
    }
    Timestamp::parse(text, format)
}
