//! CBOR that a peer sends: what decodes is written and decodes to the same again, for clients and for servers.
//!
//! After a `#`, which no document begins with, the bytes are hexadecimal digits, as seeds have them.
#![no_main]
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "../../crates/weland-protocol/tests/suite/shapes.rs"]
#[allow(dead_code)] // some shapes are for other tests
mod shapes;

use libfuzzer_sys::fuzz_target;
use shapes::Kinds;
use weland_protocol::cbor::CborCodec;
use weland_protocol::{Codec, MemberFilter, Strictness};

/// The bytes that hexadecimal digits stand for.
fn unhex(digits: &[u8]) -> Vec<u8> {
    let digit = |digit: &u8| (*digit as char).to_digit(16).unwrap_or_default() as u8;
    digits.chunks(2).map(|pair| pair.iter().fold(0, |all, it| all << 4 | digit(it))).collect()
}

fuzz_target!(|bytes: &[u8]| {
    let bytes = &*bytes.strip_prefix(b"#").map_or_else(|| bytes.to_vec(), unhex);
    let _ = CborCodec.error_details(bytes);
    for strictness in [Strictness::Strict, Strictness::Lenient] {
        let read = |bytes: &[u8]| {
            let mut value = Kinds::default();
            CborCodec.decode(bytes, &mut value, MemberFilter::ALL, strictness).map(|_| value)
        };
        let Ok(value) = read(bytes) else { continue };
        // What a lenient client takes need not be something that can be sent.
        let Ok(written) = CborCodec.encode(&value, |_| true) else { continue };
        let again = read(&written).unwrap_or_else(|error| panic!("{error}: {written:x?}"));
        assert_eq!(CborCodec.encode(&again, |_| true).unwrap(), written, "{written:x?}");
    }
});
