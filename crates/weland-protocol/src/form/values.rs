//! Values of all other types.

use std::borrow::Cow;

use weland_core::{Blob, DecodeError, Decoder, Document, Member, Structure, Timestamp, TimestampFormat};

use super::decode::{FormDecoder, Level};
use crate::scalar;
use crate::strictness::Strictness;

impl<'a> FormDecoder<'a> {
    /// The text of a simple value.
    fn text(&self) -> Result<&'a str, DecodeError> {
        let mut node = self.node.clone();
        let text = self.own_text(&mut node)?;
        if !node.fields.is_empty() {
            return Err(self.at(&node).error("the value is a simple one, within which there is no other"));
        }
        text.ok_or_else(|| self.error("the value is missing"))
    }

    /// Reads a simple value by its text.
    fn simple<T>(&self, read: impl FnOnce(&'a str) -> Result<T, DecodeError>) -> Result<T, DecodeError> {
        read(self.text()?).map_err(|error| self.error(error.message))
    }

    /// The key of a map's entry, whose value comes next.
    fn entry(&mut self, member: &Member) -> Result<String, DecodeError> {
        let name = |index: usize, usual| member.schema.members.get(index).map_or(usual, Member::xml_name);
        let (key_name, value_name) = (name(0, "key"), name(1, "value"));
        let mut left = self.contents("an entry of a map")?;
        // An entry whose value has no fields is one with an empty value.
        let (mut key, mut value) = (None, super::decode::Node { fields: 0..0, inner: 0 });
        while let Some((step, inner)) = self.next_inner(&mut left) {
            if step == key_name {
                key = Some(self.at(&inner).text()?);
            } else if step == value_name {
                value = inner;
            } else {
                let message = format!("an entry of this map consists of `{key_name}` and `{value_name}`");
                return Err(self.at(&inner).error(message));
            }
        }
        let key = key.ok_or_else(|| self.error(format_args!("the entry lacks its `{key_name}`")))?;
        self.node = value;
        Ok(key.to_owned())
    }
}

impl Decoder for FormDecoder<'_> {
    fn structure(&mut self, _: &'static Member, value: &mut dyn Structure) -> Result<(), DecodeError> {
        self.value(value)
    }

    fn begin_list(&mut self, member: &'static Member) -> Result<(), DecodeError> {
        let step = (!self.style.is_flattened(member)).then(|| member.schema.element().xml_name());
        let elements = self.numbered(step, "a list")?;
        self.enter(Level::List(elements, 0))
    }

    fn next_element(&mut self, _: &'static Member) -> Result<bool, DecodeError> {
        let Some(Level::List(mut left, begun)) = self.levels.pop() else {
            return Err(self.error("an element is asked for outside of a list"));
        };
        let goes_on = self.next_numbered(&mut left)?;
        if goes_on {
            self.levels.push(Level::List(left, begun + 1));
        }
        Ok(goes_on)
    }

    fn begin_map(&mut self, member: &'static Member) -> Result<(), DecodeError> {
        let step = (!self.style.is_flattened(member)).then_some("entry");
        let entries = self.numbered(step, "a map")?;
        self.enter(Level::Map(entries, String::new()))
    }

    fn next_key(&mut self, member: &'static Member) -> Result<Option<String>, DecodeError> {
        let Some(Level::Map(mut left, _)) = self.levels.pop() else {
            return Err(self.error("a key is asked for outside of a map"));
        };
        if !self.next_numbered(&mut left)? {
            return Ok(None);
        }
        let key = self.entry(member)?;
        self.levels.push(Level::Map(left, key.clone()));
        Ok(Some(key))
    }

    fn repeated_key(&mut self) -> Result<(), DecodeError> {
        Err(self.error("the key of the entry has come before in its map; leave one of the two out"))
    }

    fn null(&mut self) -> Result<bool, DecodeError> {
        Ok(false)
    }

    fn boolean(&mut self, member: &'static Member) -> Result<bool, DecodeError> {
        self.simple(|text| scalar::read_boolean(member, text))
    }

    fn integer(&mut self, member: &'static Member) -> Result<i64, DecodeError> {
        self.simple(|text| scalar::read_integer(member, text))
    }

    fn double(&mut self, member: &'static Member) -> Result<f64, DecodeError> {
        self.simple(|text| scalar::read_double(member, text))
    }

    fn big_number(&mut self, member: &'static Member) -> Result<String, DecodeError> {
        self.simple(|text| scalar::read_big_number(member, text))
    }

    fn string(&mut self, _: &'static Member) -> Result<Cow<'_, str>, DecodeError> {
        self.text().map(Cow::Borrowed)
    }

    fn blob(&mut self, _: &'static Member) -> Result<Blob, DecodeError> {
        self.simple(scalar::read_blob)
    }

    fn timestamp(&mut self, member: &'static Member) -> Result<Timestamp, DecodeError> {
        let format = member.timestamp_format.unwrap_or(TimestampFormat::DateTime);
        self.simple(|text| scalar::read_timestamp(member, text, format, Strictness::Strict))
    }

    fn document(&mut self, _: &'static Member) -> Result<Document, DecodeError> {
        Err(self.error("a document has no place in a form"))
    }
}
