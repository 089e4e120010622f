//! Bodies that are compressed.

use std::fmt;
use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use flate2::Compression;
use flate2::write::{GzEncoder, MultiGzDecoder};
use http_body::Frame;
use weland_core::BoxError;

use crate::body::Body;

/// How much is decompressed at a time: it becomes about a thousand times as much at worst.
const PIECE: usize = 1024;

/// Compresses a body: at once if its bytes are in memory, while it is read otherwise.
///
/// # Errors
/// When compressing fails, which it does for no bytes known.
pub fn gzip(body: Body) -> Result<Body, BoxError> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    if let Some(bytes) = body.as_bytes() {
        encoder.write_all(bytes)?;
        return Ok(Body::from(encoder.finish()?));
    }
    Ok(Body::new(Recoded { body, rest: Bytes::new(), piece: usize::MAX, coder: Some(encoder) }))
}

/// Decompresses a body while it is read. What it reads is bounded by whoever reads it: little can become very much.
///
/// The body fails with an [`EncodingError`] where it is not compressed by gzip. One without bytes stays as it is.
pub fn gunzip(body: Body) -> Body {
    let decoder = Decompressor { decoder: MultiGzDecoder::new(Vec::new()), is_empty: true };
    Body::new(Recoded { body, rest: Bytes::new(), piece: PIECE, coder: Some(decoder) })
}

/// A body is not encoded as its headers say.
#[derive(Debug)]
pub struct EncodingError(io::Error);

impl fmt::Display for EncodingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the body is not compressed by gzip, as `Content-Encoding` says: {}", self.0)
    }
}

impl std::error::Error for EncodingError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// Makes bytes of bytes.
trait Coder: Unpin + Send {
    fn write(&mut self, bytes: &[u8]) -> Result<Vec<u8>, BoxError>;
    fn finish(self) -> Result<Vec<u8>, BoxError>;
}

impl Coder for GzEncoder<Vec<u8>> {
    fn write(&mut self, bytes: &[u8]) -> Result<Vec<u8>, BoxError> {
        self.write_all(bytes)?;
        Ok(std::mem::take(self.get_mut()))
    }

    fn finish(self) -> Result<Vec<u8>, BoxError> {
        Ok(GzEncoder::finish(self)?)
    }
}

struct Decompressor {
    decoder: MultiGzDecoder<Vec<u8>>,
    /// Whether nothing has been read.
    is_empty: bool,
}

impl Coder for Decompressor {
    fn write(&mut self, bytes: &[u8]) -> Result<Vec<u8>, BoxError> {
        self.is_empty = false;
        self.decoder.write_all(bytes).map_err(EncodingError)?;
        Ok(std::mem::take(self.decoder.get_mut()))
    }

    fn finish(self) -> Result<Vec<u8>, BoxError> {
        Ok(if self.is_empty { Vec::new() } else { self.decoder.finish().map_err(EncodingError)? })
    }
}

/// A body that is compressed or decompressed while it is read.
struct Recoded<C> {
    body: Body,
    /// What has been read and not yet been recoded.
    rest: Bytes,
    /// How many bytes are recoded at a time.
    piece: usize,
    /// `None` when the end has been written, or something has failed.
    coder: Option<C>,
}

impl<C: Coder> Recoded<C> {
    /// The next bytes; none at the end.
    fn poll_bytes(&mut self, cx: &mut Context<'_>) -> Poll<Result<Vec<u8>, BoxError>> {
        while let Some(coder) = &mut self.coder {
            let written = if self.rest.is_empty() {
                match ready!(self.body.poll_data(cx)) {
                    Some(data) => {
                        self.rest = data?;
                        continue;
                    }
                    None => self.coder.take().map_or(Ok(Vec::new()), C::finish)?,
                }
            } else {
                let piece = self.rest.split_to(self.rest.len().min(self.piece));
                coder.write(&piece)?
            };
            if !written.is_empty() {
                return Poll::Ready(Ok(written));
            }
        }
        Poll::Ready(Ok(Vec::new()))
    }
}

impl<C: Coder> http_body::Body for Recoded<C> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let result = ready!(self.poll_bytes(cx));
        if result.is_err() {
            self.coder = None;
        }
        let bytes = result.map(|bytes| (!bytes.is_empty()).then(|| Frame::data(bytes.into())));
        Poll::Ready(bytes.transpose())
    }
}
