//! Hooks: code of your own at fixed points of each call.
//!
//! [`Config::hook`](crate::Config::hook) adds a [`Hook`] to a client. The hooks of this module do what SDKs of AWS do for
//! single services beyond their models; generated clients add them to themselves.

mod default_header;
mod default_member;
mod endpoint_member;
mod long_running;
mod trace_context;
mod tree_hash;

use std::time::Duration;

use http::{request, response};
use weland_core::{OperationSchema, OtherError, ServiceSchema, Structure};

pub use default_header::DefaultHeader;
pub use default_member::DefaultMember;
pub use endpoint_member::EndpointMember;
pub use long_running::LongRunning;
pub use trace_context::TraceContext;
pub use tree_hash::TreeHash;

pub use crate::retry::RetryDecision;

/// Runs at fixed points of each call, in this order. Each method does nothing by default.
///
/// Where a client has several hooks, they run in the order in which they were added. An error ends the call.
///
/// ```
/// use weland_client::Config;
/// use weland_client::hooks::{Attempt, Hook};
/// use weland_core::OtherError;
///
/// struct Trace;
///
/// impl Hook for Trace {
///     fn before_attempt(
///         &self,
///         attempt: &Attempt,
///         request: &mut http::request::Parts,
///         _: Option<&[u8]>,
///     ) -> Result<(), OtherError> {
///         request.headers.insert("x-attempt", attempt.number.into());
///         Ok(())
///     }
///
///     fn after_attempt(&self, attempt: &Attempt, outcome: Result<&http::response::Parts, &OtherError>) {
///         let status = outcome.map(|response| response.status);
///         println!("{} #{}: {status:?}", attempt.call.operation.name, attempt.number);
///     }
/// }
///
/// let config = Config::new().hook(Trace);
/// ```
///
/// What a program measures, it hands to the library that it has for metrics:
///
/// ```
/// use weland_client::Config;
/// use weland_client::hooks::{CallContext, CallSummary, Hook};
/// use weland_core::OtherError;
///
/// # mod metrics {
/// #     pub fn count(_: &str, _: &[(&str, String)], _: u64) {}
/// #     pub fn observe(_: &str, _: &[(&str, String)], _: f64) {}
/// # }
/// struct Metrics;
///
/// impl Hook for Metrics {
///     fn after_call(&self, call: &CallContext, summary: &CallSummary, outcome: Result<&http::response::Parts, &OtherError>) {
///         let status = outcome.map_or("none".to_owned(), |response| response.status.as_str().to_owned());
///         let labels = [("operation", call.operation.name.to_owned()), ("status", status)];
///         metrics::count("calls_total", &labels, 1);
///         metrics::count("attempts_total", &labels, summary.attempts.into());
///         metrics::observe("call_seconds", &labels, summary.elapsed.as_secs_f64());
///     }
/// }
///
/// let config = Config::new().hook(Metrics);
/// ```
pub trait Hook: Send + Sync {
    /// Changes the input before it is serialized.
    ///
    /// # Errors
    /// Any, to end the call.
    #[allow(unused_variables, reason = "the names are documentation")]
    fn before_serialization(&self, call: &CallContext, input: &mut dyn Structure) -> Result<(), OtherError> {
        Ok(())
    }

    /// The URL that the call goes to, if the input says so. The call itself may state another; the first hook that has one
    /// decides.
    #[allow(unused_variables, reason = "the names are documentation")]
    fn endpoint(&self, call: &CallContext, input: &dyn Structure) -> Option<String> {
        None
    }

    /// Whether the hook needs the body of requests, which is then read into memory if it is a stream.
    #[allow(unused_variables, reason = "the names are documentation")]
    fn needs_body(&self, call: &CallContext) -> bool {
        false
    }

    /// How long the service may be silent in a call, both before its response begins and between the pieces of that. It holds
    /// where neither the call nor the configuration sets a limit; the first hook that has one decides.
    #[allow(unused_variables, reason = "the names are documentation")]
    fn silence_limit(&self, call: &CallContext) -> Option<Duration> {
        None
    }

    /// Changes the request before the first attempt. The body is the one that is sent, compressed if that is due, or
    /// `None` if it is a stream.
    ///
    /// # Errors
    /// Any, to end the call.
    #[allow(unused_variables, reason = "the names are documentation")]
    fn after_serialization(
        &self,
        call: &CallContext,
        request: &mut request::Parts,
        body: Option<&[u8]>,
    ) -> Result<(), OtherError> {
        Ok(())
    }

    /// Changes the request of one attempt before it is signed. Other attempts are not changed by that.
    ///
    /// # Errors
    /// Any, to end the call.
    #[allow(unused_variables, reason = "the names are documentation")]
    fn before_attempt(
        &self,
        attempt: &Attempt,
        request: &mut request::Parts,
        body: Option<&[u8]>,
    ) -> Result<(), OtherError> {
        Ok(())
    }

    /// Sees the outcome of one attempt: the head of the response, be it a success or an error, or why there is none.
    #[allow(unused_variables, reason = "the names are documentation")]
    fn after_attempt(&self, attempt: &Attempt, outcome: Result<&response::Parts, &OtherError>) {}

    /// Sees what follows an attempt.
    #[allow(unused_variables, reason = "the names are documentation")]
    fn after_decision(&self, attempt: &Attempt, decision: RetryDecision) {}

    /// Sees the outcome of a call, after its last attempt: the head of the last response, be it a success or an error, or why
    /// there is none. A call that is given up by its caller has no outcome.
    #[allow(unused_variables, reason = "the names are documentation")]
    fn after_call(&self, call: &CallContext, summary: &CallSummary, outcome: Result<&response::Parts, &OtherError>) {}
}

/// What a call took.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct CallSummary {
    /// The number of attempts.
    pub attempts: u32,
    /// The time from the call to the head of its last response, or to its failure, waits included.
    pub elapsed: Duration,
}

/// Which call a hook runs in.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct CallContext {
    /// The service that is called.
    pub service: &'static ServiceSchema,
    /// The operation that is called.
    pub operation: &'static OperationSchema,
}

/// Which attempt of a call a hook runs in.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Attempt {
    /// The call.
    pub call: CallContext,
    /// The number of the attempt, from 1 on.
    pub number: u32,
    /// How many attempts are made at most.
    pub max: u32,
    /// How long it has taken so far: nothing before it is signed.
    pub elapsed: Duration,
}
