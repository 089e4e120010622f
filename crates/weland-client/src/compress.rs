//! Bodies that are sent compressed.

use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap, HeaderValue};
use weland_core::{OperationSchema, OtherError};
use weland_protocol::Body;

/// When bodies are compressed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Compression {
    pub(crate) enabled: bool,
    /// The least length in bytes of a body that is compressed, if it is no stream.
    pub(crate) min_size: usize,
}

impl Default for Compression {
    fn default() -> Self {
        Self { enabled: true, min_size: 10_240 }
    }
}

const GZIP: &str = "gzip";

/// The body as it is sent: compressed, if the operation takes that and it is worth the effort.
pub(crate) fn compress(
    operation: &OperationSchema,
    settings: Compression,
    headers: &mut HeaderMap,
    body: Body,
) -> Result<Body, OtherError> {
    // Streams are compressed even if all of their bytes are there already, as Smithy says.
    let min_size =
        if operation.input.members.iter().any(|member| member.schema.streaming) { 1 } else { settings.min_size };
    let is_small = body.as_bytes().is_some_and(|bytes| bytes.is_empty() || bytes.len() < min_size);
    let is_offered = operation.compression.iter().any(|encoding| encoding.eq_ignore_ascii_case(GZIP));
    let is_wanted = settings.enabled && is_offered && cfg!(feature = "compression");
    if !is_wanted || is_small || body.is_event_stream() {
        return Ok(body);
    }
    let before = headers.get_all(CONTENT_ENCODING).iter().map(HeaderValue::as_bytes);
    let encodings: Vec<&[u8]> = before.chain([GZIP.as_bytes()]).collect();
    // All parts have been headers before.
    if let Ok(value) = HeaderValue::from_bytes(&encodings.join(&b", "[..])) {
        headers.insert(CONTENT_ENCODING, value);
    }
    // A member or the caller may have set it, to the length of what was there before.
    headers.remove(CONTENT_LENGTH);
    gzip(body)
}

#[cfg(feature = "compression")]
fn gzip(body: Body) -> Result<Body, OtherError> {
    use weland_core::ErrorKind;
    weland_protocol::gzip(body)
        .map_err(|error| OtherError::new(ErrorKind::Request, "the body cannot be compressed").with_source(error))
}

#[cfg(not(feature = "compression"))]
fn gzip(body: Body) -> Result<Body, OtherError> {
    Ok(body)
}
