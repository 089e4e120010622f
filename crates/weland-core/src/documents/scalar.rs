//! Numbers and timestamps in documents.

use super::DocumentFormat;
use crate::number::whole;
use crate::{DecodeError, Dialect, Document, Member, ShapeType, Strictness, Timestamp, TimestampFormat};

/// The error of a document that is something else than it should be.
pub(super) fn wrong(expected: &str, found: &Document) -> DecodeError {
    let found = match found {
        Document::Null => "null",
        Document::Boolean(_) => "a boolean",
        Document::Integer(_) | Document::Double(_) | Document::Decimal(_) => "a number",
        Document::String(_) => "a string",
        Document::List(_) => "a list",
        Document::Map(_) => "a map",
    };
    DecodeError::new(format!("expected {expected}, found {found}"))
}

pub(super) fn finite(text: &str) -> Result<f64, DecodeError> {
    let value = text.parse().ok().filter(|value: &f64| value.is_finite());
    value.ok_or_else(|| DecodeError::new("the number is out of the range of a double"))
}

/// A whole number that fits a shape's type.
pub(super) fn integer(document: &Document, shape_type: ShapeType, format: DocumentFormat) -> Result<i64, DecodeError> {
    let value = match document {
        Document::Integer(value) => *value,
        Document::Double(value) if format.takes_fractions() && is_whole(*value) => *value as i64,
        Document::Decimal(value) if format.takes_fractions() => {
            let digits = whole(value.as_str(), 20).ok_or_else(|| wrong("a whole number", document))?;
            digits.parse().map_err(|_| DecodeError::new("the number is out of the range of its type"))?
        }
        other => return Err(wrong("a whole number", other)),
    };
    let fits = match shape_type {
        ShapeType::Byte => i8::try_from(value).is_ok(),
        ShapeType::Short => i16::try_from(value).is_ok(),
        ShapeType::Integer | ShapeType::IntEnum => i32::try_from(value).is_ok(),
        _ => true,
    };
    fits.then_some(value).ok_or_else(|| DecodeError::new("the number is out of the range of its type"))
}

/// Whether a double is a whole number that an `i64` holds as well, whichever was meant.
fn is_whole(value: f64) -> bool {
    value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0
}

/// A timestamp in the format that holds for a member.
pub(super) fn timestamp(
    document: &Document,
    member: &Member,
    format: DocumentFormat,
) -> Result<Timestamp, DecodeError> {
    let parsed = match (document, member.timestamp_format.unwrap_or(format.timestamp_format)) {
        (Document::Integer(seconds), TimestampFormat::EpochSeconds) => Some(Timestamp::new(*seconds, 0)),
        (Document::Double(seconds), TimestampFormat::EpochSeconds) => Timestamp::from_epoch_seconds(*seconds),
        (Document::Decimal(seconds), wanted @ TimestampFormat::EpochSeconds) => {
            Timestamp::parse(seconds.as_str(), wanted)
        }
        // Servers take no offsets from UTC.
        (Document::String(text), TimestampFormat::DateTime)
            if format.strictness == Strictness::Strict
                && format.dialect == Dialect::Smithy
                && !text.ends_with(['Z', 'z']) =>
        {
            None
        }
        (Document::String(text), wanted @ (TimestampFormat::DateTime | TimestampFormat::HttpDate)) => {
            Timestamp::parse(text, wanted)
        }
        _ => None,
    };
    parsed.filter(|stamp| stamp.is_within_years()).ok_or_else(|| wrong("a timestamp", document))
}
