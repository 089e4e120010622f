//! What every shape of a kind has in common. Generated crates call these; they are not meant to be written by hand.

/// Implements [`Structure`](crate::Structure) for a struct, and its setters.
///
/// `structure!(Type = STATIC: schema; [flags] index field (setter): member => default, …)`
///
/// - `STATIC` is the name of the static that holds the schema: other schemas refer to it, and only statics may do so in a
///   circle.
/// - The flag `[new]` gives a constructor without arguments; `[bytes field]` or `[events field]` names the member that is a
///   stream.
/// - The index of a member is its position.
/// - A setter is `(Type)`, `(into Type)` if it takes whatever converts into the type, or `(boxed Type)`; a `=` in front
///   says that the field is no `Option`, and `as name` that the setter is not called like the field.
/// - A default is the value that servers fill in where clients leave the member out; the field is an `Option`.
#[macro_export]
macro_rules! structure {
    ($type:ident = $static:ident: $schema:expr; $([$($flag:ident)*])*
        $($index:literal $field:ident $(($($setter:tt)*))?: $member:expr $(=> $default:expr)?,)*) => {
        pub(crate) static $static: $crate::Schema = {
            static MEMBERS: &[$crate::Member] = &[$($member),*];
            $schema.with_members(MEMBERS)
        };

        impl $type {
            /// The schema of this shape.
            pub const SCHEMA: &'static $crate::Schema = &$static;

            $($crate::__constructor!($($flag)*);)*
            $($($crate::__setter!($field; $($setter)*);)?)*
        }

        impl $crate::Structure for $type {
            fn schema(&self) -> &'static $crate::Schema {
                Self::SCHEMA
            }

            #[allow(unused_variables, reason = "a structure may have no members")]
            fn encode_member(&self, index: usize, member: &'static $crate::Member, to: &mut dyn $crate::Encoder) {
                match index {
                    $($index => $crate::Encode::encode(&self.$field, member, to),)*
                    _ => {}
                }
            }

            #[allow(unused_variables, reason = "a structure may have no members")]
            fn decode_member(
                &mut self,
                index: usize,
                member: &'static $crate::Member,
                from: &mut dyn $crate::Decoder,
            ) -> ::core::result::Result<(), $crate::DecodeError> {
                match index {
                    $($index => self.$field = $crate::Decode::decode(member, from)?,)*
                    _ => {}
                }
                Ok(())
            }

            fn set_defaults(&mut self) {
                $($(self.$field.get_or_insert_with(|| $default);)?)*
            }

            $($crate::__stream!($($flag)*);)*
        }

        $crate::__members!($type);
        $crate::__serde!($type);
    };
}

/// The constructor that the flag `[new]` asks for.
#[doc(hidden)]
#[macro_export]
macro_rules! __constructor {
    (new) => {
        /// A value of which nothing is set.
        pub fn new() -> Self {
            Self::default()
        }
    };
    ($($other:ident)*) => {};
}

/// The stream that the flags `[bytes field]` and `[events field]` name.
#[doc(hidden)]
#[macro_export]
macro_rules! __stream {
    (bytes $field:ident) => {
        fn stream(&mut self) -> ::core::option::Option<$crate::Stream<'_>> {
            Some($crate::Stream::Bytes(&mut self.$field))
        }
    };
    (events $field:ident) => {
        fn stream(&mut self) -> ::core::option::Option<$crate::Stream<'_>> {
            Some($crate::Stream::Events(&mut self.$field))
        }
    };
    ($($other:ident)*) => {};
}

/// One setter.
#[doc(hidden)]
#[macro_export]
macro_rules! __setter {
    ($field:ident; as $name:ident $($rest:tt)*) => { $crate::__setter!(@ $name $field; $($rest)*); };
    (@ $name:ident $field:ident; = into $type:ty) => { $crate::__setter!(@ $name $field, value: impl Into<$type>, value.into()); };
    (@ $name:ident $field:ident; = boxed $type:ty) => { $crate::__setter!(@ $name $field, value: $type, Box::new(value)); };
    (@ $name:ident $field:ident; = $type:ty) => { $crate::__setter!(@ $name $field, value: $type, value); };
    (@ $name:ident $field:ident; into $type:ty) => { $crate::__setter!(@ $name $field, value: impl Into<$type>, Some(value.into())); };
    (@ $name:ident $field:ident; boxed $type:ty) => { $crate::__setter!(@ $name $field, value: $type, Some(Box::new(value))); };
    (@ $name:ident $field:ident; $type:ty) => { $crate::__setter!(@ $name $field, value: $type, Some(value)); };
    (@ $name:ident $field:ident, $value:ident: $type:ty, $result:expr) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
        #[must_use]
        pub fn $name(mut self, $value: $type) -> Self {
            self.$field = $result;
            self
        }
    };
    ($field:ident; $($setter:tt)*) => { $crate::__setter!(@ $field $field; $($setter)*); };
}

/// What structures and unions have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! __members {
    ($type:ident) => {
        impl $crate::Encode for $type {
            fn encode(&self, member: &'static $crate::Member, to: &mut dyn $crate::Encoder) {
                to.structure(member, self);
            }
        }

        impl $crate::Decode for $type {
            fn decode(
                member: &'static $crate::Member,
                from: &mut dyn $crate::Decoder,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                let mut value = Self::default();
                from.structure(member, &mut value)?;
                Ok(value)
            }
        }

        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::debug(self, f)
            }
        }
    };
}

/// Implements [`Structure`](crate::Structure) for an enum that is a union: one variant a member, and `Unknown`.
///
/// `union!(Type = STATIC: schema; index Variant: member, …)`; a variant without a value is `index Variant (unit): member`.
#[macro_export]
macro_rules! union {
    ($type:ident = $static:ident: $schema:expr; $($index:literal $variant:ident $(($unit:ident))?: $member:expr,)*) => {
        pub(crate) static $static: $crate::Schema = {
            static MEMBERS: &[$crate::Member] = &[$($member),*];
            $schema.with_members(MEMBERS)
        };

        impl $type {
            /// The schema of this shape.
            pub const SCHEMA: &'static $crate::Schema = &$static;
        }

        impl $crate::Structure for $type {
            fn schema(&self) -> &'static $crate::Schema {
                Self::SCHEMA
            }

            fn encode_member(&self, index: usize, member: &'static $crate::Member, to: &mut dyn $crate::Encoder) {
                match index {
                    $($index => $crate::__variant!($($unit)? encode Self::$variant, self, member, to),)*
                    _ => {}
                }
            }

            fn decode_member(
                &mut self,
                index: usize,
                member: &'static $crate::Member,
                from: &mut dyn $crate::Decoder,
            ) -> ::core::result::Result<(), $crate::DecodeError> {
                match index {
                    $($index => *self = $crate::__variant!($($unit)? decode Self::$variant, member, from),)*
                    _ => {}
                }
                Ok(())
            }
        }

        $crate::__members!($type);
        $crate::__serde!($type);
    };
}

/// One variant of a union. Without a value it is a structure without members to formats.
#[doc(hidden)]
#[macro_export]
macro_rules! __variant {
    (encode $type:ident::$variant:ident, $value:expr, $member:expr, $to:expr) => {
        if let $type::$variant(value) = $value {
            $crate::Encode::encode(value, $member, $to);
        }
    };
    (unit encode $type:ident::$variant:ident, $value:expr, $member:expr, $to:expr) => {
        if matches!($value, $type::$variant) {
            $crate::Encode::encode(&(), $member, $to);
        }
    };
    (decode $type:ident::$variant:ident, $member:expr, $from:expr) => {
        $type::$variant($crate::Decode::decode($member, $from)?)
    };
    (unit decode $type:ident::$variant:ident, $member:expr, $from:expr) => {{
        <() as $crate::Decode>::decode($member, $from)?;
        $type::$variant
    }};
}

/// Declares an enum of strings that is open: a value that the model does not name is kept as `Unknown`.
#[macro_export]
macro_rules! string_enum {
    ($(#[$meta:meta])* pub enum $type:ident = $static:ident: $schema:expr; { $($(#[$doc:meta])* $variant:ident = $value:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[$doc])* $variant,)*
            /// A value that the model does not name.
            Unknown(::std::string::String),
        }

        pub(crate) static $static: $crate::Schema = $schema.values($type::VALUES);

        impl $type {
            /// The schema of this shape.
            pub const SCHEMA: &'static $crate::Schema = &$static;

            /// The values that the model names.
            pub const VALUES: &'static [&'static str] = &[$($value),*];

            /// The value as it is written.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value,
                }
            }
        }

        impl ::core::convert::From<&str> for $type {
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown(value.into()),
                }
            }
        }

        $crate::__string_enum!($type);
        $crate::__serde_enum!($type);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    ($type:ident) => {
        impl ::core::convert::From<::std::string::String> for $type {
            fn from(value: ::std::string::String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl ::core::default::Default for $type {
            fn default() -> Self {
                Self::Unknown(::std::string::String::new())
            }
        }

        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::Encode for $type {
            fn encode(&self, member: &'static $crate::Member, to: &mut dyn $crate::Encoder) {
                to.string(member, self.as_str());
            }
        }

        impl $crate::Decode for $type {
            fn decode(
                member: &'static $crate::Member,
                from: &mut dyn $crate::Decoder,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                from.string(member).map(|value| Self::from(&*value))
            }
        }
    };
}

/// Declares an enum of numbers that is open: a value that the model does not name is kept as `Unknown`.
#[macro_export]
macro_rules! int_enum {
    ($(#[$meta:meta])* pub enum $type:ident = $static:ident: $schema:expr; { $($(#[$doc:meta])* $variant:ident = $value:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[$doc])* $variant,)*
            /// A value that the model does not name.
            Unknown(i32),
        }

        pub(crate) static $static: $crate::Schema = $schema.numbers($type::VALUES);

        impl $type {
            /// The schema of this shape.
            pub const SCHEMA: &'static $crate::Schema = &$static;

            /// The values that the model names.
            pub const VALUES: &'static [i32] = &[$($value),*];

            /// The value as it is written.
            pub fn value(self) -> i32 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value,
                }
            }
        }

        impl ::core::convert::From<i32> for $type {
            fn from(value: i32) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown(value),
                }
            }
        }

        impl ::core::default::Default for $type {
            fn default() -> Self {
                Self::from(0)
            }
        }

        impl $crate::Encode for $type {
            fn encode(&self, member: &'static $crate::Member, to: &mut dyn $crate::Encoder) {
                $crate::Encode::encode(&self.value(), member, to);
            }
        }

        impl $crate::Decode for $type {
            fn decode(
                member: &'static $crate::Member,
                from: &mut dyn $crate::Decoder,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                <i32 as $crate::Decode>::decode(member, from).map(Self::from)
            }
        }

        $crate::__serde_enum!($type);
    };
}

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
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum $name {
            $(#[allow(missing_docs, reason = "the type says it")] $error($error),)*
            /// Anything that the model does not name: no connection, a timeout, an error code unknown to the model.
            Other($crate::OtherError),
        }

        impl $name {
            /// The schemas of the modeled errors.
            pub const SCHEMAS: &'static [&'static $crate::Schema] = &[$($error::SCHEMA),*];
        }

        $(impl ::core::convert::From<$error> for $name {
            fn from(error: $error) -> Self {
                Self::$error(error)
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
                    return Some(Self::$error(::core::default::Default::default()));
                })*
                None
            }

            fn modeled(&self) -> ::core::option::Option<&dyn $crate::Structure> {
                match self {
                    $(Self::$error(error) => Some(error),)*
                    Self::Other(_) => None,
                }
            }

            fn modeled_mut(&mut self) -> ::core::option::Option<&mut dyn $crate::Structure> {
                match self {
                    $(Self::$error(error) => Some(error),)*
                    Self::Other(_) => None,
                }
            }

            fn other(&self) -> ::core::option::Option<&$crate::OtherError> {
                match self {
                    Self::Other(error) => Some(error),
                    _ => None,
                }
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $(Self::$error(error) => ::core::fmt::Display::fmt(error, f),)*
                    Self::Other(error) => ::core::fmt::Display::fmt(error, f),
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

/// Puts a [`PatternConstraint`](crate::PatternConstraint) into a static.
#[macro_export]
macro_rules! pattern {
    ($source:literal) => {{
        static PATTERN: $crate::PatternConstraint = $crate::PatternConstraint::new($source);
        &PATTERN
    }};
}
