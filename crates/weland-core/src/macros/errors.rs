//! `error!` and `operation_error!`.

/// Makes a structure an error: `error!(Type)`, or `error!(Type, field)` where `field` is its optional message.
#[macro_export]
macro_rules! error {
    ($type:ident $(, $message:ident)?) => {
        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(Self::SCHEMA.name)?;
                $(if let Some(message) = $crate::AsMessage::as_message(&self.$message) {
                    write!(f, ": {message}")?;
                })?
                Ok(())
            }
        }

        impl ::std::error::Error for $type {}
    };
}

/// Declares the errors of an operation: a variant for each modeled error, named like its type, and `Other`.
#[macro_export]
macro_rules! operation_error {
    ($(#[$meta:meta])* pub enum $name:ident { $($error:ident,)* }) => {
        $(#[$meta])*
        #[non_exhaustive]
        pub enum $name {
            $(#[allow(missing_docs, reason = "the type says it")] $error($crate::Modeled<$error>),)*
            /// Anything that the model does not name: no connection, a timeout, an error code unknown to the model.
            Other($crate::OtherError),
        }

        impl $name {
            /// The schemas of the modeled errors.
            // No constant: the compiler checks the value of one with everything that it refers to, which is most of a model.
            pub const fn schemas() -> &'static [&'static $crate::Schema] {
                static SCHEMAS: &[&$crate::Schema] = &[$($error::SCHEMA),*];
                SCHEMAS
            }

            /// The operation, and the status and the id of its response, as far as they are known.
            pub fn metadata(&self) -> &$crate::ResponseMetadata {
                $crate::OperationError::metadata(self)
            }
        }

        $(impl ::core::convert::From<$error> for $name {
            fn from(error: $error) -> Self {
                Self::$error(error.into())
            }
        })*

        impl ::core::convert::From<$crate::OtherError> for $name {
            fn from(error: $crate::OtherError) -> Self {
                Self::Other(error)
            }
        }

        impl $crate::OperationError for $name {
            #[allow(unused_variables, reason = "an operation may have no errors")]
            fn with_schema(schema: &'static $crate::Schema) -> ::core::option::Option<Self> {
                $(if ::core::ptr::eq(schema, $error::SCHEMA) {
                    return Some(Self::$error($crate::Zero::zero()));
                })*
                None
            }

            fn variant(&self) -> $crate::ErrorVariant<&dyn $crate::ModeledError, &$crate::OtherError> {
                match self {
                    $(Self::$error(error) => $crate::ErrorVariant::Modeled(error),)*
                    Self::Other(error) => $crate::ErrorVariant::Other(error),
                }
            }

            fn variant_mut(&mut self) -> $crate::ErrorVariant<&mut dyn $crate::ModeledError, &mut $crate::OtherError> {
                match self {
                    $(Self::$error(error) => $crate::ErrorVariant::Modeled(error),)*
                    Self::Other(error) => $crate::ErrorVariant::Other(error),
                }
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::OperationError::variant(self).debug(f)
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::OperationError::variant(self).display(f)
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
