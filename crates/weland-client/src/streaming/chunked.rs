//! The content encoding `aws-chunked`: chunks that may be signed, and a trailer that may have a checksum.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::SystemTime;

use bytes::{Bytes, BytesMut};
use http_body::{Frame, SizeHint};
use weland_core::BoxError;
use weland_protocol::Body;

use crate::checksum::{Algorithm, Hasher};
use crate::hex::hex;
use crate::sign::chain::Chain;

/// How many bytes are in each chunk but the last. Services demand 8 KiB at least.
const CHUNK: usize = 64 * 1024;
const SIGNATURE: &str = ";chunk-signature=";
const TRAILER_SIGNATURE: &str = "x-amz-trailer-signature:";
/// The length of a signature in hex.
const HEX: usize = 64;

/// What a body is like in chunks.
#[derive(Debug, Clone)]
pub(super) struct Framing {
    /// The number of bytes within the chunks.
    pub(super) length: u64,
    /// Whether each chunk has a signature.
    pub(super) signed: bool,
    /// The checksum in the trailer.
    pub(super) trailer: Option<Algorithm>,
}

impl Framing {
    /// The number of bytes with everything around the chunks.
    fn encoded_length(&self) -> u64 {
        let chunk = u64::try_from(CHUNK).unwrap_or(u64::MAX);
        let (full, rest) = (self.length / chunk, self.length % chunk);
        let of_full = self.chunk_length(chunk).saturating_mul(full);
        let of_rest = if rest == 0 { 0 } else { self.chunk_length(rest) };
        // The last chunk is empty, and an empty line ends the trailer in place of its bytes.
        of_full.saturating_add(of_rest + self.chunk_length(0) + self.trailer_length())
    }

    fn chunk_length(&self, bytes: u64) -> u64 {
        let digits = format!("{bytes:x}").len();
        let signature = if self.signed { SIGNATURE.len() + HEX } else { 0 };
        bytes + u64::try_from(digits + signature + 4).unwrap_or(0)
    }

    fn trailer_length(&self) -> u64 {
        let Some(algorithm) = self.trailer else { return 0 };
        let checksum = algorithm.header().as_str().len() + 1 + algorithm.base64_length() + 2;
        let signature = if self.signed { TRAILER_SIGNATURE.len() + HEX + 2 } else { 0 };
        u64::try_from(checksum + signature).unwrap_or(0)
    }
}

/// Signs chunks, and the trailer behind them.
pub(super) struct Signatures {
    chain: Chain,
    /// When the request was signed.
    time: SystemTime,
}

impl Signatures {
    pub(super) fn new(chain: Chain, time: SystemTime) -> Self {
        Self { chain, time }
    }

    fn chunk(&mut self, chunk: &[u8]) -> String {
        hex(&self.chain.sign("AWS4-HMAC-SHA256-PAYLOAD", self.time, &[b"", chunk]))
    }

    /// Signs a trailer whose fields are lines.
    fn trailer(&mut self, fields: &str) -> String {
        hex(&self.chain.sign("AWS4-HMAC-SHA256-TRAILER", self.time, &[fields.as_bytes()]))
    }
}

/// A body in chunks.
pub(super) struct AwsChunked {
    body: Body,
    framing: Framing,
    signatures: Option<Signatures>,
    checksum: Option<(Algorithm, Hasher)>,
    /// What is too short for a chunk yet.
    buffer: BytesMut,
    /// How many bytes of the body have come.
    read: u64,
    ended: bool,
}

impl AwsChunked {
    /// The body in chunks, which are signed if there are signatures for them.
    pub(super) fn new(body: Body, framing: Framing, signatures: Option<Signatures>) -> Self {
        let checksum = framing.trailer.and_then(|algorithm| Some((algorithm, Hasher::new(algorithm)?)));
        Self { body, framing, signatures, checksum, buffer: BytesMut::new(), read: 0, ended: false }
    }

    /// Takes a piece of the body in.
    fn add(&mut self, piece: &[u8]) {
        if let Some((_, hasher)) = &mut self.checksum {
            hasher.update(piece);
        }
        self.read += u64::try_from(piece.len()).unwrap_or(u64::MAX);
        self.buffer.extend_from_slice(piece);
    }

    /// Writes a chunk.
    fn push(&mut self, chunk: &[u8], out: &mut Vec<u8>) {
        out.extend_from_slice(format!("{:x}", chunk.len()).as_bytes());
        if let Some(signatures) = &mut self.signatures {
            out.extend_from_slice(SIGNATURE.as_bytes());
            out.extend_from_slice(signatures.chunk(chunk).as_bytes());
        }
        out.extend_from_slice(b"\r\n");
        out.extend_from_slice(chunk);
        if !chunk.is_empty() {
            out.extend_from_slice(b"\r\n");
        }
    }

    /// The chunks that are whole.
    fn whole_chunks(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        while self.buffer.len() >= CHUNK {
            let chunk = self.buffer.split_to(CHUNK);
            self.push(&chunk, &mut out);
        }
        out
    }

    /// What is left, the last chunk and the trailer.
    fn end(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let rest = self.buffer.split();
        if !rest.is_empty() {
            self.push(&rest, &mut out);
        }
        self.push(&[], &mut out);
        if let Some((algorithm, hasher)) = self.checksum.take() {
            let field = format!("{}:{}", algorithm.header(), hasher.finish());
            out.extend_from_slice(format!("{field}\r\n").as_bytes());
            if let Some(signatures) = &mut self.signatures {
                let signature = signatures.trailer(&format!("{field}\n"));
                out.extend_from_slice(format!("{TRAILER_SIGNATURE}{signature}\r\n").as_bytes());
            }
        }
        out.extend_from_slice(b"\r\n");
        out
    }
}

impl http_body::Body for AwsChunked {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        while !self.ended {
            let out = match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                Some(Ok(frame)) => {
                    if let Ok(piece) = frame.into_data() {
                        self.add(&piece);
                    }
                    self.whole_chunks()
                }
                Some(Err(error)) => {
                    self.ended = true;
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    self.ended = true;
                    self.end()
                }
            };
            if !out.is_empty() {
                return Poll::Ready(Some(Ok(Frame::data(out.into()))));
            }
        }
        Poll::Ready(None)
    }

    fn is_end_stream(&self) -> bool {
        self.ended
    }

    fn size_hint(&self) -> SizeHint {
        match self.read {
            0 if !self.ended => SizeHint::with_exact(self.framing.encoded_length()),
            _ => SizeHint::default(),
        }
    }
}

#[cfg(test)]
mod tests;
