//! Bytes as text that a person can read.

use std::fmt;

/// How many bytes of a body are shown.
const SHOWN: usize = 4096;

/// Bytes as quoted text, or in hexadecimal if they are none.
pub(crate) struct Quoted<'a>(pub(crate) &'a [u8]);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match std::str::from_utf8(self.0) {
            Ok(text) => write!(f, "{text:?}"),
            Err(_) => hex(self.0, f),
        }
    }
}

/// Bytes as they are if they are text, in hexadecimal otherwise.
pub(crate) struct Plain<'a>(pub(crate) &'a [u8]);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_text = |text: &str| !text.chars().any(|char| char.is_control() && !char.is_whitespace());
        match std::str::from_utf8(self.0) {
            Ok(text) if is_text(text) && text.len() <= SHOWN => f.write_str(text),
            Ok(text) if is_text(text) => {
                let end = (0..=SHOWN).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
                write!(f, "{} … ({} bytes in all)", text.get(..end).unwrap_or_default(), text.len())
            }
            _ => hex(self.0, f),
        }
    }
}

fn hex(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("0x")?;
    for byte in bytes.iter().take(SHOWN / 2) {
        write!(f, "{byte:02x}")?;
    }
    if bytes.len() > SHOWN / 2 {
        write!(f, " … ({} bytes in all)", bytes.len())?;
    }
    Ok(())
}
