//! Requests that the server has failed on, as whoever operates it learns of them.

use std::error::Error;
use std::fmt::{self, Write as _};
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use weland_core::{EncodeError, OperationSchema, ServiceSchema};

/// How many characters of a reason are shown.
const MAX_REASON: usize = 1000;

/// A request whose response has a status of 5xx, or whose response has broken off; see
/// [`Router::on_failure`](crate::Router::on_failure).
///
/// It is displayed in one line, with the reason, and with no values of the input or the output.
#[derive(Debug)]
#[non_exhaustive]
pub struct Failure<'a> {
    /// The service.
    pub service: &'static ServiceSchema,
    /// The operation; `None` if the request is for none.
    pub operation: Option<&'static OperationSchema>,
    /// The id of the request, which the response has as well if the protocol has a place for it.
    pub request_id: &'a str,
    /// What has gone wrong. The caller is told that only if the handler has returned an error that is meant for it.
    pub reason: FailureReason<'a>,
}

/// What has gone wrong with a request.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum FailureReason<'a> {
    /// The handler, or a stream of its output, has panicked with this message.
    Panic(&'a str),
    /// The handler has returned this error.
    Error(&'a (dyn Error + 'static)),
    /// The output or the error of the handler cannot be sent.
    Unsendable(&'a EncodeError),
    /// The check of the caller has failed with this error.
    Check(&'a (dyn Error + 'static)),
    /// All that the operation accepts to authenticate needs a check that the server doesn't have, such as for this scheme; so
    /// nobody can call it.
    Unchecked(&'a str),
    /// A stream of the output has failed with this error, after the response had begun.
    Stream(&'a (dyn Error + 'static)),
}

impl fmt::Display for Failure<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.operation.map_or("no operation", |operation| operation.name);
        write!(f, "{} failed on request {} for {operation}: ", self.service.name, self.request_id)?;
        // Line breaks would let a text pass for another line of a log.
        for letter in self.reason.to_string().chars().take(MAX_REASON) {
            let breaks = letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
            if breaks { write!(f, "{}", letter.escape_default())? } else { f.write_char(letter)? }
        }
        Ok(())
    }
}

impl fmt::Display for FailureReason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Panic(message) => write!(f, "the handler panicked: {message}"),
            Self::Error(error) => write!(f, "the handler returned the error {}", Chain(*error)),
            Self::Check(error) => write!(f, "the caller could not be checked: {}", Chain(*error)),
            Self::Unchecked(scheme) => write!(f, "the router has no check for the scheme of authentication `{scheme}`"),
            Self::Unsendable(error) => write!(f, "the result of the handler cannot be sent: {error}"),
            Self::Stream(error) => write!(f, "a stream of the output broke off: {}", Chain(*error)),
        }
    }
}

/// An error with its causes.
struct Chain<'a>(&'a (dyn Error + 'static));

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.0, f)?;
        let mut source = self.0.source();
        while let Some(error) = source {
            write!(f, ": {error}")?;
            source = error.source();
        }
        Ok(())
    }
}

type Hook = dyn Fn(&Failure<'_>) + Send + Sync;

/// Who is told of failures.
#[derive(Clone, Default)]
pub(crate) struct FailureHook(Option<Arc<Hook>>);

impl FailureHook {
    pub(crate) fn new(hook: impl Fn(&Failure<'_>) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(hook)))
    }

    /// Tells the hook and subscribers of `tracing`. If there are none, it writes a line to standard error: a failure must not go
    /// unnoticed because nobody has thought of it beforehand.
    pub(crate) fn tell(&self, failure: &Failure<'_>) {
        let is_told = tell_subscribers(failure);
        match &self.0 {
            // The response goes on even if the hook is broken.
            Some(hook) => drop(catch_unwind(AssertUnwindSafe(|| hook(failure)))),
            None if is_told => {}
            // There is no other place to tell that there is no standard error.
            None => drop(writeln!(std::io::stderr().lock(), "{failure}")),
        }
    }
}

/// Tells subscribers of `tracing`. Returns whether one is interested.
#[cfg(feature = "tracing")]
fn tell_subscribers(failure: &Failure<'_>) -> bool {
    let is_told = tracing::event_enabled!(target: "weland_server", tracing::Level::ERROR);
    tracing::error!(target: "weland_server", "{failure}");
    is_told
}

#[cfg(not(feature = "tracing"))]
fn tell_subscribers(_: &Failure<'_>) -> bool {
    false
}
