//! Literals.

use std::fmt::Debug;

use proc_macro2::Literal;

/// A number as Rust writes it, without its type.
pub(super) fn number(value: impl Debug) -> Literal {
    parsed(&format!("{value:?}"))
}

/// Bytes, with escapes for all but ASCII.
pub(super) fn bytes(value: &[u8]) -> Literal {
    parsed(&format!("b\"{}\"", value.escape_ascii()))
}

/// A raw string, which leaves backslashes as the model has them; an ordinary one if raw would save nothing or hide
/// something.
pub(super) fn pattern(text: &str) -> Literal {
    let is_visible = text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    if text.contains(['\\', '"']) && is_visible { raw(text, "") } else { Literal::string(text) }
}

/// A raw string with at least these hashes.
pub(super) fn raw(text: &str, hashes: &str) -> Literal {
    let mut hashes = hashes.to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    parsed(&format!("r{hashes}\"{text}\"{hashes}"))
}

/// A literal that is known to be one; as a string otherwise, which the compiler reports.
fn parsed(text: &str) -> Literal {
    text.parse().unwrap_or_else(|_| Literal::string(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_raw_where_that_is_easier_to_read() {
        for (text, literal) in [
            ("^a$", r#""^a$""#),
            (r"\d", r#"r"\d""#),
            ("\"#\\", "r##\"\"#\\\"##"),
            ("\\\n", r#""\\\n""#),
            ("\\\u{202e}", r#""\\\u{202e}""#),
        ] {
            assert_eq!(pattern(text).to_string(), literal);
        }
    }

    #[test]
    fn numbers_and_bytes_are_as_rust_writes_them() {
        for (literal, text) in
            [(number(-1), "-1"), (number(1e21), "1e21"), (number(-0.0), "-0.0"), (bytes(b"\0a\xff"), r#"b"\x00a\xff""#)]
        {
            assert_eq!(literal.to_string(), text);
        }
    }
}
