//! Programs that show how a crate is used.

use super::operation::OperationItem;
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
    pub operation: OperationItem,
    /// How it comes by its input.
    pub input: ExampleInput,
    /// Whether the endpoint has to be given, since the model tells of none.
    pub needs_endpoint: bool,
}

/// How a program comes by the input of an operation.
#[derive(Debug, Clone)]
pub enum ExampleInput {
    /// There is none.
    None,
    /// Nothing of it is required.
    Empty,
    /// By this struct of its required members, with a value for each.
    Required(String, Vec<(String, Value)>),
    /// It is a parameter, since some required members cannot be made up.
    Parameter,
}

/// A program that serves an operation.
#[derive(Debug, Clone)]
pub struct ServerExample {
    /// The server's crate, as Rust names it.
    pub crate_name: String,
    /// The server's trait.
    pub name: String,
    /// The operation.
    pub operation: OperationItem,
    /// Whether its output has required members.
    pub output_has_required: bool,
}
