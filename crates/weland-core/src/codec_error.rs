//! Errors of encoders and decoders.

use std::fmt;

/// Why bytes could not be read as a shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    /// Where: `/Environment/Variables/KEY`, empty for the whole.
    pub path: String,
    /// What is wrong there.
    pub message: String,
}

impl DecodeError {
    /// An error without a place; decoders add the path.
    pub fn new(message: impl Into<String>) -> Self {
        Self { path: String::new(), message: message.into() }
    }

    /// Puts a segment in front of the path.
    #[must_use]
    pub fn within(mut self, segment: impl fmt::Display) -> Self {
        self.path = format!("/{segment}{}", self.path);
        self
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() { f.write_str(&self.message) } else { write!(f, "at {}: {}", self.path, self.message) }
    }
}

impl std::error::Error for DecodeError {}

/// Why a value cannot be written in a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodeError {
    /// Where: `/Environment/Variables`, empty for the whole. Members only: elements of lists and maps are left out.
    pub path: String,
    /// What is wrong with the value.
    pub message: String,
}

impl EncodeError {
    /// An error without a place; encoders add the path.
    pub fn new(message: impl Into<String>) -> Self {
        Self { path: String::new(), message: message.into() }
    }

    /// Puts the name of a member in front of the path.
    #[must_use]
    #[cold]
    pub fn within(mut self, member: &str) -> Self {
        self.path = format!("/{member}{}", self.path);
        self
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() { f.write_str(&self.message) } else { write!(f, "at {}: {}", self.path, self.message) }
    }
}

impl std::error::Error for EncodeError {}
