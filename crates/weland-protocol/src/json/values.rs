//! The values of shapes, as [`Decoder`] asks for them.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use weland_core::number::BIG;
use weland_core::{
    Blob, DecodeError, Decoder, Dialect, Document, Member, ShapeType, Structure, Timestamp, TimestampFormat,
};

use super::decode::JsonDecoder;
use crate::codec::MemberFilter;
use crate::scalar::{fits, parse_non_finite, parse_timestamp, shown};
use crate::strictness::Strictness;

impl Decoder for JsonDecoder<'_> {
    fn structure(&mut self, _: &'static Member, value: &mut dyn Structure) -> Result<(), DecodeError> {
        self.value(value, MemberFilter::ALL)
    }

    fn begin_list(&mut self, _: &'static Member) -> Result<(), DecodeError> {
        self.open_list()
    }

    fn next_element(&mut self, member: &'static Member) -> Result<bool, DecodeError> {
        while self.another_element()? {
            if !self.skips_nulls(member) || !self.take_null()? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn begin_map(&mut self, _: &'static Member) -> Result<(), DecodeError> {
        self.open_map()
    }

    fn next_key(&mut self, member: &'static Member) -> Result<Option<String>, DecodeError> {
        while let Some(key) = self.another_key()? {
            if !self.skips_nulls(member) || !self.take_null()? {
                return Ok(Some(key.into_owned()));
            }
        }
        Ok(None)
    }

    fn repeated_key(&mut self) -> Result<(), DecodeError> {
        self.repeated_entry()
    }

    fn null(&mut self) -> Result<bool, DecodeError> {
        self.take_null()
    }

    fn boolean(&mut self, _: &'static Member) -> Result<bool, DecodeError> {
        self.read_boolean()
    }

    fn integer(&mut self, member: &'static Member) -> Result<i64, DecodeError> {
        let (text, whole) = self.read_number()?;
        let value = if whole { text.parse().ok() } else { self.whole_value(text)? };
        match value {
            Some(value) if fits(member.schema.shape_type, value) => Ok(value),
            _ => Err(self.error(format_args!("{} is out of the range of its type", shown(member, text)))),
        }
    }

    fn double(&mut self, member: &'static Member) -> Result<f64, DecodeError> {
        if self.peek_value()? == b'"' && self.codec.dialect == Dialect::Smithy {
            let text = self.read_string()?;
            return parse_non_finite(&text).ok_or_else(|| {
                self.error("expected a number, found a string that is not `NaN`, `Infinity` or `-Infinity`")
            });
        }
        let (text, _) = self.read_number()?;
        let value = self.finite(text)?;
        if member.schema.shape_type == ShapeType::Float && (value as f32).is_infinite() {
            return Err(self.error(format_args!("{} is out of the range of a float", shown(member, text))));
        }
        Ok(value)
    }

    fn big_number(&mut self, member: &'static Member) -> Result<String, DecodeError> {
        if self.codec.big_numbers_as_strings && self.peek_value()? == b'"' {
            // Whether it is a number is found out when the value is made of it.
            return self.read_string().map(Cow::into_owned);
        }
        let (text, whole) = self.read_number()?;
        if member.schema.shape_type == ShapeType::BigInteger && !whole {
            if self.codec.dialect == Dialect::JsonSchema
                && let Some(digits) = weland_core::number::whole(text, BIG)
            {
                return Ok(digits);
            }
            return Err(self.error(format_args!("{} is not an integer", shown(member, text))));
        }
        Ok(text.to_owned())
    }

    fn string(&mut self, _: &'static Member) -> Result<Cow<'_, str>, DecodeError> {
        self.read_string()
    }

    fn blob(&mut self, _: &'static Member) -> Result<Blob, DecodeError> {
        let text = self.read_string()?;
        let bytes = BASE64.decode(text.as_bytes());
        bytes.map(Blob::new).map_err(|error| self.error(format_args!("expected base64: {error}")))
    }

    fn timestamp(&mut self, member: &'static Member) -> Result<Timestamp, DecodeError> {
        let format = self.codec.timestamp_format(member);
        let (text, value) = if format == TimestampFormat::EpochSeconds {
            let (text, _) = self.read_number()?;
            (Cow::Borrowed(text), Timestamp::parse(text, format))
        } else {
            let text = self.read_string()?;
            let is_smithy = self.codec.dialect == Dialect::Smithy;
            let strictness = if is_smithy { self.strictness() } else { Strictness::Lenient };
            let value = parse_timestamp(&text, format, strictness);
            (text, value)
        };
        value.ok_or_else(|| {
            self.error(format_args!("{} is not a timestamp in the format that is wanted here", shown(member, &text)))
        })
    }

    fn document(&mut self, _: &'static Member) -> Result<Document, DecodeError> {
        super::document::read(self)
    }
}

impl JsonDecoder<'_> {
    /// Whether nulls in a list or map are passed over. In one of documents null is a value.
    fn skips_nulls(&self, member: &'static Member) -> bool {
        let element = member.schema.element();
        self.strictness() == Strictness::Lenient
            && !element.nullable
            && element.schema.shape_type != ShapeType::Document
    }

    /// The value of a number with a fraction or an exponent, where a whole number is wanted.
    fn whole_value(&self, text: &str) -> Result<Option<i64>, DecodeError> {
        if self.codec.dialect == Dialect::JsonSchema
            && let Some(digits) = weland_core::number::whole(text, 20)
        {
            return Ok(digits.parse().ok());
        }
        let value = self.finite(text)?;
        if self.strictness() == Strictness::Strict || value.fract() != 0.0 {
            return Err(self.error("expected a whole number, found one with a fraction or an exponent"));
        }
        // Within 2^53 every whole number has an exact i64.
        Ok((value.abs() <= 9_007_199_254_740_992.0).then_some(value as i64))
    }
}
