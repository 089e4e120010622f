//! Looking for the end of a string, many bytes at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// The high bit of each byte that is `"`, `\` or a control character. Bits above the lowest one that is set may be
/// wrong (a borrow runs upwards), so only the lowest counts.
#[inline]
fn special(word: u64) -> u64 {
    let control_or_quote = (word ^ (ONES * FLIP as u64)).wrapping_sub(ONES * BOUND as u64);
    let backslash = (word ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    (control_or_quote | backslash) & !word & HIGHS
}

/// What a quote and control characters are below once [`FLIP`] is applied, and no other character: one comparison for both.
const BOUND: u8 = 0x21;
/// Turns a quote into the character before the bound, that one into the quote, and swaps control characters.
const FLIP: u8 = b'"' ^ (BOUND - 1);

/// Whether a byte cannot stand for itself in a JSON string.
#[inline]
pub(super) fn is_special(byte: u8) -> bool {
    ((byte ^ FLIP) < BOUND) | (byte == b'\\')
}

/// Whether any of sixteen bytes is special. Without an early end, so that it becomes vector instructions.
#[inline]
fn has_special(bytes: &[u8; 16]) -> bool {
    bytes.iter().fold(false, |found, byte| found | is_special(*byte))
}

/// Whether a string can be written as it is.
#[inline]
pub(super) fn is_clean(bytes: &[u8]) -> bool {
    // What does not fill a piece is looked at together with bytes before it, rather than byte by byte.
    if let Some(last) = bytes.last_chunk::<16>() {
        return !has_special(last) && !bytes.as_chunks::<16>().0.iter().any(has_special);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        return special(u64::from_le_bytes(*first)) | special(u64::from_le_bytes(*last)) == 0;
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return special(u64::from(first) | u64::from(last) << 32) == 0;
    }
    !bytes.iter().any(|byte| is_special(*byte))
}

/// The index of the first `"`, `\` or control character at or after `from`; the length if there is none.
#[inline]
pub(super) fn find_special(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let clean = rest.as_chunks::<16>().0.iter().take_while(|piece| !has_special(piece)).count() * 16;
    let mut at = from + clean;
    let (words, tail) = rest.get(clean..).unwrap_or_default().as_chunks::<8>();
    for word in words {
        let found = special(u64::from_le_bytes(*word));
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    at + tail.iter().position(|byte| is_special(*byte)).unwrap_or(tail.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_classified_alike_at_every_position() {
        for byte in 0..=255u8 {
            for position in 0..40 {
                let mut bytes = [b'a'; 40];
                bytes[position] = byte;
                let expected = if is_special(byte) { position } else { 40 };
                assert_eq!(find_special(&bytes, 0), expected, "byte {byte} at {position}");
            }
        }
    }

    #[test]
    fn the_first_of_several_is_found() {
        for first in 0..16 {
            for second in first + 1..17 {
                let mut bytes = [0xffu8; 17];
                bytes[first] = b'"';
                bytes[second] = 0;
                assert_eq!(find_special(&bytes, 0), first);
                assert_eq!(find_special(&bytes, first + 1), second);
            }
        }
    }

    #[test]
    fn a_start_beyond_the_end_finds_nothing() {
        assert_eq!(find_special(b"ab", 5), 5);
    }
}
