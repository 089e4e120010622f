//! How a request finds its operation.

use std::borrow::Cow;
use std::fmt;

use http::{HeaderMap, Method, Uri};
use weland_core::DecodeError;

/// A label of a path: the name of its member, and the value, percent-decoded.
pub type Label<'r> = (&'static str, Cow<'r, str>);

/// Finds the operation that a request is for. A protocol builds it once for a service; see
/// [`ServerProtocol::dispatcher`](crate::protocol::ServerProtocol::dispatcher).
pub trait Dispatch: fmt::Debug + Send + Sync {
    /// The operation of a request, going by its head.
    ///
    /// # Errors
    /// When the request is for none of the operations, or [its body says for which](DispatchError::InBody).
    fn find<'r>(&self, method: &Method, uri: &'r Uri, headers: &HeaderMap) -> Result<Dispatched<'r>, DispatchError>;

    /// The operations whose requests can have this path, by their indices, each with its method. That is all a browser tells of a
    /// request when it asks whether a script of another origin may send it.
    fn at_path(&self, path: &str) -> Vec<(usize, &'static str)>;

    /// The operation of a request [whose body says it](DispatchError::InBody). No body does, unless a protocol overrides it.
    ///
    /// # Errors
    /// When the request is for none of the operations.
    fn find_in_body(&self, _body: &[u8]) -> Result<Dispatched<'static>, DispatchError> {
        Err(DispatchError::UnknownOperation)
    }
}

/// The operation that a request is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispatched<'r> {
    /// The index of the operation among those that the dispatcher was built from.
    pub operation: usize,
    /// The labels of the path. Protocols that do not bind members to the path have none.
    pub labels: Vec<Label<'r>>,
}

/// Why a request is for none of the operations of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DispatchError {
    /// The request is not in this protocol.
    OtherProtocol,
    /// The request is in this protocol, and its operation is to be asked for by [`Dispatch::find_in_body`], with a body that is
    /// no longer compressed.
    InBody,
    /// The service has no such operation.
    UnknownOperation,
    /// The service has no operation of the name that the request states.
    UnknownName,
    /// The request is in a media type that belongs to another protocol; this one has messages of this type.
    MediaType(&'static str),
    /// The service has such an operation, but only with these HTTP methods.
    MethodNotAllowed(Vec<&'static str>),
    /// The operation is known, but the part of the request that names it is malformed.
    Malformed(DecodeError),
}
