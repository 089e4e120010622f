//! The canonical request of a client, which signs nearly all headers.

use http::request::Parts;
use http::{HeaderMap, HeaderName};
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
    (canonical_request(parts, &names, body_hash, raw_path), joined(&names))
}

/// The names of the headers that are signed, sorted.
pub(super) fn signed_names(headers: &HeaderMap) -> Vec<&HeaderName> {
    let mut names: Vec<&HeaderName> = headers.keys().collect();
    names.retain(|name| !UNSIGNED.contains(&name.as_str()));
    names.sort_unstable_by_key(|name| name.as_str());
    names
}

/// The names as signatures state them.
pub(super) fn joined(names: &[&HeaderName]) -> String {
    let mut text = String::with_capacity(names.len() * 24);
    for (index, name) in names.iter().enumerate() {
        text.push_str(if index > 0 { ";" } else { "" });
        text.push_str(name.as_str());
    }
    text
}
