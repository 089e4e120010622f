//! The keywords of schemas, and what each of them speaks of.

use super::types::JsonType;

/// What a keyword is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lower) enum Role {
    /// It says something of the values: a constraint or a part of them.
    Structure,
    /// It says something to people or tools: values are not judged by it.
    Annotation,
    /// It combines schemas, and is followed while a view is collected.
    Combination,
}

macro_rules! keywords {
    ($($variant:ident $name:literal $role:ident $($of:ident)?;)*) => {
        /// A keyword of a schema that lowering knows.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(in crate::lower) enum Keyword {
            $(#[doc = concat!("`", $name, "`")] $variant,)*
        }

        impl Keyword {
            /// The keyword of a key.
            pub(in crate::lower) fn from_key(key: &str) -> Option<Self> {
                match key { $($name => Some(Self::$variant),)* _ => None }
            }

            /// The key.
            pub(in crate::lower) fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it is for.
            pub(in crate::lower) fn role(self) -> Role {
                match self { $(Self::$variant => Role::$role,)* }
            }

            /// The type of the values that it speaks of, if that is one type.
            pub(in crate::lower) fn speaks_of(self) -> Option<JsonType> {
                match self { $(Self::$variant => keywords!(@type $($of)?),)* }
            }
        }
    };
    (@type) => { None };
    (@type $of:ident) => { Some(JsonType::$of) };
}

keywords! {
    Type "type" Structure;
    Enum "enum" Structure;
    Const "const" Structure;
    Format "format" Structure;
    Pattern "pattern" Structure String;
    MinLength "minLength" Structure String;
    MaxLength "maxLength" Structure String;
    ContentEncoding "contentEncoding" Structure String;
    ContentMediaType "contentMediaType" Structure String;
    ContentSchema "contentSchema" Structure String;
    Minimum "minimum" Structure Number;
    Maximum "maximum" Structure Number;
    ExclusiveMinimum "exclusiveMinimum" Structure Number;
    ExclusiveMaximum "exclusiveMaximum" Structure Number;
    MultipleOf "multipleOf" Structure Number;
    Items "items" Structure Array;
    PrefixItems "prefixItems" Structure Array;
    AdditionalItems "additionalItems" Structure Array;
    UnevaluatedItems "unevaluatedItems" Structure Array;
    Contains "contains" Structure Array;
    MinContains "minContains" Structure Array;
    MaxContains "maxContains" Structure Array;
    MinItems "minItems" Structure Array;
    MaxItems "maxItems" Structure Array;
    UniqueItems "uniqueItems" Structure Array;
    Properties "properties" Structure Object;
    Required "required" Structure Object;
    AdditionalProperties "additionalProperties" Structure Object;
    UnevaluatedProperties "unevaluatedProperties" Structure Object;
    PatternProperties "patternProperties" Structure Object;
    PropertyNames "propertyNames" Structure Object;
    MinProperties "minProperties" Structure Object;
    MaxProperties "maxProperties" Structure Object;
    DependentRequired "dependentRequired" Structure Object;
    DependentSchemas "dependentSchemas" Structure Object;
    Dependencies "dependencies" Structure Object;
    Discriminator "discriminator" Structure;
    Not "not" Structure;
    If "if" Structure;
    Then "then" Structure;
    Else "else" Structure;
    OneOf "oneOf" Structure;
    AnyOf "anyOf" Structure;
    AllOf "allOf" Combination;
    Ref "$ref" Combination;
    DynamicRef "$dynamicRef" Structure;
    Nullable "nullable" Annotation;
    Title "title" Annotation;
    Description "description" Annotation;
    Default "default" Annotation;
    Deprecated "deprecated" Annotation;
    ReadOnly "readOnly" Annotation;
    WriteOnly "writeOnly" Annotation;
    Example "example" Annotation;
    Examples "examples" Annotation;
    ExternalDocs "externalDocs" Annotation;
    Xml "xml" Annotation;
    Comment "$comment" Annotation;
    Id "$id" Annotation;
    Schema "$schema" Annotation;
    Anchor "$anchor" Annotation;
    DynamicAnchor "$dynamicAnchor" Annotation;
    Definitions "definitions" Annotation;
    Defs "$defs" Annotation;
}
