//! Values that Rust's standard library has no type for.

use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;

use crate::codec_error::DecodeError;
use crate::number::{is_exact, is_number, is_whole};

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

/// An integer of any size, as decimal digits. Two are equal if their digits are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BigInteger(String);

/// A decimal number of any precision, as JSON writes numbers. Two are equal if their texts are: `1.0` is not `1.00`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BigDecimal(String);

impl BigInteger {
    /// An integer from its decimal digits, with an optional minus, and without zeros in front, as JSON has it.
    ///
    /// # Errors
    /// When the text is not that.
    pub fn new(digits: impl Into<String>) -> Result<Self, DecodeError> {
        let digits = digits.into();
        if !is_number(&digits) || !is_whole(&digits) {
            return Err(DecodeError::new("the text is not an integer: digits, with a minus in front or not"));
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
        if !is_number(&text) {
            return Err(DecodeError::new("the text is not a number as JSON writes it"));
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
///
/// Numbers are kept exactly: one that neither an `i64` nor an `f64` stands for is a [`Decimal`](Self::Decimal).
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Document {
    /// Nothing.
    #[default]
    Null,
    /// A boolean.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction or an exponent. One that is not finite cannot be written.
    Double(f64),
    /// A number that neither of these holds exactly, as JSON writes it.
    Decimal(BigDecimal),
    /// Text.
    String(String),
    /// A list.
    List(Vec<Document>),
    /// A map.
    Map(BTreeMap<String, Document>),
}

impl Document {
    /// The number that a text is, without a loss.
    ///
    /// ```
    /// use weland_core::{BigDecimal, Document};
    ///
    /// assert_eq!(Document::number("25")?, Document::Integer(25));
    /// assert_eq!(Document::number("2.5")?, Document::Double(2.5));
    /// assert_eq!(Document::number("1E400")?, Document::Decimal(BigDecimal::new("1E400")?));
    /// # Ok::<(), weland_core::DecodeError>(())
    /// ```
    ///
    /// # Errors
    /// When the text is not a number as JSON writes it.
    pub fn number(text: &str) -> Result<Self, DecodeError> {
        let decimal = || BigDecimal::new(text).map(Self::Decimal);
        if !is_number(text) {
            return decimal();
        }
        // An i64 has no negative zero.
        if is_whole(text) && text != "-0" {
            return text.parse().map_or_else(|_| decimal(), |value| Ok(Self::Integer(value)));
        }
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() && is_exact(text, value) => Ok(Self::Double(value)),
            _ => decimal(),
        }
    }

    /// The number, if it is a whole one that fits.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Integer(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, or the one closest to it that a double can hold. One that is too great for a double is infinite.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Integer(value) => Some(*value as f64),
            Self::Double(value) => Some(*value),
            Self::Decimal(value) => value.as_str().parse().ok(),
            _ => None,
        }
    }
}
