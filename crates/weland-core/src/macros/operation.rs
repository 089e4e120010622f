//! `operation!`: the type that stands for an operation.

/// Declares the type that stands for an operation, and implements [`Operation`](crate::Operation) for it.
///
/// `operation!(pub struct Type of SERVICE: Input => Output, Error = schema;)`; `schema` is an
/// [`OperationSchema`](crate::OperationSchema), and an input or output that is missing is `()`.
#[macro_export]
macro_rules! operation {
    ($(#[$meta:meta])* pub struct $type:ident of $service:ident: $input:ty => $output:ty, $error:ty = $schema:expr;) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy)]
        pub struct $type;

        impl $crate::Operation for $type {
            type Input = $input;
            type Output = $output;
            type Error = $error;
            const SERVICE: &'static $crate::ServiceSchema = &$service;
            const SCHEMA: &'static $crate::OperationSchema = &$schema;
        }
    };
}
