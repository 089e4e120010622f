//! Formatting preserves the meaning and the comments of a file, and formatting the result again changes nothing.
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
