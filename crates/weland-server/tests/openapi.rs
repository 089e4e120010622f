//! The document of the API, served at a path.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod service;

use http::{Request, Response};
use service::{call, get, router};
use weland_core::OtherError;
use weland_server::{Body, Cors, OpenApi, RequestInfo, Router};

const TEXT: &str = r#"{ "openapi": "3.1.0" }"#;

fn described() -> Router {
    router()
        .base_path("/v1")
        .authenticate(|_| async { Err(OtherError::service(403, "Forbidden", "nobody may call")) })
        .openapi("/openapi.json", OpenApi::json(TEXT))
        .openapi("/docs/api.yaml", OpenApi::yaml("openapi: 3.1.0\n"))
}

async fn send(router: &Router, method: &str, path: &str, header: Option<(&str, &str)>) -> Response<Vec<u8>> {
    let mut request = Request::builder().method(method).uri(path);
    if let Some((name, value)) = header {
        request = request.header(name, value);
    }
    let (parts, body) = call(router, request.body(Body::empty()).unwrap()).await;
    Response::from_parts(parts, body.to_vec())
}

#[tokio::test(flavor = "current_thread")]
async fn everyone_may_read_the_document_at_its_own_path_alone() {
    let router = described();
    for (path, media_type, text) in [
        ("/openapi.json", "application/json", TEXT),
        ("/openapi.json?v=1", "application/json", TEXT),
        ("/docs/api.yaml", "application/yaml", "openapi: 3.1.0\n"),
    ] {
        let response = send(&router, "GET", path, None).await;
        assert_eq!((response.status().as_u16(), response.body().as_slice()), (200, text.as_bytes()), "{path}");
        assert_eq!(response.headers()["content-type"], media_type);
        assert_eq!(response.headers()["content-length"], text.len().to_string());
        assert_eq!(response.headers()["cache-control"], "no-cache");
        assert!(response.extensions().get::<RequestInfo>().is_none());
    }
    for path in ["/v1/openapi.json", "/openapi.json/", "/OpenAPI.json", "/docs"] {
        assert_eq!(call(&router, get(path)).await.0.status, 404, "{path}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn heads_have_no_body_and_other_methods_are_refused() {
    let router = described();
    let head = send(&router, "HEAD", "/openapi.json", None).await;
    assert_eq!((head.status().as_u16(), head.body().as_slice()), (200, &b""[..]));
    assert_eq!(head.headers()["content-length"], TEXT.len().to_string());
    let refused = send(&router, "POST", "/openapi.json", None).await;
    assert_eq!((refused.status().as_u16(), &refused.headers()["allow"]), (405, &"GET, HEAD".parse().unwrap()));
}

#[tokio::test(flavor = "current_thread")]
async fn who_has_the_document_is_told_so() {
    let router = described();
    let tag = send(&router, "GET", "/openapi.json", None).await.headers()["etag"].to_str().unwrap().to_owned();
    let other = send(&router, "GET", "/docs/api.yaml", None).await.headers()["etag"].to_str().unwrap().to_owned();
    assert_ne!(tag, other);
    let known = [tag.clone(), format!("W/{tag}"), format!("\"a\", {tag}"), "*".to_owned()];
    for value in &known {
        for method in ["GET", "HEAD"] {
            let response = send(&router, method, "/openapi.json", Some(("if-none-match", value))).await;
            assert_eq!((response.status().as_u16(), response.body().len()), (304, 0), "{value}");
            assert_eq!(response.headers()["etag"], *tag);
        }
    }
    for value in [&other, "\"\"", "", "W/", tag.trim_matches('"')] {
        let response = send(&router, "GET", "/openapi.json", Some(("if-none-match", value))).await;
        assert_eq!(response.status(), 200, "{value}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn scripts_may_read_it_if_they_may_call_the_service() {
    let origin = Some(("origin", "https://docs.example"));
    let closed = send(&described(), "GET", "/openapi.json", origin).await;
    assert!(!closed.headers().contains_key("access-control-allow-origin"));
    let open = described().cors(Cors::new().origins(["https://docs.example"]));
    let response = send(&open, "GET", "/openapi.json", origin).await;
    assert_eq!(response.headers()["access-control-allow-origin"], "https://docs.example");
}
