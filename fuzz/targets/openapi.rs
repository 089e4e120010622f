//! The input is a document: in JSON if it starts with a brace, and in YAML otherwise.
#![no_main]
#![allow(clippy::panic)]

#[path = "../../crates/weland-openapi/tests/support/properties.rs"]
mod properties;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let path = if text.starts_with('{') { "api.json" } else { "api.yaml" };
    if let Err(problem) = properties::document(path, text) {
        panic!("{problem}");
    }
});
