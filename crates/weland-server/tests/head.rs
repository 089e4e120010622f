//! Requests with `HEAD`.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod service;

use http::Request;
use service::{call, get, router};
use weland_server::{Body, RequestInfo};

fn with(method: &str, path: &str) -> Request<Body> {
    Request::builder().method(method).uri(path).body(Body::empty()).unwrap()
}

#[tokio::test(flavor = "current_thread")]
async fn the_response_is_that_to_get_without_its_body() {
    let router = router();
    let (wanted, body) = call(&router, get("/things/one")).await;
    assert!(wanted.status == 200 && !body.is_empty());
    let (parts, empty) = call(&router, with("HEAD", "/things/one")).await;
    assert_eq!((parts.status, empty.len()), (wanted.status, 0));
    assert_eq!(parts.headers["content-type"], wanted.headers["content-type"]);
    assert_eq!(parts.headers["content-length"], body.len().to_string());
    assert_eq!(parts.extensions.get::<RequestInfo>().unwrap().operation.unwrap().name, "GetThing");
    // What is wrong with the request is told by the status alone.
    for path in ["/things/%ff", "/nothing"] {
        let (refused, body) = call(&router, get(path)).await;
        let (parts, empty) = call(&router, with("HEAD", path)).await;
        assert_eq!((parts.status, empty.len()), (refused.status, 0), "{path}");
        assert_eq!(parts.headers["content-length"], body.len().to_string(), "{path}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn other_methods_are_told_of_it() {
    let (parts, _) = call(&router(), with("PATCH", "/things/one")).await;
    assert_eq!(parts.status, 405);
    let allowed: Vec<&str> = parts.headers["allow"].to_str().unwrap().split(", ").collect();
    assert!(allowed.contains(&"GET") && allowed.contains(&"HEAD"), "{allowed:?}");
    assert_eq!(call(&router(), with("HEAD", "/nothing")).await.0.status, 404);
}
