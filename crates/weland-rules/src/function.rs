//! The functions of the language: their names and signatures.

use crate::kind::{Kind, Type};

/// What a function takes and yields.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signature {
    pub(crate) parameters: &'static [Kind],
    pub(crate) result: Type,
    /// Whether rules of version 1.0 lack it.
    pub(crate) is_new: bool,
}

/// Defines [`Function`].
macro_rules! functions {
    ($($function:ident = $name:literal ($($parameter:ident),*) -> $result:ident $kind:ident $(since $version:literal)?;)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Function {
            $($function,)*
        }

        impl Function {
            pub(crate) const ALL: &[Self] = &[$(Self::$function,)*];

            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Self::$function => $name,)*
                }
            }

            pub(crate) fn signature(self) -> Signature {
                match self {
                    $(Self::$function => Signature {
                        parameters: &[$(Kind::$parameter),*],
                        result: Type::$result(Kind::$kind),
                        is_new: false $(|| !$version.is_empty())?,
                    },)*
                }
            }
        }
    };
}

// `Any` stands for every value; the types of `coalesce` and `ite` follow from their arguments.
functions! {
    BooleanEquals = "booleanEquals" (Boolean, Boolean) -> of Boolean;
    Coalesce = "coalesce" (Any, Any) -> optional Any since "1.1";
    IsSet = "isSet" (Any) -> of Boolean;
    IsValidHostLabel = "isValidHostLabel" (String, Boolean) -> of Boolean;
    IsVirtualHostableS3Bucket = "aws.isVirtualHostableS3Bucket" (String, Boolean) -> of Boolean;
    Ite = "ite" (Boolean, Any, Any) -> optional Any since "1.1";
    Not = "not" (Boolean) -> of Boolean;
    ParseArn = "aws.parseArn" (String) -> optional Arn;
    ParseUrl = "parseURL" (String) -> optional Url;
    Partition = "aws.partition" (String) -> optional Partition;
    Split = "split" (String, String, Integer) -> of Strings since "1.1";
    StringEquals = "stringEquals" (String, String) -> of Boolean;
    Substring = "substring" (String, Integer, Integer, Boolean) -> optional String;
    UriEncode = "uriEncode" (String) -> of String;
}

impl Function {
    pub(crate) fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|function| function.name() == name)
    }
}
