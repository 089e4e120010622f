//! A user of a validator. Its only dependency is the generated crate: whatever its signatures name is there.

#![forbid(unsafe_code)]

use weland_lambda_validator::{
    Constraint, Field, JsonError, Path, SHAPES, Schema, Segment, SmithyMessage, Validate, Violation, Violations,
    schema, types, validate_json,
};

/// The shapes without members.
pub fn empty_shapes() -> Vec<&'static Schema> {
    SHAPES.iter().map(|root| root.schema).filter(|shape| shape.members.is_empty()).collect()
}

/// The first segment of the path of each violation.
pub fn members(violations: &Violations) -> Vec<String> {
    let first = |violation: &Violation| {
        let path: &Path = &violation.path;
        let segment: Option<&Segment> = path.segments().first();
        segment.map(|segment| format!("{segment:?}"))
    };
    violations.list().iter().filter_map(first).collect()
}

/// How many patterns are not matched.
pub fn patterns(violations: &Violations) -> usize {
    let is_pattern = |violation: &&Violation| matches!(violation.constraint, Constraint::Pattern(_));
    violations.list().iter().filter(is_pattern).count()
}

/// The message for an input, typed or not.
pub fn message(input: &types::GetAliasRequest) -> Option<SmithyMessage> {
    let typed = input.validate().err()?;
    let _: Vec<Field> = typed.smithy().field_list;
    match validate_json("GetAliasRequest", b"{}") {
        Err(JsonError::Invalid(violations)) if schema("GetAliasRequest").is_some() => Some(violations.smithy()),
        _ => None,
    }
}
