//! The waiters of operations.

use weland_model::query::waiters::{
    AcceptorDefinition, MatcherDefinition, PathMatcherDefinition, WaiterDefinition, waiters,
};
use weland_model::{Node, Traits};

use crate::operation::{Acceptor, AcceptorMatcher, AcceptorState, PathComparator, PathMatcher, Waiter};
use crate::shape::Docs;

/// The waiters among the traits of an operation, by name.
pub(super) fn resolve(traits: &Traits) -> Vec<Waiter> {
    let mut waiters: Vec<Waiter> = waiters(traits).map(waiter).collect();
    waiters.sort_by(|a, b| a.name.cmp(&b.name));
    waiters
}

fn waiter(definition: WaiterDefinition<'_>) -> Waiter {
    let seconds = |delay: Option<i64>, default| delay.and_then(|delay| u32::try_from(delay).ok()).unwrap_or(default);
    Waiter {
        name: definition.name.to_owned(),
        docs: Docs {
            text: definition.documentation().map(str::to_owned),
            deprecated: definition.is_deprecated().then(String::new),
            ..Docs::default()
        },
        min_delay: seconds(definition.min_delay(), 2),
        max_delay: seconds(definition.max_delay(), 120),
        acceptors: definition.acceptors().filter_map(acceptor).collect(),
    }
}

fn acceptor(definition: AcceptorDefinition<'_>) -> Option<Acceptor> {
    let matcher = match definition.matcher()? {
        MatcherDefinition::Success(success) => AcceptorMatcher::Success(success),
        MatcherDefinition::ErrorType(error) => {
            let id = error.as_str()?;
            AcceptorMatcher::ErrorType(id.rsplit('#').next().unwrap_or(id).to_owned())
        }
        MatcherDefinition::InputOutput(path) => AcceptorMatcher::InputOutput(path_matcher(path)?),
        MatcherDefinition::Output(path) => AcceptorMatcher::Output(path_matcher(path)?),
    };
    Some(Acceptor { state: AcceptorState::from_name(definition.state()?)?, matcher })
}

fn path_matcher(definition: PathMatcherDefinition<'_>) -> Option<PathMatcher> {
    let text = |node: Option<&Node>| Some(node?.as_str()?.to_owned());
    Some(PathMatcher {
        path: text(definition.path)?,
        expected: text(definition.expected)?,
        comparator: PathComparator::from_name(definition.comparator?)?,
    })
}
