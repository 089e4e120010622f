//! What simple values stand for, beyond their type.

use crate::{ShapeType, Traits, trait_id};

/// The name of the format of a shape or member, as OpenAPI calls it, if its own traits state one.
#[must_use]
pub fn stated(traits: &Traits) -> Option<&str> {
    if traits.contains(trait_id::ALLOY_UUID_FORMAT) {
        return Some("uuid");
    }
    if traits.contains(trait_id::ALLOY_DATE_FORMAT) {
        return Some("date");
    }
    traits.get_str(trait_id::OPENAPI_FORMAT)
}

/// The format that all values of a type have.
#[must_use]
pub fn of_type(shape_type: ShapeType) -> Option<&'static str> {
    match shape_type {
        ShapeType::Timestamp => Some("date-time"),
        ShapeType::BigDecimal => Some("decimal"),
        _ => None,
    }
}
