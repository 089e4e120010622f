//! The values of shapes, as [`Decoder`] asks for them.

use std::borrow::Cow;

use weland_core::{Blob, DecodeError, Decoder, Document, Member, Structure, Timestamp};

use super::decode::{Level, Source, XmlDecoder};
use crate::codec::MemberFilter;
use crate::scalar;

impl XmlDecoder<'_> {
    /// Reads a value that space around it is no part of.
    fn scalar<T>(&self, read: impl FnOnce(&str) -> Result<T, DecodeError>) -> Result<T, DecodeError> {
        let text = self.text()?;
        read(text.trim_matches([' ', '\t', '\r', '\n'])).map_err(|error| self.error(error.message))
    }
}

impl Decoder for XmlDecoder<'_> {
    fn structure(&mut self, _: &'static Member, value: &mut dyn Structure) -> Result<(), DecodeError> {
        self.value(value, MemberFilter::ALL)
    }

    fn begin_list(&mut self, member: &'static Member) -> Result<(), DecodeError> {
        let items = self.items(member, member.schema.element().xml_name())?;
        self.levels.push(Level::List(items));
        Ok(())
    }

    fn next_element(&mut self, _: &'static Member) -> Result<bool, DecodeError> {
        self.another_element()
    }

    fn begin_map(&mut self, member: &'static Member) -> Result<(), DecodeError> {
        let items = self.items(member, "entry")?;
        self.levels.push(Level::Map(items, String::new()));
        Ok(())
    }

    fn next_key(&mut self, member: &'static Member) -> Result<Option<String>, DecodeError> {
        self.another_key(member)
    }

    fn null(&mut self) -> Result<bool, DecodeError> {
        Ok(matches!(self.next, Source::Element(element) if self.is_nil(element)))
    }

    fn boolean(&mut self, member: &'static Member) -> Result<bool, DecodeError> {
        self.scalar(|text| scalar::read_boolean_as(member, text, self.strictness))
    }

    fn integer(&mut self, member: &'static Member) -> Result<i64, DecodeError> {
        self.scalar(|text| scalar::read_integer(member, text))
    }

    fn double(&mut self, member: &'static Member) -> Result<f64, DecodeError> {
        self.scalar(|text| scalar::read_double(member, text))
    }

    fn big_number(&mut self, member: &'static Member) -> Result<String, DecodeError> {
        self.scalar(|text| scalar::read_big_number(member, text))
    }

    fn string(&mut self, _: &'static Member) -> Result<Cow<'_, str>, DecodeError> {
        self.text()
    }

    fn blob(&mut self, _: &'static Member) -> Result<Blob, DecodeError> {
        self.scalar(|text| {
            // Lines may be broken, as text in documents of XML is.
            let is_broken = text.contains([' ', '\t', '\r', '\n']);
            let text =
                if is_broken { Cow::Owned(text.split_ascii_whitespace().collect()) } else { Cow::Borrowed(text) };
            scalar::read_blob(&text)
        })
    }

    fn timestamp(&mut self, member: &'static Member) -> Result<Timestamp, DecodeError> {
        let format = member.timestamp_format.unwrap_or(self.codec.timestamp_format);
        self.scalar(|text| scalar::read_timestamp(member, text, format, self.strictness))
    }

    fn document(&mut self, _: &'static Member) -> Result<Document, DecodeError> {
        Err(self.error("a document has no form in XML"))
    }
}
