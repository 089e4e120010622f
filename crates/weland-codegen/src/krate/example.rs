//! Programs that show how a crate is used.

use super::operation::Operation;
use super::value::Value;

/// A program that shows how a crate is used.
#[derive(Debug, Clone)]
pub enum Example {
    /// One that calls an operation.
    Client(ClientExample),
    /// One that serves an operation.
    Server(ServerExample),
}

/// A program that calls an operation.
#[derive(Debug, Clone)]
pub struct ClientExample {
    /// The client's crate, as Rust names it.
    pub crate_name: String,
    /// The operation.
    pub operation: Operation,
    /// The arguments of the constructor of its input; `None` if they cannot be made up.
    pub arguments: Option<Vec<Value>>,
    /// Whether the endpoint has to be given, since the model tells of none.
    pub needs_endpoint: bool,
}

/// A program that serves an operation.
#[derive(Debug, Clone)]
pub struct ServerExample {
    /// The server's crate, as Rust names it.
    pub crate_name: String,
    /// The server's trait.
    pub name: String,
    /// The operation.
    pub operation: Operation,
}
