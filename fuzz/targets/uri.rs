//! Paths and queries: what is decoded is whole text, and a path finds its operation with labels that lead back to it.
#![no_main]
#![allow(deprecated, clippy::panic, clippy::unwrap_used)] // some operations are deprecated

use libfuzzer_sys::fuzz_target;
use weland_e2e::operations;
use weland_protocol::{RestJson1, ServerProtocol as _, UriPattern, parse_query, percent_decode};

macro_rules! schemas {
    ($($operation:ident => $method:ident,)*) => {
        &[$(<weland_lambda_types::$operation as weland_core::Operation>::SCHEMA),*]
    };
}

fuzz_target!(|text: &str| {
    let _ = percent_decode(text);
    for (key, value) in parse_query(text).unwrap_or_default() {
        assert!(key.len() + value.len() <= text.len());
    }
    let pattern = UriPattern::parse(text);
    let _ = (pattern.segments(), pattern.query(), pattern.matches_query(text));
    let (method, uri) = text.split_once(' ').unwrap_or(("GET", text));
    let (Ok(method), Ok(uri)) = (method.parse(), uri.parse()) else { return };
    let dispatcher = RestJson1.dispatcher(&weland_lambda_types::SERVICE, operations!(schemas));
    if let Ok(found) = dispatcher.find(&method, &uri, &http::HeaderMap::new()) {
        let length: usize = found.labels.iter().map(|(_, value)| value.len()).sum();
        assert!(length <= text.len(), "{text}");
    }
});
