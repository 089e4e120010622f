//! Documents: values without a schema. The protocol leaves them out; what is natural is written and read.

use std::collections::BTreeMap;

use weland_core::{DecodeError, Document, EncodeError};

use super::decode::{CborDecoder, Level};
use super::write::Writer;
use super::{big, major};

/// Writes a document.
///
/// # Errors
/// When it holds a number that is not finite, which documents have not, or that is too long.
pub(super) fn write(out: &mut Writer, value: &Document) -> Result<(), EncodeError> {
    match value {
        Document::Null => out.push(0xf6),
        Document::Boolean(value) => out.push(if *value { 0xf5 } else { 0xf4 }),
        Document::Integer(value) => out.whole(*value),
        Document::Double(value) if value.is_finite() => out.number(*value),
        Document::Double(_) => return Err(EncodeError::new("a document cannot hold a number that is not finite")),
        Document::Decimal(value) => big::write_decimal(out, value.as_str())?,
        Document::String(value) => out.text(value),
        Document::List(list) => {
            out.open(major::LIST, list.len());
            return list.iter().try_for_each(|value| write(out, value));
        }
        Document::Map(map) => {
            out.open(major::MAP, map.len());
            for (key, value) in map {
                out.text(key);
                write(out, value)?;
            }
        }
    }
    Ok(())
}

/// Reads any value but bytes. Recursion ends at the decoder's depth limit.
pub(super) fn read(from: &mut CborDecoder<'_>) -> Result<Document, DecodeError> {
    Ok(match from.reader.peek().map(|first| (first >> 5, first)) {
        Some((major::LIST, _)) => Document::List(read_list(from)?),
        Some((major::MAP, _)) => Document::Map(read_map(from)?),
        Some((major::TEXT, _)) => Document::String(from.reader.text()?.into_owned()),
        Some((_, first @ (0xf4 | 0xf5))) => {
            from.reader.head()?;
            Document::Boolean(first == 0xf5)
        }
        _ if from.reader.null() => Document::Null,
        Some((major::UNSIGNED | major::NEGATIVE, _)) => Document::number(&big::read_integer(&mut from.reader)?)?,
        Some((major::TAG, _)) => Document::number(&big::read_decimal(&mut from.reader)?)?,
        Some((major::OTHER, _)) => {
            let before = from.reader;
            let value = from.number()?;
            if !value.is_finite() {
                return Err(before.error("a document cannot hold a number that is not finite"));
            }
            Document::Double(value)
        }
        _ => return Err(from.reader.expected("a value of a document")),
    })
}

fn read_list(from: &mut CborDecoder<'_>) -> Result<Vec<Document>, DecodeError> {
    let left = from.reader.open(major::LIST, "a list")?;
    from.enter(Level::List(left, 0))?;
    let mut list = Vec::new();
    while from.another_element()? {
        list.push(read(from).map_err(|error| error.within(list.len()))?);
    }
    Ok(list)
}

fn read_map(from: &mut CborDecoder<'_>) -> Result<BTreeMap<String, Document>, DecodeError> {
    let left = from.reader.open(major::MAP, "a map")?;
    from.enter(Level::Map(left, None))?;
    let mut map = BTreeMap::new();
    while let Some(key) = from.another_key()? {
        // Long keys are cut short in paths: each level copies them again.
        let value = read(from).map_err(|error| error.within(key.get(..64).unwrap_or(&key)))?;
        if map.insert(key.into_owned(), value).is_some() {
            from.repeated_entry()?;
        }
    }
    Ok(map)
}
