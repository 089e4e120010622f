//! Protocol tests.

use weland_model::Node;

use super::operation::OperationItem;
use super::path::Path;

/// A protocol test of the model.
#[derive(Debug, Clone)]
pub struct Test {
    /// The name of its function or module.
    pub name: String,
    /// Its docs.
    pub docs: Vec<String>,
    /// The function of the test runtime that it calls: its module and its name.
    pub function: [&'static str; 2],
    /// The marker type of its operation.
    pub operation: Path,
    /// The name of the error that it is about, if it is about one.
    pub error: Option<String>,
    /// Set if the function takes the number of a row: how many there are, `None` for a case without parameters.
    pub rows: Option<Option<usize>>,
    /// The case as the model states it.
    pub node: Node,
    /// What is tested.
    pub call: TestCall,
}

/// What a [`Test`] tests.
#[derive(Debug, Clone)]
pub enum TestCall {
    /// A method of the client.
    Method {
        /// Its name.
        function: String,
        /// Whether it takes an input.
        has_input: bool,
    },
    /// The router of the server.
    Router,
}

/// The service that a server is tested with.
#[derive(Debug, Clone)]
pub struct RecorderItem {
    /// The server's crate.
    pub crate_name: String,
    /// The server's trait.
    pub name: String,
    /// Its operations.
    pub operations: Vec<OperationItem>,
}
