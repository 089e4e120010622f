//! How numbers and timestamps are spelled, in every format that writes them as text.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use weland_core::number::is_number;
use weland_core::{Blob, DecodeError, EncodeError, Member, ShapeType, Timestamp, TimestampFormat};

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

/// Parses a timestamp. Servers take no UTC offsets and no space in front of the time, which RFC 3339 allows; services have been
/// known to respond with them.
pub(crate) fn parse_timestamp(text: &str, format: TimestampFormat, strictness: Strictness) -> Option<Timestamp> {
    match (strictness, format) {
        (Strictness::Strict, TimestampFormat::DateTime) if !text.ends_with(['Z', 'z']) => None,
        (Strictness::Lenient, TimestampFormat::DateTime) => Timestamp::parse(&text.replacen(' ', "T", 1), format),
        _ => Timestamp::parse(text, format),
    }
}

/// Reads a boolean, as a client also in the way of Python, in which services have been known to respond.
pub(crate) fn read_boolean_as(member: &Member, text: &str, strictness: Strictness) -> Result<bool, DecodeError> {
    match text {
        "True" if strictness == Strictness::Lenient => Ok(true),
        "False" if strictness == Strictness::Lenient => Ok(false),
        _ => read_boolean(member, text),
    }
}

/// Reads a boolean.
pub(crate) fn read_boolean(member: &Member, text: &str) -> Result<bool, DecodeError> {
    match text {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(wrong(member, text, "a boolean: `true` or `false`")),
    }
}

/// Reads a whole number that fits its type.
pub(crate) fn read_integer(member: &Member, text: &str) -> Result<i64, DecodeError> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong(member, text, "a whole number"));
    }
    match text.parse() {
        Ok(value) if fits(member.schema.shape_type, value) => Ok(value),
        _ => Err(out_of_range(member, text)),
    }
}

/// Reads a number of floating point that fits its type.
pub(crate) fn read_double(member: &Member, text: &str) -> Result<f64, DecodeError> {
    if let Some(value) = parse_non_finite(text) {
        return Ok(value);
    }
    if !is_number(text) {
        return Err(wrong(member, text, "a number"));
    }
    let value: f64 = text.parse().map_err(|_| wrong(member, text, "a number"))?;
    let too_big = member.schema.shape_type == ShapeType::Float && (value as f32).is_infinite();
    if too_big || value.is_infinite() {
        return Err(out_of_range(member, text));
    }
    Ok(value)
}

/// Reads the digits of a number of any size.
pub(crate) fn read_big_number(member: &Member, text: &str) -> Result<String, DecodeError> {
    if is_number(text) { Ok(text.to_owned()) } else { Err(wrong(member, text, "a number")) }
}

/// Reads bytes.
pub(crate) fn read_blob(text: &str) -> Result<Blob, DecodeError> {
    let bytes = BASE64.decode(text.as_bytes());
    bytes.map(Blob::new).map_err(|error| DecodeError::new(format!("expected base64: {error}")))
}

/// Reads a timestamp.
pub(crate) fn read_timestamp(
    member: &Member,
    text: &str,
    format: TimestampFormat,
    strictness: Strictness,
) -> Result<Timestamp, DecodeError> {
    parse_timestamp(text, format, strictness)
        .ok_or_else(|| wrong(member, text, "a timestamp in the format that is wanted here"))
}

/// The error of text that is no value of its type.
#[cold]
pub(crate) fn wrong(member: &Member, text: &str, what: &str) -> DecodeError {
    DecodeError::new(format!("{} is not {what}", shown(member, text)))
}

#[cold]
fn out_of_range(member: &Member, text: &str) -> DecodeError {
    DecodeError::new(format!("{} is out of the range of its type", shown(member, text)))
}
