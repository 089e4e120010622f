//! Reading values from text.

use std::borrow::Cow;
use std::vec::IntoIter;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use weland_core::number::is_number;
use weland_core::{Blob, DecodeError, Decoder, Document, Member, ShapeType, Structure, Timestamp};

use super::Location;
use super::encode::is_media;
use crate::scalar::{fits, parse_non_finite, parse_timestamp, shown};
use crate::strictness::Strictness;

/// The entries of a map, each with its values.
pub(crate) type Entries<'a> = Vec<(String, Vec<Cow<'a, str>>)>;

/// Hands out the values of one member: a single one, the elements of a list, or the entries of a map.
#[derive(Debug)]
pub(crate) struct TextDecoder<'a> {
    location: Location,
    strictness: Strictness,
    entries: IntoIter<(String, Vec<Cow<'a, str>>)>,
    values: IntoIter<Cow<'a, str>>,
}

impl<'a> TextDecoder<'a> {
    /// A decoder of one or several values.
    pub(crate) fn values(values: Vec<Cow<'a, str>>, location: Location, strictness: Strictness) -> Self {
        Self { location, strictness, entries: Vec::new().into_iter(), values: values.into_iter() }
    }

    /// A decoder of a map.
    pub(crate) fn entries(entries: Entries<'a>, location: Location, strictness: Strictness) -> Self {
        Self { location, strictness, entries: entries.into_iter(), values: Vec::new().into_iter() }
    }

    fn next(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        self.values.next().ok_or_else(|| DecodeError::new("the value is missing"))
    }

    /// The next value, without the space around it that headers may have.
    fn next_trimmed(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        Ok(match self.next()? {
            Cow::Borrowed(text) if self.location == Location::Header => Cow::Borrowed(text.trim_matches([' ', '\t'])),
            text => text,
        })
    }
}

fn wrong(member: &Member, text: &str, what: &str) -> DecodeError {
    DecodeError::new(format!("{} is not {what}", shown(member, text)))
}

fn out_of_range(member: &Member, text: &str) -> DecodeError {
    DecodeError::new(format!("{} is out of the range of its type", shown(member, text)))
}

impl Decoder for TextDecoder<'_> {
    fn structure(&mut self, _: &'static Member, _: &mut dyn Structure) -> Result<(), DecodeError> {
        Err(DecodeError::new("a structure cannot stand in a path, a query string or a header"))
    }

    fn begin_list(&mut self, _: &'static Member) -> Result<(), DecodeError> {
        Ok(())
    }

    fn next_element(&mut self, _: &'static Member) -> Result<bool, DecodeError> {
        Ok(!self.values.as_slice().is_empty())
    }

    fn begin_map(&mut self, _: &'static Member) -> Result<(), DecodeError> {
        Ok(())
    }

    fn next_key(&mut self, _: &'static Member) -> Result<Option<String>, DecodeError> {
        Ok(self.entries.next().map(|(key, values)| {
            self.values = values.into_iter();
            key
        }))
    }

    fn null(&mut self) -> Result<bool, DecodeError> {
        Ok(false)
    }

    fn boolean(&mut self, member: &'static Member) -> Result<bool, DecodeError> {
        let text = self.next_trimmed()?;
        match &*text {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(wrong(member, &text, "a boolean: `true` or `false`")),
        }
    }

    fn integer(&mut self, member: &'static Member) -> Result<i64, DecodeError> {
        let text = self.next_trimmed()?;
        let digits = text.strip_prefix('-').unwrap_or(&text);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong(member, &text, "a whole number"));
        }
        match text.parse() {
            Ok(value) if fits(member.schema.shape_type, value) => Ok(value),
            _ => Err(out_of_range(member, &text)),
        }
    }

    fn double(&mut self, member: &'static Member) -> Result<f64, DecodeError> {
        let text = self.next_trimmed()?;
        if let Some(value) = parse_non_finite(&text) {
            return Ok(value);
        }
        if !is_number(&text) {
            return Err(wrong(member, &text, "a number"));
        }
        let value: f64 = text.parse().map_err(|_| wrong(member, &text, "a number"))?;
        let too_big = member.schema.shape_type == ShapeType::Float && (value as f32).is_infinite();
        if too_big || value.is_infinite() {
            return Err(out_of_range(member, &text));
        }
        Ok(value)
    }

    fn big_number(&mut self, member: &'static Member) -> Result<String, DecodeError> {
        let text = self.next_trimmed()?;
        if is_number(&text) { Ok(text.into_owned()) } else { Err(wrong(member, &text, "a number")) }
    }

    fn string(&mut self, member: &'static Member) -> Result<Cow<'_, str>, DecodeError> {
        let text = self.next()?;
        if self.location != Location::Header || !is_media(member) {
            return Ok(text);
        }
        let bytes =
            BASE64.decode(text.as_bytes()).map_err(|error| DecodeError::new(format!("expected base64: {error}")))?;
        String::from_utf8(bytes).map(Cow::Owned).map_err(|_| wrong(member, &text, "UTF-8 in base64"))
    }

    fn blob(&mut self, _: &'static Member) -> Result<Blob, DecodeError> {
        let text = self.next_trimmed()?;
        let bytes = BASE64.decode(text.as_bytes());
        bytes.map(Blob::new).map_err(|error| DecodeError::new(format!("expected base64: {error}")))
    }

    fn timestamp(&mut self, member: &'static Member) -> Result<Timestamp, DecodeError> {
        let text = self.next_trimmed()?;
        let format = member.timestamp_format.unwrap_or_else(|| self.location.timestamp_format());
        parse_timestamp(&text, format, self.strictness)
            .ok_or_else(|| wrong(member, &text, "a timestamp in the format that is wanted here"))
    }

    fn document(&mut self, _: &'static Member) -> Result<Document, DecodeError> {
        Err(DecodeError::new("a document cannot stand in a path, a query string or a header"))
    }
}
