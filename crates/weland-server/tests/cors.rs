//! Calls by scripts of other origins, as far as they do not depend on a model.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod service;

use std::time::Duration;

use http::{HeaderMap, Request};
use service::router;
use tower_service::Service as _;
use weland_server::{Body, Cors, Router};

async fn headers(router: &Router, method: &str, path: &str, origin: &str) -> HeaderMap {
    let request = Request::builder().method(method).uri(path).header("access-control-request-method", "GET");
    let request = if origin.is_empty() { request } else { request.header("origin", origin) };
    router.clone().call(request.body(Body::empty()).unwrap()).await.unwrap().headers().clone()
}

#[tokio::test(flavor = "current_thread")]
async fn all_origins_may_call_unless_some_are_named() {
    let all = router().cors(Cors::new());
    for origin in ["https://a.example.com", "null", ""] {
        let headers = headers(&all, "GET", "/things/1", origin).await;
        assert_eq!(headers["access-control-allow-origin"], "*", "{origin}");
        assert!(!headers.contains_key("vary") && !headers.contains_key("access-control-allow-credentials"));
    }
    let named = router().cors(Cors::new().origins(["https://a.example.com", "null"]));
    for (origin, allowed) in [
        ("https://a.example.com", true),
        ("null", true),
        ("https://A.example.com", false),
        ("https://a.example.com.evil.org", false),
        ("http://a.example.com", false),
        ("*", false),
    ] {
        let headers = headers(&named, "GET", "/things/1", origin).await;
        assert_eq!(headers.get("access-control-allow-origin").is_some(), allowed, "{origin}");
        assert_eq!(headers["vary"], "origin");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn what_is_no_name_of_a_header_is_left_out() {
    let cors = Cors::new().allow_headers(["X-Good", "x bad", ""]).expose_headers(["x-seen", "x\nbad"]);
    let router = router().cors(cors.max_age(Duration::ZERO)).base_path("/v1");
    let asked = headers(&router, "OPTIONS", "/v1/things/1", "https://a.example.com").await;
    let allowed = asked["access-control-allow-headers"].to_str().unwrap();
    assert!(allowed.contains("x-good") && !allowed.contains("bad"), "{allowed}");
    assert_eq!(asked["access-control-max-age"], "0");
    assert!(!asked.contains_key("access-control-expose-headers"));
    let read = headers(&router, "GET", "/v1/things/1", "https://a.example.com").await;
    let exposed = read["access-control-expose-headers"].to_str().unwrap();
    assert_eq!(exposed, "x-amzn-requestid, x-seen, x-version");
}
