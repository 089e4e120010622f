//! Frames: a length, headers, a payload, and two checksums.

use std::fmt;

use bytes::{Buf as _, BufMut as _, Bytes, BytesMut};

use crate::body::MAX_RESERVED;

/// The length of the frame, the length of its headers and the checksum of both.
const PRELUDE: usize = 12;
/// The least length of a frame: the prelude and the checksum at its end.
const LEAST: usize = PRELUDE + 4;
/// The greatest length of all headers of a frame.
const HEADERS: usize = 128 * 1024;
/// The greatest length of a payload.
const PAYLOAD: usize = 24 * 1024 * 1024;

/// The header of a signed frame that has the signature.
const CHUNK_SIGNATURE: &str = ":chunk-signature";

/// One frame of an event stream.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Frame {
    /// The headers in their order.
    pub headers: Vec<(String, HeaderValue)>,
    /// The payload.
    pub payload: Bytes,
}

/// The value of a header.
#[derive(Debug, Clone, PartialEq)]
pub enum HeaderValue {
    /// `true` or `false`.
    Boolean(bool),
    /// An 8-bit integer.
    Byte(i8),
    /// A 16-bit integer.
    Short(i16),
    /// A 32-bit integer.
    Integer(i32),
    /// A 64-bit integer.
    Long(i64),
    /// Up to 65,535 bytes.
    Bytes(Bytes),
    /// Up to 65,535 bytes of text.
    String(String),
    /// Milliseconds since 1970.
    Timestamp(i64),
    /// The bytes of a UUID.
    Uuid([u8; 16]),
}

/// Why bytes are not a frame, or a frame cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FrameError {
    /// The lengths at the start contradict each other or the limits.
    Length,
    /// A checksum does not fit.
    Checksum,
    /// The headers are malformed.
    Headers,
    /// The stream ended within a frame.
    Truncated,
    /// The frame has more bytes in its headers or its payload than may be sent.
    TooLarge,
    /// The payload of a signed frame is not exactly one frame.
    Signed,
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Length => {
                "the lengths of an event stream frame are out of bounds: headers may have 128 KiB, a payload 24 MiB"
            }
            Self::Checksum => "the checksum of an event stream frame does not fit",
            Self::Headers => "the headers of an event stream frame are malformed",
            Self::Truncated => "the event stream ended within a frame",
            Self::Signed => "the payload of a signed event stream frame is not one frame",
            Self::TooLarge => "the event is too large for a frame: headers may have 128 KiB, a payload 24 MiB",
        })
    }
}

impl std::error::Error for FrameError {}

impl Frame {
    /// The value of the first header with this name.
    pub fn header(&self, name: &str) -> Option<&HeaderValue> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The text of a header that is a string.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.header(name) {
            Some(HeaderValue::String(text)) => Some(text),
            _ => None,
        }
    }

    /// Adds a header that is a string.
    pub(crate) fn push_text(&mut self, name: &str, value: &str) {
        self.headers.push((name.to_owned(), HeaderValue::String(value.to_owned())));
    }

    /// Writes the frame.
    ///
    /// # Errors
    /// [`FrameError::TooLarge`] when it exceeds the limits of the format.
    pub fn encode(&self) -> Result<Bytes, FrameError> {
        let mut headers = Vec::new();
        for (name, value) in &self.headers {
            let length = u8::try_from(name.len()).map_err(|_| FrameError::TooLarge)?;
            headers.put_u8(length);
            headers.put_slice(name.as_bytes());
            value.encode(&mut headers)?;
        }
        if headers.len() > HEADERS || self.payload.len() > PAYLOAD {
            return Err(FrameError::TooLarge);
        }
        let total = LEAST + headers.len() + self.payload.len();
        let mut out = Vec::with_capacity(total);
        out.put_u32(length(total)?);
        out.put_u32(length(headers.len())?);
        out.put_u32(crc32fast::hash(&out));
        out.put_slice(&headers);
        out.put_slice(&self.payload);
        out.put_u32(crc32fast::hash(&out));
        Ok(out.into())
    }

    /// Takes a frame off the front of `buffer`; `None` if there is no whole one yet.
    ///
    /// # Errors
    /// When what stands there is not a frame.
    pub fn decode(buffer: &mut BytesMut) -> Result<Option<Self>, FrameError> {
        let Some((prelude, _)) = buffer.split_at_checked(PRELUDE) else {
            return Ok(None);
        };
        let mut fields = prelude;
        let (total, headers, checksum) = (fields.get_u32(), fields.get_u32(), fields.get_u32());
        let (total, headers) = (size(total)?, size(headers)?);
        if headers > HEADERS || total < LEAST + headers || total - LEAST - headers > PAYLOAD {
            return Err(FrameError::Length);
        }
        if prelude.get(..8).map(crc32fast::hash) != Some(checksum) {
            return Err(FrameError::Checksum);
        }
        if buffer.len() < total {
            // What is missing is known, but may never come.
            buffer.reserve((total - buffer.len()).min(MAX_RESERVED));
            return Ok(None);
        }
        let mut frame = buffer.split_to(total).freeze();
        let mut checksum = frame.split_off(total - 4);
        if crc32fast::hash(&frame) != checksum.get_u32() {
            return Err(FrameError::Checksum);
        }
        frame.advance(PRELUDE);
        let payload = frame.split_off(headers);
        let headers = read_headers(frame)?;
        Ok(Some(Self { headers, payload }))
    }
}

impl Frame {
    /// Takes a frame out of the one that a client has signed it in, without looking at the signature; any other stays as it is.
    /// `None` if it is the empty one by which a client signs that there are no more.
    ///
    /// # Errors
    /// [`FrameError::Signed`] when what was signed is something else than a frame.
    pub(crate) fn unwrap_signed(self) -> Result<Option<Self>, FrameError> {
        if self.header(CHUNK_SIGNATURE).is_none() || self.header(":message-type").is_some() {
            return Ok(Some(self));
        }
        if self.payload.is_empty() {
            return Ok(None);
        }
        let mut payload = BytesMut::from(self.payload);
        match Self::decode(&mut payload)? {
            Some(frame) if payload.is_empty() => Ok(Some(frame)),
            _ => Err(FrameError::Signed),
        }
    }
}

fn length(value: usize) -> Result<u32, FrameError> {
    u32::try_from(value).map_err(|_| FrameError::TooLarge)
}

fn size(value: u32) -> Result<usize, FrameError> {
    usize::try_from(value).map_err(|_| FrameError::Length)
}

fn read_headers(mut from: Bytes) -> Result<Vec<(String, HeaderValue)>, FrameError> {
    let mut headers = Vec::new();
    while from.has_remaining() {
        let length = usize::from(from.get_u8());
        let name = text(take(&mut from, length)?)?;
        let value = HeaderValue::decode(&mut from)?;
        headers.push((name, value));
    }
    Ok(headers)
}

fn take(from: &mut Bytes, length: usize) -> Result<Bytes, FrameError> {
    if from.len() < length { Err(FrameError::Headers) } else { Ok(from.split_to(length)) }
}

fn text(bytes: Bytes) -> Result<String, FrameError> {
    String::from_utf8(bytes.into()).map_err(|_| FrameError::Headers)
}

impl HeaderValue {
    fn encode(&self, out: &mut Vec<u8>) -> Result<(), FrameError> {
        match self {
            Self::Boolean(true) => out.put_u8(0),
            Self::Boolean(false) => out.put_u8(1),
            Self::Byte(value) => {
                out.put_u8(2);
                out.put_i8(*value);
            }
            Self::Short(value) => {
                out.put_u8(3);
                out.put_i16(*value);
            }
            Self::Integer(value) => {
                out.put_u8(4);
                out.put_i32(*value);
            }
            Self::Long(value) => {
                out.put_u8(5);
                out.put_i64(*value);
            }
            Self::Bytes(value) => put_sized(out, 6, value)?,
            Self::String(value) => put_sized(out, 7, value.as_bytes())?,
            Self::Timestamp(millis) => {
                out.put_u8(8);
                out.put_i64(*millis);
            }
            Self::Uuid(value) => {
                out.put_u8(9);
                out.put_slice(value);
            }
        }
        Ok(())
    }

    fn decode(from: &mut Bytes) -> Result<Self, FrameError> {
        let wrong = |_| FrameError::Headers;
        Ok(match from.try_get_u8().map_err(wrong)? {
            0 => Self::Boolean(true),
            1 => Self::Boolean(false),
            2 => Self::Byte(from.try_get_i8().map_err(wrong)?),
            3 => Self::Short(from.try_get_i16().map_err(wrong)?),
            4 => Self::Integer(from.try_get_i32().map_err(wrong)?),
            5 => Self::Long(from.try_get_i64().map_err(wrong)?),
            6 => Self::Bytes(take_sized(from)?),
            7 => Self::String(text(take_sized(from)?)?),
            8 => Self::Timestamp(from.try_get_i64().map_err(wrong)?),
            9 => {
                let mut value = [0; 16];
                from.try_copy_to_slice(&mut value).map_err(wrong)?;
                Self::Uuid(value)
            }
            _ => return Err(FrameError::Headers),
        })
    }
}

fn put_sized(out: &mut Vec<u8>, kind: u8, value: &[u8]) -> Result<(), FrameError> {
    let length = u16::try_from(value.len()).map_err(|_| FrameError::TooLarge)?;
    out.put_u8(kind);
    out.put_u16(length);
    out.put_slice(value);
    Ok(())
}

fn take_sized(from: &mut Bytes) -> Result<Bytes, FrameError> {
    let length = from.try_get_u16().map_err(|_| FrameError::Headers)?;
    take(from, usize::from(length))
}
