//! The input is a JSON AST file. If it is valid, it is written in both syntaxes and read again.
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
