//! Documents: JSON values without a schema.

use std::collections::BTreeMap;
use std::io::Write as _;

use weland_core::{DecodeError, Document};

use super::decode::JsonDecoder;
use super::write::{write_integer, write_string};
use crate::scalar::non_finite;

/// Writes a document. Numbers that JSON has no spelling for are written as strings, like those of floats.
pub(super) fn write(out: &mut Vec<u8>, value: &Document) {
    match value {
        Document::Null => out.extend_from_slice(b"null"),
        Document::Boolean(true) => out.extend_from_slice(b"true"),
        Document::Boolean(false) => out.extend_from_slice(b"false"),
        Document::Integer(value) => write_integer(out, *value),
        Document::Double(value) if value.is_finite() => {
            // Writing to a Vec cannot fail.
            let _ = write!(out, "{value:?}");
        }
        Document::Double(value) => write_string(out, non_finite(*value)),
        Document::String(value) => write_string(out, value),
        Document::List(list) => {
            out.push(b'[');
            for (index, value) in list.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write(out, value);
            }
            out.push(b']');
        }
        Document::Map(map) => {
            out.push(b'{');
            for (index, (key, value)) in map.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_string(out, key);
                out.push(b':');
                write(out, value);
            }
            out.push(b'}');
        }
    }
}

/// Reads any value. Recursion ends at the decoder's depth limit.
pub(super) fn read(from: &mut JsonDecoder<'_>) -> Result<Document, DecodeError> {
    Ok(match from.peek_value()? {
        b'{' => Document::Map(read_map(from)?),
        b'[' => Document::List(read_list(from)?),
        b'"' => Document::String(from.read_string()?.into_owned()),
        b't' | b'f' => Document::Boolean(from.read_boolean()?),
        b'n' => {
            from.literal("null")?;
            Document::Null
        }
        _ => {
            let (text, whole) = from.read_number()?;
            match text.parse() {
                Ok(value) if whole => Document::Integer(value),
                _ => Document::Double(from.finite(text)?),
            }
        }
    })
}

fn read_list(from: &mut JsonDecoder<'_>) -> Result<Vec<Document>, DecodeError> {
    let mut list = Vec::new();
    from.open_list()?;
    while from.another_element()? {
        list.push(read(from).map_err(|error| error.within(list.len()))?);
    }
    Ok(list)
}

fn read_map(from: &mut JsonDecoder<'_>) -> Result<BTreeMap<String, Document>, DecodeError> {
    let mut map = BTreeMap::new();
    from.open_map()?;
    while let Some(key) = from.another_key()? {
        // Long keys are cut short in paths: each level copies them again.
        let value = read(from).map_err(|error| error.within(key.get(..64).unwrap_or(&key)))?;
        if map.insert(key.into_owned(), value).is_some() {
            from.repeated_entry()?;
        }
    }
    Ok(map)
}
