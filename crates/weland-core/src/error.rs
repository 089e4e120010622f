//! Errors of operations: the modeled ones, and the rest.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use crate::byte_stream::BoxError;
use crate::interface::Structure;
use crate::metadata::ResponseMetadata;
use crate::modeled::ModeledError;
use crate::schema::Schema;

/// The errors of one operation: one variant for each that the model names, and one for the rest.
///
/// Implemented by [`operation_error!`](crate::operation_error!).
pub trait OperationError: Error + From<OtherError> + Send + Sync + Sized + 'static {
    /// An empty error of this schema, to be filled with its members; `None` if it is none of the operation's
    /// [errors](crate::OperationSchema::errors).
    fn with_schema(schema: &'static Schema) -> Option<Self>;
    /// What is in the variant.
    fn variant(&self) -> ErrorVariant<&dyn ModeledError, &OtherError>;
    /// What is in the variant, to fill it.
    fn variant_mut(&mut self) -> ErrorVariant<&mut dyn ModeledError, &mut OtherError>;

    /// The modeled error.
    fn modeled(&self) -> Option<&dyn Structure> {
        match self.variant() {
            ErrorVariant::Modeled(error) => Some(error.shape()),
            ErrorVariant::Other(_) => None,
        }
    }

    /// The modeled error, to fill it.
    fn modeled_mut(&mut self) -> Option<&mut dyn Structure> {
        match self.variant_mut() {
            ErrorVariant::Modeled(error) => Some(error.shape_mut()),
            ErrorVariant::Other(_) => None,
        }
    }

    /// The error, if it is none of the modeled ones.
    fn other(&self) -> Option<&OtherError> {
        match self.variant() {
            ErrorVariant::Modeled(_) => None,
            ErrorVariant::Other(error) => Some(error),
        }
    }

    /// The operation, and the status and the id of its response, as far as they are known.
    fn metadata(&self) -> &ResponseMetadata {
        match self.variant() {
            ErrorVariant::Modeled(error) => error.metadata(),
            ErrorVariant::Other(error) => error.metadata(),
        }
    }

    /// Adds what is known of the response, where nothing is known yet.
    #[must_use]
    fn with_metadata(mut self, metadata: ResponseMetadata) -> Self {
        match self.variant_mut() {
            ErrorVariant::Modeled(error) => error.add_metadata(metadata),
            ErrorVariant::Other(error) => error.0.metadata.complete(metadata),
        }
        self
    }
}

/// A variant of an [`OperationError`].
#[derive(Debug, Clone, Copy)]
pub enum ErrorVariant<M, O> {
    /// An error of the model.
    Modeled(M),
    /// Any other.
    Other(O),
}

/// What [`operation_error!`](crate::operation_error!) shows. Derives would be compiled for each operation.
#[doc(hidden)]
impl ErrorVariant<&dyn ModeledError, &OtherError> {
    /// The variant by the name of the error's shape, and the error.
    ///
    /// # Errors
    /// When the formatter fails.
    pub fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Modeled(error) => f.debug_tuple(error.shape().schema().name).field(error).finish(),
            Self::Other(error) => f.debug_tuple("Other").field(error).finish(),
        }
    }

    /// The error.
    ///
    /// # Errors
    /// When the formatter fails.
    pub fn display(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Modeled(error) => fmt::Display::fmt(error, f),
            Self::Other(error) => fmt::Display::fmt(error, f),
        }
    }
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
    metadata: ResponseMetadata,
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
            .field("metadata", &self.metadata)
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
            metadata: ResponseMetadata::NONE,
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
        self.0.metadata = self.0.metadata.with_status(status);
        self
    }

    /// Sets the id that the service gave the request.
    #[must_use]
    pub fn with_request_id(mut self, id: Option<String>) -> Self {
        self.0.metadata = self.0.metadata.with_request_id(id);
        self
    }

    /// Adds the operation, and the status and the id of its response, where nothing is known yet.
    #[must_use]
    pub fn with_metadata(mut self, metadata: ResponseMetadata) -> Self {
        self.0.metadata.complete(metadata);
        self
    }

    /// Sets the body of the response.
    #[must_use]
    pub fn with_body(mut self, body: Bytes) -> Self {
        self.0.body = body;
        self
    }

    /// Adds something to the message.
    #[must_use]
    pub fn with_note(mut self, note: &str) -> Self {
        self.0.message.push_str("; ");
        self.0.message.push_str(note);
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

    /// The operation, and the status and the id of its response, as far as they are known.
    pub fn metadata(&self) -> &ResponseMetadata {
        &self.0.metadata
    }

    /// The HTTP status of the response.
    pub fn status(&self) -> Option<u16> {
        self.0.metadata.status()
    }

    /// The id that the service gave the request.
    pub fn request_id(&self) -> Option<&str> {
        self.0.metadata.request_id()
    }

    /// The body of the response. It may hold what belongs in no log, so `Debug` does not show it.
    pub fn body(&self) -> &Bytes {
        &self.0.body
    }
}

/// Of operations whose errors the model does not name.
impl OperationError for OtherError {
    fn with_schema(_: &'static Schema) -> Option<Self> {
        None
    }

    fn variant(&self) -> ErrorVariant<&dyn ModeledError, &OtherError> {
        ErrorVariant::Other(self)
    }

    fn variant_mut(&mut self) -> ErrorVariant<&mut dyn ModeledError, &mut OtherError> {
        ErrorVariant::Other(self)
    }
}

/// What has ended a stream, or stands in it in place of a value: the error itself if it is one of a call, or else a failure of
/// the connection.
impl From<BoxError> for OtherError {
    fn from(error: BoxError) -> Self {
        match error.downcast::<Self>() {
            Ok(error) => *error,
            Err(error) => Self::new(ErrorKind::Transport, error.to_string()).with_source(error),
        }
    }
}

impl fmt::Debug for OtherError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for OtherError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details { code, message, metadata, .. } = &*self.0;
        match code {
            Some(code) => metadata.frame(f, &format_args!("{code}: {message}")),
            None => metadata.frame(f, message),
        }
    }
}

impl Error for OtherError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
