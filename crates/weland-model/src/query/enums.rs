//! Enums: the shapes, and the `@enum` trait of strings, which came before them.

use crate::{Member, Node, Shape, ShapeType, Traits, trait_id};

/// Whether a shape is an enum of strings, by its type or by `@enum`.
#[must_use]
pub fn is_string_enum(shape: &Shape) -> bool {
    shape.shape_type == ShapeType::Enum || shape.traits.contains(trait_id::ENUM)
}

/// The string that a member of an enum stands for.
#[must_use]
pub fn string_value(member: &Member) -> &str {
    member.traits.get_str(trait_id::ENUM_VALUE).unwrap_or(&member.name)
}

/// The number that a member of an `intEnum` stands for.
#[must_use]
pub fn int_value(member: &Member) -> Option<i32> {
    member.traits.get(trait_id::ENUM_VALUE)?.as_i64().and_then(|value| i32::try_from(value).ok())
}

/// An entry of `@enum`.
#[derive(Debug, Clone, Copy)]
pub struct EnumEntry<'m> {
    /// The string.
    pub value: &'m str,
    /// The name of the value, if it has one.
    pub name: Option<&'m str>,
    /// The documentation of the value.
    pub documentation: Option<&'m str>,
    /// Whether the value is deprecated.
    pub deprecated: bool,
    /// Whether the value is internal, which a tag states here.
    pub internal: bool,
}

/// The entries of `@enum`, in order; none if the trait is not applied.
pub fn entries(traits: &Traits) -> impl Iterator<Item = EnumEntry<'_>> {
    let entries = traits.get(trait_id::ENUM).and_then(Node::as_array).unwrap_or_default();
    entries.iter().filter_map(entry)
}

/// Whether the values of `@enum` have names, so that an enum can be made of them: all have one, or none has.
#[must_use]
pub fn has_names(traits: &Traits) -> bool {
    let mut entries = entries(traits).peekable();
    entries.peek().is_some() && entries.all(|entry| entry.name.is_some())
}

fn entry(node: &Node) -> Option<EnumEntry<'_>> {
    let tags = node.get("tags").and_then(Node::as_array).unwrap_or_default();
    Some(EnumEntry {
        value: node.get_str("value")?,
        name: node.get_str("name"),
        documentation: node.get_str("documentation"),
        deprecated: node.get("deprecated").and_then(Node::as_bool).unwrap_or(false),
        internal: tags.iter().any(|tag| tag.as_str() == Some("internal")),
    })
}
