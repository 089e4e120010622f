//! Waiting until a resource is in some state.
//!
//! Generated clients hold a static [`Waiter`] for each waiter of the model, and a method that calls [`Client::wait`].

use std::cell::LazyCell;
use std::fmt;
use std::time::Duration;

use tokio::time::Instant;
use weland_core::{ErrorKind, Operation, OperationError, OtherError, ResponseMetadata, Structure};
use weland_jmespath::{Expression, Value};

use crate::client::Client;
use crate::random::Random;
use crate::{time, value};

/// When to stop asking, and how often to ask.
#[derive(Debug, Clone, Copy)]
pub struct Waiter {
    /// The name in the model.
    pub name: &'static str,
    /// The least time between two calls.
    pub min_delay: Duration,
    /// The greatest time between two calls.
    pub max_delay: Duration,
    /// What the responses mean; the first that matches counts.
    pub acceptors: &'static [Acceptor],
}

/// What a response means.
#[derive(Debug, Clone, Copy)]
pub struct Acceptor {
    /// What follows from a match.
    pub state: AcceptorState,
    /// Which responses match.
    pub matcher: AcceptorMatcher,
}

/// What follows from a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AcceptorState {
    /// The resource is in the state that was waited for.
    Success,
    /// The resource will not get there.
    Failure,
    /// Ask again later.
    Retry,
}

/// Which responses match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AcceptorMatcher {
    /// An output with a certain value in it.
    ///
    /// An output in which the path meets something that one of its functions does not take, such as the `length` of a
    /// member that is not set, does not match.
    Output {
        /// Where the value is: a [JMESPath](https://jmespath.org) expression. Members have the names of the model,
        /// timestamps are seconds since 1970, blobs are base64.
        path: &'static str,
        /// The value, as text.
        expected: &'static str,
        /// What "a certain value" means.
        comparator: Comparator,
    },
    /// An input with its output, that together have a certain value in them.
    InputOutput {
        /// Where the value is, as in [`Output`](Self::Output), in a map of `input` and `output`.
        path: &'static str,
        /// The value, as text.
        expected: &'static str,
        /// What "a certain value" means.
        comparator: Comparator,
    },
    /// Any output, or if `false`, any error of the service.
    Success(bool),
    /// The error whose shape has this name.
    ErrorType(&'static str),
}

/// How the value at a path is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparator {
    /// It is this text.
    StringEquals,
    /// It is `true` or `false`.
    BooleanEquals,
    /// It is a list that is not empty, and each element is this text.
    AllStringEquals,
    /// It is a list, and some element is this text.
    AnyStringEquals,
}

/// The output that a waiter has waited for.
pub type WaitResult<O> = Result<<O as Operation>::Output, WaitError<O>>;

/// Why the state that was waited for was not seen.
#[non_exhaustive]
pub enum WaitError<O: Operation> {
    /// A response says that it will not come.
    Failed {
        /// The waiter.
        waiter: &'static str,
        /// The output or error that the call ended with.
        outcome: Box<Result<O::Output, O::Error>>,
        /// The operation, and the status and the id of its response.
        metadata: ResponseMetadata,
    },
    /// The time was over.
    TimedOut {
        /// The waiter.
        waiter: &'static str,
        /// How long it was waited for.
        max_wait: Duration,
        /// The operation, and the status and the id of its last response.
        metadata: ResponseMetadata,
        /// The error of the last call, if it ended with one.
        last_error: Option<Box<O::Error>>,
    },
    /// The call failed in a way that the waiter does not expect.
    Call(O::Error),
}

impl<O: Operation> WaitError<O> {
    /// The operation, and the status and the id of its last response, as far as they are known.
    pub fn metadata(&self) -> &ResponseMetadata {
        match self {
            Self::Failed { metadata, .. } | Self::TimedOut { metadata, .. } => metadata,
            Self::Call(error) => error.metadata(),
        }
    }
}

impl Client {
    /// Calls an operation until a response says that the resource is in the state that `waiter` waits for, at most for
    /// `max_wait`. Between calls it waits longer and longer, from the waiter's least to its greatest delay.
    ///
    /// # Errors
    /// See [`WaitError`].
    pub async fn wait<O: Operation<Input: Clone>>(
        &self,
        waiter: &'static Waiter,
        input: O::Input,
        max_wait: Duration,
    ) -> Result<(), WaitError<O>> {
        self.wait_for(waiter, input, max_wait).await.map(|_| ())
    }

    /// Like [`wait`](Self::wait), for a waiter that waits for an output, and returns that.
    ///
    /// # Errors
    /// See [`WaitError`]. An error that the waiter waits for is one as well.
    pub async fn wait_output<O: Operation<Input: Clone>>(
        &self,
        waiter: &'static Waiter,
        input: O::Input,
        max_wait: Duration,
    ) -> WaitResult<O> {
        self.wait_for(waiter, input, max_wait).await?.map_err(WaitError::Call)
    }

    /// Like [`wait`](Self::wait), and returns the outcome of the last call: an output, or an error where the waiter waits for
    /// one, such as that the resource is gone.
    ///
    /// # Errors
    /// See [`WaitError`].
    pub async fn wait_for<O: Operation<Input: Clone>>(
        &self,
        waiter: &'static Waiter,
        input: O::Input,
        max_wait: Duration,
    ) -> Result<Result<O::Output, O::Error>, WaitError<O>> {
        let tests = Tests::new(waiter).map_err(|error| WaitError::Call(error.into()))?;
        time::runtime().map_err(|error| WaitError::Call(error.into()))?;
        let mut schedule = Schedule::new(waiter, max_wait);
        let (mut metadata, mut last_error) = (ResponseMetadata::new(O::SCHEMA.name), None);
        loop {
            let call = self.call::<O>(input.clone()).with_metadata();
            let Ok(outcome) = tokio::time::timeout_at(schedule.end, call).await else { break };
            let outcome = match outcome {
                Ok((output, of_output)) => {
                    metadata = of_output;
                    Ok(output)
                }
                Err(error) => {
                    metadata = error.metadata().clone();
                    Err(error)
                }
            };
            let state = match &outcome {
                Ok(output) => tests.judge(&input, Ok(output)),
                Err(error) => tests.judge(&input, Err(name_of(error))),
            };
            match (state, outcome) {
                (Some(AcceptorState::Success), outcome) => return Ok(outcome),
                (Some(AcceptorState::Failure), outcome) => {
                    return Err(WaitError::Failed { waiter: waiter.name, outcome: Box::new(outcome), metadata });
                }
                (None, Err(error)) => return Err(WaitError::Call(error)),
                (Some(AcceptorState::Retry), outcome) => last_error = outcome.err().map(Box::new),
                (None, Ok(_)) => last_error = None,
            }
            let Some(delay) = schedule.next(&self.pipeline.random) else { break };
            tokio::time::sleep(delay).await;
        }
        Err(WaitError::TimedOut { waiter: waiter.name, max_wait, metadata, last_error })
    }
}

/// The name of an error that the service responded with; `None` if there was no response.
fn name_of<E: OperationError>(error: &E) -> Option<&str> {
    match (error.modeled(), error.other()) {
        (Some(shape), _) => Some(shape.schema().name),
        (None, Some(other)) if other.status().is_some() => Some(other.code().unwrap_or_default()),
        _ => None,
    }
}

/// The acceptors of a waiter, their paths parsed.
struct Tests(Vec<Test>);

struct Test {
    state: AcceptorState,
    matcher: AcceptorMatcher,
    path: Option<Expression>,
}

impl Tests {
    fn new(waiter: &Waiter) -> Result<Self, OtherError> {
        let parse = |acceptor: &Acceptor| {
            let path = match acceptor.matcher {
                AcceptorMatcher::Output { path, .. } | AcceptorMatcher::InputOutput { path, .. } => Some(parse(path)?),
                AcceptorMatcher::Success(_) | AcceptorMatcher::ErrorType(_) => None,
            };
            Ok(Test { state: acceptor.state, matcher: acceptor.matcher, path })
        };
        waiter.acceptors.iter().map(parse).collect::<Result<_, String>>().map(Self).map_err(|error| {
            OtherError::new(ErrorKind::Request, format!("the waiter {} cannot be used: {error}", waiter.name))
        })
    }

    /// What an output or the name of an error means.
    fn judge(&self, input: &dyn Structure, outcome: Result<&dyn Structure, Option<&str>>) -> Option<AcceptorState> {
        let output = LazyCell::new(|| outcome.map_or(Value::Null, value::of));
        let exchange = LazyCell::new(|| value::exchange(value::of(input), output.clone()));
        let matches = |test: &&Test| match (test.matcher, outcome) {
            (AcceptorMatcher::Output { expected, comparator, .. }, Ok(_)) => test.finds(&output, expected, comparator),
            (AcceptorMatcher::InputOutput { expected, comparator, .. }, Ok(_)) => {
                test.finds(&exchange, expected, comparator)
            }
            (AcceptorMatcher::Success(success), Ok(_)) => success,
            (AcceptorMatcher::Success(success), Err(Some(_))) => !success,
            (AcceptorMatcher::ErrorType(name), Err(Some(error))) => name == error,
            _ => false,
        };
        self.0.iter().find(matches).map(|test| test.state)
    }
}

impl Test {
    /// Whether the path leads to what is expected. What a function does not take is often not there yet.
    fn finds(&self, value: &Value, expected: &str, comparator: Comparator) -> bool {
        let found = self.path.as_ref().map(|path| path.evaluate(value));
        matches!(found, Some(Ok(found)) if comparator.holds(&found, expected))
    }
}

/// Parses the path of a waiter. One that calls a function that does not exist can never match.
fn parse(path: &str) -> Result<Expression, String> {
    let wrong = |offset: usize, message: &dyn fmt::Display| {
        format!("the path `{path}` is wrong after {offset} bytes: {message}")
    };
    let expression = Expression::parse(path).map_err(|error| wrong(error.offset(), &error.message()))?;
    match expression.call_errors().first() {
        Some(error) => Err(wrong(error.offset(), error)),
        None => Ok(expression),
    }
}

impl Comparator {
    /// Whether a value is as expected.
    fn holds(self, value: &Value, expected: &str) -> bool {
        let is_text = |value: &Value| matches!(value, Value::String(text) if **text == *expected);
        match (self, value) {
            (Self::StringEquals, value) => is_text(value),
            (Self::BooleanEquals, Value::Boolean(value)) => expected.parse() == Ok(*value),
            (Self::AllStringEquals, Value::List(list)) => !list.is_empty() && list.iter().all(is_text),
            (Self::AnyStringEquals, Value::List(list)) => list.iter().any(is_text),
            _ => false,
        }
    }
}

/// The delays between calls, as Smithy's waiters have them.
struct Schedule {
    min: Duration,
    max: Duration,
    end: Instant,
    attempt: u32,
    last: bool,
}

impl Schedule {
    fn new(waiter: &Waiter, max_wait: Duration) -> Self {
        let now = Instant::now();
        // A year is as good as a time that cannot be represented.
        let year = Duration::from_secs(365 * 24 * 3600);
        let min = waiter.min_delay.max(Duration::from_millis(1));
        let end = now.checked_add(max_wait.min(year)).unwrap_or(now);
        Self { min, max: waiter.max_delay.max(min), end, attempt: 0, last: false }
    }

    /// The time until the next call; `None` if there is none left for it.
    fn next(&mut self, random: &Random) -> Option<Duration> {
        let remaining = self.end.saturating_duration_since(Instant::now());
        if self.last || remaining <= self.min {
            return None;
        }
        let doubled = 1_u32.checked_shl(self.attempt).and_then(|factor| self.min.checked_mul(factor));
        self.attempt = self.attempt.saturating_add(1);
        let ceiling = doubled.unwrap_or(self.max).min(self.max);
        let delay = self.min + (ceiling - self.min).mul_f64(random.fraction());
        if remaining.saturating_sub(delay) > self.min {
            return Some(delay);
        }
        // What is left is not enough for another wait after this one: make the most of it.
        self.last = true;
        Some(remaining - self.min)
    }
}

impl<O: Operation> fmt::Debug for WaitError<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<O: Operation> fmt::Display for WaitError<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed { waiter, outcome, metadata } => match &**outcome {
                Ok(_) => {
                    write!(f, "{waiter}: ")?;
                    metadata.frame(f, &"the resource is in a state from which it will not get there")
                }
                Err(error) => write!(f, "{waiter}: {error}"),
            },
            Self::TimedOut { waiter, max_wait, metadata, last_error } => match last_error {
                Some(error) => write!(f, "{waiter}: not within {max_wait:?}: {error}"),
                None => {
                    write!(f, "{waiter}: ")?;
                    metadata.frame(f, &format_args!("not within {max_wait:?}"))
                }
            },
            Self::Call(error) => fmt::Display::fmt(error, f),
        }
    }
}

impl<O: Operation> std::error::Error for WaitError<O> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Failed { outcome, .. } => outcome.as_ref().as_ref().err().map(|error| error as _),
            Self::TimedOut { last_error, .. } => last_error.as_deref().map(|error| error as _),
            Self::Call(error) => error.source(),
        }
    }
}

#[cfg(test)]
mod tests;
