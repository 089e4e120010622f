//! Values as text: in paths, query strings and headers.

mod decode;
mod encode;

use std::borrow::Cow;

pub(crate) use decode::{Entries, TextDecoder};
pub(crate) use encode::TextEncoder;
use weland_core::{Member, Timestamp, TimestampFormat};

use crate::strictness::Strictness;

/// Where text stands; formats depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Location {
    /// In the path or the query string.
    Uri,
    /// In a header.
    Header,
}

impl Location {
    pub(crate) fn timestamp_format(self) -> TimestampFormat {
        match self {
            Self::Uri => TimestampFormat::DateTime,
            Self::Header => TimestampFormat::HttpDate,
        }
    }
}

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

/// Reads a timestamp. Servers take no UTC offsets; services have been known to answer with them.
pub(crate) fn parse_timestamp(text: &str, format: TimestampFormat, strictness: Strictness) -> Option<Timestamp> {
    if strictness == Strictness::Strict && format == TimestampFormat::DateTime && !text.ends_with(['Z', 'z']) {
        return None;
    }
    Timestamp::parse(text, format)
}
