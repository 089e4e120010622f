//! Percent-encoding, and query strings.

use std::borrow::Cow;

/// Appends `text` with everything encoded but the unreserved characters of RFC 3986 and, if wanted, slashes.
pub(crate) fn percent_encode(out: &mut String, text: &str, keep_slash: bool) {
    const HEX: [u8; 16] = *b"0123456789ABCDEF";
    out.reserve(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            b'/' if keep_slash => out.push('/'),
            _ => {
                out.push('%');
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
}

/// The text that a percent-encoded text stands for; `None` if an escape is malformed or the result is not UTF-8.
pub fn percent_decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let (digits, after) = rest.split_at_checked(2)?;
        let value = digits
            .iter()
            .try_fold(0, |value, digit| char::from(*digit).to_digit(16).map(|digit| value * 16 + digit))?;
        bytes.push(u8::try_from(value).ok()?);
        rest = after;
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

/// The parameters of a query string, decoded, in their order; `+` is a space, as HTML forms write it, since clients
/// encode a plus that is meant. What cannot be decoded is taken as it stands.
pub fn parse_query(query: &str) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode_parameter(name), decode_parameter(value)))
        .collect()
}

/// A name or a value of a query string, decoded.
pub(super) fn decode_parameter(text: &str) -> Cow<'_, str> {
    if !text.contains('+') {
        return percent_decode(text).unwrap_or(Cow::Borrowed(text));
    }
    let spaced = text.replace('+', " ");
    match percent_decode(&spaced) {
        Some(Cow::Owned(decoded)) => Cow::Owned(decoded),
        Some(Cow::Borrowed(_)) => Cow::Owned(spaced),
        None => Cow::Borrowed(text),
    }
}
