//! Endpoint rules in the notation of clients: what is read is written and read again as the same, and an evaluation ends.
#![no_main]
#![allow(clippy::panic, clippy::unwrap_used)]

use libfuzzer_sys::fuzz_target;
use weland_rules::{ParameterKind, Rules, Value};

fuzz_target!(|text: &str| {
    let Ok(rules) = Rules::parse(text) else { return };
    let written = rules.to_string();
    assert_eq!(Rules::parse(&written).as_ref(), Ok(&rules), "{written}");
    let found = rules.resolve(|parameter| match parameter.kind {
        ParameterKind::String => Some(Value::string(text)),
        ParameterKind::Boolean => Some(Value::Boolean(true)),
        ParameterKind::StringArray => Some(Value::strings([text, "a"])),
    });
    if let Ok(endpoint) = found {
        assert!(endpoint.url.len() <= 1 << 20, "{text}");
    }
});
