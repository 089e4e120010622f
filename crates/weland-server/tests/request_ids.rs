//! The ids of requests.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod service;

use std::sync::{Arc, Mutex};

use http::Request;
use service::{call, get, router};
use weland_server::{Body, RequestId, RequestInfo};

#[tokio::test(flavor = "current_thread")]
async fn the_id_of_a_layer_in_front_of_the_router_is_that_of_the_request_everywhere() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let hook = Arc::clone(&told);
    let router = router().on_failure(move |failure| hook.lock().unwrap().push(failure.request_id.to_owned()));
    let mut request: Request<Body> = get("/things/unknown-to-the-router");
    request.extensions_mut().insert(RequestId::new("of-the-gateway").unwrap());
    let (parts, _) = call(&router, request).await;
    assert_eq!(parts.headers["x-amzn-requestid"], "of-the-gateway");
    assert_eq!(parts.extensions.get::<RequestInfo>().unwrap().request_id, "of-the-gateway");
    let (parts, _) = call(&router, get("/things/unknown-to-the-router")).await;
    assert_eq!(parts.headers["x-amzn-requestid"].len(), 36);
    assert!(told.lock().unwrap().iter().all(|id| id == "of-the-gateway" || id.len() == 36));
}

#[test]
fn ids_are_visible_ascii_of_some_length() {
    for good in ["a", "018f-\"{}~!", &"x".repeat(128)] {
        assert_eq!(RequestId::new(good).unwrap().as_str(), good);
    }
    for bad in ["", "a b", "a\nb", "ä", "\u{7f}", &"x".repeat(129)] {
        assert_eq!(RequestId::new(bad), None, "{bad:?}");
    }
}
