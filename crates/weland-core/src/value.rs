//! Values that Rust's standard library has no type for.

use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;

use crate::codec_error::DecodeError;

/// Bytes; cheap to clone.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Blob(Bytes);

impl Blob {
    /// A blob of these bytes.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self(bytes.into())
    }

    /// The bytes.
    pub fn into_bytes(self) -> Bytes {
        self.0
    }
}

impl AsRef<[u8]> for Blob {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl std::ops::Deref for Blob {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl<T: Into<Bytes>> From<T> for Blob {
    fn from(bytes: T) -> Self {
        Self(bytes.into())
    }
}

impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Blob({} bytes)", self.0.len())
    }
}

/// An integer of any size, as decimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BigInteger(String);

/// A decimal number of any precision, as JSON writes numbers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BigDecimal(String);

impl BigInteger {
    /// An integer from its decimal digits, with an optional minus.
    ///
    /// # Errors
    /// When the text is not that.
    pub fn new(digits: impl Into<String>) -> Result<Self, DecodeError> {
        let digits = digits.into();
        let bare = digits.strip_prefix('-').unwrap_or(&digits);
        if bare.is_empty() || !bare.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(DecodeError::new(format!("`{digits}` is not an integer")));
        }
        Ok(Self(digits))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl BigDecimal {
    /// A number from its text: digits, an optional fraction, an optional exponent.
    ///
    /// # Errors
    /// When the text is not that.
    pub fn new(text: impl Into<String>) -> Result<Self, DecodeError> {
        let text = text.into();
        let is_number = text.bytes().next_back().is_some_and(|byte| byte.is_ascii_digit())
            && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E'))
            && text.parse::<f64>().is_ok();
        if !is_number {
            return Err(DecodeError::new(format!("`{text}` is not a number")));
        }
        Ok(Self(text))
    }

    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for BigInteger {
    fn default() -> Self {
        Self("0".to_owned())
    }
}

impl Default for BigDecimal {
    fn default() -> Self {
        Self("0".to_owned())
    }
}

impl From<i64> for BigInteger {
    fn from(value: i64) -> Self {
        Self(value.to_string())
    }
}

impl fmt::Display for BigInteger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for BigDecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Data without a schema.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Document {
    /// Nothing.
    #[default]
    Null,
    /// A boolean.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number that is not a whole one, or does not fit an `i64`.
    Double(f64),
    /// Text.
    String(String),
    /// A list.
    List(Vec<Document>),
    /// A map.
    Map(BTreeMap<String, Document>),
}
