//! A text as a file of the JSON AST: it is read and, if it is valid, written in both syntaxes and read again.
#![no_main]
#![allow(clippy::panic)]

#[path = "../../crates/weland-smithy/tests/support/mod.rs"]
mod support;

use libfuzzer_sys::fuzz_target;
use support::properties;

fuzz_target!(|text: &str| {
    if let Err(reason) = properties::ast(text) {
        panic!("{reason}");
    }
});
