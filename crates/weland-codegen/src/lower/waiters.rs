//! Waiters.

use weland_service::{Operation, Waiter};

use super::Lowering;
use crate::docs;
use crate::krate::WaiterItem;
use crate::names::{Scope, static_name, waiter_function};

/// The names that waiters take.
pub(super) struct Scopes {
    /// The methods of the client.
    pub(super) functions: Scope,
    /// The statics of the module of waiters.
    pub(super) statics: Scope,
}

impl Lowering<'_> {
    /// The waiters of all operations.
    pub(super) fn waiters(&self, taken: &[&str], mut scopes: Scopes) -> Vec<WaiterItem> {
        let operations = self.service.operations.iter();
        let pairs = operations.flat_map(|operation| operation.waiters.iter().map(move |waiter| (operation, waiter)));
        pairs.map(|(operation, waiter)| self.waiter(operation, waiter, taken, &mut scopes)).collect()
    }

    fn waiter(&self, operation: &Operation, waiter: &Waiter, taken: &[&str], scopes: &mut Scopes) -> WaiterItem {
        WaiterItem {
            name: waiter.name.clone(),
            function: scopes.functions.take(waiter_function(&waiter.name)),
            static_name: scopes.statics.take(static_name(&waiter.name)),
            operation: self.operation_for(operation, taken),
            deprecated: waiter.docs.deprecated.clone(),
            docs: docs::lines(&waiter.docs, &format!("Waits as the waiter `{}` of the model says.", waiter.name)),
            delays: (waiter.min_delay, waiter.max_delay),
            acceptors: waiter.acceptors.clone(),
        }
    }
}
