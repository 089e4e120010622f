//! Looking for the next byte of a text that means something.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// Whether a byte is space in XML.
#[inline]
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Whether a byte cannot be part of a name. What else cannot, beyond ASCII, is let pass: such a name is that of no member.
#[inline]
pub(super) fn is_name_end(byte: u8) -> bool {
    !(byte.is_ascii_alphanumeric() || byte >= 0x80 || matches!(byte, b'_' | b':' | b'-' | b'.'))
}

/// Whether a byte of text does not simply stand for itself.
#[inline]
fn is_markup(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\t' && byte != b'\n') | (byte == b'<') | (byte == b'&') | (byte == b']')
}

/// Not zero if one of eight bytes may be markup; tabs and newlines count as well.
#[inline]
fn may_be_markup(word: u64) -> u64 {
    let is = |byte: u8| (word ^ (ONES * u64::from(byte))).wrapping_sub(ONES);
    let control = word.wrapping_sub(ONES * 0x20);
    (is(b'<') | is(b'&') | is(b']') | control) & !word & HIGHS
}

/// The index of the first byte at or after `from` that does not simply stand for itself; the length if there is none.
#[inline]
pub(super) fn find_markup(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let (words, tail) = rest.as_chunks::<8>();
    let mut at = from;
    for word in words {
        if may_be_markup(u64::from_le_bytes(*word)) != 0
            && let Some(index) = word.iter().position(|byte| is_markup(*byte))
        {
            return at + index;
        }
        at += 8;
    }
    at + tail.iter().position(|byte| is_markup(*byte)).unwrap_or(tail.len())
}

/// The beginning of a name, for messages.
pub(super) fn short(name: &str) -> &str {
    name.char_indices().nth(64).and_then(|(end, _)| name.get(..end)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_classified_alike_at_every_position() {
        for byte in 0..=255u8 {
            for position in 0..20 {
                let mut bytes = [b'a'; 20];
                bytes[position] = byte;
                let expected = if is_markup(byte) { position } else { 20 };
                assert_eq!(find_markup(&bytes, 0), expected, "byte {byte} at {position}");
            }
        }
        assert_eq!(find_markup(b"ab", 5), 5);
    }
}
