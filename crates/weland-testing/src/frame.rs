//! Frames of event streams, read and written apart from `weland-protocol`: an encoder is not tested by its own decoder.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::{Buf as _, BufMut as _, Bytes};
use http::HeaderValue;
use serde_json::Value;

use crate::params;
use crate::report::{Failure, Outcome};
use crate::text::Quoted;

/// The media type of event streams.
pub(crate) const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/vnd.amazon.eventstream");

/// One frame.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Frame {
    pub(crate) headers: Vec<(String, Header)>,
    pub(crate) payload: Bytes,
}

/// The value of a header.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Header {
    Boolean(bool),
    Byte(i8),
    Short(i16),
    Integer(i32),
    Long(i64),
    Blob(Bytes),
    String(String),
    /// Milliseconds since 1970.
    Timestamp(i64),
    Uuid([u8; 16]),
}

/// The lengths and the checksum that a frame begins with.
const PRELUDE: usize = 12;

fn wrong(what: impl std::fmt::Display) -> Failure {
    Failure::new(format!("malformed frame of an event stream: {what}"))
}

/// Reads frames to the end of the bytes, and checks their checksums.
pub(crate) fn read_all(mut bytes: &[u8]) -> Outcome<Vec<Frame>> {
    let mut frames = Vec::new();
    while !bytes.is_empty() {
        let length = bytes.get(..4).map(|mut length| length.get_u32()).ok_or_else(|| wrong("it has no length"))?;
        let length = usize::try_from(length).map_err(wrong)?;
        let frame = bytes
            .get(..length)
            .ok_or_else(|| wrong(format!("its length is {length}, but only {} bytes are left", bytes.len())))?;
        frames.push(read(frame)?);
        bytes = bytes.get(length..).unwrap_or_default();
    }
    Ok(frames)
}

fn read(frame: &[u8]) -> Outcome<Frame> {
    if frame.len() < PRELUDE + 4 {
        return Err(wrong(format!("it has {} bytes", frame.len())));
    }
    let (message, mut checksum) = frame.split_at(frame.len() - 4);
    let (prelude, content) = message.split_at(PRELUDE);
    let (mut lengths, mut prelude_checksum) = prelude.split_at(8);
    let checks = [
        ("the lengths", crc32fast::hash(lengths), prelude_checksum.get_u32()),
        ("the message", crc32fast::hash(message), checksum.get_u32()),
    ];
    for (what, expected, actual) in checks {
        if expected != actual {
            return Err(wrong(format!("the checksum of {what} is {actual:08x}, not {expected:08x}")));
        }
    }
    lengths.advance(4);
    let headers = usize::try_from(lengths.get_u32()).map_err(wrong)?;
    let split = content.split_at_checked(headers);
    let (mut headers, payload) = split.ok_or_else(|| wrong("the headers are longer than the frame"))?;
    let mut frame = Frame { headers: Vec::new(), payload: Bytes::copy_from_slice(payload) };
    while !headers.is_empty() {
        let short = || wrong("the headers break off");
        let header = read_header(&mut headers).ok_or_else(short)?;
        frame.headers.push(header);
    }
    Ok(frame)
}

fn read_header(from: &mut &[u8]) -> Option<(String, Header)> {
    let length = usize::from(from.try_get_u8().ok()?);
    let name = String::from_utf8(take(from, length)?.to_vec()).ok()?;
    let value = match from.try_get_u8().ok()? {
        0 => Header::Boolean(true),
        1 => Header::Boolean(false),
        2 => Header::Byte(from.try_get_i8().ok()?),
        3 => Header::Short(from.try_get_i16().ok()?),
        4 => Header::Integer(from.try_get_i32().ok()?),
        5 => Header::Long(from.try_get_i64().ok()?),
        6 => Header::Blob(take_sized(from)?),
        7 => Header::String(String::from_utf8(take_sized(from)?.to_vec()).ok()?),
        8 => Header::Timestamp(from.try_get_i64().ok()?),
        9 => Header::Uuid(take(from, 16)?.as_ref().try_into().ok()?),
        _ => return None,
    };
    Some((name, value))
}

fn take(from: &mut &[u8], length: usize) -> Option<Bytes> {
    let (taken, rest) = from.split_at_checked(length)?;
    *from = rest;
    Some(Bytes::copy_from_slice(taken))
}

fn take_sized(from: &mut &[u8]) -> Option<Bytes> {
    let length = usize::from(from.try_get_u16().ok()?);
    take(from, length)
}

impl Frame {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&Header> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The bytes of the frame.
    pub(crate) fn write(&self) -> Outcome<Bytes> {
        let mut headers = Vec::new();
        for (name, value) in &self.headers {
            headers.put_u8(u8::try_from(name.len()).map_err(wrong)?);
            headers.put_slice(name.as_bytes());
            value.write(&mut headers)?;
        }
        let length = PRELUDE + headers.len() + self.payload.len() + 4;
        let mut out = Vec::with_capacity(length);
        out.put_u32(u32::try_from(length).map_err(wrong)?);
        out.put_u32(u32::try_from(headers.len()).map_err(wrong)?);
        out.put_u32(crc32fast::hash(&out));
        out.put_slice(&headers);
        out.put_slice(&self.payload);
        out.put_u32(crc32fast::hash(&out));
        Ok(out.into())
    }
}

impl Header {
    /// The value that a case gives: an object with the type as its only key.
    pub(crate) fn from_case(name: &str, node: &Value) -> Outcome<Self> {
        let entry = node.as_object().and_then(|object| object.iter().next());
        let header = entry.and_then(|(kind, value)| match kind.as_str() {
            "boolean" => value.as_bool().map(Self::Boolean),
            "byte" => i8::try_from(params::integer(value)?).ok().map(Self::Byte),
            "short" => i16::try_from(params::integer(value)?).ok().map(Self::Short),
            "integer" => i32::try_from(params::integer(value)?).ok().map(Self::Integer),
            "long" => params::integer(value).map(Self::Long),
            "blob" => STANDARD.decode(value.as_str()?).ok().map(|bytes| Self::Blob(bytes.into())),
            "string" => value.as_str().map(|text| Self::String(text.to_owned())),
            "timestamp" => {
                let time = params::timestamp(value)?;
                Some(Self::Timestamp(time.seconds().checked_mul(1000)? + i64::from(time.nanos() / 1_000_000)))
            }
            _ => None,
        });
        header.ok_or_else(|| {
            Failure::new(format!("the case has `{node}` as the header `{name}`, which is no value of one"))
        })
    }

    fn write(&self, out: &mut Vec<u8>) -> Outcome {
        match self {
            Self::Boolean(value) => out.put_u8(u8::from(!value)),
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
            Self::Blob(value) => write_sized(out, 6, value)?,
            Self::String(value) => write_sized(out, 7, value.as_bytes())?,
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
}

fn write_sized(out: &mut Vec<u8>, kind: u8, value: &[u8]) -> Outcome {
    out.put_u8(kind);
    out.put_u16(u16::try_from(value.len()).map_err(wrong)?);
    out.put_slice(value);
    Ok(())
}

impl std::fmt::Display for Header {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Boolean(value) => write!(f, "boolean {value}"),
            Self::Byte(value) => write!(f, "byte {value}"),
            Self::Short(value) => write!(f, "short {value}"),
            Self::Integer(value) => write!(f, "integer {value}"),
            Self::Long(value) => write!(f, "long {value}"),
            Self::Blob(value) => write!(f, "blob {}", Quoted(value)),
            Self::String(value) => write!(f, "string {value:?}"),
            Self::Timestamp(millis) => write!(f, "timestamp {millis} ms"),
            Self::Uuid(value) => write!(f, "uuid {value:02x?}"),
        }
    }
}

impl std::fmt::Display for Frame {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (name, value) in &self.headers {
            writeln!(f, "{name}: {value}")?;
        }
        if self.payload.is_empty() { Ok(()) } else { writeln!(f, "\n{}", crate::text::Plain(&self.payload)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A frame with a header of each type and the payload `payload`, made by another program.
    const ALL: &str = "AAAAZgAAAE+VMwGFAWEAAWIBAWMC/wFkAwECAWUEAAAABQFmBf/////////+AWcGAAJoaQFoBwAEdGV4dAFpCAAAAAAAAAXcAWoJ\
                       AAECAwQFBgcICQoLDA0OD3BheWxvYWSkbMO7";

    fn all() -> Frame {
        let headers = [
            ("a", Header::Boolean(true)),
            ("b", Header::Boolean(false)),
            ("c", Header::Byte(-1)),
            ("d", Header::Short(258)),
            ("e", Header::Integer(5)),
            ("f", Header::Long(-2)),
            ("g", Header::Blob(Bytes::from_static(b"hi"))),
            ("h", Header::String("text".to_owned())),
            ("i", Header::Timestamp(1500)),
            ("j", Header::Uuid([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])),
        ];
        Frame {
            headers: headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            payload: Bytes::from_static(b"payload"),
        }
    }

    #[test]
    fn frames_are_read_and_written_as_others_do() {
        let bytes = STANDARD.decode(ALL).unwrap();
        assert_eq!(all().write().unwrap(), bytes);
        let twice = [bytes.clone(), bytes].concat();
        assert_eq!(read_all(&twice).unwrap(), [all(), all()]);
        assert_eq!(read_all(&[]).unwrap(), []);
    }

    #[test]
    fn no_byte_of_a_frame_can_be_changed_unnoticed() {
        let bytes = STANDARD.decode(ALL).unwrap();
        for index in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[index] ^= 1;
            assert!(read_all(&changed).is_err(), "byte {index}");
            assert!(read_all(&bytes[..index]).is_err() || index == 0, "up to byte {index}");
        }
    }

    #[test]
    fn headers_of_a_case_have_their_type_as_a_key() {
        let cases = [
            (r#"{"boolean": false}"#, Some(Header::Boolean(false))),
            (r#"{"byte": -128}"#, Some(Header::Byte(-128))),
            (r#"{"byte": 128}"#, None),
            (r#"{"short": 2}"#, Some(Header::Short(2))),
            (r#"{"integer": 3}"#, Some(Header::Integer(3))),
            (r#"{"long": 4294967294}"#, Some(Header::Long(4_294_967_294))),
            (r#"{"blob": "aGk="}"#, Some(Header::Blob(Bytes::from_static(b"hi")))),
            (r#"{"blob": "hi!"}"#, None),
            (r#"{"string": "hi"}"#, Some(Header::String("hi".to_owned()))),
            (r#"{"timestamp": "1970-01-01T00:00:01.5Z"}"#, Some(Header::Timestamp(1500))),
            (r#"{"timestamp": 1.5}"#, Some(Header::Timestamp(1500))),
            (r#"{"other": 1}"#, None),
            ("1", None),
        ];
        for (node, expected) in cases {
            let node = serde_json::from_str(node).unwrap();
            assert_eq!(Header::from_case("x", &node).ok(), expected, "{node}");
        }
    }
}
