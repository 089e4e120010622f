//! Writing parts.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderName, HeaderValue};
use weland_core::{EncodeError, FieldSchema, FilePart};

use super::super::encoding::TRANSFER_ENCODING;
use super::super::field::{Field, Value, missing_header};
use super::{OCTETS, ranges};
use crate::media;
use crate::random::random_bytes;
use crate::uri::percent_decode;

/// Writes fields, and gives the media type with the boundary between the parts.
///
/// # Errors
/// When a header of a part cannot be written, or is missing.
pub(in super::super) fn write(media_type: &str, fields: Vec<Field>) -> Result<(String, Vec<u8>), EncodeError> {
    let boundary = boundary();
    let mut out = Vec::new();
    for field in fields {
        out.extend_from_slice(format!("--{boundary}\r\n").as_bytes());
        let name = field.name.clone();
        part(field, &mut out).map_err(|error| name.iter().fold(error, |error, name| error.within(name)))?;
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    // A boundary in the model is that of its author's example.
    let is_boundary = |parameter: &&str| parameter.trim().to_ascii_lowercase().starts_with("boundary=");
    let stated: Vec<&str> = media_type.split(';').filter(|parameter| !is_boundary(parameter)).collect();
    Ok((format!("{}; boundary={boundary}", stated.join(";").trim_end()), out))
}

/// A boundary that nobody can guess, so that no value contains it.
fn boundary() -> String {
    let digits: String = random_bytes::<16>().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("weland-{digits}")
}

/// Writes the headers of a part and what it holds.
fn part(field: Field, out: &mut Vec<u8>) -> Result<(), EncodeError> {
    let Field { name, part: schema, value } = field;
    // In a style of its own, a name is percent-encoded, too.
    let name = match (name, &value) {
        (Some(name), Value::Styled(_)) => Some(percent_decode(&name).unwrap_or_default().into_owned()),
        (name, _) => name,
    };
    disposition(out, name.as_deref(), &value);
    let stated = schema.and_then(|schema| schema.content_type);
    let content_type = match &value {
        Value::Json(_) => {
            let json = stated.and_then(|stated| concrete(stated).find(|it| media::is_json(it)));
            json.or_else(|| stated.and_then(|stated| concrete(stated).next())).or(Some(media::JSON))
        }
        Value::File(file) => Some(type_of_file(file, stated)?),
        Value::Text(_) | Value::Styled(_) => stated.and_then(|stated| concrete(stated).next()),
    };
    if let Some(content_type) = content_type {
        header(out, "Content-Type", content_type)?;
    }
    if let Value::File(file) = &value {
        further_headers(out, schema, file)?;
    }
    let is_base64 = schema.is_some_and(|schema| schema.base64);
    match value {
        Value::File(file) if is_base64 => {
            header(out, TRANSFER_ENCODING, "base64")?;
            out.extend_from_slice(b"\r\n");
            out.extend_from_slice(STANDARD.encode(&file.content).as_bytes());
        }
        other => {
            out.extend_from_slice(b"\r\n");
            match other {
                Value::Text(text) => out.extend_from_slice(text.as_bytes()),
                Value::Styled(text) => out.extend_from_slice(percent_decode(&text).unwrap_or_default().as_bytes()),
                Value::Json(bytes) => out.extend_from_slice(&bytes),
                Value::File(file) => out.extend_from_slice(&file.content),
            }
        }
    }
    Ok(())
}

/// Servers tell a file from a text by its name, so each file has one.
fn disposition(out: &mut Vec<u8>, name: Option<&str>, value: &Value) {
    let mut parameters = Vec::new();
    parameters.extend(name.map(|name| ("name", name)));
    if let Value::File(file) = value {
        parameters.extend(file.file_name.as_deref().or(name).map(|name| ("filename", name)));
    }
    if parameters.is_empty() {
        return;
    }
    let kind = if name.is_some() { "form-data" } else { "attachment" };
    out.extend_from_slice(format!("Content-Disposition: {kind}").as_bytes());
    for (parameter, value) in parameters {
        out.extend_from_slice(format!("; {parameter}=\"{}\"", quoted(value)).as_bytes());
    }
    out.extend_from_slice(b"\r\n");
}

/// A name between quotes. Most servers take a backslash for the start of an escape; lines end as browsers have it.
fn quoted(name: &str) -> String {
    name.replace('\\', "\\\\").replace('"', "\\\"").replace('\r', "%0D").replace('\n', "%0A")
}

/// The media types of a list that are no ranges.
fn concrete(stated: &str) -> impl Iterator<Item = &str> {
    ranges(stated).filter(|range| !range.contains('*'))
}

/// The media type that a file is sent in: its own, or the first that the model states.
fn type_of_file<'a>(file: &'a FilePart, stated: Option<&'a str>) -> Result<&'a str, EncodeError> {
    if let Some(own) = &file.content_type {
        return Ok(own);
    }
    let Some(stated) = stated else { return Ok(OCTETS) };
    let is_any = || ranges(stated).any(|range| media::is_in(OCTETS, range));
    let found = concrete(stated).next().or_else(|| is_any().then_some(OCTETS));
    found.ok_or_else(|| {
        EncodeError::new(format!("the media type of the file has to be set, since it can be any of {stated}"))
    })
}

/// Writes the headers of a file that have no meaning of their own.
fn further_headers(
    out: &mut Vec<u8>,
    schema: Option<&'static FieldSchema>,
    file: &FilePart,
) -> Result<(), EncodeError> {
    if let Some(name) = missing_header(schema, file) {
        return Err(EncodeError::new(format!("the file has no header `{name}`, which it must have")));
    }
    for (name, value) in &file.headers {
        let own = ["Content-Disposition", "Content-Type", TRANSFER_ENCODING];
        if own.iter().any(|own| own.eq_ignore_ascii_case(name)) {
            return Err(EncodeError::new(format!("`{name}` is no further header of a file: it follows from the rest")));
        }
        header(out, name, value)?;
    }
    Ok(())
}

/// Writes a header.
fn header(out: &mut Vec<u8>, name: &str, value: &str) -> Result<(), EncodeError> {
    if HeaderName::from_bytes(name.as_bytes()).is_err() || HeaderValue::from_str(value).is_err() && !is_text(value) {
        return Err(EncodeError::new(format!("`{name}` cannot be a header of the part with this value")));
    }
    out.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
    Ok(())
}

/// Whether a value that is not ASCII has no characters that would end the header.
fn is_text(value: &str) -> bool {
    HeaderValue::from_bytes(value.as_bytes()).is_ok()
}
