//! From documents to values.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::{Blob, DecodeError, Decoder, Document, Member, ShapeType, Structure, Timestamp, TimestampFormat};

/// Reads a document; the value that is read next is on top of the stack.
pub(super) struct DocumentDecoder {
    next: Option<Document>,
    open: Vec<Open>,
}

enum Open {
    List(std::vec::IntoIter<Document>),
    Map(std::collections::btree_map::IntoIter<String, Document>),
}

impl DocumentDecoder {
    pub(super) fn new(document: Document) -> Self {
        Self { next: Some(document), open: Vec::new() }
    }

    fn take(&mut self) -> Document {
        self.next.take().unwrap_or_default()
    }
}

fn wrong(expected: &str, found: &Document) -> DecodeError {
    let found = match found {
        Document::Null => "null",
        Document::Boolean(_) => "a boolean",
        Document::Integer(_) | Document::Double(_) | Document::Decimal(_) => "a number",
        Document::String(_) => "a string",
        Document::List(_) => "a list",
        Document::Map(_) => "a map",
    };
    DecodeError::new(format!("expected {expected}, found {found}"))
}

fn finite(text: &str) -> Result<f64, DecodeError> {
    let value = text.parse().ok().filter(|value: &f64| value.is_finite());
    value.ok_or_else(|| DecodeError::new("the number is out of the range of a double"))
}

impl Decoder for DocumentDecoder {
    fn structure(&mut self, _: &'static Member, value: &mut dyn Structure) -> Result<(), DecodeError> {
        let document = self.take();
        let Document::Map(map) = document else {
            return Err(wrong("a map", &document));
        };
        let schema = value.schema();
        let before = std::mem::take(&mut self.open);
        let mut known = 0;
        let mut missing: Vec<bool> = schema.members.iter().map(|member| member.required).collect();
        for (key, document) in map {
            let found =
                schema.members.iter().enumerate().find(|(_, member)| member.wire_name(Member::JSON_NAME) == key);
            let Some((index, member)) = found.filter(|(_, member)| member.nullable || document != Document::Null)
            else {
                continue;
            };
            known += 1;
            if known > 1 && schema.shape_type == ShapeType::Union {
                return Err(DecodeError::new("a union has exactly one member, found several"));
            }
            self.next = Some(document);
            value.decode_member(index, member, self).map_err(|error| error.within(&key))?;
            if let Some(missing) = missing.get_mut(index) {
                *missing = false;
            }
        }
        self.open = before;
        match schema.members.iter().zip(missing).find(|(_, missing)| *missing) {
            Some((member, _)) => {
                Err(DecodeError::new(format!("missing field `{}`", member.wire_name(Member::JSON_NAME))))
            }
            None => Ok(()),
        }
    }

    fn begin_list(&mut self, _: &'static Member) -> Result<(), DecodeError> {
        let document = self.take();
        let Document::List(list) = document else {
            return Err(wrong("a list", &document));
        };
        self.open.push(Open::List(list.into_iter()));
        Ok(())
    }

    fn next_element(&mut self, _: &'static Member) -> Result<bool, DecodeError> {
        if let Some(Open::List(rest)) = self.open.last_mut() {
            self.next = rest.next();
        }
        if self.next.is_none() {
            self.open.pop();
        }
        Ok(self.next.is_some())
    }

    fn begin_map(&mut self, _: &'static Member) -> Result<(), DecodeError> {
        let document = self.take();
        let Document::Map(map) = document else {
            return Err(wrong("a map", &document));
        };
        self.open.push(Open::Map(map.into_iter()));
        Ok(())
    }

    fn next_key(&mut self, _: &'static Member) -> Result<Option<String>, DecodeError> {
        let entry = match self.open.last_mut() {
            Some(Open::Map(rest)) => rest.next(),
            _ => None,
        };
        let Some((key, value)) = entry else {
            self.open.pop();
            return Ok(None);
        };
        self.next = Some(value);
        Ok(Some(key))
    }

    fn null(&mut self) -> Result<bool, DecodeError> {
        let is_null = self.next == Some(Document::Null);
        if is_null {
            self.next = None;
        }
        Ok(is_null)
    }

    fn boolean(&mut self, _: &'static Member) -> Result<bool, DecodeError> {
        match self.take() {
            Document::Boolean(value) => Ok(value),
            other => Err(wrong("a boolean", &other)),
        }
    }

    fn integer(&mut self, _: &'static Member) -> Result<i64, DecodeError> {
        match self.take() {
            Document::Integer(value) => Ok(value),
            other => Err(wrong("a whole number", &other)),
        }
    }

    fn double(&mut self, _: &'static Member) -> Result<f64, DecodeError> {
        match self.take() {
            Document::Integer(value) => Ok(value as f64),
            Document::Double(value) => Ok(value),
            Document::Decimal(value) => finite(value.as_str()),
            Document::String(text) if matches!(text.as_str(), "NaN" | "Infinity" | "-Infinity") => {
                text.parse().map_err(|_| DecodeError::new("expected a number"))
            }
            other => Err(wrong("a number", &other)),
        }
    }

    fn big_number(&mut self, member: &'static Member) -> Result<String, DecodeError> {
        /// Whole numbers beyond it are not all doubles, so that the one that was meant may be lost.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        match self.take() {
            Document::Integer(value) => Ok(value.to_string()),
            Document::Double(value) if member.schema.shape_type == ShapeType::BigInteger && value.abs() > EXACT => {
                Err(DecodeError::new("an integer beyond 64 bits has to be a string of its digits"))
            }
            Document::Double(value) => Ok(value.to_string()),
            Document::Decimal(value) => Ok(value.as_str().to_owned()),
            Document::String(text) => Ok(text),
            other => Err(wrong("a number", &other)),
        }
    }

    fn string(&mut self, _: &'static Member) -> Result<Cow<'_, str>, DecodeError> {
        match self.take() {
            Document::String(text) => Ok(Cow::Owned(text)),
            other => Err(wrong("a string", &other)),
        }
    }

    fn blob(&mut self, _: &'static Member) -> Result<Blob, DecodeError> {
        match self.take() {
            Document::String(text) => {
                STANDARD.decode(&text).map(Blob::new).map_err(|error| DecodeError::new(format!("not base64: {error}")))
            }
            other => Err(wrong("base64 text", &other)),
        }
    }

    fn timestamp(&mut self, member: &'static Member) -> Result<Timestamp, DecodeError> {
        let format = member.timestamp_format.unwrap_or(TimestampFormat::EpochSeconds);
        let document = self.take();
        let parsed = match (&document, format) {
            (Document::Integer(seconds), TimestampFormat::EpochSeconds) => Some(Timestamp::new(*seconds, 0)),
            (Document::Double(seconds), TimestampFormat::EpochSeconds) => Timestamp::from_epoch_seconds(*seconds),
            (Document::Decimal(seconds), TimestampFormat::EpochSeconds) => Timestamp::parse(seconds.as_str(), format),
            (Document::String(text), TimestampFormat::DateTime | TimestampFormat::HttpDate) => {
                Timestamp::parse(text, format)
            }
            _ => None,
        };
        parsed.filter(|stamp| stamp.is_within_years()).ok_or_else(|| wrong("a timestamp", &document))
    }

    fn document(&mut self, _: &'static Member) -> Result<Document, DecodeError> {
        Ok(self.take())
    }
}
