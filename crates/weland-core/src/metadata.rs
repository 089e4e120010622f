//! What is known about a call beside its output or its error.

use std::fmt;

/// Which operation was called, and what the head of the response says: what support of a service asks for.
///
/// [`OperationError::metadata`](crate::OperationError::metadata) has it of errors, be they modeled or not; clients return it
/// with outputs on request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResponseMetadata {
    operation: Option<&'static str>,
    status: Option<u16>,
    request_id: Option<String>,
    attempts: u32,
}

impl ResponseMetadata {
    /// That nothing is known.
    pub(crate) const NONE: Self = Self { operation: None, status: None, request_id: None, attempts: 0 };

    /// Of a call of this operation.
    pub const fn new(operation: &'static str) -> Self {
        Self { operation: Some(operation), ..Self::NONE }
    }

    /// Sets the HTTP status of the response.
    #[must_use]
    pub const fn with_status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Sets the id that the service gave the request.
    #[must_use]
    pub fn with_request_id(mut self, id: Option<String>) -> Self {
        self.request_id = id;
        self
    }

    /// Sets how often the request was sent, or was to be sent.
    #[must_use]
    pub const fn with_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The name of the operation; `None` in an error that has not come from a client.
    pub fn operation(&self) -> Option<&'static str> {
        self.operation
    }

    /// The HTTP status; `None` if there was no response.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// The id that the service gave the request; `None` if there was no response, or one without an id.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// How many attempts the call took; 0 if it ended before the first, or if that is not known.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Takes over what is not known yet.
    pub(crate) fn complete(&mut self, other: Self) {
        self.operation = self.operation.or(other.operation);
        self.status = self.status.or(other.status);
        self.request_id = self.request_id.take().or(other.request_id);
        self.attempts = self.attempts.max(other.attempts);
    }

    /// Writes what went wrong between the operation and the response that it is about.
    ///
    /// # Errors
    /// Those of the formatter.
    pub fn frame(&self, f: &mut fmt::Formatter<'_>, error: &dyn fmt::Display) -> fmt::Result {
        if let Some(operation) = self.operation {
            write!(f, "{operation}: ")?;
        }
        error.fmt(f)?;
        match (self.status, &self.request_id) {
            (Some(status), Some(id)) => write!(f, " (status {status}, request {id})"),
            (Some(status), None) => write!(f, " (status {status})"),
            _ => Ok(()),
        }
    }
}
