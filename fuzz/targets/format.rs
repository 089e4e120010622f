//! A text that can be formatted keeps its meaning and its comments, and formatting it again changes nothing.
#![no_main]
#![allow(clippy::panic)]

#[path = "../../crates/weland-smithy/tests/support/mod.rs"]
mod support;

use libfuzzer_sys::fuzz_target;
use support::properties;

fuzz_target!(|text: &str| {
    if let Err(reason) = properties::formats(text) {
        panic!("{reason}");
    }
});
