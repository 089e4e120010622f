//! What errors of calls have in common, and one error for all operations of a service.

use std::error::Error;

use weland_core::{ErrorKind, ErrorVariant, ModeledError, OperationError, OtherError, ResponseMetadata, Structure};
use weland_protocol::member_text;

use crate::retry;

/// What can be asked of each error that a call ends with, whatever its operation.
///
/// ```
/// use weland_client::CallError;
/// use weland_core::OtherError;
///
/// let error = OtherError::service(400, "ThrottlingException", "Rate exceeded");
/// assert!(error.is_throttling() && !error.is_timeout());
/// assert_eq!(error.error_code(), Some("ThrottlingException"));
/// ```
pub trait CallError: Error {
    /// The error of the model, or the other one.
    fn as_variant(&self) -> ErrorVariant<&dyn ModeledError, &OtherError>;

    /// The operation, and what is known of its response: status, id of the request, number of attempts.
    fn call_metadata(&self) -> &ResponseMetadata {
        match self.as_variant() {
            ErrorVariant::Modeled(error) => error.metadata(),
            ErrorVariant::Other(error) => error.metadata(),
        }
    }

    /// What kind of failure it is. Errors of the model are errors of the service.
    fn error_kind(&self) -> ErrorKind {
        match self.as_variant() {
            ErrorVariant::Modeled(_) => ErrorKind::Service,
            ErrorVariant::Other(error) => error.kind(),
        }
    }

    /// The code of the error that the service responded with: of errors of the model, the name of their shape.
    fn error_code(&self) -> Option<&str> {
        match self.as_variant() {
            ErrorVariant::Modeled(error) => Some(error.shape().schema().name),
            ErrorVariant::Other(error) => error.code(),
        }
    }

    /// Whether the service asks to slow down: by the model, by its code, or by the status 429.
    fn is_throttling(&self) -> bool {
        let by_model = match self.as_variant() {
            ErrorVariant::Modeled(error) => error.shape().schema().error.is_some_and(|error| error.throttling),
            ErrorVariant::Other(_) => false,
        };
        by_model || self.error_code().is_some_and(retry::is_throttling) || self.call_metadata().status() == Some(429)
    }

    /// Whether the call, an attempt or the service in between took too long.
    fn is_timeout(&self) -> bool {
        self.error_kind() == ErrorKind::Timeout
    }

    /// Whether the request was not sent, since the service could not be reached.
    fn is_connect(&self) -> bool {
        self.error_kind() == ErrorKind::NotSent
    }

    /// Whether the service failed by its own fault: a status of 500 or more.
    fn is_server_error(&self) -> bool {
        self.call_metadata().status().is_some_and(|status| status >= 500)
    }
}

impl<E: OperationError> CallError for E {
    fn as_variant(&self) -> ErrorVariant<&dyn ModeledError, &OtherError> {
        self.variant()
    }
}

/// Declares one error for all operations of a service: a variant for each modeled error, named like its type, and `Other`.
/// The errors of all operations convert to it.
///
/// `service_error!(pub enum Error of types { NotFound, })`; the types of the errors are in the module `types`.
#[macro_export]
macro_rules! service_error {
    ($(#[$meta:meta])* pub enum $name:ident of $types:ident { $($error:ident,)* }) => {
        $(#[$meta])*
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum $name {
            $(#[allow(missing_docs, reason = "the type says it")] $error($crate::weland_core::Modeled<$types::$error>),)*
            /// Anything that the model does not name: no connection, a timeout, an error code unknown to the model.
            Other($crate::weland_core::OtherError),
        }

        impl $name {
            /// The operation, and what is known of its response: status, id of the request, number of attempts.
            pub fn metadata(&self) -> &$crate::ResponseMetadata {
                $crate::CallError::call_metadata(self)
            }

            #[allow(unused_variables, reason = "a service may have no errors")]
            fn modeled(error: &mut dyn $crate::weland_core::ModeledError) -> ::core::option::Option<Self> {
                $(if ::core::ptr::eq(error.shape().schema(), $types::$error::SCHEMA) {
                    return error.take().downcast().ok().map(|error| Self::$error(*error));
                })*
                None
            }
        }

        impl<E: $crate::weland_core::OperationError> ::core::convert::From<E> for $name {
            fn from(mut error: E) -> Self {
                let modeled = match $crate::weland_core::OperationError::variant_mut(&mut error) {
                    $crate::weland_core::ErrorVariant::Modeled(error) => Self::modeled(error),
                    $crate::weland_core::ErrorVariant::Other(_) => None,
                };
                modeled.unwrap_or_else(|| Self::Other($crate::into_other(error)))
            }
        }

        impl $crate::CallError for $name {
            fn as_variant(
                &self,
            ) -> $crate::weland_core::ErrorVariant<&dyn $crate::weland_core::ModeledError, &$crate::weland_core::OtherError>
            {
                match self {
                    $(Self::$error(error) => $crate::weland_core::ErrorVariant::Modeled(error),)*
                    Self::Other(error) => $crate::weland_core::ErrorVariant::Other(error),
                }
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match $crate::CallError::as_variant(self) {
                    $crate::weland_core::ErrorVariant::Modeled(error) => ::core::fmt::Display::fmt(error, f),
                    $crate::weland_core::ErrorVariant::Other(error) => ::core::fmt::Display::fmt(error, f),
                }
            }
        }

        impl ::std::error::Error for $name {
            fn source(&self) -> ::core::option::Option<&(dyn ::std::error::Error + 'static)> {
                match self {
                    Self::Other(error) => ::std::error::Error::source(error),
                    _ => None,
                }
            }
        }
    };
}

/// What an error is where the model does not name it: that of an operation of another service keeps its code and its message.
#[doc(hidden)]
pub fn into_other<E: OperationError>(mut error: E) -> OtherError {
    match error.variant_mut() {
        ErrorVariant::Other(error) => std::mem::replace(error, OtherError::new(ErrorKind::Response, "")),
        ErrorVariant::Modeled(modeled) => {
            let (code, metadata) = (modeled.shape().schema().name, modeled.metadata().clone());
            let message = message(modeled.shape());
            OtherError::new(ErrorKind::Service, message).with_code(code).with_metadata(metadata)
        }
    }
}

/// The text of the member that is the message of an error.
fn message(error: &dyn Structure) -> String {
    let names = error.schema().members.iter().map(|member| member.name);
    let mut messages = names.filter(|name| name.eq_ignore_ascii_case("message"));
    messages.find_map(|name| member_text(error, name)).unwrap_or_default()
}
