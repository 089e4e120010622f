//! Values as text: in paths, query strings and headers.

mod decode;
mod encode;

pub(crate) use decode::{Entries, TextDecoder};
pub(crate) use encode::TextEncoder;
use weland_core::TimestampFormat;

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
