//! Values as documents, and documents as values.
//!
//! A value whose shape can only be told once it has been looked at, such as that of a union without tags, is read as a
//! document first. [`DocumentDecoder`] makes the value of it; which member of a union that is, is found by how well the
//! document fits each of them.

mod decode;
mod encode;
mod fit;
mod scalar;

pub use decode::DocumentDecoder;
pub use encode::{of_member, of_structure, of_value};

use crate::{Dialect, Document, Member, ShapeType, Strictness, TimestampFormat};

/// How values are spelled in documents, and how strictly they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentFormat {
    /// Which of a member's [wire names](Member::wire_names) are the keys of maps.
    pub names: &'static str,
    /// The format of timestamps whose members have none of their own.
    pub timestamp_format: TimestampFormat,
    /// How strictly documents are read.
    pub strictness: Strictness,
    /// Whose idea of values is followed.
    pub dialect: Dialect,
    /// Whether the documents pass through serde: it has no type for big numbers, which are strings of their digits then, and
    /// nobody to tell of members that are missing, so that these are errors.
    pub serde: bool,
}

impl DocumentFormat {
    /// What serde sees: names and formats as in JSON.
    pub const SERDE: Self = Self { serde: true, ..Self::JSON };

    /// Names and formats as in JSON, read as a client does.
    pub const JSON: Self = Self {
        names: Member::JSON_NAME,
        timestamp_format: TimestampFormat::EpochSeconds,
        strictness: Strictness::Lenient,
        dialect: Dialect::Smithy,
        serde: false,
    };
}

impl DocumentFormat {
    /// Whether a null stands for a member that is absent. One that does not is a value, or an error.
    pub fn is_absent(&self, member: &Member, document: &Document) -> bool {
        let is_value = member.nullable
            || self.dialect == Dialect::JsonSchema
                && (self.strictness == Strictness::Strict || member.schema.shape_type == ShapeType::Document);
        *document == Document::Null && !is_value
    }

    /// Whether a null that stands for no absent member is no value either.
    pub fn refuses(&self, member: &Member, document: &Document) -> bool {
        *document == Document::Null
            && !member.nullable
            && member.schema.shape_type != ShapeType::Document
            && !self.is_absent(member, document)
    }

    /// Whether whole numbers may have a fraction of zero.
    pub(crate) fn takes_fractions(&self) -> bool {
        self.dialect == Dialect::JsonSchema || self.strictness == Strictness::Lenient && !self.serde
    }
}

/// The member with this key.
fn find(members: &'static [Member], names: &str, key: &str) -> Option<(usize, &'static Member)> {
    members.iter().enumerate().find(|(_, member)| !member.rest && member.wire_name(names) == key)
}
