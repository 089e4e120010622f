//! Errors of operations: the modeled ones, and the rest.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use crate::byte_stream::BoxError;
use crate::interface::Structure;
use crate::schema::Schema;

/// The errors of one operation: one variant for each that the model names, and one for the rest.
///
/// Implemented by [`operation_error!`](crate::operation_error!).
pub trait OperationError: Error + From<OtherError> + Send + Sync + Sized + 'static {
    /// An empty error of this schema, to be filled with its members; `None` if it is none of the operation's
    /// [errors](crate::OperationSchema::errors).
    fn with_schema(schema: &'static Schema) -> Option<Self>;
    /// The modeled error.
    fn modeled(&self) -> Option<&dyn Structure>;
    /// The modeled error, to fill it.
    fn modeled_mut(&mut self) -> Option<&mut dyn Structure>;
    /// The error, if it is none of the modeled ones.
    fn other(&self) -> Option<&OtherError>;
}

/// What kind of failure an [`OtherError`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request could not be built from the input.
    Request,
    /// No credentials, or none that could be read.
    Credentials,
    /// The request was not sent: the service could not be reached, or the connection had been closed.
    NotSent,
    /// The connection broke. The service may have received the request.
    Transport,
    /// The response took too long.
    Timeout,
    /// The response could not be understood.
    Response,
    /// The service responded with an error that the model does not define.
    Service,
    /// The service has no implementation of the operation.
    NotImplemented,
}

/// A failure that the model does not name.
// Boxed, so that a result with it stays small.
#[derive(Clone)]
pub struct OtherError(Box<Details>);

#[derive(Clone)]
struct Details {
    kind: ErrorKind,
    message: String,
    code: Option<String>,
    status: Option<u16>,
    request_id: Option<String>,
    body: Bytes,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

/// The body is shown by its length: what stands in it may be sensitive, and only its schema knows.
impl fmt::Debug for Details {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OtherError")
            .field("kind", &self.kind)
            .field("message", &self.message)
            .field("code", &self.code)
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("source", &self.source)
            .finish()
    }
}

impl OtherError {
    /// A failure of this kind; the message says in one line what went wrong.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Details {
            kind,
            message: message.into(),
            code: None,
            status: None,
            request_id: None,
            body: Bytes::new(),
            source: None,
        }))
    }

    /// An error that a service responds with: an HTTP status, a code and a message.
    pub fn service(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Service, message).with_code(code).with_status(status)
    }

    /// An operation without an implementation; servers respond with status 501.
    pub fn not_implemented(operation: &str) -> Self {
        Self::new(ErrorKind::NotImplemented, format!("{operation} is not implemented"))
            .with_code("NotImplemented")
            .with_status(501)
    }

    /// Sets the error code of the service.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.0.code = Some(code.into());
        self
    }

    /// Sets the HTTP status.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.0.status = Some(status);
        self
    }

    /// Sets the id that the service gave the request.
    #[must_use]
    pub fn with_request_id(mut self, id: Option<String>) -> Self {
        self.0.request_id = id;
        self
    }

    /// Sets the body of the response.
    #[must_use]
    pub fn with_body(mut self, body: Bytes) -> Self {
        self.0.body = body;
        self
    }

    /// Sets the cause.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(source.into().into());
        self
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What went wrong, in one line.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The error code of the service.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The HTTP status of the response.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The id that the service gave the request.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The body of the response. It may hold what belongs in no log, so `Debug` does not show it.
    pub fn body(&self) -> &Bytes {
        &self.0.body
    }
}

impl fmt::Debug for OtherError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for OtherError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(code) = &self.0.code {
            write!(f, "{code}: ")?;
        }
        f.write_str(&self.0.message)?;
        match (&self.0.status, &self.0.request_id) {
            (Some(status), Some(id)) => write!(f, " (status {status}, request {id})"),
            (Some(status), None) => write!(f, " (status {status})"),
            _ => Ok(()),
        }
    }
}

impl Error for OtherError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
