//! The grammar of JSON numbers, which big numbers and documents are kept in.

/// The extent of a number at the start of some bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// How many bytes it takes.
    pub len: usize,
    /// Whether it has neither fraction nor exponent.
    pub whole: bool,
}

/// Measures the number at the start of `bytes`.
///
/// # Errors
/// When there is none: the index of the byte that does not fit.
#[inline]
pub fn measure(bytes: &[u8]) -> Result<Extent, usize> {
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
pub fn is_number(text: &str) -> bool {
    measure(text.as_bytes()).is_ok_and(|extent| extent.len == text.len())
}

/// Whether a JSON number has neither fraction nor exponent.
pub(crate) fn is_whole(number: &str) -> bool {
    !number.contains(['.', 'e', 'E'])
}

/// How many digits a whole number may have that is written with an exponent.
pub const BIG: usize = 1000;

/// The digits of a number that is whole, however it is written; `None` if it is not, or has more digits than `limit`.
///
/// ```
/// use weland_core::number::whole;
///
/// assert_eq!(whole("-1.50e2", 9).as_deref(), Some("-150"));
/// assert_eq!(whole("1.5", 9), None);
/// assert_eq!(whole("1e10", 9), None);
/// ```
pub fn whole(number: &str, limit: usize) -> Option<String> {
    if is_whole(number) {
        return Some(number.to_owned());
    }
    let (digits, point) = parts(number)?;
    if digits.is_empty() {
        return Some("0".to_owned());
    }
    let length = usize::try_from(point).ok().filter(|length| (digits.len()..=limit).contains(length))?;
    let sign = if number.starts_with('-') { "-" } else { "" };
    Some(format!("{sign}{digits}{}", "0".repeat(length - digits.len())))
}

/// Whether a finite double stands for exactly the number that a text is, so that it can be written in its place: the
/// shortest digits that lead back to the double are those of the text.
pub(crate) fn is_exact(text: &str, value: f64) -> bool {
    // Up to 15 digits survive the way through a normal double.
    let is_short = text.len() <= 15;
    is_short && value.is_normal() || parts(text) == parts(&format!("{value:e}"))
}

/// The digits of a number without zeros at their ends, and the power of ten of the first one; the sign is left out.
/// `None` if the exponent is out of all bounds, which that of a double never is.
fn parts(text: &str) -> Option<(String, i64)> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let mantissa = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = whole.to_owned() + fraction;
    let significant = digits.trim_start_matches('0');
    if significant.is_empty() {
        return Some((String::new(), 0));
    }
    let leading = digits.len() - significant.len();
    let point = i64::try_from(whole.len()).ok()? - i64::try_from(leading).ok()?;
    Some((significant.trim_end_matches('0').to_owned(), exponent.parse::<i64>().ok()?.checked_add(point)?))
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

    #[test]
    fn a_double_is_exact_if_its_digits_are_those_of_the_text() {
        for exact in [
            "0.1",
            "1.0",
            "1.50",
            "-2.5e-300",
            "1e300",
            "1E5",
            "100e-2",
            "0.000",
            "-0",
            "0e999999999999999999999",
            "0.30000000000000004",
            "123456789012345680000000000000",
            "5e-324",
        ] {
            let value: f64 = exact.parse().unwrap();
            assert!(is_exact(exact, value), "{exact}");
        }
        for rounded in [
            "123456789012345678901234567890",
            "18446744073709551616.5",
            "0.1000000000000000055511151231257827",
            "9007199254740993.0",
            "1e-400",
            "4e-324",
            "1.00000000000000001",
            "1e99999999999999999999999",
        ] {
            let value: f64 = rounded.parse().unwrap();
            assert!(!is_exact(rounded, value), "{rounded}");
        }
    }
}
