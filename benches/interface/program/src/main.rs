//! Reads and writes two messages, and reports the time for the longer one.

mod data;

use std::hint::black_box;
use std::time::Instant;

use data::{CREATE_FUNCTION, Order, PAGE, list_functions};
use lambda_types::{CreateFunctionRequest, ListFunctionsResponse};
use weland_core::Zero as _;
use weland_protocol::{Strictness, json};

/// The number of batches, and the number of iterations in each.
const ROUNDS: usize = 200;
const BATCH: u32 = 10;

fn main() {
    let mut request = CreateFunctionRequest::zero();
    let result = json::decode(CREATE_FUNCTION.as_bytes(), &mut request, Strictness::Strict);
    assert!(result.is_ok_and(|missing| missing.is_empty()));
    assert!(json::encode(&request).is_ok_and(|text| text.len() > 1000));

    let text = list_functions(Order::Model);
    let page = read(&text);
    assert_eq!(page.functions.as_ref().map(Vec::len), Some(PAGE));
    assert!(json::encode(&page).is_ok_and(|written| written == text.as_bytes()), "what is read is written");

    let (mut encode, mut decode) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..ROUNDS {
        encode = encode.min(seconds(|| drop(black_box(json::encode(black_box(&page))))));
        decode = decode.min(seconds(|| drop(black_box(read(black_box(&text))))));
    }
    println!("{{\"encode\":{encode},\"decode\":{decode}}}");
}

fn read(text: &str) -> ListFunctionsResponse {
    let mut page = ListFunctionsResponse::default();
    assert!(json::decode(text.as_bytes(), &mut page, Strictness::Lenient).is_ok());
    page
}

fn seconds(mut work: impl FnMut()) -> f64 {
    let start = Instant::now();
    for _ in 0..BATCH {
        work();
    }
    start.elapsed().as_secs_f64() / f64::from(BATCH)
}
