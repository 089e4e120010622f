//! The canonical request of a client, which signs nearly all headers.

use http::HeaderMap;
use http::request::Parts;
use weland_protocol::sigv4::canonical_request;

/// Headers that proxies and connections change, or that say nothing about the request.
const UNSIGNED: [&str; 16] = [
    "authorization",
    "baggage",
    "connection",
    "content-length",
    "expect",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "traceparent",
    "tracestate",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "x-amzn-trace-id",
];

/// The canonical request, and the names of the headers in it, separated by semicolons.
pub(super) fn request(parts: &Parts, body_hash: &str, raw_path: bool) -> (Vec<u8>, String) {
    let names = signed_names(&parts.headers);
    (canonical_request(parts, &names, body_hash, raw_path), names.join(";"))
}

/// The names of the headers that are signed, sorted.
pub(super) fn signed_names(headers: &HeaderMap) -> Vec<&str> {
    let mut names: Vec<&str> = headers.keys().map(http::HeaderName::as_str).collect();
    names.retain(|name| !UNSIGNED.contains(name));
    names.sort_unstable();
    names
}
