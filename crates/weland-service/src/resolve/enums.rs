//! The values of enums.

use weland_model::query::enums::{self, EnumEntry};
use weland_model::query::names::code_name;
use weland_model::{Member as ModelMember, Shape as ModelShape, Traits, trait_id};

use super::docs::docs;
use crate::shape::{Docs, EnumValue};

/// The values of an enum shape, of those members that have one.
pub(super) fn values<T>(shape: &ModelShape, value: impl Fn(&ModelMember) -> Option<T>) -> Vec<EnumValue<T>> {
    let read = |member: &ModelMember| {
        Some(EnumValue {
            name: code_name(&member.traits).unwrap_or(&member.name).to_owned(),
            value: value(member)?,
            internal: member.traits.contains(trait_id::INTERNAL),
            docs: docs(&member.traits),
        })
    };
    shape.members.iter().filter_map(read).collect()
}

/// The values of a string with `@enum`, whose names are known to be there.
pub(super) fn named_entries(traits: &Traits) -> Vec<EnumValue<String>> {
    let read = |entry: EnumEntry<'_>| {
        Some(EnumValue {
            name: entry.name?.to_owned(),
            value: entry.value.to_owned(),
            internal: entry.internal,
            docs: Docs {
                text: entry.documentation.map(str::to_owned),
                deprecated: entry.deprecated.then(String::new),
                ..Docs::default()
            },
        })
    };
    enums::entries(traits).filter_map(read).collect()
}
