//! Why a caller is refused.

use std::fmt;

use http::HeaderValue;
use weland_core::{BoxError, ErrorKind, OtherError};

/// Why the check of a scheme refuses a caller: see [`Router::verify`](crate::Router::verify).
///
/// An [`OtherError`] is converted to a refusal with its status and its code, which is how errors of the model are chosen by name.
#[derive(Clone)]
pub struct Refusal {
    pub(crate) error: OtherError,
    pub(crate) challenge: Option<HeaderValue>,
    pub(crate) is_absent: bool,
}

impl Refusal {
    /// What was sent is not valid: status 401, unless another alternative of the operation accepts the caller.
    #[must_use]
    pub fn unauthenticated() -> Self {
        OtherError::service(401, UNAUTHENTICATED, "the credentials are not valid").into()
    }

    /// What was sent is valid, but not enough for the operation: status 403, unless another alternative accepts the caller.
    #[must_use]
    pub fn forbidden() -> Self {
        OtherError::service(403, FORBIDDEN, "the caller may not call the operation").into()
    }

    /// The request has nothing for a scheme that the router does not read by itself. It is as if the scheme had not been tried.
    #[must_use]
    pub fn absent() -> Self {
        Self { is_absent: true, ..OtherError::service(401, UNAUTHENTICATED, NEEDED).into() }
    }

    /// The check itself has failed, such as for want of a database: status 500. The caller is not told why, but
    /// [`Router::on_failure`](crate::Router::on_failure) is.
    #[must_use]
    pub fn failed(error: impl Into<BoxError>) -> Self {
        OtherError::new(ErrorKind::Credentials, "the check of the caller has failed").with_source(error).into()
    }

    /// Sets what the caller is told.
    #[must_use]
    pub fn message(self, message: impl Into<String>) -> Self {
        let (kind, status) = (self.error.kind(), self.error.status());
        let mut error = OtherError::new(kind, message);
        error = self.error.code().map(str::to_owned).into_iter().fold(error, OtherError::with_code);
        error = status.into_iter().fold(error, OtherError::with_status);
        Self { error, ..self }
    }

    /// Sets what the header `WWW-Authenticate` says of the scheme in a response with status 401, for schemes of which the router
    /// knows no more than the name. A text that is no value of a header is left out.
    #[must_use]
    pub fn challenge(self, challenge: impl AsRef<str>) -> Self {
        Self { challenge: HeaderValue::from_str(challenge.as_ref()).ok(), ..self }
    }
}

/// The codes of errors about callers.
pub(crate) const UNAUTHENTICATED: &str = "Unauthenticated";
const FORBIDDEN: &str = "Forbidden";
/// What callers are told that have sent nothing.
pub(crate) const NEEDED: &str = "the operation needs authentication";

impl From<OtherError> for Refusal {
    fn from(error: OtherError) -> Self {
        Self { error, challenge: None, is_absent: false }
    }
}

impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refusal").field("status", &self.error.status()).field("message", &self.error.message()).finish()
    }
}
