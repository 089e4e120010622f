//! A text as a selector: it is read and, if it is valid, asked for shapes of a small model.
#![no_main]
#![allow(clippy::panic)]

#[path = "../../crates/weland-smithy/tests/support/mod.rs"]
mod support;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use support::properties;
use weland_model::Model;

/// All types of shapes, with traits of all kinds of values.
static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let text = include_str!("../../crates/weland-smithy/cases/ast/everything.smithy");
    properties::load([("everything.smithy", text)]).model
});

fuzz_target!(|text: &str| {
    if let Err(reason) = properties::selects(text, &MODEL) {
        panic!("{reason}");
    }
});
