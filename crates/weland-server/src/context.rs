//! The request of a handler, beside its input.

use http::{Extensions, HeaderMap, Method, Uri};
use weland_core::OperationSchema;

use crate::credentials::{Credential, presented};

/// The request that a handler is called for: everything but its body.
#[derive(Debug)]
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
    /// What the caller has sent to authenticate, for the first of the operation's alternatives that the request has all of.
    /// Unless [`Router::authenticate`](crate::Router::authenticate) is set, nobody has checked it.
    pub fn credentials(&self) -> Vec<Credential> {
        presented(self.operation, &self.uri, &self.headers).unwrap_or_default()
    }
}
