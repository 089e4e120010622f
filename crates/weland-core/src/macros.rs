//! What every shape of a kind has in common. Generated crates call these; they are not meant to be written by hand.

/// Implements [`Structure`](crate::Structure) for a struct, with its setters, its constructor and its schema.
///
/// ```
/// use weland_core::{Defaulted, Member, Schema, schema, structure};
///
/// pub struct ListCities {
///     pub country: String,
///     pub prefix: Option<String>,
///     pub size: Defaulted<i32>,
/// }
///
/// structure! {
///     ListCities from ListCitiesRequired = LIST_CITIES: Schema::structure("ListCities");
///     0 country [String]: Member::new("Country", &schema::STRING).label(),
///     1 prefix (into String): Member::new("Prefix", &schema::STRING).query("prefix"),
///     2 size (= into Defaulted<i32>): Member::new("Size", &schema::INTEGER) => Defaulted::unset(10),
/// }
///
/// let cities = ListCities::new(ListCitiesRequired { country: "no".to_owned() }).prefix("Ber");
/// assert_eq!((cities.prefix.as_deref(), *cities.size), (Some("Ber"), 10));
/// ```
///
/// The head is `Type from TypeRequired = STATIC: schema; [flags]`:
///
/// - `TypeRequired` is declared: a struct of the required members, which `Type::new` takes. Its fields have names, so no
///   two arguments can be mixed up, and a required member that is new to the model is a compile error at each caller.
///   Without required members, `from TypeRequired` is left out.
/// - `STATIC` is declared: the schema. Schemas refer to each other by these statics, in circles too.
/// - The flag `[new]`, for a type without required members, gives `new()` and `Default`; `[bytes field]` and
///   `[events field]` name the member that is a stream.
///
/// A row is `index field [Type] (setter): member => default`, of which brackets, parentheses and default can be absent:
///
/// - `index` is the position of the member, from 0.
/// - `[Type]` says that the member is required, and the type of its field in `TypeRequired`.
/// - `(setter)` declares a method that sets the member: `(Type)` takes a value of the field, which is an `Option`;
///   `(into Type)` takes what converts into it; `(boxed Type)` puts it into a `Box`. A leading `=` says that the field is
///   no `Option`; a leading `as name` that the method is not named like the field.
/// - `default` is what the field holds if nothing sets it, in place of the zero value of its type.
#[macro_export]
macro_rules! structure {
    ($type:ident $(from $required:ident)? = $static:ident: $schema:expr; $([$($flag:ident)*])*
        $($index:literal $field:ident $([$required_type:ty])? $(($($setter:tt)*))?: $member:expr $(=> $default:expr)?,)*
    ) => {
        pub(crate) static $static: $crate::Schema = {
            static MEMBERS: &[$crate::Member] = &[$($member),*];
            $schema.with_members(MEMBERS)
        };

        impl $type {
            /// The schema of this shape.
            pub const SCHEMA: &'static $crate::Schema = &$static;

            $($($crate::__setter!($field $field; $($setter)*);)?)*
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
                $($($crate::__set_default!(self.$field, $default);)?)*
            }

            $($crate::__stream!($($flag)*);)*
        }

        impl $crate::Zero for $type {
            #[allow(unused_mut, reason = "few members have a default")]
            fn zero() -> Self {
                let mut value = Self { $($field: $crate::Zero::zero(),)* };
                $($(value.$field = $default;)?)*
                value
            }
        }

        $crate::__required!($type $($required)?; $($($field: $required_type,)?)*);
        $($crate::__new!($type $($flag)*);)*
        $crate::__members!($type);
        $crate::__serde!($type);
    };
}

/// Sets a field that has a default.
#[doc(hidden)]
#[macro_export]
macro_rules! __set_default {
    ($field:expr, $default:expr) => {
        $crate::Zero::set_default(&mut $field)
    };
}

/// The struct of the required members, and the constructor that takes it.
#[doc(hidden)]
#[macro_export]
macro_rules! __required {
    ($type:ident;) => {};
    ($type:ident $required:ident; $($field:ident: $field_type:ty,)*) => {
        #[doc = concat!("The required members of [`", stringify!($type), "`], which [`new`](", stringify!($type), "::new) takes.")]
        #[allow(missing_debug_implementations, reason = "it is turned into the structure at once")]
        pub struct $required {
            $(
                /// See the field of the structure.
                pub $field: $field_type,
            )*
        }

        impl $type {
            /// A value with its required members.
            pub fn new(required: $required) -> Self {
                Self { $($field: required.$field,)* ..$crate::Zero::zero() }
            }
        }

        impl ::core::convert::From<$required> for $type {
            fn from(required: $required) -> Self {
                Self::new(required)
            }
        }
    };
}

/// The constructor that the flag `[new]` asks for.
#[doc(hidden)]
#[macro_export]
macro_rules! __new {
    ($type:ident new) => {
        impl $type {
            /// A value of which nothing is set.
            pub fn new() -> Self {
                $crate::Zero::zero()
            }
        }

        impl ::core::default::Default for $type {
            fn default() -> Self {
                $crate::Zero::zero()
            }
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

/// One setter. Each arm spells it out: a step more would be taken for each member of an API.
#[doc(hidden)]
#[macro_export]
macro_rules! __setter {
    ($field:ident $_:ident; as $name:ident $($rest:tt)*) => { $crate::__setter!($field $name; $($rest)*); };
    ($field:ident $name:ident; = into $type:ty) => {
        /// Sets the field.
        #[must_use]
        pub fn $name(mut self, value: impl Into<$type>) -> Self {
            self.$field = value.into();
            self
        }
    };
    ($field:ident $name:ident; = boxed $type:ty) => {
        /// Sets the field.
        #[must_use]
        pub fn $name(mut self, value: $type) -> Self {
            self.$field = Box::new(value);
            self
        }
    };
    ($field:ident $name:ident; = $type:ty) => {
        /// Sets the field.
        #[must_use]
        pub fn $name(mut self, value: $type) -> Self {
            self.$field = value;
            self
        }
    };
    ($field:ident $name:ident; into $type:ty) => {
        /// Sets the field.
        #[must_use]
        pub fn $name(mut self, value: impl Into<$type>) -> Self {
            self.$field = Some(value.into());
            self
        }
    };
    ($field:ident $name:ident; boxed $type:ty) => {
        /// Sets the field.
        #[must_use]
        pub fn $name(mut self, value: $type) -> Self {
            self.$field = Some(Box::new(value));
            self
        }
    };
    ($field:ident $name:ident; $type:ty) => {
        /// Sets the field.
        #[must_use]
        pub fn $name(mut self, value: $type) -> Self {
            self.$field = Some(value);
            self
        }
    };
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
                let mut value = <Self as $crate::Zero>::zero();
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

        impl $crate::Zero for $type {
            fn zero() -> Self {
                Self::Unknown
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

        impl $crate::Zero for $type {
            fn zero() -> Self {
                Self::Unknown(::std::string::String::new())
            }
        }

        impl $crate::MapKey for $type {
            fn as_key(&self) -> &str {
                self.as_str()
            }

            fn from_key(key: ::std::string::String) -> Self {
                Self::from(key)
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

        impl $crate::Zero for $type {
            fn zero() -> Self {
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
                    return Some(Self::$error($crate::Zero::zero()));
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
