//! `structure!`: what all structures have in common.

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
///   `[events field]` name the member that is a stream, `[items field]` that which is or holds a stream of values.
///
/// A row is `index field {Adapter} [Type] (setter): member => default`, of which braces, brackets, parentheses and default can be
/// absent:
///
/// - `index` is the position of the member, from 0.
/// - `{Adapter}` is the [`Adapter`](crate::Adapter) of a field whose type is one of another crate.
/// - `[Type]` says that the member is required, and the type of its field in `TypeRequired`.
/// - `(setter)` declares a method that sets the member: `(Type)` takes a value of the field, which is an `Option`;
///   `(into Type)` takes what converts into it; `(boxed Type)` puts it into a `Box`. A leading `=` says that the field is
///   no `Option`; a leading `as name` that the method is not named like the field. A leading `null name` is for a field that
///   is an `Option<Option<…>>`, since the member may be absent and may be null: the method of this name makes it null.
/// - `default` is what the field holds if nothing sets it, in place of the zero value of its type.
#[macro_export]
macro_rules! structure {
    ($type:ident $(from $required:ident)? = $static:ident: $schema:expr; $([$($flag:ident)*])*
        $($index:literal $field:ident $({$adapter:ty})? $([$required_type:ty])? $(($($setter:tt)*))?: $member:expr $(=> $default:expr)?,)*
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
                &$static
            }

            #[allow(unused_variables, reason = "a structure may have no members")]
            fn encode_member(&self, index: usize, member: &'static $crate::Member, to: &mut dyn $crate::Encoder) {
                match index {
                    $($index => $crate::__member!(encode self.$field, member, to $(, $adapter)?),)*
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
                    $($index => $crate::__member!(decode self.$field, member, from $(, $adapter)?),)*
                    _ => Ok(()),
                }
            }

            fn set_defaults(&mut self) {
                $($($crate::__set_default!(self.$field, $default);)?)*
            }

            $($crate::__stream!($($flag)*);)*
        }

        impl $crate::Zero for $type {
            #[allow(unused_mut, reason = "few members have a default")]
            fn zero() -> Self {
                let mut value = Self { $($field: $crate::__member!(zero $($adapter)?),)* };
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

/// One setter. Each arm spells it out: a step more would be taken for each member of an API.
#[doc(hidden)]
#[macro_export]
macro_rules! __setter {
    ($field:ident $_:ident; as $name:ident $($rest:tt)*) => { $crate::__setter!($field $name; $($rest)*); };
    ($field:ident $name:ident; null $null:ident $($rest:tt)*) => {
        $crate::__setter!(@null $field $name; $($rest)*);

        /// Sets the field to null.
        #[must_use]
        pub fn $null(mut self) -> Self {
            self.$field = Some(None);
            self
        }
    };
    (@null $field:ident $name:ident; into $type:ty) => {
        /// Sets the field to a value that is not null.
        #[must_use]
        pub fn $name(mut self, value: impl Into<$type>) -> Self {
            self.$field = Some(Some(value.into()));
            self
        }
    };
    (@null $field:ident $name:ident; boxed $type:ty) => {
        /// Sets the field to a value that is not null.
        #[must_use]
        pub fn $name(mut self, value: $type) -> Self {
            self.$field = Some(Some(Box::new(value)));
            self
        }
    };
    (@null $field:ident $name:ident; $type:ty) => {
        /// Sets the field to a value that is not null.
        #[must_use]
        pub fn $name(mut self, value: $type) -> Self {
            self.$field = Some(Some(value));
            self
        }
    };
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
