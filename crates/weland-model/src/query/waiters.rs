//! Waiters: what `@waitable` states.

use crate::{Entry, Node, Span, Traits, trait_id};

/// A waiter of an operation.
#[derive(Debug, Clone, Copy)]
pub struct WaiterDefinition<'m> {
    /// Its name.
    pub name: &'m str,
    /// Where the name is written.
    pub span: Span,
    node: &'m Node,
}

/// The waiters of an operation, in the order in which they are written.
pub fn waiters(traits: &Traits) -> impl Iterator<Item = WaiterDefinition<'_>> {
    let object = traits.get(trait_id::WAITABLE).and_then(Node::as_object);
    object.into_iter().flat_map(|object| object.entries()).map(waiter)
}

fn waiter(entry: &Entry) -> WaiterDefinition<'_> {
    WaiterDefinition { name: &entry.key, span: entry.key_span, node: &entry.value }
}

impl<'m> WaiterDefinition<'m> {
    /// The shortest delay between two calls, in seconds; `None` if it is not a whole number.
    #[must_use]
    pub fn min_delay(&self) -> Option<i64> {
        self.delay("minDelay", 2)
    }

    /// The longest delay between two calls, in seconds; `None` if it is not a whole number.
    #[must_use]
    pub fn max_delay(&self) -> Option<i64> {
        self.delay("maxDelay", 120)
    }

    fn delay(&self, key: &str, default: i64) -> Option<i64> {
        self.node.get(key).map_or(Some(default), Node::as_i64)
    }

    /// The documentation.
    #[must_use]
    pub fn documentation(&self) -> Option<&'m str> {
        self.node.get_str("documentation")
    }

    /// Whether the waiter is deprecated.
    #[must_use]
    pub fn is_deprecated(&self) -> bool {
        self.node.get("deprecated").and_then(Node::as_bool).unwrap_or(false)
    }

    /// The acceptors, in order: the first that matches decides.
    pub fn acceptors(&self) -> impl Iterator<Item = AcceptorDefinition<'m>> + use<'m> {
        let acceptors = self.node.get("acceptors").and_then(Node::as_array).unwrap_or_default();
        acceptors.iter().map(|node| AcceptorDefinition { node })
    }
}

/// What a waiter makes of a response.
#[derive(Debug, Clone, Copy)]
pub struct AcceptorDefinition<'m> {
    node: &'m Node,
}

/// Which responses an acceptor accepts.
#[derive(Debug, Clone, Copy)]
pub enum MatcherDefinition<'m> {
    /// Those with a certain value in the output.
    Output(PathMatcherDefinition<'m>),
    /// Those with a certain value in the object that has the members `input` and `output`.
    InputOutput(PathMatcherDefinition<'m>),
    /// Every success, or every failure.
    Success(bool),
    /// A certain error, by its name or its absolute id.
    ErrorType(&'m Node),
}

/// Which value is expected, and where. A valid matcher has all of this.
#[derive(Debug, Clone, Copy)]
pub struct PathMatcherDefinition<'m> {
    /// The JMESPath expression.
    pub path: Option<&'m Node>,
    /// The expected value.
    pub expected: Option<&'m Node>,
    /// The name of the comparator.
    pub comparator: Option<&'m str>,
}

impl<'m> AcceptorDefinition<'m> {
    /// The state that the waiter enters: `success`, `failure` or `retry`.
    #[must_use]
    pub fn state(&self) -> Option<&'m str> {
        self.node.get_str("state")
    }

    /// The JMESPath expression that finds, in the output, why the waiter fails.
    #[must_use]
    pub fn message(&self) -> Option<&'m Node> {
        self.node.get("message")
    }

    /// Which responses are accepted; `None` if the matcher is of no known kind.
    #[must_use]
    pub fn matcher(&self) -> Option<MatcherDefinition<'m>> {
        let matcher = self.node.get("matcher")?;
        if let Some(success) = matcher.get("success") {
            success.as_bool().map(MatcherDefinition::Success)
        } else if let Some(error) = matcher.get("errorType") {
            Some(MatcherDefinition::ErrorType(error))
        } else if let Some(path) = matcher.get("inputOutput") {
            Some(MatcherDefinition::InputOutput(PathMatcherDefinition::new(path)))
        } else {
            matcher.get("output").map(|path| MatcherDefinition::Output(PathMatcherDefinition::new(path)))
        }
    }
}

impl<'m> PathMatcherDefinition<'m> {
    fn new(node: &'m Node) -> Self {
        Self { path: node.get("path"), expected: node.get("expected"), comparator: node.get_str("comparator") }
    }
}
