//! `union!`, and what unions have in common with structures.

/// What structures and unions have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! __members {
    ($type:ident) => {
        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::debug(self, f)
            }
        }
    };
}

/// Implements [`Structure`](crate::Structure) for an enum that is a union: one variant a member, and `Unknown`.
///
/// `union!(Type = STATIC: schema; index Variant: member, …)`; a variant without a value is `index Variant (unit): member`, one
/// with a value of another crate's type `index Variant {Adapter}: member`. With `[kept]` behind the schema, `Unknown` holds a
/// document: the value that is none of the members'. With `{streams Variant …}`, these variants are or hold streams of values.
#[macro_export]
macro_rules! union {
    ($type:ident = $static:ident: $schema:expr; $([$kept:ident])? $({streams $($stream:ident)+})?
        $($index:literal $variant:ident $({$adapter:ty})? $(($unit:ident))?: $member:expr,)*) => {
        pub(crate) static $static: $crate::Schema = $schema.with_members(&[$($member),*]);

        impl $type {
            /// The schema of this shape.
            pub const SCHEMA: &'static $crate::Schema = &$static;
        }

        impl $crate::Structure for $type {
            fn schema(&self) -> &'static $crate::Schema {
                &$static
            }

            fn encode_member(&self, index: usize, member: &'static $crate::Member, to: &mut dyn $crate::Encoder) {
                match index {
                    $($index => $crate::__variant!($($unit)? encode Self::$variant, self, member, to $(, $adapter)?),)*
                    $($crate::UNKNOWN => $crate::__variant!($kept encode self, member, to),)?
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
                    $($index => *self = $crate::__variant!($($unit)? decode Self::$variant, member, from $(, $adapter)?),)*
                    $($crate::UNKNOWN => *self = Self::Unknown($crate::__variant!($kept decode member, from)),)?
                    _ => {}
                }
                Ok(())
            }

            $(fn stream(&mut self) -> ::core::option::Option<$crate::Stream<'_>> {
                match self {
                    $(Self::$stream(value) => $crate::HasStream::stream_of(value),)+
                    _ => None,
                }
            })?
        }

        impl $crate::Zero for $type {
            fn zero() -> Self {
                $crate::__unknown!(Self::Unknown $($kept)?)
            }
        }

        $crate::__members!($type);
        $crate::__serde!($type $static);
    };
}

/// What a union is of which no member is set.
#[doc(hidden)]
#[macro_export]
macro_rules! __unknown {
    ($type:ident::$variant:ident) => {
        $type::$variant
    };
    ($type:ident::$variant:ident kept) => {
        $type::$variant($crate::Zero::zero())
    };
}

/// One variant of a union. Without a value it is a structure without members to formats.
#[doc(hidden)]
#[macro_export]
macro_rules! __variant {
    (kept encode $value:expr, $member:expr, $to:expr) => {
        if let Self::Unknown(value) = $value {
            $crate::Encode::encode(value, $member, $to);
        }
    };
    (kept decode $member:expr, $from:expr) => {
        $crate::Decode::decode($member, $from)?
    };
    (encode $type:ident::$variant:ident, $value:expr, $member:expr, $to:expr $(, $adapter:ty)?) => {
        if let $type::$variant(value) = $value {
            $(let value = &$crate::Adapted::<$adapter, _>::new(value);)?
            $crate::Encode::encode(value, $member, $to);
        }
    };
    (unit encode $type:ident::$variant:ident, $value:expr, $member:expr, $to:expr) => {
        if matches!($value, $type::$variant) {
            $crate::Encode::encode(&(), $member, $to);
        }
    };
    (decode $type:ident::$variant:ident, $member:expr, $from:expr $(, $adapter:ty)?) => {{
        let value = $crate::Decode::decode($member, $from)?;
        $(let value = $crate::Adapted::<$adapter, _>::into_inner(value);)?
        $type::$variant(value)
    }};
    (unit decode $type:ident::$variant:ident, $member:expr, $from:expr) => {{
        <() as $crate::Decode>::decode($member, $from)?;
        $type::$variant
    }};
}
