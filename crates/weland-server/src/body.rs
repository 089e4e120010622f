//! Bodies of requests: their limits and their content coding.

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap, HeaderValue};
use http_body::Body as _;
use weland_core::OperationSchema;
use weland_protocol::Body;

use crate::reject::Rejection;

/// Reads a body, decompressed: its bytes, or the stream that it is.
pub(crate) async fn read_body(
    (operation, is_stream): (&OperationSchema, bool),
    limit: usize,
    headers: &mut HeaderMap,
    body: Body,
) -> Result<(Bytes, Option<Body>), Rejection> {
    if is_stream {
        check_length(operation, headers, &body)?;
        let body = if takes_gzip(operation) && take_gzip(headers) { gunzip(body)? } else { body };
        return Ok((Bytes::new(), Some(body)));
    }
    let takes_gzip = takes_gzip(operation);
    let sent = read_sent(limit, headers, body).await?;
    decompress(takes_gzip, limit, headers, sent).await.map(|bytes| (bytes, None))
}

/// Reads a body that is no stream, as it was sent.
pub(crate) async fn read_sent(limit: usize, headers: &HeaderMap, body: Body) -> Result<Bytes, Rejection> {
    check_announced(headers, limit)?;
    Ok(body.collect(limit).await?)
}

/// Decompresses a body, if compressed ones are accepted.
pub(crate) async fn decompress(
    takes_gzip: bool,
    limit: usize,
    headers: &mut HeaderMap,
    bytes: Bytes,
) -> Result<Bytes, Rejection> {
    if !takes_gzip || !take_gzip(headers) {
        return Ok(bytes);
    }
    // The compressed bytes are limited as well: an endless body could decompress to nothing.
    Ok(gunzip(Body::from(bytes))?.collect(limit).await?)
}

fn is_gzip(encoding: &str) -> bool {
    encoding.trim().eq_ignore_ascii_case("gzip")
}

/// Whether an operation accepts compressed bodies.
pub(crate) fn takes_gzip(operation: &OperationSchema) -> bool {
    operation.compression.iter().any(|encoding| is_gzip(encoding))
}

/// Whether this is a compressed body; then the headers become those of the decompressed one. Other codings are left to the
/// handler.
fn take_gzip(headers: &mut HeaderMap) -> bool {
    let lines: Vec<&str> = headers.get_all(CONTENT_ENCODING).iter().filter_map(|line| line.to_str().ok()).collect();
    let encodings = lines.join(",");
    let (before, last) = encodings.rsplit_once(',').unwrap_or(("", &encodings));
    if !is_gzip(last) {
        return false;
    }
    match HeaderValue::from_str(before.trim()) {
        Ok(before) if !before.is_empty() => headers.insert(CONTENT_ENCODING, before),
        _ => headers.remove(CONTENT_ENCODING),
    };
    // It is the length of the compressed body.
    headers.remove(CONTENT_LENGTH);
    true
}

#[cfg(feature = "compression")]
fn gunzip(body: Body) -> Result<Body, Rejection> {
    Ok(weland_protocol::gunzip(body))
}

#[cfg(not(feature = "compression"))]
fn gunzip(_: Body) -> Result<Body, Rejection> {
    Err(Rejection::Malformed(weland_protocol::RequestError {
        status: 415,
        code: "UnsupportedMediaTypeException",
        error: weland_core::DecodeError::new("the body is compressed, and the server was built without decompression"),
    }))
}

/// Rejects a body before its first byte is read, if its announced length exceeds the limit.
fn check_announced(headers: &HeaderMap, limit: usize) -> Result<(), Rejection> {
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    match length {
        Some(length) if usize::try_from(length).is_ok_and(|length| length <= limit) => Ok(()),
        Some(_) => Err(Rejection::TooLarge(limit)),
        None => Ok(()),
    }
}

/// Rejects a stream whose length is required but not announced.
fn check_length(operation: &OperationSchema, headers: &HeaderMap, body: &Body) -> Result<(), Rejection> {
    let is_required = operation.input.members.iter().any(|member| member.schema.requires_length);
    let is_known = headers.contains_key(CONTENT_LENGTH) || body.size_hint().exact().is_some();
    if is_required && !is_known { Err(Rejection::NoLength) } else { Ok(()) }
}
