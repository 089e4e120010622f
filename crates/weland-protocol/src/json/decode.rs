//! Reading JSON.

use std::borrow::Cow;

use weland_core::number::measure;
use weland_core::{DecodeError, Member, Structure};

use super::JsonCodec;
use super::order::Orders;
use super::scan::find_special;
use crate::codec::MemberFilter;
use crate::missing::{MissingMembers, Segment};
use crate::strictness::Strictness;

/// How deep values may be nested.
const DEPTH: usize = 128;
/// For how many levels there is room from the start: most values are no deeper.
const LEVELS: usize = 8;

/// Reads a JSON object into a structure or union, and says which required members were absent.
///
/// # Errors
/// When the bytes are not JSON, or a value is not of its member's type.
pub fn decode(bytes: &[u8], value: &mut dyn Structure, strictness: Strictness) -> Result<MissingMembers, DecodeError> {
    let mut decoder = JsonDecoder::new(bytes, strictness)?;
    decoder.value(value, MemberFilter::ALL)?;
    decoder.finish()
}

/// Reads values out of JSON text, in one pass and without copying strings that have no escapes.
///
/// After an error a decoder is of no further use.
#[derive(Debug)]
pub struct JsonDecoder<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    strictness: Strictness,
    pub(super) codec: JsonCodec,
    pub(super) levels: Vec<Level>,
    pub(super) missing: MissingMembers,
    pub(super) orders: Orders,
    /// What the next map is: entries of the innermost object.
    pub(super) rest: Vec<Entry>,
    /// Where the text as a whole belongs.
    pub(super) parent: Option<Segment>,
}

/// An object or array that has been opened, and what of it is being read.
#[derive(Debug)]
pub(super) enum Level {
    Members(&'static [Member], usize),
    /// How many elements have begun.
    List(usize),
    /// The key of the current entry, as it stands in the text; `None` before the first.
    Map(Option<(usize, usize)>),
    /// The keys of an object that are no members', as the map that one of the members is: those that are still to come, each
    /// with where its value begins, and the current one.
    Rest(std::vec::IntoIter<Entry>, Option<(usize, usize)>),
}

/// A key of an object, by its extent with the quotes, and where its value begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) key: (usize, usize),
    pub(super) value: usize,
}

impl<'a> JsonDecoder<'a> {
    /// A decoder at the start of some JSON text, with the names and formats of [`JsonCodec::REST`].
    ///
    /// # Errors
    /// When the bytes are not UTF-8.
    pub fn new(bytes: &'a [u8], strictness: Strictness) -> Result<Self, DecodeError> {
        Self::with_codec(bytes, strictness, JsonCodec::REST)
    }

    /// A decoder at the start of some JSON text, with the names and formats of `codec`.
    ///
    /// # Errors
    /// When the bytes are not UTF-8.
    pub fn with_codec(bytes: &'a [u8], strictness: Strictness, codec: JsonCodec) -> Result<Self, DecodeError> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            DecodeError::new(format!("invalid UTF-8 after {} bytes; JSON has to be UTF-8", error.valid_up_to()))
        })?;
        Ok(Self {
            text,
            at: 0,
            strictness,
            codec,
            levels: Vec::with_capacity(LEVELS),
            missing: MissingMembers::default(),
            orders: Orders::default(),
            rest: Vec::new(),
            parent: None,
        })
    }

    /// Sets the member that the text as a whole is the value of.
    pub(super) fn within(mut self, index: usize, name: &'static str) -> Self {
        self.parent = Some(Segment::Member { index, name });
        self
    }

    /// Makes sure that nothing follows, and says which required members were absent.
    ///
    /// # Errors
    /// When there is anything but white space.
    pub fn finish(mut self) -> Result<MissingMembers, DecodeError> {
        self.skip_space();
        if self.at < self.text.len() {
            return Err(self.error("unexpected text after the end of the value"));
        }
        Ok(self.missing)
    }

    pub(super) fn strictness(&self) -> Strictness {
        self.strictness
    }

    /// What is wrong at the current place.
    #[cold]
    pub(super) fn error(&self, message: impl std::fmt::Display) -> DecodeError {
        let before = self.text.as_bytes().get(..self.at).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        let column = 1 + before.iter().rev().take_while(|byte| **byte != b'\n').count();
        DecodeError::new(format!("{message} (line {line}, column {column})"))
    }

    /// The error of a value that is not what it should be.
    #[cold]
    fn expected(&self, what: &str) -> DecodeError {
        let found = match self.peek() {
            None => "the end of the text",
            Some(b'{') => "an object",
            Some(b'[') => "an array",
            Some(b'"') => "a string",
            Some(b't' | b'f') => "a boolean",
            Some(b'n') => "null",
            Some(b'-' | b'0'..=b'9') => "a number",
            Some(b'}' | b']' | b',' | b':') => "punctuation",
            Some(_) => "text that is not JSON",
        };
        self.error(format_args!("expected {what}, found {found}"))
    }

    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline]
    pub(super) fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// The first byte of the next value.
    #[inline]
    pub(super) fn peek_value(&mut self) -> Result<u8, DecodeError> {
        self.skip_space();
        self.peek().ok_or_else(|| self.expected("a value"))
    }

    #[inline]
    pub(super) fn consume(&mut self, byte: u8, what: &str) -> Result<(), DecodeError> {
        self.skip_space();
        if self.peek() != Some(byte) {
            return Err(self.expected(what));
        }
        self.at += 1;
        Ok(())
    }

    pub(super) fn literal(&mut self, text: &str) -> Result<(), DecodeError> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if !rest.starts_with(text.as_bytes()) {
            return Err(self.error("expected a value, found text that is not JSON"));
        }
        self.at += text.len();
        Ok(())
    }

    #[inline]
    pub(super) fn take_null(&mut self) -> Result<bool, DecodeError> {
        self.skip_space();
        if self.peek() != Some(b'n') {
            return Ok(false);
        }
        self.literal("null")?;
        Ok(true)
    }

    #[inline]
    pub(super) fn enter(&mut self, frame: Level) -> Result<(), DecodeError> {
        if self.levels.len() >= DEPTH {
            return Err(self.too_deep());
        }
        self.levels.push(frame);
        Ok(())
    }

    #[cold]
    fn too_deep(&self) -> DecodeError {
        self.error(format_args!("values are nested deeper than {DEPTH} levels"))
    }

    pub(super) fn leave(&mut self) {
        self.at += 1;
        self.levels.pop();
    }

    /// The key of the next member of an object, its colon consumed; `None` at the closing brace, which is not consumed.
    #[inline]
    pub(super) fn next_member(&mut self, first: bool) -> Result<Option<Cow<'a, str>>, DecodeError> {
        if !self.at_key(first)? {
            return Ok(None);
        }
        let key = self.read_string()?;
        self.consume(b':', "`:`")?;
        Ok(Some(key))
    }

    /// Goes to the next key of an object, if there is one before the closing brace.
    #[inline]
    pub(super) fn at_key(&mut self, first: bool) -> Result<bool, DecodeError> {
        self.skip_space();
        if self.peek() == Some(b'}') {
            return Ok(false);
        }
        if !first {
            self.consume(b',', "`,` or `}`")?;
            self.skip_space();
        }
        if self.peek() != Some(b'"') {
            return Err(self.expected("a key in quotes"));
        }
        Ok(true)
    }

    pub(super) fn open_list(&mut self) -> Result<(), DecodeError> {
        self.consume(b'[', "an array")?;
        self.enter(Level::List(0))
    }

    /// Whether another element follows; consumes the end of the list if not.
    #[inline]
    pub(super) fn another_element(&mut self) -> Result<bool, DecodeError> {
        let Some(Level::List(begun)) = self.levels.last_mut() else {
            return Err(self.error("an element is asked for outside of a list"));
        };
        let first = *begun == 0;
        *begun += 1;
        self.skip_space();
        if self.peek() == Some(b']') {
            self.leave();
            return Ok(false);
        }
        if !first {
            self.consume(b',', "`,` or `]`")?;
        }
        Ok(true)
    }

    pub(super) fn open_map(&mut self) -> Result<(), DecodeError> {
        if !self.rest.is_empty() {
            let rest = std::mem::take(&mut self.rest);
            return self.enter(Level::Rest(rest.into_iter(), None));
        }
        self.consume(b'{', "an object")?;
        self.enter(Level::Map(None))
    }

    /// The key of the next entry; consumes the end of the map if there is none.
    pub(super) fn another_key(&mut self) -> Result<Option<Cow<'a, str>>, DecodeError> {
        if let Some(Level::Rest(..)) = self.levels.last() {
            return self.another_rest();
        }
        let first = matches!(self.levels.last(), Some(Level::Map(None)));
        self.skip_space();
        let from = self.at;
        let key = self.next_member(first)?;
        if key.is_none() {
            self.leave();
            return Ok(None);
        }
        // The comma and the space before the key are cut off, so that the key can be read again from its extent.
        let before = self.text.get(from..self.at).and_then(|text| text.find('"')).unwrap_or(0);
        if let Some(Level::Map(current)) = self.levels.last_mut() {
            *current = Some((from + before, self.at));
        }
        Ok(key)
    }

    /// The next key of an object that is no member's.
    #[cold]
    fn another_rest(&mut self) -> Result<Option<Cow<'a, str>>, DecodeError> {
        let Some(Level::Rest(rest, current)) = self.levels.last_mut() else { return Ok(None) };
        let Some(entry) = rest.next() else {
            self.levels.pop();
            return Ok(None);
        };
        *current = Some(entry.key);
        self.at = entry.key.0;
        let key = self.read_string()?;
        self.at = entry.value;
        Ok(Some(key))
    }

    /// Refuses the current key of a map, which has come before; does not if the last one counts. The key may be sensitive, so
    /// the error names its place only.
    #[cold]
    pub(super) fn repeated_entry(&mut self) -> Result<(), DecodeError> {
        let (Strictness::Strict, Some(Level::Map(Some((start, _))) | Level::Rest(_, Some((start, _))))) =
            (self.strictness, self.levels.last())
        else {
            return Ok(());
        };
        self.at = *start;
        Err(self.error("a key comes twice in one object; leave one of the two out"))
    }

    pub(super) fn read_string(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        self.skip_space();
        if self.peek() != Some(b'"') {
            return Err(self.expected("a string"));
        }
        let start = self.at + 1;
        let end = find_special(self.text.as_bytes(), start);
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(Cow::Borrowed(self.text.get(start..end).unwrap_or_default()));
        }
        super::unescape::read(self.text, start, end)
            .map(|(value, end)| {
                self.at = end;
                Cow::Owned(value)
            })
            .map_err(|(at, message)| {
                self.at = at;
                self.error(message)
            })
    }

    pub(super) fn read_boolean(&mut self) -> Result<bool, DecodeError> {
        let value = match self.peek_value()? {
            b't' => true,
            b'f' => false,
            _ => return Err(self.expected("a boolean")),
        };
        self.literal(if value { "true" } else { "false" })?;
        Ok(value)
    }

    /// The text of a number, and whether it has neither fraction nor exponent.
    pub(super) fn read_number(&mut self) -> Result<(&'a str, bool), DecodeError> {
        self.skip_space();
        let Some(b'-' | b'0'..=b'9') = self.peek() else {
            return Err(self.expected("a number"));
        };
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        match measure(rest) {
            Ok(extent) => {
                let end = self.at + extent.len;
                let text = self.text.get(self.at..end).unwrap_or_default();
                self.at = end;
                Ok((text, extent.whole))
            }
            Err(offset) => {
                self.at += offset;
                Err(self.error("malformed number"))
            }
        }
    }

    pub(super) fn finite(&self, text: &str) -> Result<f64, DecodeError> {
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(self.error("the number is out of the range of a double")),
        }
    }
}
