//! Documents: JSON values without a schema.

use std::collections::BTreeMap;
use std::io::Write as _;

use weland_core::{DecodeError, Document};

use super::decode::JsonDecoder;
use super::write::{write_integer, write_string};

/// Writes a document; returns whether it could be written. In contrast to members, whose type says that `"NaN"` is a
/// number, it has no way to write a number that is not finite.
pub(super) fn write(out: &mut Vec<u8>, value: &Document) -> bool {
    match value {
        Document::Null => out.extend_from_slice(b"null"),
        Document::Boolean(true) => out.extend_from_slice(b"true"),
        Document::Boolean(false) => out.extend_from_slice(b"false"),
        Document::Integer(value) => write_integer(out, *value),
        Document::Double(value) => {
            // Writing to a Vec cannot fail.
            let _ = write!(out, "{value:?}");
            return value.is_finite();
        }
        Document::Decimal(value) => out.extend_from_slice(value.as_str().as_bytes()),
        Document::String(value) => write_string(out, value),
        Document::List(list) => return write_list(out, list),
        Document::Map(map) => return write_map(out, map),
    }
    true
}

fn write_list(out: &mut Vec<u8>, list: &[Document]) -> bool {
    out.push(b'[');
    for (index, value) in list.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        if !write(out, value) {
            return false;
        }
    }
    out.push(b']');
    true
}

fn write_map(out: &mut Vec<u8>, map: &BTreeMap<String, Document>) -> bool {
    out.push(b'{');
    for (index, (key, value)) in map.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write_string(out, key);
        out.push(b':');
        if !write(out, value) {
            return false;
        }
    }
    out.push(b'}');
    true
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
        _ => Document::number(from.read_number()?.0)?,
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
