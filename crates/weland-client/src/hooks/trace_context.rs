use std::fmt;

use http::HeaderMap;
use http::request::Parts;
use weland_core::OtherError;

use super::{Attempt, Hook};

/// Passes the context of a trace on in headers, such as `traceparent` of W3C Trace Context.
///
/// What the headers are is up to the program: a propagator of OpenTelemetry writes them, or it knows them itself. With the
/// feature `tracing` that happens within the span of the attempt. The headers of W3C Trace Context are not signed, since
/// proxies on the way may change them.
///
/// ```
/// use weland_client::Config;
/// use weland_client::hooks::TraceContext;
///
/// # fn traceparent() -> Option<http::HeaderValue> { None }
/// let config = Config::new().hook(TraceContext::new(|headers| {
///     if let Some(value) = traceparent() {
///         headers.insert("traceparent", value);
///     }
/// }));
/// ```
pub struct TraceContext<F>(F);

impl<F: Fn(&mut HeaderMap) + Send + Sync> TraceContext<F> {
    /// Calls a function with the headers of each attempt.
    pub fn new(inject: F) -> Self {
        Self(inject)
    }
}

impl<F: Fn(&mut HeaderMap) + Send + Sync> Hook for TraceContext<F> {
    fn before_attempt(&self, _: &Attempt, request: &mut Parts, _: Option<&[u8]>) -> Result<(), OtherError> {
        (self.0)(&mut request.headers);
        Ok(())
    }
}

impl<F> fmt::Debug for TraceContext<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TraceContext").finish_non_exhaustive()
    }
}
