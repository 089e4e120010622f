//! Streams that are signed and summed while they are sent, or before that if they can be read twice.

use std::time::SystemTime;

use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use http::request::Parts;
use http::uri::Scheme;
use http::{Extensions, HeaderMap, HeaderName, HeaderValue};
use http_body::Body as _;
use weland_core::{Binding, ByteStream, ErrorKind, OperationSchema, OtherError};
use weland_protocol::Body;

use super::chunked::{AwsChunked, Framing, Signatures};
use super::payload::Payload;
use super::{Plan, Wishes};
use crate::checksum::{self, Algorithm, Hasher};
use crate::hex::hex;
use crate::sign::chain::Chain;

/// How a stream is sent, which schemes find among the extensions of the request that they sign.
#[derive(Clone)]
pub(crate) struct Streaming {
    payload: Payload,
    framing: Option<Framing>,
}

impl Streaming {
    fn new(payload: Payload) -> Self {
        Self { payload, framing: None }
    }

    /// What stands in the place of the hash of the body.
    pub(crate) fn content_hash(&self) -> &str {
        self.payload.name()
    }

    /// The body as it is sent after the request, which was signed at this time. The chain begins with its signature.
    pub(crate) fn wrap(&self, body: Body, chain: Chain, time: SystemTime) -> Body {
        let Some(framing) = &self.framing else {
            return body;
        };
        let signatures = framing.signed.then(|| Signatures::new(chain, time));
        Body::new(AwsChunked::new(body, framing.clone(), signatures))
    }
}

/// Tells those who sign a request how its body is sent.
pub(crate) fn tell_signers(streaming: Option<&Streaming>, extensions: &mut Extensions) {
    if let Some(streaming) = streaming {
        extensions.insert(streaming.clone());
    }
}

/// Decides how a body that is a stream is sent, and adds the headers that say so.
///
/// # Errors
/// When the stream cannot be sent, or fails while its checksums are made.
pub(crate) async fn plan(wishes: &Wishes<'_>, parts: &mut Parts, body: Body) -> Result<Plan, OtherError> {
    let Wishes { operation, checksum, .. } = *wishes;
    if body.is_event_stream() {
        if (wishes.signed && !wishes.signs_events) || checksum.is_some() {
            let message = "the events of the stream can neither be signed by this scheme nor have a checksum";
            return Err(OtherError::new(ErrorKind::Request, message));
        }
        return Ok(Plan::Stream(body, None));
    }
    let body = with_length(&parts.headers, body);
    let length = body.size_hint().exact();
    let needs_length = operation.input.members.iter().any(|member| member.schema.requires_length);
    if wishes.needs_body || (needs_length && length.is_none()) {
        return Ok(Plan::InMemory(body));
    }
    let is_signed = wishes.signed && !operation.unsigned_payload;
    if !is_signed && checksum.is_none() {
        let streaming = wishes.signed.then(|| Streaming::new(Payload::Unsigned));
        return Ok(Plan::Stream(body, streaming));
    }
    // Whoever takes checksums takes them in trailers, too.
    if let (true, Some(length), Some(_)) = (wishes.signed, length, operation.checksum_member) {
        let streaming = chunks(wishes, parts, length);
        return Ok(Plan::Stream(body, Some(streaming)));
    }
    match body.try_clone() {
        Some(copy) => {
            let payload = summed(checksum, &mut parts.headers, copy).await?;
            let payload = if is_signed { payload } else { Payload::Unsigned };
            Ok(Plan::Stream(body, wishes.signed.then(|| Streaming::new(payload))))
        }
        None => Ok(Plan::InMemory(body)),
    }
}

/// The body, with the length that a member or the caller has announced for it, unless it is known.
fn with_length(headers: &HeaderMap, body: Body) -> Body {
    let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    match announced {
        Some(length) if body.size_hint().exact().is_none() => {
            Body::from(ByteStream::sized(length, body.into_byte_stream()))
        }
        _ => body,
    }
}

/// Sends a stream in chunks, with its checksum behind them. What is encrypted on its way need not be signed.
fn chunks(wishes: &Wishes<'_>, parts: &mut Parts, length: u64) -> Streaming {
    let has_own = checksum::is_present(&parts.headers);
    let trailer = wishes.checksum.or((!has_own).then_some(Algorithm::Crc32)).filter(|it| Hasher::new(*it).is_some());
    let signed = trailer.is_none() || parts.uri.scheme() != Some(&Scheme::HTTPS);
    if let Some(algorithm) = trailer {
        parts.headers.insert("x-amz-trailer", HeaderValue::from(algorithm.header()));
        if let Some(name) = algorithm_header(wishes.operation) {
            parts.headers.entry(name).or_insert(HeaderValue::from_static(algorithm.name()));
        }
    }
    parts.headers.insert("x-amz-decoded-content-length", HeaderValue::from(length));
    let encodings = parts.headers.get_all(CONTENT_ENCODING).iter().map(HeaderValue::as_bytes);
    let encodings: Vec<&[u8]> = encodings.chain([&b"aws-chunked"[..]]).collect();
    // All of them have been a header before.
    if let Ok(encodings) = HeaderValue::from_bytes(&encodings.join(&b","[..])) {
        parts.headers.insert(CONTENT_ENCODING, encodings);
    }
    let payload = Payload::Chunks { signed, trailer: trailer.is_some() };
    Streaming { payload, framing: Some(Framing { length, signed, trailer }) }
}

/// The header of the member by which requests name the algorithm of their checksum.
fn algorithm_header(operation: &OperationSchema) -> Option<HeaderName> {
    let member = operation.input.members.iter().find(|member| Some(member.name) == operation.checksum_member)?;
    match member.binding {
        Binding::Header(name) => HeaderName::from_bytes(name.as_bytes()).ok(),
        _ => None,
    }
}

/// Reads a body that can be read again, adds its checksum to the headers, and returns its hash.
async fn summed(algorithm: Option<Algorithm>, headers: &mut HeaderMap, body: Body) -> Result<Payload, OtherError> {
    let mut checksum = algorithm.and_then(|algorithm| Some((algorithm, Hasher::new(algorithm)?)));
    let mut hash = weland_protocol::sha256::Hash::new();
    let mut stream = body.into_byte_stream();
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(|error| {
            OtherError::new(ErrorKind::Request, "the body of the request cannot be read").with_source(error)
        })?;
        hash.update(&piece);
        if let Some((_, hasher)) = &mut checksum {
            hasher.update(&piece);
        }
    }
    if let Some((algorithm, hasher)) = checksum {
        checksum::insert(algorithm, headers, hasher);
    }
    Ok(Payload::Hashed(hex(&hash.finalize())))
}
