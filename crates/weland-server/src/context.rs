//! The request of a handler, beside its input.

use std::any::Any;
use std::fmt;

use http::{Extensions, HeaderMap, Method, Uri};
use weland_core::OperationSchema;

use crate::credentials::{Accepted, Credential, presented};

/// The request that a handler is called for: everything but its body.
#[non_exhaustive]
pub struct Context {
    /// The id of the request: a random UUID, unless a layer in front of the router has given it [another](crate::RequestId). Responses have it where the protocol has a place for it, which is the header
    /// `x-amzn-requestid` in restJson1.
    pub request_id: String,
    /// The operation of the request.
    pub operation: &'static OperationSchema,
    /// The method of the request.
    pub method: Method,
    /// The URI of the request.
    pub uri: Uri,
    /// The headers of the request.
    pub headers: HeaderMap,
    /// Values that layers around the router have attached to the request.
    pub extensions: Extensions,
}

impl Context {
    /// Who calls, as the check of a scheme has found out: see [`Router::verify`](crate::Router::verify). `None` if no check has
    /// returned a value of this type, such as for callers that need not authenticate.
    pub fn identity<T: Any + Clone + Send + Sync>(&self) -> Option<&T> {
        self.extensions.get()
    }

    /// What the caller has sent to authenticate, for the alternative of the operation by which it was let through. If the router
    /// [checks](crate::Router::verify) [nobody](crate::Router::authenticate), it is what was sent for the first alternative that
    /// the request has all of.
    pub fn credentials(&self) -> Vec<Credential> {
        if let Some(Accepted(credentials)) = self.extensions.get() {
            return credentials.clone();
        }
        presented(self.operation, &self.uri, &self.headers).unwrap_or_default()
    }
}

/// Shows no secrets: those in headers are marked, and the query string may have a key.
impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("request_id", &self.request_id)
            .field("operation", &self.operation.name)
            .field("method", &self.method)
            .field("path", &self.uri.path())
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}
