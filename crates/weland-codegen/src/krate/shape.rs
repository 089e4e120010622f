//! Structures, unions, enums, and schemas of the shapes that are no types.

use super::schema::{MemberSchema, Schema};
use super::types::RustType;
use super::uses::Uses;
use super::value::Value;

/// A structure.
#[derive(Debug, Clone)]
pub struct Struct {
    /// The name of the type.
    pub name: String,
    /// Its docs.
    pub docs: Vec<String>,
    /// The message of its deprecation.
    pub deprecated: Option<String>,
    /// Whether it can be cloned and compared: streams cannot.
    pub plain: bool,
    /// The name of the struct of its required members, if it has any.
    pub required: Option<String>,
    /// Its members.
    pub fields: Vec<Field>,
    /// The name of the static that holds its schema.
    pub static_name: String,
    /// The schema without its members.
    pub schema: Schema,
    /// What is derived in addition.
    pub derives: Vec<String>,
    /// The kind of its stream and the field.
    pub stream: Option<(StreamKind, String)>,
    /// Set on errors: the field with the message, if there is one.
    pub error: Option<Option<String>>,
}

/// What a stream consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StreamKind {
    /// Bytes.
    Bytes,
    /// Events.
    Events,
    /// Values, perhaps as an alternative of a body.
    Items,
}

/// A member of a structure.
#[derive(Debug, Clone)]
pub struct Field {
    /// The name of the field and of its setter.
    pub name: String,
    /// The name of the setter, where it must differ.
    pub setter: String,
    /// The setter that makes it null, if it may be absent and may be null: then the field is an `Option<Option<…>>`.
    pub null_setter: Option<String>,
    /// The name on the wire.
    pub wire: String,
    /// Its docs.
    pub docs: Vec<String>,
    /// The message of its deprecation.
    pub deprecated: Option<String>,
    /// The type of the value, without the `Option`.
    pub value: RustType,
    /// Whether the member can be absent.
    pub kind: FieldKind,
    /// What the field holds if nothing sets it; `None` if that is the zero value of its type.
    pub default: Option<Value>,
    /// The member's schema.
    pub schema: MemberSchema,
}

/// Whether a member can be absent from the value of a structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Who makes a value has to give it.
    Required,
    /// It has a value in any case: the default of the model, if nothing else.
    Present,
    /// It may be absent, and servers use its default then: a `Defaulted`.
    Defaulted,
    /// It may be absent: an `Option`.
    Optional,
}

/// A union.
#[derive(Debug, Clone)]
pub struct Union {
    /// The name of the type.
    pub name: String,
    /// Its docs.
    pub docs: Vec<String>,
    /// The message of its deprecation.
    pub deprecated: Option<String>,
    /// Whether it keeps values that are none of its members', since it has no tags.
    pub kept: bool,
    /// The variants that are or hold streams of values: it can't be cloned and compared then.
    pub streams: Vec<String>,
    /// Its variants.
    pub variants: Vec<Variant>,
    /// The name of the static that holds its schema.
    pub static_name: String,
    /// The schema without its members.
    pub schema: Schema,
    /// What is derived in addition.
    pub derives: Vec<String>,
}

/// A member of a union.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The name of the variant.
    pub name: String,
    /// Its docs.
    pub docs: Vec<String>,
    /// The message of its deprecation.
    pub deprecated: Option<String>,
    /// The type of its value; `()` if it has none.
    pub value: RustType,
    /// The member's schema.
    pub schema: MemberSchema,
}

/// An open enum of strings or numbers.
#[derive(Debug, Clone)]
pub struct Enum {
    /// The name of the type.
    pub name: String,
    /// Its docs.
    pub docs: Vec<String>,
    /// The message of its deprecation.
    pub deprecated: Option<String>,
    /// The name of the static that holds its schema.
    pub static_name: String,
    /// The schema without its values.
    pub schema: Schema,
    /// What is derived in addition.
    pub derives: Vec<String>,
    /// Its values.
    pub values: EnumValues,
}

/// The values of an enum.
#[derive(Debug, Clone)]
pub enum EnumValues {
    /// Strings.
    Strings(Vec<EnumVariant<String>>),
    /// Numbers.
    Numbers(Vec<EnumVariant<i32>>),
}

/// A value of an enum.
#[derive(Debug, Clone)]
pub struct EnumVariant<T> {
    /// Its docs.
    pub docs: Vec<String>,
    /// The message of its deprecation.
    pub deprecated: Option<String>,
    /// The name of the variant.
    pub variant: String,
    /// The value on the wire.
    pub value: T,
}

/// A schema in a static.
#[derive(Debug, Clone)]
pub struct Static {
    /// Its name.
    pub name: String,
    /// The schema.
    pub schema: Schema,
}

impl Struct {
    /// Whether the runtime's macro declares the struct; it derives `Clone` and `PartialEq`.
    pub(crate) fn is_declared_by_macro(&self) -> bool {
        self.plain
    }

    /// Records the names that the item refers to.
    pub(super) fn uses(&self, uses: &mut Uses) {
        uses.core("structure");
        self.schema.uses_of_calls(uses);
        if !self.is_declared_by_macro() {
            uses.core("Schema");
        }
        for field in &self.fields {
            field.value.uses(uses);
            field.schema.uses_of_calls(uses);
            if !self.is_declared_by_macro() {
                uses.core("Member");
            }
            field.default.iter().for_each(|value| value.uses(uses));
        }
        if self.error.is_some() {
            uses.core("error");
        }
    }
}

impl Union {
    /// Records the names that the item refers to.
    pub(super) fn uses(&self, uses: &mut Uses) {
        uses.core("union");
        if self.kept {
            uses.generated("Document");
        }
        self.schema.uses(uses);
        for variant in &self.variants {
            variant.value.uses(uses);
            variant.schema.uses(uses);
        }
    }
}

impl Enum {
    /// Records the names that the item refers to.
    pub(super) fn uses(&self, uses: &mut Uses) {
        uses.core(match self.values {
            EnumValues::Strings(_) => "string_enum",
            EnumValues::Numbers(_) => "int_enum",
        });
        self.schema.uses(uses);
    }
}
