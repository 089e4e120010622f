//! Values as trees of text: what parameters and forms are made of.

mod decode;
mod encode;

use weland_core::{EncodeError, FilePart, Member, Schema, Structure, UnionEncoding};

use super::CODEC;
use crate::codec::Codec as _;
use encode::TreeEncoder;

pub(super) use decode::TreeDecoder;

/// What is wrong with a key that comes again where it has one value: which of them is meant, nothing says.
pub(super) const SEVERAL: &str = "it has one value, but came several times";

/// A value whose leaves are text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tree {
    /// A simple value.
    Text(String),
    /// A simple value as a form has it, or a document of JSON; with what stands beside it there.
    Bytes(FilePart),
    /// Values of a list.
    List(Vec<Tree>),
    /// Members of a structure, entries of a map; a key may come several times.
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// The value of a member; `None` if it is not set.
    ///
    /// # Errors
    /// When a part of it cannot be written as text.
    pub(super) fn of(
        value: &dyn Structure,
        index: usize,
        member: &'static Member,
    ) -> Result<Option<Self>, EncodeError> {
        let mut encoder = TreeEncoder::default();
        value.encode_member(index, member, &mut encoder);
        encoder.finish().map_err(|error| error.within(member.name))
    }

    /// The text of a simple value.
    ///
    /// # Errors
    /// When the value is a list or an object.
    pub(super) fn text(&self) -> Result<&str, EncodeError> {
        match self {
            Self::Text(text) => Ok(text),
            _ => Err(EncodeError::new("the value holds lists or objects where only simple values can stand")),
        }
    }

    /// Adds a value under a key; values under the same key become a list.
    pub(super) fn insert(entries: &mut Vec<(String, Self)>, key: String, value: Self) {
        match entries.iter_mut().find(|(known, _)| *known == key) {
            Some((_, known)) => known.add(value),
            None => entries.push((key, value)),
        }
    }

    /// Adds a value, which makes one a list of two.
    pub(super) fn add(&mut self, value: Self) {
        if let Self::List(list) = self {
            return list.push(value);
        }
        let first = std::mem::replace(self, Self::List(Vec::new()));
        *self = Self::List(vec![first, value]);
    }
}

/// Whether values of a union are those of its members, with nothing around them.
pub(super) fn is_untagged(schema: &Schema) -> bool {
    matches!(schema.encoding, UnionEncoding::Untagged(_))
}

/// The value of a member as a document of JSON; `None` if it is not set.
///
/// # Errors
/// When it cannot be written.
pub(super) fn json(
    value: &dyn Structure,
    index: usize,
    member: &'static Member,
) -> Result<Option<String>, EncodeError> {
    let bytes = CODEC.encode_member(value, index, member)?;
    Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}
