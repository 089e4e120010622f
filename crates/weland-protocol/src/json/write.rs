//! Numbers and strings in JSON.

use super::scan::{find_special, is_clean};

#[inline]
pub(super) fn write_integer(out: &mut Vec<u8>, value: i64) {
    out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
}

/// Writes a string in quotes: clean stretches are copied at once, the bytes between them escaped.
#[inline]
pub(crate) fn write_string(out: &mut Vec<u8>, text: &str) {
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
