//! Access to the members of structures, for `structure!`.

/// Access to members by their index. Few structures have members with adapters or defaults; the others need no macro for each
/// of them and no method for defaults, which the compiler would take its time for.
#[doc(hidden)]
#[macro_export]
macro_rules! __access {
    ($($index:literal $field:ident,)*) => {
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
                $($index => $crate::decode_into(&mut self.$field, member, from),)*
                _ => Ok(()),
            }
        }
    };
    ($($index:literal $field:ident $({$adapter:ty})? $(=> $default:expr)?,)*) => {
        fn encode_member(&self, index: usize, member: &'static $crate::Member, to: &mut dyn $crate::Encoder) {
            match index {
                $($index => $crate::__member!(encode self.$field, member, to $(, $adapter)?),)*
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
                $($index => $crate::__member!(decode self.$field, member, from $(, $adapter)?),)*
                _ => Ok(()),
            }
        }

        fn set_defaults(&mut self) {
            $($($crate::__set_default!(self.$field, $default);)?)*
        }
    };
}

/// The zero value of a structure.
#[doc(hidden)]
#[macro_export]
macro_rules! __zero {
    ($type:ident; $($field:ident,)*) => {
        impl $crate::Zero for $type {
            fn zero() -> Self {
                Self { $($field: $crate::Zero::zero(),)* }
            }
        }
    };
    ($type:ident; $($field:ident $({$adapter:ty})? $(=> $default:expr)?,)*) => {
        impl $crate::Zero for $type {
            #[allow(unused_mut, reason = "few members have a default")]
            fn zero() -> Self {
                let mut value = Self { $($field: $crate::__member!(zero $($adapter)?),)* };
                $($(value.$field = $default;)?)*
                value
            }
        }
    };
}

/// What is done with one member, by itself or by the adapter of its type.
#[doc(hidden)]
#[macro_export]
macro_rules! __member {
    (encode $field:expr, $member:ident, $to:ident) => {
        $crate::Encode::encode(&$field, $member, $to)
    };
    (encode $field:expr, $member:ident, $to:ident, $adapter:ty) => {
        <$adapter as $crate::Adapter<_>>::encode(&$field, $member, $to)
    };
    (decode $field:expr, $member:ident, $from:ident) => {
        $crate::decode_into(&mut $field, $member, $from)
    };
    (decode $field:expr, $member:ident, $from:ident, $adapter:ty) => {
        <$adapter as $crate::Adapter<_>>::decode($member, $from).map(|value| $field = value)
    };
    (zero) => {
        $crate::Zero::zero()
    };
    (zero $adapter:ty) => {
        <$adapter as $crate::ZeroAdapter<_>>::zero()
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

/// The stream that the flags `[bytes field]`, `[events field]` and `[items field]` name.
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
    (items $field:ident) => {
        fn stream(&mut self) -> ::core::option::Option<$crate::Stream<'_>> {
            $crate::HasStream::stream_of(&mut self.$field)
        }
    };
    ($($other:ident)*) => {};
}
