//! Requests by which a load balancer or an orchestrator asks how the server is.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use http::header::{ALLOW, CACHE_CONTROL, HeaderValue};
use http::{Method, Response, StatusCode};
use weland_protocol::Body;

type Check = dyn Fn() -> bool + Send + Sync;

/// A path, and what decides on the response.
#[derive(Clone)]
pub(crate) struct HealthRoute {
    path: String,
    check: Arc<Check>,
}

impl HealthRoute {
    pub(crate) fn new(path: String, check: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self { path, check: Arc::new(check) }
    }

    /// The response of the first of the routes that has this path, if one has.
    pub(crate) fn answer(routes: &[Self], method: &Method, path: &str) -> Option<Response<Body>> {
        routes.iter().find(|route| route.path == path).map(|route| route.response(method))
    }

    fn response(&self, method: &Method) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        if !matches!(*method, Method::GET | Method::HEAD) {
            *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
            response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
            return response;
        }
        // A check that panics can't vouch for the server.
        if !catch_unwind(AssertUnwindSafe(|| (self.check)())).unwrap_or(false) {
            *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        }
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}
