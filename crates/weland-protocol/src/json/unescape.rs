//! Strings with escapes.

use super::scan::find_special;

/// Where in the text something is wrong, and what.
type Wrong = (usize, &'static str);

/// Reads a string whose first character is at `start` and whose first special character is at `special`. Gives the
/// string and the place after its closing quote.
pub(super) fn read(text: &str, start: usize, special: usize) -> Result<(String, usize), Wrong> {
    let bytes = text.as_bytes();
    let mut value = String::with_capacity(special - start + 16);
    let (mut from, mut to) = (start, special);
    loop {
        value.push_str(text.get(from..to).unwrap_or_default());
        match bytes.get(to) {
            Some(b'"') => return Ok((value, to + 1)),
            Some(b'\\') => {
                let (character, after) = escape(bytes, to + 1)?;
                value.push(character);
                from = after;
                to = find_special(bytes, after);
            }
            Some(_) => return Err((to, "control characters in strings have to be escaped")),
            None => return Err((to, "the string does not end")),
        }
    }
}

/// The character of an escape, and the place after it; `at` is behind the backslash.
fn escape(bytes: &[u8], at: usize) -> Result<(char, usize), Wrong> {
    let character = match bytes.get(at) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode(bytes, at + 1),
        _ => return Err((at, "unknown escape")),
    };
    Ok((character, at + 1))
}

fn unicode(bytes: &[u8], at: usize) -> Result<(char, usize), Wrong> {
    let first = hex(bytes, at)?;
    if let Some(character) = char::from_u32(first) {
        return Ok((character, at + 4));
    }
    // A surrogate: only the first half of a pair may come first, and the second has to follow.
    const LONE: &str = "a surrogate without its other half";
    if first >= 0xdc00 || bytes.get(at + 4..at + 6) != Some(b"\\u") {
        return Err((at, LONE));
    }
    let second = hex(bytes, at + 6)?;
    if !(0xdc00..0xe000).contains(&second) {
        return Err((at, LONE));
    }
    let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
    char::from_u32(code).map(|character| (character, at + 10)).ok_or((at, LONE))
}

fn hex(bytes: &[u8], at: usize) -> Result<u32, Wrong> {
    let digits = bytes.get(at..at + 4).ok_or((at, "`\\u` wants four hexadecimal digits"))?;
    digits.iter().try_fold(0, |value, digit| {
        let digit = char::from(*digit).to_digit(16).ok_or((at, "`\\u` wants four hexadecimal digits"))?;
        Ok(value * 16 + digit)
    })
}
