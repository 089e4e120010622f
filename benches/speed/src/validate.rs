//! Validation of a request to create a function, with all members set, by ours and by the crate `jsonschema`.
//!
//! The schema of `jsonschema` is compiled in advance. If ours validates a typed value, `jsonschema` validates a parsed
//! one. `errors` collects all violations, like ours; `is_valid` only returns whether there is one. The same checks by hand, with `regex`,
//! and with the derives of `garde` are for typed values; their enums have no other values than those that are known, so that one
//! of the mistakes is none that they could find. All take turns on requests that
//! differ in their texts and their lengths, so that the processor cannot learn the way through one of them.

use std::hint::black_box;
use weland_core::Zero as _;

use jsonschema::Validator;
use serde_json::Value;
use weland_lambda_types::CreateFunctionRequest;
use weland_lambda_validator::{JsonError, Validate};
use weland_protocol::{Strictness, json};

use crate::constrained;
use crate::data::CREATE_FUNCTION;
use crate::json_schema::json_schema;
use crate::measure::Case;
use crate::rival::{check::create_function, request};

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

/// The value of an enum that is not known, as in [`MISTAKES`].
const UNKNOWN_VALUE: &str = "cobol";

/// How many requests there are of each kind.
const VARIANTS: usize = 32;

pub fn cases() -> Vec<Case> {
    let invalid = MISTAKES.iter().fold(CREATE_FUNCTION.to_owned(), |text, (right, wrong)| {
        assert!(text.contains(right), "the request holds {right}");
        text.replace(right, wrong)
    });
    let known = invalid.replace(UNKNOWN_VALUE, "ruby3.2");
    let (valid, invalid, known) = (variants(CREATE_FUNCTION), variants(&invalid), variants(&known));
    valid.iter().for_each(|text| check(text, 0));
    valid.iter().for_each(|text| check_plain(text, 0));
    invalid.iter().for_each(|text| check(text, MISTAKES.len()));
    known.iter().for_each(|text| check_plain(text, MISTAKES.len() - 1));
    vec![
        with_plain(typed("valid, typed", &valid), &valid),
        raw("valid, JSON text", &valid),
        typed("invalid, typed", &invalid),
        with_plain(only_ours("invalid, typed, known values of enums", &known), &known),
        raw("invalid, JSON text", &invalid),
    ]
}

/// Requests that differ where requests of different users do.
fn variants(text: &str) -> Vec<String> {
    const REGIONS: [&str; 5] = ["eu-west-1", "us-east-2", "ap-southeast-1", "eu-central-1", "sa-east-1"];
    const NAMES: [&str; 7] =
        ["thumbnailer", "orders", "a", "audit-trail-of-all-regions", "mail", "index_builder", "resize"];
    const RUNTIMES: [&str; 3] = ["nodejs20.x", "python3.12", "java21"];
    let variant = |number: usize| {
        text.replace("eu-west-1", REGIONS[number % REGIONS.len()])
            .replace("thumbnailer", NAMES[number % NAMES.len()])
            .replace("nodejs20.x", RUNTIMES[number % RUNTIMES.len()])
            .replace("123456789012", &format!("{:012}", (number + 1) * 7_919_373_511 % 999_999_999_989))
            .replace("0123456789abcdef0", &format!("{:017x}", (number + 1) * 104_395_301_773))
            .replace("releases/2024", &"releases/".repeat(1 + number % 3))
    };
    (0..VARIANTS).map(variant).collect()
}

/// A function that gives one value after the other, without end.
fn in_turn<T: 'static>(values: Vec<T>) -> impl FnMut() -> &'static T {
    let values: &'static [T] = values.leak();
    let mut turn = values.iter().cycle();
    move || turn.next().expect("there are values")
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

/// Asserts that all find the same number of violations in the values of types whose enums have known values only.
fn check_plain(text: &str, expected: usize) {
    let typed = typed_value(text).validate().map_or_else(|violations| violations.total(), |()| 0);
    let by_hand = create_function(&plain::<request::CreateFunctionRequest>(text)).0;
    let garde = garde::Validate::validate(&plain::<constrained::CreateFunctionRequest>(text));
    let derived = garde.as_ref().map_or_else(|report| report.iter().count(), |()| 0);
    assert_eq!([typed, by_hand.len(), derived], [expected; 3], "{by_hand:?} {garde:?}");
}

fn plain<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).expect("the request is one of the type")
}

fn only_ours(name: &'static str, texts: &[String]) -> Case {
    let mut typed = in_turn(texts.iter().map(|text| typed_value(text)).collect());
    Case::new(name).with("weland", move || {
        black_box(black_box(typed()).validate().is_ok());
    })
}

/// Adds the checks that are written by hand, and those by `garde`.
fn with_plain(case: Case, texts: &[String]) -> Case {
    let mut by_hand = in_turn(texts.iter().map(|text| plain::<request::CreateFunctionRequest>(text)).collect());
    let mut derived = in_turn(texts.iter().map(|text| plain::<constrained::CreateFunctionRequest>(text)).collect());
    case.with("by hand with regex", move || {
        black_box(create_function(black_box(by_hand())).0.len());
    })
    .with("garde", move || {
        black_box(garde::Validate::validate(black_box(derived())).is_ok());
    })
}

fn typed(name: &'static str, texts: &[String]) -> Case {
    let mut typed = in_turn(texts.iter().map(|text| typed_value(text)).collect());
    let values = || in_turn(texts.iter().map(|text| parse(text)).collect());
    let (mut all, mut any) = (values(), values());
    let (find_all, find_any) = (validator(), validator());
    Case::new(name)
        .with("weland", move || {
            black_box(black_box(typed()).validate().is_ok());
        })
        .with("jsonschema errors", move || {
            black_box(find_all.iter_errors(black_box(all())).count());
        })
        .with("jsonschema is_valid", move || {
            black_box(find_any.is_valid(black_box(any())));
        })
}

fn raw(name: &'static str, texts: &[String]) -> Case {
    let (mut ours, mut all, mut any) = (in_turn(texts.to_vec()), in_turn(texts.to_vec()), in_turn(texts.to_vec()));
    let (find_all, find_any) = (validator(), validator());
    Case::new(name)
        .with("weland", move || {
            black_box(validate_json(black_box(ours())).is_ok());
        })
        .with("jsonschema errors", move || {
            black_box(find_all.iter_errors(&parse(black_box(all()))).count());
        })
        .with("jsonschema is_valid", move || {
            black_box(find_any.is_valid(&parse(black_box(any()))));
        })
}
