//! The options of one call.

use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

/// What a call does differently from its client. A limit of time that is `Some(None)` is switched off.
#[derive(Clone, Default)]
pub(crate) struct CallOptions {
    pub(crate) endpoint: Option<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) timeout: Option<Option<Duration>>,
    pub(crate) attempt_timeout: Option<Option<Duration>>,
    pub(crate) first_byte_timeout: Option<Option<Duration>>,
    pub(crate) read_timeout: Option<Option<Duration>>,
    pub(crate) max_attempts: Option<u32>,
    /// Whether the call may be repeated; `None` leaves it to the operation.
    pub(crate) repeatable: Option<bool>,
    /// Whether somebody else sends the request, perhaps with another body.
    pub(crate) presigned: bool,
    /// What is wrong with these options; said when the call is made.
    pub(crate) problem: Option<String>,
}

impl CallOptions {
    pub(crate) fn set_header(&mut self, name: &str, value: &str) {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(name), Ok(mut value)) => {
                // For hooks and transports that log headers.
                value.set_sensitive(true);
                self.headers.insert(name, value);
            }
            (Err(_), _) => self.problem = Some(format!("`{name}` cannot be the name of a header")),
            // The value may be a secret, so it is not shown.
            (_, Err(_)) => self.problem = Some(format!("the value of the header `{name}` holds control characters")),
        }
    }
}
