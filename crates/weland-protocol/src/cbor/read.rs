//! Data items: their heads, their texts, and those that are passed over.

use std::borrow::Cow;

use weland_core::DecodeError;

use super::major;

/// How deep values may be nested.
pub(super) const DEPTH: usize = 128;

/// Bytes that are read as data items.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// The start of a data item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) major: u8,
    /// The argument; `None` if the length is left open.
    pub(super) argument: Option<u64>,
    /// The lower bits of the first byte, which tell the kinds of simple values and floats.
    pub(super) info: u8,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The same bytes from another place on.
    pub(super) fn from(self, at: usize) -> Self {
        Self { at, ..self }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// What is wrong at the current place.
    #[cold]
    pub(super) fn error(&self, message: impl std::fmt::Display) -> DecodeError {
        DecodeError::new(format!("{message} (at byte {})", self.at))
    }

    /// The error of a data item that is not what it should be.
    #[cold]
    pub(super) fn expected(&self, what: &str) -> DecodeError {
        let found = match self.peek().map(|first| (first >> 5, first & 31)) {
            None => "the end of the document",
            Some((major::UNSIGNED | major::NEGATIVE, _)) => "a whole number",
            Some((major::BYTES, _)) => "bytes",
            Some((major::TEXT, _)) => "text",
            Some((major::LIST, _)) => "a list",
            Some((major::MAP, _)) => "a map",
            Some((major::TAG, _)) => "a tag",
            Some((_, 20 | 21)) => "a boolean",
            Some((_, 22 | 23)) => "null",
            Some((_, 25..=27)) => "a number",
            Some((_, 31)) => "the end of a list or a map",
            Some(_) => "a simple value that stands for nothing",
        };
        self.error(format_args!("expected {what}, found {found}"))
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self, len: u64) -> Result<&'a [u8], DecodeError> {
        let end = usize::try_from(len).ok().and_then(|len| self.at.checked_add(len));
        let taken = end.and_then(|end| self.bytes.get(self.at..end));
        let taken = taken.ok_or_else(|| self.error("the document ends within a value"))?;
        self.at += taken.len();
        Ok(taken)
    }

    /// Reads the start of a data item.
    pub(super) fn head(&mut self) -> Result<Head, DecodeError> {
        let start = self.at;
        let first = self.take(1)?.first().copied().unwrap_or_default();
        let (major, info) = (first >> 5, first & 31);
        let argument = match info {
            0..24 => Some(u64::from(info)),
            24..=27 => {
                let bytes = self.take(1 << (info - 24))?;
                Some(bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)))
            }
            31 if matches!(major, major::BYTES | major::TEXT | major::LIST | major::MAP | major::OTHER) => None,
            _ => {
                self.at = start;
                return Err(self.error("the first byte of a value is none that CBOR has"));
            }
        };
        Ok(Head { major, argument, info })
    }

    /// Reads the start of a data item of a major type; its argument is its length.
    pub(super) fn open(&mut self, major: u8, what: &str) -> Result<Option<u64>, DecodeError> {
        if self.peek().is_none_or(|first| first >> 5 != major) {
            return Err(self.expected(what));
        }
        Ok(self.head()?.argument)
    }

    /// Whether a list or a map of which so much is left goes on; its end is consumed.
    pub(super) fn goes_on(&mut self, left: &mut Option<u64>) -> Result<bool, DecodeError> {
        match left {
            Some(0) => Ok(false),
            Some(left) => {
                *left -= 1;
                Ok(true)
            }
            None => self.end().map(|ended| !ended),
        }
    }

    /// Consumes the end of what has an open length, if it is next.
    fn end(&mut self) -> Result<bool, DecodeError> {
        match self.peek() {
            None => Err(self.error("the document ends within a list, a map or a text")),
            Some(0xff) => {
                self.at += 1;
                Ok(true)
            }
            Some(_) => Ok(false),
        }
    }

    /// Reads bytes or text as bytes, which may come in pieces of the same type.
    fn string(&mut self, major: u8, what: &str, check: fn(&[u8]) -> bool) -> Result<Cow<'a, [u8]>, DecodeError> {
        let whole = |reader: &mut Self, len| {
            let start = reader.at;
            let bytes = reader.take(len)?;
            match check(bytes) {
                true => Ok(bytes),
                false => Err(reader.from(start).error("the text is not UTF-8")),
            }
        };
        match self.open(major, what)? {
            Some(len) => whole(self, len).map(Cow::Borrowed),
            None => {
                let mut all = Vec::new();
                while !self.end()? {
                    let Some(len) = self.open(major, what)? else {
                        return Err(self.error("a piece of a text or of bytes has no length"));
                    };
                    all.extend_from_slice(whole(self, len)?);
                }
                Ok(Cow::Owned(all))
            }
        }
    }

    pub(super) fn bytes(&mut self) -> Result<Cow<'a, [u8]>, DecodeError> {
        self.string(major::BYTES, "bytes", |_| true)
    }

    pub(super) fn text(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        let invalid = |_| DecodeError::new("the text is not UTF-8");
        match self.string(major::TEXT, "text", |bytes| std::str::from_utf8(bytes).is_ok())? {
            Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(invalid),
            Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(|error| invalid(error.utf8_error())),
        }
    }

    /// Consumes a null, if it is next. `undefined` is the same.
    pub(super) fn null(&mut self) -> bool {
        let is_null = matches!(self.peek(), Some(0xf6 | 0xf7));
        self.at += usize::from(is_null);
        is_null
    }

    /// The number of a head, if it is a float.
    pub(super) fn float(head: Head) -> Option<f64> {
        let argument = head.argument.filter(|_| head.major == major::OTHER)?;
        match head.info {
            25 => Some(half(u16::try_from(argument).ok()?)),
            26 => Some(f32::from_bits(u32::try_from(argument).ok()?).into()),
            27 => Some(f64::from_bits(argument)),
            _ => None,
        }
    }

    /// Passes over a data item, within `depth` others.
    pub(super) fn skip(&mut self, depth: usize) -> Result<(), DecodeError> {
        if depth >= DEPTH {
            return Err(self.error(format_args!("values are nested deeper than {DEPTH} levels")));
        }
        match self.peek().map(|first| first >> 5) {
            Some(major::BYTES) => self.bytes().map(drop),
            Some(major::TEXT) => self.text().map(drop),
            Some(major @ (major::LIST | major::MAP)) => {
                let mut left = self.head()?.argument;
                while self.goes_on(&mut left)? {
                    self.skip(depth + 1)?;
                    if major == major::MAP {
                        self.skip(depth + 1)?;
                    }
                }
                Ok(())
            }
            Some(major::TAG) => {
                self.head()?;
                self.skip(depth + 1)
            }
            Some(_) if self.peek() != Some(0xff) => self.head().map(drop),
            _ => Err(self.expected("a value")),
        }
    }
}

/// The number that 16 bits are by IEEE 754.
fn half(bits: u16) -> f64 {
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f64::from(bits & 0x3ff));
    let value = match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + fraction) * 2f64.powi(exponent - 25),
    };
    if bits >> 15 == 1 { -value } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_numbers() {
        for (bits, value) in [
            (0x0000, 0.0),
            (0x8000, -0.0),
            (0x0001, 5.960_464_477_539_063e-8),
            (0x0400, 6.103_515_625e-5),
            (0x3c00, 1.0),
            (0xc400, -4.0),
            (0x7bff, 65504.0),
            (0x7c00, f64::INFINITY),
            (0xfc00, f64::NEG_INFINITY),
        ] {
            assert_eq!(half(bits).to_bits(), f64::to_bits(value), "{bits:x}");
        }
        assert!(half(0x7e00).is_nan());
    }
}
