//! Tags and text of XML.

use weland_core::XmlNamespace;

/// Writes the beginning of a start tag.
#[inline]
pub(super) fn write_start(out: &mut Vec<u8>, name: &str, namespace: Option<XmlNamespace>) {
    out.push(b'<');
    out.extend_from_slice(name.as_bytes());
    if let Some(namespace) = namespace {
        write_namespace(out, namespace);
    }
}

#[cold]
fn write_namespace(out: &mut Vec<u8>, XmlNamespace { uri, prefix }: XmlNamespace) {
    out.extend_from_slice(b" xmlns");
    if let Some(prefix) = prefix {
        out.push(b':');
        out.extend_from_slice(prefix.as_bytes());
    }
    out.extend_from_slice(b"=\"");
    write_text(out, uri, true);
    out.push(b'"');
}

#[inline]
pub(super) fn write_end(out: &mut Vec<u8>, name: &str) {
    out.extend_from_slice(b"</");
    out.extend_from_slice(name.as_bytes());
    out.push(b'>');
}

/// Writes text: clean stretches are copied at once, the bytes between them escaped. In an attribute, all space but spaces would be
/// read as spaces.
#[inline]
pub(super) fn write_text(out: &mut Vec<u8>, text: &str, attribute: bool) {
    let bytes = text.as_bytes();
    if bytes.iter().fold(false, |found, byte| found | is_special(*byte)) {
        write_escaped(out, bytes, attribute);
    } else {
        out.extend_from_slice(bytes);
    }
}

/// Whether a byte may not stand for itself.
#[inline]
fn is_special(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'<') | (byte == b'&') | (byte == b'>') | (byte == b'"')
}

fn write_escaped(out: &mut Vec<u8>, bytes: &[u8], attribute: bool) {
    for byte in bytes {
        match byte {
            b'<' => out.extend_from_slice(b"&lt;"),
            b'>' => out.extend_from_slice(b"&gt;"),
            b'&' => out.extend_from_slice(b"&amp;"),
            b'"' if attribute => out.extend_from_slice(b"&quot;"),
            b'\n' | b'\t' if !attribute => out.push(*byte),
            // Readers turn a line end as it is into another one, and other control characters have no other way.
            0..0x20 => out.extend_from_slice(format!("&#x{byte:X};").as_bytes()),
            _ => out.push(*byte),
        }
    }
}
