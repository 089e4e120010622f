//! The functions of JMESPath: their names and signatures.

use crate::kind::Kind;

/// What a function takes and yields. [`Kind::Any`] stands for every value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signature {
    /// For each parameter, what it may be.
    pub(crate) parameters: &'static [&'static [Kind]],
    /// Whether the last parameter may be repeated.
    pub(crate) is_variadic: bool,
    pub(crate) result: Kind,
}

const ANY: &[Kind] = &[Kind::Any];
const ARRAY: &[Kind] = &[Kind::Array];
const NUMBER: &[Kind] = &[Kind::Number];
const OBJECT: &[Kind] = &[Kind::Object];
const REFERENCE: &[Kind] = &[Kind::Reference];
const STRING: &[Kind] = &[Kind::String];
const SEARCHABLE: &[Kind] = &[Kind::Array, Kind::String];
const SIZED: &[Kind] = &[Kind::Array, Kind::Object, Kind::String];

/// Defines [`Function`]. A `*` marks a function that may be given its last parameter several times.
macro_rules! functions {
    ($($function:ident = $name:literal ($($parameter:ident),*) $(* $variadic:tt)? -> $result:ident;)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Function {
            $($function,)*
        }

        impl Function {
            pub(crate) const ALL: &[Self] = &[$(Self::$function,)*];

            pub(crate) fn find(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$function),)*
                    _ => None,
                }
            }

            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Self::$function => $name,)*
                }
            }

            pub(crate) fn signature(self) -> Signature {
                match self {
                    $(Self::$function => Signature {
                        parameters: &[$($parameter),*],
                        is_variadic: false $(|| $variadic)?,
                        result: Kind::$result,
                    },)*
                }
            }
        }
    };
}

functions! {
    Abs = "abs" (NUMBER) -> Number;
    Avg = "avg" (ARRAY) -> Number;
    Ceil = "ceil" (NUMBER) -> Number;
    Contains = "contains" (SEARCHABLE, ANY) -> Boolean;
    EndsWith = "ends_with" (STRING, STRING) -> Boolean;
    Floor = "floor" (NUMBER) -> Number;
    Join = "join" (STRING, ARRAY) -> String;
    Keys = "keys" (OBJECT) -> Array;
    Length = "length" (SIZED) -> Number;
    Map = "map" (REFERENCE, ARRAY) -> Array;
    Max = "max" (ARRAY) -> Any;
    MaxBy = "max_by" (ARRAY, REFERENCE) -> Any;
    Merge = "merge" (OBJECT) * true -> Object;
    Min = "min" (ARRAY) -> Any;
    MinBy = "min_by" (ARRAY, REFERENCE) -> Any;
    NotNull = "not_null" (ANY) * true -> Any;
    Reverse = "reverse" (SEARCHABLE) -> Any;
    Sort = "sort" (ARRAY) -> Array;
    SortBy = "sort_by" (ARRAY, REFERENCE) -> Array;
    StartsWith = "starts_with" (STRING, STRING) -> Boolean;
    Sum = "sum" (ARRAY) -> Number;
    ToArray = "to_array" (ANY) -> Array;
    ToNumber = "to_number" (ANY) -> Number;
    ToString = "to_string" (ANY) -> String;
    Type = "type" (ANY) -> String;
    Values = "values" (OBJECT) -> Array;
}
