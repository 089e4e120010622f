//! Requests by which others ask how the server is.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod service;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use http::Request;
use service::{call, get, router};
use weland_core::OtherError;
use weland_server::{Body, RequestInfo};

#[tokio::test(flavor = "current_thread")]
async fn the_check_decides_whatever_else_the_router_demands() {
    let ready = Arc::new(AtomicBool::new(false));
    let is_ready = Arc::clone(&ready);
    let router = router()
        .base_path("/v1")
        .authenticate(|_| async { Err(OtherError::service(403, "Forbidden", "nobody may call")) })
        .health("/livez", || true)
        .health("/things/ready", move || is_ready.load(Ordering::Relaxed));
    for (path, status) in [("/livez", 200), ("/livez?full", 200), ("/things/ready", 503)] {
        let (parts, body) = call(&router, get(path)).await;
        assert_eq!((parts.status.as_u16(), &*body), (status, &b""[..]), "{path}");
        assert_eq!(parts.headers["cache-control"], "no-store");
        assert!(parts.extensions.get::<RequestInfo>().is_none());
    }
    ready.store(true, Ordering::Relaxed);
    assert_eq!(call(&router, get("/things/ready")).await.0.status, 200);
    // Other paths are the model's.
    for path in ["/livez/", "/v1/livez", "/LIVEZ"] {
        assert_eq!(call(&router, get(path)).await.0.status, 404, "{path}");
    }
    assert_eq!(call(&router, get("/v1/things/ready")).await.0.status, 200);
}

#[tokio::test(flavor = "current_thread")]
async fn other_methods_are_refused_and_a_panic_is_no_good_sign() {
    let router = router().health("/livez", || true).health("/broken", || panic!("on purpose"));
    let send = async |method: &str, path: &str| {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        call(&router, request).await.0
    };
    assert_eq!(send("HEAD", "/livez").await.status, 200);
    let refused = send("POST", "/livez").await;
    assert_eq!((refused.status.as_u16(), &refused.headers["allow"]), (405, &"GET, HEAD".parse().unwrap()));
    assert_eq!(send("GET", "/broken").await.status, 503);
}
