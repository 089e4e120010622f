//! The `@enum` trait of strings, which came before enum shapes.

use weland_model::{Node, Traits, trait_id};

use crate::{Docs, EnumValue, Value};

fn entries(traits: &Traits) -> &[Node] {
    traits.get(trait_id::ENUM).and_then(Node::as_array).unwrap_or_default()
}

/// Whether a string is an enum: its values have names, all of them, as the trait demands if one has.
pub(crate) fn has_names(traits: &Traits) -> bool {
    let entries = entries(traits);
    !entries.is_empty() && entries.iter().all(|entry| entry.get_str("name").is_some())
}

/// The values with their names.
pub(crate) fn named(traits: &Traits) -> Vec<EnumValue<String>> {
    let read = |entry: &Node| {
        Some(EnumValue {
            name: entry.get_str("name")?.to_owned(),
            value: entry.get_str("value")?.to_owned(),
            internal: is_internal(entry),
            docs: Docs {
                text: entry.get_str("documentation").map(str::to_owned),
                deprecated: entry.get("deprecated").and_then(Node::as_bool).unwrap_or(false).then(String::new),
                ..Docs::default()
            },
        })
    };
    entries(traits).iter().filter_map(read).collect()
}

/// The values alone.
pub(crate) fn values(traits: &Traits) -> Vec<Value> {
    let read = |entry: &Node| Some(Value { text: entry.get_str("value")?.to_owned(), internal: is_internal(entry) });
    entries(traits).iter().filter_map(read).collect()
}

/// What `@internal` is to the members of an enum, a tag is here.
fn is_internal(entry: &Node) -> bool {
    let tags = entry.get("tags").and_then(Node::as_array).unwrap_or_default();
    tags.iter().any(|tag| tag.as_str() == Some("internal"))
}
