//! `structure!`: what all structures have in common.

/// Declares a struct and implements [`Structure`](crate::Structure) for it, with its setters, its constructor and its schema.
///
/// ```
/// use weland_core::{Defaulted, schema, structure};
///
/// structure! {
///     /// Which cities to list.
///     pub struct ListCities from ListCitiesRequired = LIST_CITIES {
///         /// Where they are.
///         0 country: String = "Country" schema::STRING.label(),
///         /// What their names begin with.
///         1 prefix? into: String = "Prefix" schema::STRING.query("prefix"),
///         /// How many to list.
///         2 size (= into Defaulted<i32>) = "Size" schema::INTEGER => Defaulted::unset(10),
///     }
/// }
///
/// let cities = ListCities::new(ListCitiesRequired { country: "no".to_owned() }).prefix("Ber");
/// assert_eq!((cities.prefix.as_deref(), *cities.size), (Some("Ber"), 10));
/// ```
///
/// The head is `Type from TypeRequired = STATIC "name".call(…)`:
///
/// - `TypeRequired` is declared: a struct of the required members, which `Type::new` takes. Its fields have names, so no
///   two arguments can be mixed up, and a required member that is new to the model is a compile error at each caller.
///   Without required members, `from TypeRequired` is left out; then there are `new()` and `Default`.
/// - `STATIC` is declared: the schema, with the calls that add to it. Schemas refer to each other by these statics, in
///   circles too.
/// - `"name"` is the name of the shape, if that is not the name of the type.
///
/// A row is `index field type = "name" SCHEMA.call(…) => default`, of which the name, calls and default can be absent:
///
/// - `index` is the position of the member, from 0.
/// - `type` is one of these:
///
///   | | the field is | the method that sets it takes |
///   |---|---|---|
///   | `: T` | a `T`, which is required | |
///   | `[T]` | a `T`, which is required of whoever makes a value, but may be missing in messages | |
///   | `?: T` | an `Option<T>` | a `T` |
///   | `? into: T` | an `Option<T>` | what converts into a `T` |
///   | `?? null: T` | an `Option<Option<T>>`: it may be absent, and it may be null, to which the method `null` sets it | a `T` |
///   | `?? null into: T` | the same | what converts into a `T` |
///   | `(setter)` | what the [other form](#a-struct-that-stands-elsewhere) of the macro makes of the setter | |
///
///   In front of it, `{Adapter}` is the [`Adapter`](crate::Adapter) of a field whose type is one of another crate.
/// - `"name"` is the name of the member, if that is not the name of the field.
/// - `SCHEMA` is the schema of the member, with the calls that add to the [`Member`](crate::Member).
/// - `default` is what the field holds if nothing sets it, in place of the zero value of its type.
///
/// # A struct that stands elsewhere
///
/// The other form does the same for a struct that is declared without the macro, since it can't be cloned and compared, or is
/// not public:
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
/// The head is `Type from TypeRequired = STATIC: schema; [flags]`. The flag `[new]`, for a type without required members, gives
/// `new()` and `Default`; `[bytes field]` and `[events field]` name the member that is a stream, `[items field]` that which is
/// or holds a stream of values.
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
#[macro_export]
macro_rules! structure {
    ($(#[$meta:meta])* pub struct $type:ident $(from $required_type:ident)? = $static:ident $($name:literal)?
        $(.$call:ident($($argument:tt)*))* { $(
        $(#[$docs:meta])* $index:literal $field:ident $({$adapter:ty})?
            $(: $required:ty =)? $([$given:ty] =)? $(?: $optional:ty =)? $(? into: $converted:ty =)?
            $(?? $null:ident $($how:ident)?: $nullable:ty =)? $(($($setter:tt)*) =)?
            $($wire:literal)? $($target:ident)::+ $(.$member_call:ident($($member_argument:tt)*))* $(=> $default:expr)?,
    )* }) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub struct $type {
            $($(#[$docs])* pub $field: $($required)? $($given)? $(::core::option::Option<$optional>)?
                $(::core::option::Option<$converted>)? $(::core::option::Option<::core::option::Option<$nullable>>)?
                $($crate::__field!($($setter)*))?,)*
        }

        impl $type {
            $(
                $(
                    /// Sets the field.
                    #[must_use]
                    pub fn $field(mut self, value: $optional) -> Self {
                        self.$field = Some(value);
                        self
                    }
                )?
                $(
                    /// Sets the field.
                    #[must_use]
                    pub fn $field(mut self, value: impl Into<$converted>) -> Self {
                        self.$field = Some(value.into());
                        self
                    }
                )?
            )*
        }

        $crate::structure! {
            $type $(from $required_type)? = $static:
                $crate::Schema::structure(stringify!($type))$(.named($name))?$(.$call($($argument)*))*; [new $($required_type)?]
            $($index $field $({$adapter})? $([$required])? $([$given])? $((null $null $($how)? $nullable))?
                $(($($setter)*))?:
                $crate::Member::new(($($wire,)? stringify!($field),).0, &$($target)::+)$(.required_as::<$required>())?
                    $(.nullable_as::<$nullable>())?$(.$member_call($($member_argument)*))* $(=> $default)?,)*
        }
    };
    ($type:ident $(from $required:ident)? = $static:ident: $schema:expr; $([$($flag:ident)*])*
        $($index:literal $field:ident $({$adapter:ty})? $([$required_type:ty])? $(($($setter:tt)*))?: $member:expr $(=> $default:expr)?,)*
    ) => {
        pub(crate) static $static: $crate::Schema = $schema.with_members(&[$($member),*]);

        impl $type {
            /// The schema of this shape.
            pub const SCHEMA: &'static $crate::Schema = &$static;

            $($($crate::__setter!($field $field; $($setter)*);)?)*
        }

        impl $crate::Structure for $type {
            fn schema(&self) -> &'static $crate::Schema {
                &$static
            }

            $crate::__access! { $($index $field $({$adapter})? $(=> $default)?,)* }

            $($crate::__stream!($($flag)*);)*
        }

        $crate::__zero! { $type; $($field $({$adapter})? $(=> $default)?,)* }
        $crate::__required!($type $($required)?; $($($field: $required_type,)?)*);
        $($crate::__new!($type $($flag)*);)*
        $crate::__members!($type);
        $crate::__serde!($type $static);
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

/// The type of a field with this setter.
#[doc(hidden)]
#[macro_export]
macro_rules! __field {
    (as $name:ident $($rest:tt)*) => { $crate::__field!($($rest)*) };
    (null $null:ident $($rest:tt)*) => { ::core::option::Option<$crate::__field!($($rest)*)> };
    (= into $type:ty) => { $type };
    (= boxed $type:ty) => { ::std::boxed::Box<$type> };
    (= $type:ty) => { $type };
    (into $type:ty) => { ::core::option::Option<$type> };
    (boxed $type:ty) => { ::core::option::Option<::std::boxed::Box<$type>> };
    ($type:ty) => { ::core::option::Option<$type> };
}

/// The constructor that the flag `[new]` asks for; `[new TypeRequired]` doesn't.
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
