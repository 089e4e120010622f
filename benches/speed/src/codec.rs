//! Serialization of a page of functions as JSON: our types compared with serde's derives.

use std::hint::black_box;

use serde_json::Value;
use weland_lambda_types::ListFunctionsResponse;
use weland_protocol::{Strictness, json};

use crate::data::{Order, PAGE, list_functions};
use crate::measure::Case;
use crate::rival;

pub fn cases() -> Vec<Case> {
    let (model, service) = (list_functions(Order::Model), list_functions(Order::Service));
    check(&model);
    check(&service);
    vec![encode(&model), decode("decode", model), decode("decode, order of the service", service)]
}

fn ours(text: &str) -> ListFunctionsResponse {
    let mut value = ListFunctionsResponse::default();
    let result = json::decode(text.as_bytes(), &mut value, Strictness::Lenient);
    assert!(result.is_ok_and(|missing| missing.is_empty()), "the page is well-formed");
    value
}

fn theirs(text: &str) -> rival::ListFunctionsResponse {
    serde_json::from_slice(text.as_bytes()).expect("the page is well-formed")
}

/// Asserts that both read all members and write the same.
fn check(text: &str) {
    let original: Value = serde_json::from_str(text).expect("the page is JSON");
    let (ours, theirs) = (ours(text), theirs(text));
    assert_eq!(ours.functions.as_ref().map(Vec::len), Some(PAGE));
    let written: Value =
        serde_json::from_slice(&json::encode(&ours).expect("JSON has a form for every value")).expect("we write JSON");
    assert_eq!(written, original, "we read and write all members");
    assert_eq!(serde_json::to_value(&theirs).ok(), Some(original), "serde reads and writes all members");
}

fn encode(text: &str) -> Case {
    let (ours, theirs) = (ours(text), theirs(text));
    Case::new("encode")
        .with("weland", move || {
            let _ = black_box(json::encode(black_box(&ours)));
        })
        .with("serde", move || {
            black_box(serde_json::to_vec(black_box(&theirs)).expect("all keys are strings"));
        })
}

fn decode(name: &'static str, text: String) -> Case {
    let copy = text.clone();
    Case::new(name)
        .with("weland", move || {
            black_box(ours(black_box(&text)));
        })
        .with("serde", move || {
            black_box(theirs(black_box(&copy)));
        })
}
