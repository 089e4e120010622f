//! The API's own description, served at a path.

use std::sync::Arc;

use bytes::Bytes;
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH};
use http::{HeaderMap, Method, Response, StatusCode, request};
use weland_protocol::Body;

/// An OpenAPI document, for [`Router::openapi`](crate::Router::openapi). Generated servers have theirs as the constant `OPENAPI`
/// if `weland.yaml` asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenApi {
    text: &'static str,
    media_type: &'static str,
}

impl OpenApi {
    /// A document in JSON.
    #[must_use]
    pub const fn json(text: &'static str) -> Self {
        Self { text, media_type: "application/json" }
    }

    /// A document in YAML.
    #[must_use]
    pub const fn yaml(text: &'static str) -> Self {
        Self { text, media_type: "application/yaml" }
    }

    /// The text of the document.
    #[must_use]
    pub const fn text(&self) -> &'static str {
        self.text
    }

    /// The media type of the document.
    #[must_use]
    pub const fn media_type(&self) -> &'static str {
        self.media_type
    }
}

/// A path, and the document at it.
#[derive(Debug, Clone)]
pub(crate) struct OpenApiRoute {
    path: String,
    document: OpenApi,
    tag: Arc<str>,
}

impl OpenApiRoute {
    pub(crate) fn new(path: String, document: OpenApi) -> Self {
        Self { path, document, tag: format!("\"{:016x}\"", hash(document.text)).into() }
    }

    /// The response of the first of the routes that has the path of a request, if one has.
    pub(crate) fn answer(routes: &[Self], parts: &request::Parts) -> Option<Response<Body>> {
        routes.iter().find(|route| route.path == parts.uri.path()).map(|route| route.response(parts))
    }

    fn response(&self, parts: &request::Parts) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        if !matches!(parts.method, Method::GET | Method::HEAD) {
            *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
            response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
            return response;
        }
        let headers = response.headers_mut();
        // Whoever has the document asks whether it is still the same; it changes with the server.
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.extend(HeaderValue::from_str(&self.tag).ok().map(|tag| (ETAG, tag)));
        if self.is_known(&parts.headers) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.document.media_type));
        headers.insert(CONTENT_LENGTH, HeaderValue::from(self.document.text.len()));
        if parts.method == Method::GET {
            *response.body_mut() = Body::from(Bytes::from_static(self.document.text.as_bytes()));
        }
        response
    }

    /// Whether a request says that its sender has the document. A tag may be marked as weak, which means nothing here.
    fn is_known(&self, headers: &HeaderMap) -> bool {
        let lines = headers.get_all(IF_NONE_MATCH).iter().filter_map(|line| line.to_str().ok());
        let mut tags = lines.flat_map(|line| line.split(',')).map(str::trim);
        tags.any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == &*self.tag)
    }
}

/// The FNV-1a hash of a text: instances of a server have to have the same tag, whatever they were compiled with.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
