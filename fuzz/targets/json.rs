//! JSON that a peer sends: what decodes is written and decodes to the same again, for clients and for servers.
#![no_main]
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "../../crates/weland-protocol/tests/suite/shapes.rs"]
#[allow(dead_code)] // some shapes are for other tests
mod shapes;

use libfuzzer_sys::fuzz_target;
use shapes::Kinds;
use weland_protocol::{Strictness, json};

fuzz_target!(|bytes: &[u8]| {
    for strictness in [Strictness::Strict, Strictness::Lenient] {
        let mut value = Kinds::default();
        if json::decode(bytes, &mut value, strictness).is_err() {
            continue;
        }
        // What a lenient client takes need not be something that can be sent.
        let Ok(written) = json::encode(&value) else { continue };
        let mut again = Kinds::default();
        let text = || String::from_utf8_lossy(&written).into_owned();
        if let Err(error) = json::decode(&written, &mut again, strictness) {
            panic!("{error}: {}", text());
        }
        assert_eq!(json::encode(&again).unwrap(), written, "{}", text());
        assert!(serde_json::from_slice::<serde_json::Value>(&written).is_ok(), "{}", text());
    }
});
