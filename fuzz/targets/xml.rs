//! XML that a peer sends: what decodes is written and decodes to the same again, for clients and for servers.
#![no_main]
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "../../crates/weland-protocol/tests/suite/shapes.rs"]
#[allow(dead_code)] // some shapes are for other tests
mod shapes;

use libfuzzer_sys::fuzz_target;
use shapes::Kinds;
use weland_protocol::xml::{ErrorDocument, XmlCodec};
use weland_protocol::{Codec, MemberFilter, Strictness};

fuzz_target!(|bytes: &[u8]| {
    ErrorDocument::read(bytes);
    for strictness in [Strictness::Strict, Strictness::Lenient] {
        let read = |bytes: &[u8]| {
            let mut value = Kinds::default();
            XmlCodec::REST.decode(bytes, &mut value, MemberFilter::ALL, strictness).map(|_| value)
        };
        let Ok(value) = read(bytes) else { continue };
        // What a lenient client takes need not be something that can be sent.
        let Ok(written) = XmlCodec::REST.encode(&value, |_| true) else { continue };
        let text = || String::from_utf8_lossy(&written).into_owned();
        let again = read(&written).unwrap_or_else(|error| panic!("{error}: {}", text()));
        assert_eq!(XmlCodec::REST.encode(&again, |_| true).unwrap(), written, "{}", text());
    }
});
