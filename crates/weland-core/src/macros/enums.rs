//! `string_enum!` and `int_enum!`.

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
                    Self::Unknown(value) => value,
                    named => named.name().unwrap_or_default(),
                }
            }

            fn name(&self) -> ::core::option::Option<&'static str> {
                match self {
                    $(Self::$variant => Some($value),)*
                    Self::Unknown(_) => None,
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

        $crate::__string_enum!($type $static);
        $crate::__serde_enum!($type $static);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    ($type:ident $static:ident) => {
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
                match self.name() {
                    Some(name) => to.named_value(member, &$static, name),
                    None => to.string(member, self.as_str()),
                }
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

        $crate::__serde_enum!($type $static);
    };
}
