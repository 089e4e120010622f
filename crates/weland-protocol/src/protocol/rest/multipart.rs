//! Forms in several parts: `multipart/form-data` (RFC 7578).

use bytes::Bytes;
use weland_core::DecodeError;

use super::field::{Field, Received, Value};
use super::form::MAX_FIELDS;
use crate::random::random_bytes;
use crate::strictness::Strictness;
use crate::uri::percent_decode;

/// How many parts a form may have.
const MAX_PARTS: usize = MAX_FIELDS;

/// How many bytes the headers of a part may have.
const MAX_HEAD: usize = 16 * 1024;

/// How long a boundary may be (RFC 2046, section 5.1.1).
const MAX_BOUNDARY: usize = 70;

/// Writes fields, and gives the media type with the boundary between the parts.
pub(super) fn write(media_type: &str, fields: Vec<Field>) -> (String, Vec<u8>) {
    let boundary = boundary();
    let mut out = Vec::new();
    for Field { name, content_type, value } in fields {
        out.extend_from_slice(format!("--{boundary}\r\n").as_bytes());
        let name = quoted(&name);
        let is_file = matches!(value, Value::File(_));
        let file = if is_file { format!("; filename=\"{name}\"") } else { String::new() };
        out.extend_from_slice(format!("Content-Disposition: form-data; name=\"{name}\"{file}\r\n").as_bytes());
        let usual = match value {
            Value::Json(_) => Some("application/json"),
            Value::File(_) => Some("application/octet-stream"),
            Value::Text(_) | Value::Styled(_) => None,
        };
        // Of several types that the model allows, the first; a range says nothing that could be sent.
        let stated = content_type.and_then(|types| types.split(',').next()).map(str::trim);
        if let Some(content_type) = stated.filter(|stated| !stated.contains('*')).or(usual) {
            out.extend_from_slice(format!("Content-Type: {content_type}\r\n").as_bytes());
        }
        out.extend_from_slice(b"\r\n");
        match value {
            Value::Text(text) => out.extend_from_slice(text.as_bytes()),
            Value::Styled(text) => out.extend_from_slice(percent_decode(&text).unwrap_or_default().as_bytes()),
            Value::Json(bytes) => out.extend_from_slice(&bytes),
            Value::File(bytes) => out.extend_from_slice(&bytes),
        }
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (format!("{media_type}; boundary={boundary}"), out)
}

/// A boundary that nobody can guess, so that no value contains it.
fn boundary() -> String {
    let digits: String = random_bytes::<16>().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("weland-{digits}")
}

/// A name between quotes, as browsers write it.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// Reads fields. `content_type` is the header, with the boundary.
///
/// # Errors
/// When the form is malformed, or has too many parts.
pub(super) fn read(content_type: &str, body: &Bytes, strictness: Strictness) -> Result<Received<'static>, DecodeError> {
    let boundary = parameter(content_type, "boundary")
        .filter(|boundary| !boundary.is_empty())
        .ok_or_else(|| malformed("`Content-Type` has no `boundary`"))?;
    if boundary.len() > MAX_BOUNDARY {
        return Err(malformed(&format!("its boundary has more than {MAX_BOUNDARY} characters")));
    }
    let delimiter = format!("--{boundary}");
    let mut fields = Vec::new();
    // What stands before the first boundary means nothing.
    let mut at = match body.starts_with(delimiter.as_bytes()) {
        true => delimiter.len(),
        false => {
            let first = format!("\r\n{delimiter}");
            find(body, first.as_bytes()).ok_or_else(|| malformed("it has no boundary"))? + first.len()
        }
    };
    let delimiter = format!("\r\n{delimiter}");
    loop {
        let rest = body.get(at..).unwrap_or_default();
        if rest.starts_with(b"--") {
            return Ok(Received { fields, raw: Vec::new(), strictness });
        }
        // Space may stand behind a boundary.
        let line = find(rest, b"\r\n").ok_or_else(|| malformed("it ends within a boundary"))?;
        let start = at + line;
        let part = body.get(start..).unwrap_or_default();
        let length = find(part, delimiter.as_bytes()).ok_or_else(|| malformed("its last boundary is missing"))?;
        if fields.len() == MAX_PARTS {
            return Err(malformed(&format!("it has more than {MAX_PARTS} parts")));
        }
        fields.extend(field(&body.slice(start..start + length))?);
        at = start + length + delimiter.len();
    }
}

/// The name and the value of a part, which begins with the end of the line before it; `None` if it has no name.
fn field(part: &Bytes) -> Result<Option<(String, Bytes)>, DecodeError> {
    let end = find(part, b"\r\n\r\n").ok_or_else(|| malformed("the headers of a part do not end"))?;
    if end > MAX_HEAD {
        return Err(malformed(&format!("the headers of a part have more than {MAX_HEAD} bytes")));
    }
    let head = std::str::from_utf8(part.get(..end).unwrap_or_default())
        .map_err(|_| malformed("the headers of a part are not UTF-8"))?;
    let disposition = head
        .split("\r\n")
        .filter_map(|line| line.split_once(':'))
        .find_map(|(name, value)| name.trim().eq_ignore_ascii_case("content-disposition").then_some(value));
    let disposition = disposition.ok_or_else(|| malformed("a part has no `Content-Disposition`"))?;
    let name =
        parameter(disposition, "name").map(|name| name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n"));
    Ok(name.map(|name| (name, part.slice(end + 4..))))
}

/// The value of a parameter of a header.
fn parameter(header: &str, wanted: &str) -> Option<String> {
    let mut rest = header.split_once(';')?.1;
    loop {
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => unquote(quoted)?,
            None => {
                let end = after.find(';').unwrap_or(after.len());
                let (value, after) = after.split_at(end);
                (value.trim().to_owned(), after)
            }
        };
        if name.trim().eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = after.split_once(';')?.1;
    }
}

/// The text up to the closing quote, and what comes after it.
fn unquote(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => return Some((value, characters.as_str())),
            '\\' => value.extend(characters.next()),
            _ => value.push(character),
        }
    }
    None
}

/// The first place of some bytes in others, in linear time for what boundaries look like.
fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn malformed(what: &str) -> DecodeError {
    DecodeError::new(format!("the multipart body is malformed: {what}"))
}
