//! The values of shapes, as [`Decoder`] asks for them.

use std::borrow::Cow;

use weland_core::{Blob, DecodeError, Decoder, Document, Member, ShapeType, Structure, Timestamp};

use super::decode::{CborDecoder, Level};
use super::read::Reader;
use super::{big, document, major, tag};
use crate::codec::MemberFilter;
use crate::scalar::fits;
use crate::strictness::Strictness;

impl Decoder for CborDecoder<'_> {
    fn structure(&mut self, _: &'static Member, value: &mut dyn Structure) -> Result<(), DecodeError> {
        self.value(value, MemberFilter::ALL)
    }

    fn begin_list(&mut self, _: &'static Member) -> Result<(), DecodeError> {
        let left = self.reader.open(major::LIST, "a list")?;
        self.enter(Level::List(left, 0))
    }

    fn next_element(&mut self, member: &'static Member) -> Result<bool, DecodeError> {
        while self.another_element()? {
            if !self.skips_nulls(member) || !self.reader.null() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn begin_map(&mut self, _: &'static Member) -> Result<(), DecodeError> {
        let left = self.reader.open(major::MAP, "a map")?;
        self.enter(Level::Map(left, None))
    }

    fn next_key(&mut self, member: &'static Member) -> Result<Option<String>, DecodeError> {
        while let Some(key) = self.another_key()? {
            if !self.skips_nulls(member) || !self.reader.null() {
                return Ok(Some(key.into_owned()));
            }
        }
        Ok(None)
    }

    fn repeated_key(&mut self) -> Result<(), DecodeError> {
        self.repeated_entry()
    }

    fn null(&mut self) -> Result<bool, DecodeError> {
        Ok(self.reader.null())
    }

    fn boolean(&mut self, _: &'static Member) -> Result<bool, DecodeError> {
        match self.reader.peek() {
            Some(first @ (0xf4 | 0xf5)) => self.reader.head().map(|_| first == 0xf5),
            _ => Err(self.reader.expected("a boolean")),
        }
    }

    fn integer(&mut self, member: &'static Member) -> Result<i64, DecodeError> {
        let before = self.reader;
        let value = match self.whole()? {
            Some(value) => value,
            None => return Err(before.expected("a whole number")),
        };
        let value = i64::try_from(value).ok().filter(|value| fits(member.schema.shape_type, *value));
        value.ok_or_else(|| before.error("the number is out of the range of its type"))
    }

    fn double(&mut self, member: &'static Member) -> Result<f64, DecodeError> {
        let before = self.reader;
        let value = self.number()?;
        let is_single = member.schema.shape_type == ShapeType::Float;
        if is_single && value.is_finite() && (value as f32).is_infinite() {
            return Err(before.error("the number is out of the range of a float"));
        }
        Ok(value)
    }

    fn big_number(&mut self, member: &'static Member) -> Result<String, DecodeError> {
        match member.schema.shape_type {
            ShapeType::BigInteger => big::read_integer(&mut self.reader),
            _ => big::read_decimal(&mut self.reader),
        }
    }

    fn string(&mut self, _: &'static Member) -> Result<Cow<'_, str>, DecodeError> {
        self.reader.text()
    }

    fn blob(&mut self, _: &'static Member) -> Result<Blob, DecodeError> {
        self.reader.bytes().map(|bytes| Blob::new(bytes.into_owned()))
    }

    fn timestamp(&mut self, _: &'static Member) -> Result<Timestamp, DecodeError> {
        let before = self.reader;
        if self.reader.open(major::TAG, "a timestamp with its tag")? != Some(tag::EPOCH) {
            return Err(before.error("the tag is not that of a timestamp in seconds"));
        }
        let value = match self.whole()? {
            Some(seconds) => i64::try_from(seconds).ok().map(|seconds| Timestamp::new(seconds, 0)),
            None => Timestamp::from_epoch_seconds(self.number()?),
        };
        let value = value.filter(|value| value.is_within_years());
        value.ok_or_else(|| before.error("the timestamp lies outside of the years 1 to 9999"))
    }

    fn document(&mut self, _: &'static Member) -> Result<Document, DecodeError> {
        document::read(self)
    }
}

impl CborDecoder<'_> {
    /// Whether nulls in a list or map are passed over. In one of documents null is a value.
    fn skips_nulls(&self, member: &'static Member) -> bool {
        let element = member.schema.element();
        self.strictness == Strictness::Lenient && !element.nullable && element.schema.shape_type != ShapeType::Document
    }

    /// A whole number; `None`, with nothing consumed, if the next value is something else.
    pub(super) fn whole(&mut self) -> Result<Option<i128>, DecodeError> {
        big::read_whole(&mut self.reader)
    }

    /// Any number, as the double that is closest to it.
    pub(super) fn number(&mut self) -> Result<f64, DecodeError> {
        if let Some(whole) = self.whole()? {
            return Ok(whole as f64);
        }
        let before = self.reader;
        if self.reader.peek().is_none_or(|first| first >> 5 != major::OTHER) {
            return Err(before.expected("a number"));
        }
        Reader::float(self.reader.head()?).ok_or_else(|| before.expected("a number"))
    }
}
