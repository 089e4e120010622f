use std::fmt;

use http::request::Parts;
use http::{HeaderName, HeaderValue};
use weland_core::{ErrorKind, OtherError};

use super::{CallContext, Hook};

/// Sets a header of requests that do not have it.
#[derive(Clone, Copy)]
pub struct DefaultHeader {
    /// The name of the header.
    pub name: &'static str,
    /// Its value.
    pub value: &'static str,
}

impl Hook for DefaultHeader {
    fn after_serialization(&self, _: &CallContext, request: &mut Parts, _: Option<&[u8]>) -> Result<(), OtherError> {
        let (Ok(name), Ok(mut value)) =
            (HeaderName::from_bytes(self.name.as_bytes()), HeaderValue::from_str(self.value))
        else {
            // The value may be a secret.
            let name = self.name.escape_debug();
            let message =
                format!("the header `{name}` cannot be sent: its name or its value holds characters that it may not");
            return Err(OtherError::new(ErrorKind::Request, message));
        };
        value.set_sensitive(true);
        request.headers.entry(name).or_insert(value);
        Ok(())
    }
}

/// The value may be a secret.
impl fmt::Debug for DefaultHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DefaultHeader").field("name", &self.name).finish_non_exhaustive()
    }
}
