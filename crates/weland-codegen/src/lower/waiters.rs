//! Waiters.

use weland_service::{self as service, Operation, Waiter};

use super::Lowering;
use crate::docs;
use crate::krate::{Acceptor, AcceptorState, Comparator, Matcher, PathMatcher, WaiterItem};
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
            acceptors: waiter.acceptors.iter().map(acceptor).collect(),
        }
    }
}

fn acceptor(acceptor: &service::Acceptor) -> Acceptor {
    Acceptor {
        state: match acceptor.state.as_str() {
            "success" => AcceptorState::Success,
            "failure" => AcceptorState::Failure,
            _ => AcceptorState::Retry,
        },
        matcher: match &acceptor.matcher {
            service::AcceptorMatcher::Success(success) => Matcher::Success(*success),
            service::AcceptorMatcher::ErrorType(name) => Matcher::ErrorType(name.clone()),
            service::AcceptorMatcher::Output(it) => Matcher::Output(path_matcher(it)),
            service::AcceptorMatcher::InputOutput(it) => Matcher::InputOutput(path_matcher(it)),
        },
    }
}

fn path_matcher(it: &service::PathMatcher) -> PathMatcher {
    PathMatcher {
        path: it.path.clone(),
        expected: it.expected.clone(),
        comparator: match it.comparator.as_str() {
            "booleanEquals" => Comparator::BooleanEquals,
            "allStringEquals" => Comparator::AllStringEquals,
            "anyStringEquals" => Comparator::AnyStringEquals,
            _ => Comparator::StringEquals,
        },
    }
}
