//! The grammar of JSON numbers.

/// The extent of a number at the start of some bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Extent {
    /// How many bytes it takes.
    pub(crate) len: usize,
    /// Whether it has neither fraction nor exponent.
    pub(crate) whole: bool,
}

/// Measures the number at the start of `bytes`; the error is the index of the byte that does not fit.
pub(crate) fn measure(bytes: &[u8]) -> Result<Extent, usize> {
    let mut at = usize::from(bytes.first() == Some(&b'-'));
    match bytes.get(at) {
        Some(b'0') => at += 1,
        Some(b'1'..=b'9') => at = digits(bytes, at),
        _ => return Err(at),
    }
    let mut whole = true;
    if bytes.get(at) == Some(&b'.') {
        whole = false;
        at = some_digits(bytes, at + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        whole = false;
        at += 1;
        if let Some(b'+' | b'-') = bytes.get(at) {
            at += 1;
        }
        at = some_digits(bytes, at)?;
    }
    Ok(Extent { len: at, whole })
}

fn digits(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

fn some_digits(bytes: &[u8], from: usize) -> Result<usize, usize> {
    let end = digits(bytes, from);
    if end == from { Err(from) } else { Ok(end) }
}

/// Whether the whole text is a JSON number.
pub(crate) fn is_number(text: &str) -> bool {
    measure(text.as_bytes()).is_ok_and(|extent| extent.len == text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_json_grammar() {
        for good in ["0", "-0", "10", "-1.5", "1e5", "1E+5", "1.25e-7", "123456789012345678901234567890"] {
            assert!(is_number(good), "{good}");
        }
        for bad in ["", "-", "+1", "01", "1.", ".5", "1e", "1e+", "0x42", "NaN", "Infinity", "1 ", "--1", "2ABC"] {
            assert!(!is_number(bad), "{bad}");
        }
    }

    #[test]
    fn a_fraction_or_exponent_is_told_from_a_whole_number() {
        assert_eq!(measure(b"12,"), Ok(Extent { len: 2, whole: true }));
        assert_eq!(measure(b"1.0]"), Ok(Extent { len: 3, whole: false }));
        assert_eq!(measure(b"1e3}"), Ok(Extent { len: 3, whole: false }));
        assert_eq!(measure(b"1.x"), Err(2));
    }
}
