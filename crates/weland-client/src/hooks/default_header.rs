use http::request::Parts;
use http::{HeaderName, HeaderValue};
use weland_core::{ErrorKind, OtherError};

use super::{CallContext, Hook};

/// Sets a header of requests that do not have it.
#[derive(Debug, Clone, Copy)]
pub struct DefaultHeader {
    /// The name of the header.
    pub name: &'static str,
    /// Its value.
    pub value: &'static str,
}

impl Hook for DefaultHeader {
    fn after_serialization(&self, _: &CallContext, request: &mut Parts, _: Option<&[u8]>) -> Result<(), OtherError> {
        let (Ok(name), Ok(value)) = (HeaderName::from_bytes(self.name.as_bytes()), HeaderValue::from_str(self.value))
        else {
            let message = format!("`{}: {}` cannot be a header", self.name, self.value.escape_debug());
            return Err(OtherError::new(ErrorKind::Request, message));
        };
        request.headers.entry(name).or_insert(value);
        Ok(())
    }
}
