//! What can be wrong with a body in chunks.

use std::borrow::Cow;
use std::fmt;

/// Why a body is not in chunks as its request says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChunkedError {
    kind: ChunkedErrorKind,
    message: Cow<'static, str>,
}

/// What a [`ChunkedError`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChunkedErrorKind {
    /// The request does not say how many bytes are in the chunks.
    NoLength,
    /// The headers of the request contradict each other or ask for something unknown.
    Header,
    /// There is something else where a chunk should be.
    Framing,
    /// The body has fewer or more bytes than the request says.
    Length,
    /// The trailer is not the one that the request announces.
    Trailer,
    /// The body has another checksum than the one in its trailer.
    Checksum,
    /// A chunk or the trailer is not as it was signed.
    Signature,
}

impl ChunkedError {
    pub(super) fn new(kind: ChunkedErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self { kind, message: message.into() }
    }

    pub(super) fn header(message: &'static str) -> Self {
        Self::new(ChunkedErrorKind::Header, message)
    }

    pub(super) fn framing(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ChunkedErrorKind::Framing, message)
    }

    /// What it is about.
    pub fn kind(&self) -> ChunkedErrorKind {
        self.kind
    }
}

impl fmt::Display for ChunkedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ChunkedError {}
