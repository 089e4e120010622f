//! Requests that are damaged at random, from a fixed seed.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod service;

use http::{HeaderName, HeaderValue, Request, Uri};
use service::{call, router};
use weland_server::Body;

struct Random(u64);

impl Random {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 32).unwrap()
    }

    fn below(&mut self, bound: usize) -> usize {
        self.next() % bound.max(1)
    }

    /// Changes, inserts, removes, doubles or cuts off some bytes.
    fn damage(&mut self, bytes: &mut Vec<u8>) {
        const SPECIAL: &[u8] = b"\0\"\\{}[],:%/?&=+.-e0\xff\xc3\xed\xa0n";
        for _ in 0..=self.below(3) {
            let at = self.below(bytes.len() + 1);
            let byte = SPECIAL[self.below(SPECIAL.len())];
            match self.below(6) {
                0 => bytes.insert(at, byte),
                1 => bytes.truncate(at),
                2 if at < bytes.len() => bytes[at] = byte,
                3 if at < bytes.len() => drop(bytes.remove(at)),
                4 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
                _ => bytes.extend_from_within(at..),
            }
        }
    }
}

const VALID: &[(&str, &str, &str)] = &[
    ("PUT", "/things/a%2Fb?count=3", r#"{"Name": "abc", "Tags": {"a": "b", "c": "\u00e4"}}"#),
    ("GET", "/things/arn%3Aaws%3Ax?version=latest", ""),
    ("GET", "/things/x", ""),
    ("POST", "/upload", "some bytes"),
];

/// A valid request with damage done to its parts; `None` if it is no HTTP request any more.
fn damaged(random: &mut Random) -> Option<Request<Body>> {
    let (method, uri, body) = VALID[random.below(VALID.len())];
    let parts = [method.into(), uri.into(), body.into(), "application/json".into(), "abc".into()];
    let mut parts: [Vec<u8>; 5] = parts;
    for _ in 0..=random.below(2) {
        let part = random.below(parts.len());
        random.damage(&mut parts[part]);
    }
    let [method, uri, body, media_type, caller] = parts;
    let mut request = Request::new(Body::from(body));
    *request.method_mut() = http::Method::from_bytes(&method).ok()?;
    *request.uri_mut() = Uri::from_maybe_shared(uri).ok()?;
    for (name, value) in [("content-type", media_type), ("x-caller", caller)] {
        let value = HeaderValue::from_bytes(&value).ok()?;
        request.headers_mut().insert(HeaderName::from_static(name), value);
    }
    Some(request)
}

#[tokio::test]
async fn damaged_requests_get_a_response_like_any_other() {
    let router = router();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut statuses = std::collections::BTreeMap::<u16, usize>::new();
    for round in 0..20_000 {
        let Some(request) = damaged(&mut random) else {
            continue;
        };
        let text = format!("round {round}: {request:?}");
        let (parts, body) = call(&router, request).await;
        *statuses.entry(parts.status.as_u16()).or_default() += 1;
        assert!(parts.status.is_success() || parts.status.is_client_error(), "{text}: {}", parts.status);
        if parts.status.is_client_error() {
            assert!(parts.headers.contains_key("x-amzn-errortype"), "{text}");
            let body = String::from_utf8(body).unwrap();
            assert!(body.starts_with("{\"message\":\"") && body.ends_with('}'), "{text}: {body}");
        }
    }
    // The damage has been of many kinds.
    for status in [200, 201, 400, 404, 405, 415] {
        assert!(statuses.get(&status).is_some_and(|count| *count > 20), "{statuses:?}");
    }
}
