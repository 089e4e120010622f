//! How the body of a request is signed.

/// How a body is signed, which stands in the header `x-amz-content-sha256`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Payload {
    /// Not at all.
    Unsigned,
    /// By its SHA-256 hash, in hex.
    Hashed(String),
    /// Chunk by chunk.
    Chunks {
        /// Whether the chunks are signed.
        signed: bool,
        /// Whether a trailer with a checksum follows them.
        trailer: bool,
    },
}

impl Payload {
    /// What stands in the place of the hash of the body.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Unsigned => "UNSIGNED-PAYLOAD",
            Self::Hashed(hash) => hash,
            Self::Chunks { signed: true, trailer: false } => "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
            Self::Chunks { signed: true, trailer: true } => "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
            Self::Chunks { signed: false, .. } => "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        }
    }
}
