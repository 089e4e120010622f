//! The content encoding `aws-chunked`, read: chunks that may be signed, and a trailer that may have a checksum.

mod decoder;
mod error;
mod trailer;

use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use http::{HeaderMap, HeaderValue};

pub use self::decoder::AwsChunked;
pub use self::error::{ChunkedError, ChunkedErrorKind};
use crate::checksum::{Algorithm, Hasher, is_checksum};

const CODING: &str = "aws-chunked";
const CONTENT_HASH: &str = "x-amz-content-sha256";
const DECODED_LENGTH: &str = "x-amz-decoded-content-length";
const TRAILER: &str = "x-amz-trailer";

/// How many checksums there may be behind a body: one of each algorithm.
const MAX_TRAILERS: usize = 6;

/// What a request says of the chunks that its body is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunking {
    /// How many bytes the chunks have.
    pub(crate) length: u64,
    /// Whether each chunk has a signature, and the trailer.
    pub(crate) signed: bool,
    /// The checksums in the trailer.
    pub(crate) trailers: Vec<Algorithm>,
}

impl Chunking {
    /// Takes what a request says of its chunks off the headers, which become those of the decoded body. `None` if it is in none.
    ///
    /// That is the coding `aws-chunked`, or what stands in the place of the hash of the body; clients may leave out the former.
    ///
    /// # Errors
    /// When the headers contradict each other, or ask for something unknown.
    pub fn take(headers: &mut HeaderMap) -> Result<Option<Self>, ChunkedError> {
        let coded = take_coding(headers);
        let hash = headers.get(CONTENT_HASH).and_then(|hash| hash.to_str().ok()).unwrap_or_default();
        let (signed, has_trailer) = match hash {
            "STREAMING-AWS4-HMAC-SHA256-EVENTS" => return Ok(None),
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" => (true, false),
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" => (true, true),
            "STREAMING-UNSIGNED-PAYLOAD-TRAILER" => (false, true),
            other if other.starts_with("STREAMING-") => {
                return Err(ChunkedError::header(
                    "`x-amz-content-sha256` names a way to sign chunks that is not known",
                ));
            }
            _ if coded => (false, headers.contains_key(TRAILER)),
            _ => return Ok(None),
        };
        let length = decoded_length(headers)?;
        let trailers = trailers(headers, has_trailer)?;
        headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
        headers.remove(DECODED_LENGTH);
        Ok(Some(Self { length, signed, trailers }))
    }

    /// Whether each chunk has a signature.
    pub fn is_signed(&self) -> bool {
        self.signed
    }
}

/// Whether the headers of a request name the coding, which is taken off them. Wherever it stands among other codings, it is the
/// outermost one.
fn take_coding(headers: &mut HeaderMap) -> bool {
    let lines = headers.get_all(CONTENT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    let codings: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    let (own, others): (Vec<&str>, Vec<&str>) =
        codings.into_iter().filter(|coding| !coding.is_empty()).partition(|coding| coding.eq_ignore_ascii_case(CODING));
    if own.is_empty() {
        return false;
    }
    match HeaderValue::from_str(&others.join(",")) {
        Ok(others) if !others.is_empty() => headers.insert(CONTENT_ENCODING, others),
        _ => headers.remove(CONTENT_ENCODING),
    };
    true
}

fn decoded_length(headers: &HeaderMap) -> Result<u64, ChunkedError> {
    let mut lines = headers.get_all(DECODED_LENGTH).iter();
    let Some(line) = lines.next() else {
        let message = "a body in chunks needs the length of what is in them in `x-amz-decoded-content-length`";
        return Err(ChunkedError::new(ChunkedErrorKind::NoLength, message));
    };
    let digits = line.to_str().ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    match (digits.and_then(|digits| digits.parse().ok()), lines.next()) {
        (Some(length), None) => Ok(length),
        _ => Err(ChunkedError::header("`x-amz-decoded-content-length` has to be one number of bytes")),
    }
}

/// The checksums that are announced.
fn trailers(headers: &HeaderMap, has_trailer: bool) -> Result<Vec<Algorithm>, ChunkedError> {
    let lines = headers.get_all(TRAILER).iter().map(|line| line.to_str().unwrap_or("?"));
    let names: Vec<String> = lines
        .flat_map(|line| line.split(','))
        .take(MAX_TRAILERS + 1)
        .map(|name| name.trim().to_ascii_lowercase())
        .collect();
    match (names.len(), has_trailer) {
        (0, true) => return Err(ChunkedError::header("`x-amz-trailer` has to name what follows the chunks")),
        (1.., false) => {
            return Err(ChunkedError::header(
                "`x-amz-content-sha256` says that no trailer follows the chunks, `x-amz-trailer` that one does",
            ));
        }
        _ => {}
    }
    let mut found = Vec::new();
    for name in names {
        let known = Algorithm::in_header(&name).filter(|_| is_checksum(&name));
        match known.filter(|algorithm| Hasher::new(*algorithm).is_some() && !found.contains(algorithm)) {
            Some(algorithm) => found.push(algorithm),
            None => {
                let message = "`x-amz-trailer` has to name checksums that are known (crc32, crc32c, crc64nvme, sha1, sha256), each once";
                return Err(ChunkedError::header(message));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
