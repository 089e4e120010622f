//! The headers of a part.

use bytes::Bytes;
use weland_core::{DecodeError, FilePart};

use super::super::encoding::{TRANSFER_ENCODING, decoded};
use super::malformed;
use crate::media::parameter;

/// How many bytes the headers of a part may have.
const MAX_HEAD: usize = 16 * 1024;

/// How many headers a part may have.
const MAX_HEADERS: usize = 100;

/// Where a line ends.
pub(super) fn line_end(bytes: &[u8]) -> Option<usize> {
    bytes.windows(2).position(|window| window == b"\r\n")
}

/// The headers of a part, and what comes after them.
pub(super) fn split(part: &Bytes) -> Result<(&str, Bytes), DecodeError> {
    const END: &[u8] = b"\r\n\r\n";
    let start = part.get(..MAX_HEAD + END.len()).unwrap_or(part);
    let Some(end) = start.windows(END.len()).position(|window| window == END) else {
        return Err(match start.len() < part.len() {
            true => malformed(&format!("the headers of a part have more than {MAX_HEAD} bytes")),
            false => malformed("the headers of a part do not end"),
        });
    };
    let head = std::str::from_utf8(part.get(..end).unwrap_or_default())
        .map_err(|_| malformed("the headers of a part are not UTF-8"))?;
    Ok((head, part.slice(end + END.len()..)))
}

/// Reads headers into a part whose content is there already, and gives the name of the field, if there is one.
pub(super) fn read(head: &str, is_named: bool, part: &mut FilePart) -> Result<Option<String>, DecodeError> {
    let mut disposition = None;
    for (count, line) in lines(head).enumerate() {
        if count == MAX_HEADERS {
            return Err(malformed(&format!("a part has more than {MAX_HEADERS} headers")));
        }
        let (name, value) = line.split_once(':').ok_or_else(|| malformed("a header of a part has no colon"))?;
        let (name, value) = (name.trim(), value.trim());
        if name.eq_ignore_ascii_case("content-disposition") {
            disposition.get_or_insert_with(|| value.to_owned());
        } else if name.eq_ignore_ascii_case("content-type") {
            part.content_type.get_or_insert_with(|| value.to_owned());
        } else {
            check_transfer_encoding(name, value)?;
            part.headers.push((name.to_owned(), value.to_owned()));
        }
    }
    if is_named && disposition.is_none() {
        return Err(malformed("a part has no `Content-Disposition`"));
    }
    let disposition = disposition.unwrap_or_default();
    part.file_name = parameter(&disposition, "filename*")
        .and_then(|value| extended(&value))
        .or_else(|| parameter(&disposition, "filename").map(unescaped));
    Ok(parameter(&disposition, "name").map(unescaped))
}

/// The lines of headers, each with those that continue it.
fn lines(head: &str) -> impl Iterator<Item = String> {
    let mut rest = head.split("\r\n").filter(|line| !line.is_empty()).peekable();
    std::iter::from_fn(move || {
        let mut line = rest.next()?.to_owned();
        while let Some(more) = rest.next_if(|line| line.starts_with([' ', '\t'])) {
            line.push_str(more);
        }
        Some(line)
    })
}

/// Refuses encodings of contents that nobody can read here.
fn check_transfer_encoding(name: &str, value: &str) -> Result<(), DecodeError> {
    let known = ["base64", "7bit", "8bit", "binary"];
    if !name.eq_ignore_ascii_case(TRANSFER_ENCODING) || known.iter().any(|known| value.eq_ignore_ascii_case(known)) {
        return Ok(());
    }
    Err(malformed(&format!("no part can be read in the `{TRANSFER_ENCODING}` `{value}`")))
}

/// A name as browsers write it.
fn unescaped(name: String) -> String {
    match name.contains('%') {
        true => name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n"),
        false => name,
    }
}

/// A value with its charset in front, percent-encoded (RFC 8187). RFC 7578 rules them out, and some clients send them.
fn extended(value: &str) -> Option<String> {
    let (charset, rest) = value.split_once('\'')?;
    let (_, text) = rest.split_once('\'')?;
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let (byte, after) = match (first, after) {
            (b'%', [high, low, after @ ..]) => {
                let digit = |digit: u8| char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                (digit(*high)? * 16 + digit(*low)?, after)
            }
            (b'%', _) => return None,
            (byte, after) => (*byte, after),
        };
        bytes.push(byte);
        rest = after;
    }
    decoded(&bytes, charset)
}
