//! The input is a selector. If it is valid, it is evaluated on a small model.
#![no_main]
#![allow(clippy::panic)]

#[path = "../../crates/weland-smithy/tests/support/mod.rs"]
mod support;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use support::properties;
use weland_model::Model;

/// A model with shapes of all types, and traits with values of all kinds.
static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let text = include_str!("../../crates/weland-smithy/cases/ast/everything.smithy");
    properties::load([("everything.smithy", text)]).model
});

fuzz_target!(|text: &str| {
    if let Err(reason) = properties::selects(text, &MODEL) {
        panic!("{reason}");
    }
});
