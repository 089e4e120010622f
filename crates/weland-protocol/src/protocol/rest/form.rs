//! Forms as query strings: `application/x-www-form-urlencoded`.

use bytes::Bytes;
use weland_core::{DecodeError, FilePart};

use super::field::{Field, Received, Value};
use crate::strictness::Strictness;
use crate::uri::{decode_parameter, percent_encode};

/// The media type.
pub(super) const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

/// How many fields a form may have.
pub(super) const MAX_FIELDS: usize = 10_000;

/// Writes fields. Bytes are written as base64 would be in JSON only if they are no text.
pub(super) fn write(fields: Vec<Field>) -> Vec<u8> {
    let mut out = String::new();
    for Field { name, value, .. } in fields {
        let name = name.unwrap_or_default();
        if !out.is_empty() {
            out.push('&');
        }
        match value {
            Value::Styled(text) => {
                out.push_str(&name);
                out.push('=');
                out.push_str(&text);
                continue;
            }
            Value::Text(text) => pair(&mut out, &name, text.as_bytes()),
            Value::Json(bytes) => pair(&mut out, &name, &bytes),
            Value::File(file) => pair(&mut out, &name, &file.content),
        }
    }
    out.into_bytes()
}

fn pair(out: &mut String, name: &str, value: &[u8]) {
    percent_encode(out, name, false);
    out.push('=');
    match std::str::from_utf8(value) {
        Ok(text) => percent_encode(out, text, false),
        Err(_) => value.iter().for_each(|byte| out.push_str(&format!("%{byte:02X}"))),
    }
}

/// Reads fields.
///
/// # Errors
/// When the text is malformed.
pub(super) fn read(bytes: &Bytes, strictness: Strictness) -> Result<Received<'_>, DecodeError> {
    let text = std::str::from_utf8(bytes).map_err(|_| DecodeError::new("the form is not UTF-8"))?;
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let mut pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let raw: Vec<(&str, &str)> = pairs.by_ref().take(MAX_FIELDS).collect();
    if pairs.next().is_some() {
        return Err(DecodeError::new(format!("the form has more than {MAX_FIELDS} fields")));
    }
    let malformed = || DecodeError::new("malformed percent-encoding, or not UTF-8, in a form");
    let decode = |text| decode_parameter(text).ok_or_else(malformed);
    let fields =
        raw.iter().map(|(name, value)| Ok((decode(name)?.into_owned(), FilePart::from(decode(value)?.into_owned()))));
    Ok(Received { fields: fields.collect::<Result<_, DecodeError>>()?, raw, strictness })
}
