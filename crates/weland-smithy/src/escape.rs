//! Escapes of strings, as IDL and JSON share them.

use std::ops::Range;

/// An escape that means nothing: its bytes within the text, and what is wrong.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BadEscape {
    pub(crate) at: Range<usize>,
    pub(crate) message: String,
}

/// What escapes a syntax knows beside those of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Json,
    /// `\` before a line break joins the lines.
    Idl,
}

/// Replaces escapes. In IDL, line breaks become `\n`.
pub(crate) fn unescape(text: &str, dialect: Dialect) -> Result<String, BadEscape> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '\r']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let offset = text.len() - from.len();
        let length = match from.as_bytes().first() {
            Some(b'\r') => {
                out.push(if dialect == Dialect::Idl { '\n' } else { '\r' });
                let with_newline = dialect == Dialect::Idl && from.starts_with("\r\n");
                1 + usize::from(with_newline)
            }
            _ => escape(from, offset, dialect, &mut out)?,
        };
        rest = from.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    Ok(out)
}

/// Reads the escape at the start of the text; returns its length.
fn escape(text: &str, offset: usize, dialect: Dialect, out: &mut String) -> Result<usize, BadEscape> {
    let Some(letter) = text.chars().nth(1) else {
        return Err(bad(offset, 1, "a `\\` at the end of a string".into()));
    };
    let plain = match letter {
        '"' | '\\' | '/' => letter,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return unicode(text, offset, out),
        '\n' if dialect == Dialect::Idl => return Ok(2),
        '\r' if dialect == Dialect::Idl => return Ok(2 + usize::from(text.starts_with("\\\r\n"))),
        _ => {
            let length = 1 + letter.len_utf8();
            return Err(bad(offset, length, format!("`\\{letter}` is not an escape")));
        }
    };
    out.push(plain);
    Ok(2)
}

fn unicode(text: &str, offset: usize, out: &mut String) -> Result<usize, BadEscape> {
    let first = hex(text, 0, offset)?;
    if let Some(character) = char::from_u32(first) {
        out.push(character);
        return Ok(6);
    }
    let has_second = (0xD800..0xDC00).contains(&first) && text.get(6..8) == Some("\\u");
    let second = match has_second {
        true => hex(text, 6, offset)?,
        false => 0,
    };
    if !(0xDC00..0xE000).contains(&second) {
        let written = text.get(..6).unwrap_or_default();
        let message = format!("`{written}` is half of a surrogate pair; its other half is missing");
        return Err(bad(offset, 6, message));
    }
    let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    out.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
    Ok(12)
}

/// The number of the `\uXXXX` that starts at `at`.
fn hex(text: &str, at: usize, offset: usize) -> Result<u32, BadEscape> {
    let digits = text.get(at + 2..at + 6);
    let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).ok_or_else(|| {
        let message = "`\\u` must be followed by four hexadecimal digits".into();
        bad(offset + at, 2, message)
    })
}

fn bad(start: usize, length: usize, message: String) -> BadEscape {
    BadEscape { at: start..start + length, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_replaced() {
        let text = r#"a\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00z"#;
        let expected = "a\"\\/\u{8}\u{c}\n\r\té😀z";
        assert_eq!(unescape(text, Dialect::Json).unwrap(), expected);
        assert_eq!(unescape("a\\\n b\\\r\nc\r\nd", Dialect::Idl).unwrap(), "a bc\nd");
    }

    #[test]
    fn bad_escapes_are_located() {
        let cases = [
            ("ab\\q", 2..4),
            ("\\", 0..1),
            ("\\u12", 0..2),
            ("\\u12x4", 0..2),
            ("x\\uD800", 1..7),
            ("\\uD800\\u0041", 0..6),
            ("\\uDC00", 0..6),
            ("\\ä", 0..3),
        ];
        for (text, at) in cases {
            assert_eq!(unescape(text, Dialect::Json).unwrap_err().at, at, "{text}");
        }
        assert!(unescape("a\\\nb", Dialect::Json).is_err());
    }
}
