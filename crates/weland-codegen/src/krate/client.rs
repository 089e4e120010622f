//! Clients and their waiters.

use weland_service::{Acceptor, AcceptorMatcher, AcceptorState};

use super::operation::OperationItem;
use super::path::Path;

/// The client.
#[derive(Debug, Clone)]
pub struct ClientItem {
    /// The title of the service.
    pub title: String,
    /// Its operations.
    pub operations: Vec<OperationItem>,
    /// The types of the errors that the model names, of all operations.
    pub errors: Vec<Path>,
    /// The waiters: function, static, operation, docs.
    pub waiters: Vec<WaiterItem>,
    /// Whether it has endpoint rules.
    pub has_rules: bool,
    /// The hooks that it adds to its configuration.
    pub hooks: Vec<Hook>,
    /// The value of the runtime that is its protocol.
    pub protocol: &'static str,
}

/// A hook of the client runtime, with its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hook {
    /// Sets a member of inputs that is not set.
    DefaultMember {
        /// The name of the member in the model.
        member: &'static str,
        /// Its value.
        value: &'static str,
    },
    /// Sets a header of requests that do not have it.
    DefaultHeader {
        /// The name of the header.
        name: &'static str,
        /// Its value.
        value: String,
    },
    /// Sends an operation to the URL that a member of its input is.
    EndpointMember {
        /// The name of the operation in the model.
        operation: &'static str,
        /// The name of the member in the model.
        member: &'static str,
    },
    /// Adds the tree hash of uploads.
    TreeHash,
    /// Waits longer for some operations.
    LongRunning(LongRunning),
}

/// Operations that are known to take their time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongRunning {
    /// Their names in the model.
    pub operations: Vec<&'static str>,
    /// How long they may be silent.
    pub seconds: u64,
}

/// A waiter.
#[derive(Debug, Clone)]
pub struct WaiterItem {
    /// The name in the model.
    pub name: String,
    /// The function.
    pub function: String,
    /// The static.
    pub static_name: String,
    /// The operation that it calls.
    pub operation: OperationItem,
    /// Its docs.
    pub docs: Vec<String>,
    /// The message of its deprecation.
    pub deprecated: Option<String>,
    /// Least and greatest delay in seconds.
    pub delays: (u32, u32),
    /// The acceptors.
    pub acceptors: Vec<Acceptor>,
}

impl WaiterItem {
    /// Whether it waits for an output, and not for an error.
    pub fn gives_output(&self) -> bool {
        let mut awaited = self.acceptors.iter().filter(|it| matches!(it.state, AcceptorState::Success));
        awaited.all(|it| !matches!(it.matcher, AcceptorMatcher::Success(false) | AcceptorMatcher::ErrorType(_)))
    }

    /// Whether an acceptor compares values.
    pub fn compares(&self) -> bool {
        self.acceptors
            .iter()
            .any(|it| matches!(it.matcher, AcceptorMatcher::Output(_) | AcceptorMatcher::InputOutput(_)))
    }
}
