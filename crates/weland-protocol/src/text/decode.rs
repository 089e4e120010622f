//! Reading values from text.

use std::borrow::Cow;
use std::vec::IntoIter;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use weland_core::{Blob, DecodeError, Decoder, Document, Member, Structure, Timestamp};

use super::Location;
use super::encode::is_media;
use crate::scalar::{self, wrong};
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
        scalar::read_boolean(member, &self.next_trimmed()?)
    }

    fn integer(&mut self, member: &'static Member) -> Result<i64, DecodeError> {
        scalar::read_integer(member, &self.next_trimmed()?)
    }

    fn double(&mut self, member: &'static Member) -> Result<f64, DecodeError> {
        scalar::read_double(member, &self.next_trimmed()?)
    }

    fn big_number(&mut self, member: &'static Member) -> Result<String, DecodeError> {
        scalar::read_big_number(member, &self.next_trimmed()?)
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
        scalar::read_blob(&self.next_trimmed()?)
    }

    fn timestamp(&mut self, member: &'static Member) -> Result<Timestamp, DecodeError> {
        let format = member.timestamp_format.unwrap_or_else(|| self.location.timestamp_format());
        scalar::read_timestamp(member, &self.next_trimmed()?, format, self.strictness)
    }

    fn document(&mut self, _: &'static Member) -> Result<Document, DecodeError> {
        Err(DecodeError::new("a document cannot stand in a path, a query string or a header"))
    }
}
