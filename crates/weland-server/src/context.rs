//! What a handler learns of a request beside its input.

use http::{Extensions, HeaderMap, Method, Uri};
use weland_core::OperationSchema;

/// The circumstances of a request.
#[derive(Debug)]
#[non_exhaustive]
pub struct Context {
    /// The id that the answer will carry as `x-amzn-requestid`: a fresh UUID.
    pub request_id: String,
    /// The operation that was asked for.
    pub operation: &'static OperationSchema,
    /// The method of the request.
    pub method: Method,
    /// The URI of the request.
    pub uri: Uri,
    /// The headers of the request.
    pub headers: HeaderMap,
    /// What layers around the router have attached to the request.
    pub extensions: Extensions,
}
