//! Percent-encoding, and query strings.

use std::borrow::Cow;

use weland_core::DecodeError;

/// Appends `text` with everything encoded but the unreserved characters of RFC 3986 and, if wanted, slashes.
pub(crate) fn percent_encode(out: &mut String, text: &str, keep_slash: bool) {
    encode(out, text, if keep_slash { b"/" } else { b"" });
}

/// Appends `text` with everything encoded but the unreserved characters of RFC 3986 and those to keep.
pub(crate) fn percent_encode_keeping(out: &mut String, text: &str, keep: &[u8]) {
    encode(out, text, keep);
}

/// Appends a literal of a path, whose escapes are left alone. What cannot stand in a URI is encoded, so that a request whose
/// model has such a literal is well-formed and finds its operation, too.
pub(crate) fn encode_literal(out: &mut String, text: &str) {
    let keep: &[u8] = if percent_decode(text).is_some() { b"%!$&'()*+,;=:@" } else { b"!$&'()*+,;=:@" };
    encode(out, text, keep);
}

/// Appends a literal of a query string like one of a path, but with its pluses encoded, which would be read as spaces.
pub(crate) fn encode_query_literal(out: &mut String, text: &str) {
    for (index, part) in text.split('+').enumerate() {
        out.push_str(if index > 0 { "%2B" } else { "" });
        encode_literal(out, part);
    }
}

/// Which bytes are unreserved characters of RFC 3986.
static UNRESERVED: [bool; 256] = {
    let mut is_unreserved = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        let is_mark = matches!(byte, b'-' | b'.' | b'_' | b'~');
        is_unreserved[byte as usize] = byte.is_ascii_alphanumeric() || is_mark;
        byte += 1;
    }
    is_unreserved
};

/// Appends `text` with everything encoded but the unreserved characters of RFC 3986 and those to keep, which are ASCII.
fn encode(out: &mut String, text: &str, keep: &[u8]) {
    out.reserve(text.len() + 16);
    // Where the text that is kept begins. Only within a character of several bytes, all of which are escaped, is that no place to
    // cut at.
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !UNRESERVED[usize::from(byte)] && !keep.contains(&byte) {
            out.push_str(text.get(start..at).unwrap_or_default());
            encode_byte(out, byte);
            start = at + 1;
        }
    }
    out.push_str(text.get(start..).unwrap_or_default());
}

fn encode_byte(out: &mut String, byte: u8) {
    const HEX: [u8; 16] = *b"0123456789ABCDEF";
    out.push('%');
    out.push(char::from(HEX[usize::from(byte >> 4)]));
    out.push(char::from(HEX[usize::from(byte & 15)]));
}

/// The text that a literal of a pattern stands for, which is what requests are compared with.
pub(crate) fn decode_literal(text: &str) -> Cow<'_, str> {
    percent_decode(text).unwrap_or(Cow::Borrowed(text))
}

/// The text that a percent-encoded text stands for; `None` if an escape is malformed or the result is not UTF-8.
pub fn percent_decode(text: &str) -> Option<Cow<'_, str>> {
    decode(text, |byte| byte == b'%')
}

/// Decodes the escapes of a text. `is_special` is true for percent signs, and for pluses if these are spaces.
fn decode(text: &str, is_special: impl Fn(u8) -> bool) -> Option<Cow<'_, str>> {
    let mut rest = text.as_bytes();
    let mut plain = rest.iter().position(|byte| is_special(*byte));
    if plain.is_none() {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    while let Some((run, special)) = plain.and_then(|plain| rest.split_at_checked(plain)) {
        bytes.extend_from_slice(run);
        let (byte, after) = match special {
            [b'%', high, low, after @ ..] => (hex_digit(*high)? << 4 | hex_digit(*low)?, after),
            [b'+', after @ ..] => (b' ', after),
            _ => return None,
        };
        bytes.push(byte);
        rest = after;
        plain = rest.iter().position(|byte| is_special(*byte));
    }
    bytes.extend_from_slice(rest);
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// A parameter of a query string: its name and its value, decoded.
type Parameter<'a> = (Cow<'a, str>, Cow<'a, str>);

/// The parameters of a query string, decoded, in their order; `+` is a space, as HTML forms write it, since clients
/// encode a plus that is meant.
///
/// # Errors
/// When an escape is malformed or the result is not UTF-8, in a name or in a value, as in a path: what the text stands for is
/// not known, and a guess would reach the service as if the client had sent it.
pub fn parse_query(query: &str) -> Result<Vec<Parameter<'_>>, DecodeError> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let malformed = |what| DecodeError::new(format!("malformed percent-encoding, or not UTF-8, in {what}"));
            let name = decode_parameter(name).ok_or_else(|| malformed("the name of a query parameter".to_owned()))?;
            let value = decode_parameter(value).ok_or_else(|| {
                let start: String = name.chars().take(64).collect();
                malformed(format!("the query parameter `{start}`"))
            })?;
            Ok((name, value))
        })
        .collect()
}

/// Whether a parameter of a query string is this one. One that is malformed is none; reading it is what fails.
pub(crate) fn matches_parameter(pair: &str, name: &str, value: &str) -> bool {
    let (key, text) = pair.split_once('=').unwrap_or((pair, ""));
    decode_parameter(key).is_some_and(|key| key == name) && decode_parameter(text).is_some_and(|text| text == value)
}

/// Whether a query string has a parameter of this name.
pub(crate) fn has_parameter(query: &str, name: &str) -> bool {
    let key =
        |pair: &str| decode_parameter(pair.split_once('=').map_or(pair, |(key, _)| key)).is_some_and(|key| key == name);
    query.split('&').any(key)
}

/// The text that a name or a value of a query string stands for.
pub(crate) fn decode_parameter(text: &str) -> Option<Cow<'_, str>> {
    decode(text, |byte| matches!(byte, b'%' | b'+'))
}
