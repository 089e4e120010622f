//! Writing JSON.

use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use weland_core::{Document, Encoder, Member, Structure, Timestamp, TimestampFormat};

use super::scan::{find_special, is_clean};

/// Writes a structure or union as a JSON object.
pub fn encode(value: &dyn Structure) -> Vec<u8> {
    let mut encoder = JsonEncoder::new();
    encoder.object(value, |_| true);
    encoder.into_bytes()
}

/// An object with nothing but a message.
pub(crate) fn encode_message(message: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(message.len() + 16);
    out.extend_from_slice(b"{\"message\":");
    write_string(&mut out, message);
    out.push(b'}');
    out
}

/// Writes values as JSON.
///
/// Members of structures get their keys from [`Member::json_name`]; where they stand in an HTTP message is none of its
/// business.
#[derive(Debug, Default)]
pub struct JsonEncoder {
    out: Vec<u8>,
    /// The next value is a member of a structure and has a key.
    keyed: bool,
}

impl JsonEncoder {
    /// An encoder that has written nothing yet.
    pub fn new() -> Self {
        Self { out: Vec::with_capacity(128), keyed: false }
    }

    /// What has been written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    /// Writes an object of those members that `include` picks.
    pub(crate) fn object(&mut self, value: &dyn Structure, include: impl Fn(&Member) -> bool) {
        self.out.push(b'{');
        for (index, member) in value.schema().members.iter().enumerate() {
            if include(member) {
                // Set anew for each member, since the lists and maps in between leave it unset.
                self.keyed = true;
                value.encode_member(index, member, self);
            }
        }
        self.keyed = false;
        self.out.push(b'}');
    }

    /// Writes what stands in front of a value: a comma, and the key of a structure's member.
    #[inline]
    fn begin(&mut self, member: &'static Member) {
        self.comma();
        if self.keyed {
            write_string(&mut self.out, member.json_name);
            self.out.push(b':');
        }
    }

    /// A comma is due unless something has just been opened, so the last byte tells.
    #[inline]
    fn comma(&mut self) {
        if !matches!(self.out.last(), None | Some(b'{' | b'[' | b':')) {
            self.out.push(b',');
        }
    }

    fn number(&mut self, value: std::fmt::Arguments<'_>) {
        // Writing to a Vec cannot fail.
        let _ = self.out.write_fmt(value);
    }

    fn float_text(&mut self, value: f64) -> bool {
        if value.is_finite() {
            return false;
        }
        let text = crate::text::non_finite(value);
        write_string(&mut self.out, text);
        true
    }
}

impl Encoder for JsonEncoder {
    fn structure(&mut self, member: &'static Member, value: &dyn Structure) {
        let keyed = self.keyed;
        self.begin(member);
        self.object(value, |_| true);
        self.keyed = keyed;
    }

    fn begin_list(&mut self, member: &'static Member, _: usize) {
        self.begin(member);
        self.keyed = false;
        self.out.push(b'[');
    }

    fn end_list(&mut self) {
        self.out.push(b']');
    }

    fn begin_map(&mut self, member: &'static Member, _: usize) {
        self.begin(member);
        self.keyed = false;
        self.out.push(b'{');
    }

    fn key(&mut self, key: &str) {
        self.comma();
        write_string(&mut self.out, key);
        self.out.push(b':');
    }

    fn end_map(&mut self) {
        self.out.push(b'}');
    }

    fn boolean(&mut self, member: &'static Member, value: bool) {
        self.begin(member);
        let text: &[u8] = if value { b"true" } else { b"false" };
        self.out.extend_from_slice(text);
    }

    fn integer(&mut self, member: &'static Member, value: i64) {
        self.begin(member);
        write_integer(&mut self.out, value);
    }

    fn float(&mut self, member: &'static Member, value: f32) {
        self.begin(member);
        if !self.float_text(f64::from(value)) {
            self.number(format_args!("{value:?}"));
        }
    }

    fn double(&mut self, member: &'static Member, value: f64) {
        self.begin(member);
        if !self.float_text(value) {
            self.number(format_args!("{value:?}"));
        }
    }

    fn big_number(&mut self, member: &'static Member, value: &str) {
        self.begin(member);
        self.out.extend_from_slice(value.as_bytes());
    }

    fn string(&mut self, member: &'static Member, value: &str) {
        self.begin(member);
        write_string(&mut self.out, value);
    }

    fn blob(&mut self, member: &'static Member, value: &[u8]) {
        self.begin(member);
        self.out.push(b'"');
        write_base64(&mut self.out, value);
        self.out.push(b'"');
    }

    fn timestamp(&mut self, member: &'static Member, value: Timestamp) {
        self.begin(member);
        match member.timestamp_format.unwrap_or(TimestampFormat::EpochSeconds) {
            TimestampFormat::EpochSeconds => write_epoch(&mut self.out, value),
            format => write_string(&mut self.out, &value.format(format)),
        }
    }

    fn document(&mut self, member: &'static Member, value: &Document) {
        self.begin(member);
        super::document::write(&mut self.out, value);
    }

    fn null(&mut self, member: &'static Member) {
        self.begin(member);
        self.out.extend_from_slice(b"null");
    }
}

#[inline]
pub(super) fn write_integer(out: &mut Vec<u8>, value: i64) {
    out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
}

/// Seconds with up to three digits after the point: readers of JSON numbers count on no more.
fn write_epoch(out: &mut Vec<u8>, value: Timestamp) {
    let millis = value.nanos() / 1_000_000;
    if millis == 0 {
        return write_integer(out, value.seconds());
    }
    let rounded = Timestamp::new(value.seconds(), millis * 1_000_000);
    out.extend_from_slice(rounded.format(TimestampFormat::EpochSeconds).as_bytes());
}

fn write_base64(out: &mut Vec<u8>, value: &[u8]) {
    let start = out.len();
    out.resize(start + value.len().div_ceil(3) * 4, 0);
    if let Some(space) = out.get_mut(start..) {
        // The space is exactly what padded base64 takes, so this cannot fail.
        let _ = BASE64.encode_slice(value, space);
    }
}

/// Writes a string in quotes: clean stretches are copied at once, the bytes between them escaped.
#[inline]
pub(super) fn write_string(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    out.reserve(bytes.len() + 4);
    out.push(b'"');
    if is_clean(bytes) {
        out.extend_from_slice(bytes);
    } else {
        write_escaped(out, bytes);
    }
    out.push(b'"');
}

fn write_escaped(out: &mut Vec<u8>, bytes: &[u8]) {
    let (mut start, mut next) = (0, find_special(bytes, 0));
    while let (Some(clean), Some(byte)) = (bytes.get(start..next), bytes.get(next)) {
        out.extend_from_slice(clean);
        write_escape(out, *byte);
        start = next + 1;
        next = find_special(bytes, start);
    }
    out.extend_from_slice(bytes.get(start..).unwrap_or_default());
}

fn write_escape(out: &mut Vec<u8>, byte: u8) {
    const HEX: [u8; 16] = *b"0123456789abcdef";
    let short = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        0x09 => b't',
        0x0a => b'n',
        0x0c => b'f',
        0x0d => b'r',
        _ => {
            let low = HEX[usize::from(byte & 15)];
            return out.extend_from_slice(&[b'\\', b'u', b'0', b'0', HEX[usize::from(byte >> 4 & 15)], low]);
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}
