//! Constraints: traits that restrict values and have a keyword of their own.

use weland_model::{Node, ShapeType, trait_id};

use crate::write::facts::Facts;
use crate::write::value::{Object, Value};

/// Traits that become constraints or formats. If a member and its target have the same one, that of the target does not
/// hold.
pub(super) const CONSTRAINTS: &[&str] = &[
    trait_id::LENGTH,
    trait_id::RANGE,
    trait_id::PATTERN,
    trait_id::UNIQUE_ITEMS,
    trait_id::MEDIA_TYPE,
    trait_id::TIMESTAMP_FORMAT,
    trait_id::ALLOY_UUID_FORMAT,
    trait_id::ALLOY_DATE_FORMAT,
    trait_id::OPENAPI_EXCLUSIVE_MINIMUM,
    trait_id::OPENAPI_EXCLUSIVE_MAXIMUM,
    trait_id::OPENAPI_MULTIPLE_OF,
    trait_id::OPENAPI_FORMAT,
    trait_id::OPENAPI_VALUES,
];

/// Sets the keywords of constraints on a value of this type.
pub(super) fn constrain(schema: &mut Object, facts: Facts<'_>, of: ShapeType) {
    let format = facts.text(trait_id::OPENAPI_FORMAT);
    schema.set_some("format", format.or_else(|| implied_format(facts, of)));
    let number = |id| facts.get(id).filter(|node| node.as_number().is_some());
    if let Some(range) = facts.get(trait_id::RANGE) {
        schema.set_some("minimum", range.get("min"));
        schema.set_some("maximum", range.get("max"));
    }
    schema.set_some("exclusiveMinimum", number(trait_id::OPENAPI_EXCLUSIVE_MINIMUM));
    schema.set_some("exclusiveMaximum", number(trait_id::OPENAPI_EXCLUSIVE_MAXIMUM));
    schema.set_some("multipleOf", number(trait_id::OPENAPI_MULTIPLE_OF));
    if let Some(length) = facts.get(trait_id::LENGTH) {
        bounds(schema, length, of);
    }
    schema.set_some("pattern", facts.text(trait_id::PATTERN));
    if of == ShapeType::List && facts.has(trait_id::UNIQUE_ITEMS) {
        schema.set("uniqueItems", true);
    }
    if let Some(count) = facts.get(trait_id::OPENAPI_PROPERTY_COUNT) {
        schema.set_some("minProperties", count.get("min"));
        schema.set_some("maxProperties", count.get("max"));
    }
    schema.set_some("enum", facts.get(trait_id::OPENAPI_VALUES));
}

/// The format of strings that other traits imply.
fn implied_format(facts: Facts<'_>, of: ShapeType) -> Option<&'static str> {
    if of != ShapeType::String {
        return None;
    }
    let formats = [
        (trait_id::ALLOY_UUID_FORMAT, "uuid"),
        (trait_id::ALLOY_DATE_FORMAT, "date"),
        (trait_id::SENSITIVE, "password"),
    ];
    formats.into_iter().find(|(id, _)| facts.has(id)).map(|(_, format)| format)
}

fn bounds(schema: &mut Object, length: &Node, of: ShapeType) {
    let (least, most) = match of {
        ShapeType::List => ("minItems", "maxItems"),
        ShapeType::Map => ("minProperties", "maxProperties"),
        _ => ("minLength", "maxLength"),
    };
    for (key, node) in [(least, length.get("min")), (most, length.get("max"))] {
        let bound = node.map(|node| match node.as_i64() {
            Some(bytes) if of == ShapeType::Blob => Value::from(base64_length(bytes)),
            _ => Value::from(node),
        });
        schema.set_some(key, bound);
    }
}

/// How many characters so many bytes are in Base64, padding included.
fn base64_length(bytes: i64) -> i64 {
    bytes.saturating_add(2).div_euclid(3).saturating_mul(4)
}

#[cfg(test)]
mod tests {
    use super::base64_length;

    #[test]
    fn lengths_in_base64_count_padding() {
        let lengths = [0, 1, 2, 3, 4].map(base64_length);
        assert_eq!(lengths, [0, 4, 4, 4, 8]);
        assert!(base64_length(i64::MAX) > 0);
    }
}
