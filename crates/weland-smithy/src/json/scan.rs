//! Looks at eight bytes at a time: most of a file of the JSON AST is indentation and documentation.

const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);

/// The first offset from `at` on where a string ends, escapes or must not go on: a quote, a backslash or a control
/// character; the length if there is none.
pub(super) fn end_of_plain_text(bytes: &[u8], mut at: usize) -> usize {
    while let Some(word) = word(bytes, at) {
        let marks = has_byte(word, b'"') | has_byte(word, b'\\') | has_less(word, 0x20);
        if marks != 0 {
            // The lowest mark is right; carries spoil only those above it.
            return at + marks.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let length = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
    at + length.unwrap_or(rest.len())
}

/// The first offset from `at` on where no blank is.
pub(super) fn end_of_blanks(bytes: &[u8], mut at: usize) -> usize {
    const SPACES: u64 = u64::from_ne_bytes([b' '; 8]);
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\n' | b'\t' | b'\r') => at += 1,
            _ => return at,
        }
        while word(bytes, at) == Some(SPACES) {
            at += 8;
        }
    }
}

/// Eight bytes, the first of them lowest.
fn word(bytes: &[u8], at: usize) -> Option<u64> {
    let eight = bytes.get(at..)?.first_chunk::<8>()?;
    Some(u64::from_le_bytes(*eight))
}

/// A mark in the high bit of each byte that equals `byte`.
fn has_byte(word: u64, byte: u8) -> u64 {
    has_less(word ^ (ONES * u64::from(byte)), 1)
}

/// A mark in the high bit of each byte below `limit`, which is at most 128.
fn has_less(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(ONES * u64::from(limit)) & !word & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_ends_where_it_ends_byte_by_byte() {
        for mark in [b'"', b'\\', 0, 0x1f, b'\n', 0x20, 0x7f, 0x80, 0xff, b'!', b'#', b'[', b']'] {
            for length in 0..20 {
                for at in 0..length {
                    let mut bytes = vec![b'x'; length];
                    bytes[at] = mark;
                    let expected = bytes.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
                    for start in 0..=at {
                        assert_eq!(
                            end_of_plain_text(&bytes, start),
                            expected.unwrap_or(length),
                            "{mark} {length} {at}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn blanks_end_where_something_else_starts() {
        for blanks in 0..40 {
            let text = format!("\n{}\t\r x", " ".repeat(blanks));
            assert_eq!(end_of_blanks(text.as_bytes(), 0), text.len() - 1);
            assert_eq!(end_of_blanks(&text.as_bytes()[..text.len() - 1], 0), text.len() - 1);
        }
        assert_eq!(end_of_blanks(b"x", 0), 0);
        assert_eq!(end_of_blanks(b"", 0), 0);
    }
}
