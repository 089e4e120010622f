//! Validation of a request to create a function, with all members set, by ours and by the crate `jsonschema`.
//!
//! The schema of `jsonschema` is compiled in advance. If ours validates a typed value, `jsonschema` validates a parsed
//! one. `errors` collects all violations, like ours; `is_valid` only returns whether there is one.

use std::hint::black_box;
use weland_core::Zero as _;

use jsonschema::Validator;
use weland_lambda_types::CreateFunctionRequest;
use weland_lambda_validator::{JsonError, Validate};
use serde_json::Value;
use weland_protocol::{Strictness, json};

use crate::data::CREATE_FUNCTION;
use crate::json_schema::json_schema;
use crate::measure::Case;

/// The errors of the invalid request: a valid part, and its invalid replacement.
const MISTAKES: [(&str, &str); 8] = [
    (r#""MemorySize": 512"#, r#""MemorySize": 64"#),
    (r#""Timeout": 30"#, r#""Timeout": 0"#),
    (r#""index.handler""#, r#""index handler""#),
    (r#""nodejs20.x""#, r#""cobol""#),
    (r#"["arm64"]"#, r#"["arm64", "x86_64"]"#),
    (r#""my-bucket-of-code""#, r#""bucket.""#),
    (r#""arn:aws:iam::123456789012:role/service-role/thumbnailer-role""#, r#""thumbnailer-role""#),
    (r#":layer:tools:3""#, r#":layer:tools""#),
];

pub fn cases() -> Vec<Case> {
    let invalid = MISTAKES.iter().fold(CREATE_FUNCTION.to_owned(), |text, (right, wrong)| {
        assert!(text.contains(right), "the request holds {right}");
        text.replace(right, wrong)
    });
    check(CREATE_FUNCTION, 0);
    check(&invalid, MISTAKES.len());
    vec![
        typed("valid, typed", CREATE_FUNCTION),
        raw("valid, JSON text", CREATE_FUNCTION),
        typed("invalid, typed", &invalid),
        raw("invalid, JSON text", &invalid),
    ]
}

fn typed_value(text: &str) -> CreateFunctionRequest {
    let mut value = CreateFunctionRequest::zero();
    let result = json::decode(text.as_bytes(), &mut value, Strictness::Strict);
    assert!(result.is_ok_and(|missing| missing.is_empty()), "the request is well-formed");
    value
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("the request is JSON")
}

fn validator() -> Validator {
    jsonschema::validator_for(&json_schema(CreateFunctionRequest::SCHEMA)).expect("the schema is valid")
}

fn validate_json(text: &str) -> Result<(), JsonError> {
    weland_validate::validate_json(CreateFunctionRequest::SCHEMA, text.as_bytes())
}

/// Asserts that all find the same number of violations.
fn check(text: &str, expected: usize) {
    let typed = typed_value(text).validate().map_or_else(|violations| violations.total(), |()| 0);
    let raw = match validate_json(text) {
        Err(JsonError::Invalid(violations)) => violations.total(),
        result => result.map_or_else(|error| panic!("{error}"), |()| 0),
    };
    let value = parse(text);
    let validator = validator();
    let theirs: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert_eq!([typed, raw, theirs.len()], [expected; 3], "{theirs:?}");
}

fn typed(name: &'static str, text: &str) -> Case {
    let typed = typed_value(text);
    let value = parse(text);
    let (all, any) = ((validator(), value.clone()), (validator(), value));
    Case::new(name)
        .with("weland", move || {
            black_box(black_box(&typed).validate().is_ok());
        })
        .with("jsonschema errors", move || {
            black_box(all.0.iter_errors(black_box(&all.1)).count());
        })
        .with("jsonschema is_valid", move || {
            black_box(any.0.is_valid(black_box(&any.1)));
        })
}

fn raw(name: &'static str, text: &str) -> Case {
    let (ours, all, any) = (text.to_owned(), (validator(), text.to_owned()), (validator(), text.to_owned()));
    Case::new(name)
        .with("weland", move || {
            black_box(validate_json(black_box(&ours)).is_ok());
        })
        .with("jsonschema errors", move || {
            black_box(all.0.iter_errors(&parse(black_box(&all.1))).count());
        })
        .with("jsonschema is_valid", move || {
            black_box(any.0.is_valid(&parse(black_box(&any.1))));
        })
}
