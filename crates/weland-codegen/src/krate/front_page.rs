//! The front page of a crate: the sections in the docs of its root.

use super::client::LongRunning;
use super::example::Example;
use super::operation::OperationItem;
use super::path::Path;

/// A section in the docs of a crate's root.
#[derive(Debug, Clone)]
pub enum Section {
    /// A program that uses the crate.
    Usage(Example),
    /// How a client is configured.
    Configuration {
        /// Whether it is a client of a service of AWS, whose settings are in the environment.
        aws: bool,
        /// Operations that are waited for longer than others.
        long_running: Option<LongRunning>,
    },
    /// What the features of a client add.
    Features {
        /// Whether HTTP/2 is on by default.
        http2: bool,
    },
    /// How errors of a call are told apart.
    Errors(ErrorsSection),
    /// How the items of all pages are read.
    Paging(PagingSection),
    /// How a JSON document is checked.
    Validation(ValidationSection),
}

/// How errors of a call are told apart.
#[derive(Debug, Clone)]
pub struct ErrorsSection {
    /// The client's crate, as Rust names it.
    pub crate_name: String,
    /// An operation.
    pub operation: OperationItem,
    /// One of its errors.
    pub error: Path,
}

/// How the items of all pages are read.
#[derive(Debug, Clone)]
pub struct PagingSection {
    /// The client's crate, as Rust names it.
    pub crate_name: String,
    /// A paginated operation.
    pub operation: OperationItem,
}

/// How a JSON document is checked.
#[derive(Debug, Clone)]
pub struct ValidationSection {
    /// The validator's crate, as Rust names it.
    pub crate_name: String,
    /// The name of a shape in the model.
    pub shape: String,
}
