//! From chunks to what is in them.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::sha256::Hash;
use bytes::{Buf as _, Bytes};
use http_body::{Frame, SizeHint};
use weland_core::BoxError;

use super::trailer::Trailer;
use super::{ChunkedError, ChunkedErrorKind, Chunking};
use crate::body::Body;
use crate::sigv4::{Chain, parse_hex};

/// The longest line in front of a chunk or in a trailer. A signed line in front of a chunk has 98 bytes at most, one with the longest
/// checksum 66.
const MAX_LINE: usize = 512;
/// How many bytes there may be beside those in chunks, without being more than these. Chunks of a few bytes, each of which has to be
/// checked, would cost much and carry nothing.
const FREE_FRAMING: u64 = 64 * 1024;
/// How many digits of a size are read: all of 64 bits.
const MAX_DIGITS: usize = 16;
const SIGNATURE: &str = "chunk-signature=";

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// The line in front of a chunk.
    Line,
    /// So many bytes of a chunk.
    Data(u64),
    /// The end of the line after a chunk.
    EndOfData,
    /// The lines of the trailer, and an empty one.
    Trailer,
    /// Nothing, which has to be seen.
    End,
    /// Nothing: all has been seen, or something was wrong.
    Over,
}

/// What is in the chunks of a body, which is read and checked while it comes.
///
/// What is in a chunk is handed on before its signature is known, and the last bytes before the checksum is: so whoever reads must
/// not rely on them before the end, which is where the body fails unless all is right. Nothing is kept in memory but a line.
pub struct AwsChunked {
    body: Body,
    chunking: Chunking,
    /// Checks signatures, if somebody wants that.
    chain: Option<(Chain, String)>,
    state: State,
    /// What has come and was not yet looked at.
    rest: Bytes,
    /// The start of a line.
    line: Vec<u8>,
    /// How many bytes in chunks were announced by their lines.
    announced: u64,
    /// How many bytes beside them there were.
    framing: u64,
    hash: Hash,
    /// The signature of the chunk that is being read.
    signature: [u8; 32],
    trailer: Trailer,
}

impl AwsChunked {
    /// The body without its chunks. Signatures are checked with the chain, which begins with that of the request, for the time at which
    /// it was signed, written like `20150830T123600Z`; without one, they are read over.
    pub fn new(body: Body, chunking: Chunking, chain: Option<(Chain, String)>) -> Self {
        Self {
            body,
            chain,
            state: State::Line,
            rest: Bytes::new(),
            line: Vec::new(),
            announced: 0,
            framing: 0,
            hash: Hash::new(),
            signature: [0; 32],
            trailer: Trailer::new(&chunking.trailers),
            chunking,
        }
    }

    /// Looks at what has come: the next bytes of a chunk; `None` if there have to come more.
    fn step(&mut self) -> Result<Option<Bytes>, ChunkedError> {
        while !self.rest.is_empty() {
            match self.state {
                State::Data(left) => return self.data(left).map(Some),
                State::End => return Err(length("there is something behind the end of the body")),
                State::Over => self.rest.clear(),
                State::Line | State::EndOfData | State::Trailer => match self.take_line()? {
                    Some(line) => self.read_line(&line)?,
                    None => return Ok(None),
                },
            }
        }
        Ok(None)
    }

    fn data(&mut self, left: u64) -> Result<Bytes, ChunkedError> {
        let count = usize::try_from(left).unwrap_or(usize::MAX).min(self.rest.len());
        let data = self.rest.split_to(count);
        if self.chain.is_some() {
            self.hash.update(&data);
        }
        self.trailer.update(&data);
        let left = left.saturating_sub(u64::try_from(count).unwrap_or(u64::MAX));
        self.state = State::Data(left);
        if left == 0 {
            self.ends_chunk()?;
            self.state = State::EndOfData;
        }
        Ok(data)
    }

    /// Takes a line off what has come, without its end; `None` if it is not all there.
    fn take_line(&mut self) -> Result<Option<String>, ChunkedError> {
        let end = self.rest.iter().position(|byte| *byte == b'\n');
        let count = end.map_or(self.rest.len(), |end| end + 1);
        if self.line.len() + count > MAX_LINE {
            return Err(ChunkedError::framing(format!("a line beside the chunks has more than {MAX_LINE} bytes")));
        }
        self.line.extend_from_slice(self.rest.get(..count).unwrap_or_default());
        self.rest.advance(count);
        self.framing = self.framing.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
        if self.framing > self.announced.saturating_add(FREE_FRAMING) {
            return Err(ChunkedError::framing("the chunks are so small that there is more around them than in them"));
        }
        if end.is_none() {
            return Ok(None);
        }
        let line = std::mem::take(&mut self.line);
        let text = line.strip_suffix(b"\r\n").and_then(|line| std::str::from_utf8(line).ok());
        let text = text.filter(|text| text.bytes().all(|byte| matches!(byte, b' '..=b'~')));
        let message = "a line beside the chunks has to be ASCII and to end with a carriage return and a line feed";
        text.map(|text| Some(text.to_owned())).ok_or_else(|| ChunkedError::framing(message))
    }

    fn read_line(&mut self, line: &str) -> Result<(), ChunkedError> {
        match self.state {
            State::Line => {
                let (size, signature) = head(line, self.chunking.signed)?;
                let allowed = self.chunking.length.saturating_sub(self.announced);
                if size > allowed {
                    return Err(length("the chunks have more bytes than `x-amz-decoded-content-length`"));
                }
                self.announced += size;
                self.signature = signature;
                self.state = State::Data(size);
                if size == 0 {
                    self.ends_chunk()?;
                    self.state = State::Trailer;
                }
            }
            State::EndOfData if line.is_empty() => self.state = State::Line,
            State::EndOfData => {
                return Err(ChunkedError::framing("a chunk has more bytes than the line in front of it says"));
            }
            State::Trailer if line.is_empty() => {
                self.ends_trailer()?;
                self.state = State::End;
            }
            State::Trailer => self.trailer.line(line, self.chunking.signed)?,
            State::Data(_) | State::End | State::Over => {}
        }
        Ok(())
    }

    /// All bytes of a chunk have come.
    fn ends_chunk(&mut self) -> Result<(), ChunkedError> {
        let hash = std::mem::take(&mut self.hash).finalize();
        let (hashes, signature) = ([Hash::hash(b""), hash], self.signature);
        self.verify("AWS4-HMAC-SHA256-PAYLOAD", &hashes, &signature)
    }

    fn ends_trailer(&mut self) -> Result<(), ChunkedError> {
        if self.announced != self.chunking.length {
            return Err(length("the chunks have fewer bytes than `x-amz-decoded-content-length`"));
        }
        let Some((fields, signature)) = self.trailer.finish(self.chunking.signed)? else {
            return Ok(());
        };
        let signature = parse_hex(&signature).ok_or_else(|| {
            let message = "`x-amz-trailer-signature` has to be 64 hexadecimal digits";
            ChunkedError::new(ChunkedErrorKind::Trailer, message)
        })?;
        self.verify("AWS4-HMAC-SHA256-TRAILER", &[Hash::hash(fields.as_bytes())], &signature)
    }

    /// Checks the next signature, if there is one and somebody wants that.
    fn verify(&mut self, algorithm: &str, hashes: &[[u8; 32]], signature: &[u8; 32]) -> Result<(), ChunkedError> {
        match self.chain.as_mut().filter(|_| self.chunking.signed) {
            Some((chain, time)) => {
                if chain.verify(algorithm, time, hashes, signature) {
                    return Ok(());
                }
                let message = "the signature of a chunk or of the trailer is not that of its bytes and this key";
                Err(ChunkedError::new(ChunkedErrorKind::Signature, message))
            }
            None => Ok(()),
        }
    }

    /// The next bytes; `None` at the end.
    fn poll_bytes(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, BoxError>> {
        while self.state != State::Over {
            if let Some(data) = self.step()? {
                return Poll::Ready(Ok(Some(data)));
            }
            match ready!(self.body.poll_data(cx)) {
                Some(data) => self.rest = data?,
                None if self.state == State::End => self.state = State::Over,
                None => {
                    return Poll::Ready(Err(
                        length("the body has ended before its last chunk or within its trailer").into()
                    ));
                }
            }
        }
        Poll::Ready(Ok(None))
    }
}

impl http_body::Body for AwsChunked {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let bytes = ready!(self.poll_bytes(cx));
        if bytes.is_err() {
            self.state = State::Over;
        }
        Poll::Ready(bytes.map(|bytes| bytes.map(Frame::data)).transpose())
    }

    fn is_end_stream(&self) -> bool {
        self.state == State::Over
    }

    fn size_hint(&self) -> SizeHint {
        match self.announced {
            0 if self.state == State::Line => SizeHint::with_exact(self.chunking.length),
            _ => SizeHint::default(),
        }
    }
}

impl fmt::Debug for AwsChunked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AwsChunked").field("chunking", &self.chunking).finish_non_exhaustive()
    }
}

/// The size and the signature in the line in front of a chunk.
fn head(line: &str, is_signed: bool) -> Result<(u64, [u8; 32]), ChunkedError> {
    let (digits, signature) = match (line.split_once(';'), is_signed) {
        (Some((digits, extension)), true) => (digits, extension.strip_prefix(SIGNATURE)),
        (None, false) => (line, None),
        (None, true) => return Err(ChunkedError::framing("a chunk lacks its signature: `;chunk-signature=`")),
        (Some(_), false) => return Err(ChunkedError::framing("there is more than a size in front of a chunk")),
    };
    let is_number = (1..=MAX_DIGITS).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let size = u64::from_str_radix(digits, 16).ok().filter(|_| is_number);
    let size = size.ok_or_else(|| ChunkedError::framing("the size of a chunk has to be a hexadecimal number"))?;
    if !is_signed {
        return Ok((size, [0; 32]));
    }
    let signature = signature.and_then(parse_hex);
    let message = "the signature of a chunk has to be `chunk-signature=` and 64 hexadecimal digits";
    signature.map(|signature| (size, signature)).ok_or_else(|| ChunkedError::framing(message))
}

fn length(message: &'static str) -> ChunkedError {
    ChunkedError::new(ChunkedErrorKind::Length, message)
}
