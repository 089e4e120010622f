//! What the feature `tracing` tells of calls: a span for each, a span for each attempt within it, and an event for each
//! decision on retries. No headers, bodies or queries, which may hold secrets. Without the feature nothing is done.

pub(super) use imp::{after_attempt, after_call, after_decision, attempt, call, received, sent};

#[cfg(feature = "tracing")]
mod imp {
    use http::{Uri, response};
    use tracing::field::Empty;
    use tracing::{Instrument as _, Span, debug, debug_span, info, info_span};
    use weland_core::OtherError;
    use weland_protocol::response_metadata;

    use crate::BoxFuture;
    use crate::hooks::{Attempt, CallContext, CallSummary, RetryDecision};
    use crate::host::shown_origin;

    type Outcome<'a> = Result<&'a response::Parts, &'a OtherError>;

    pub(in crate::pipeline) fn call<T>(
        call: &CallContext,
        future: impl Future<Output = T> + Send + 'static,
    ) -> BoxFuture<'static, T> {
        let (service, operation) = (call.service.name, call.operation.name);
        let span = info_span!(
            target: "weland_client",
            "call",
            otel.name = %format_args!("{service}.{operation}"),
            otel.kind = "client",
            rpc.service = service,
            rpc.method = operation,
            attempts = Empty,
            http.response.status_code = Empty,
            request_id = Empty,
            error = Empty,
        );
        Box::pin(future.instrument(span))
    }

    pub(in crate::pipeline) fn attempt<T>(
        attempt: &Attempt,
        future: impl Future<Output = T>,
    ) -> impl Future<Output = T> {
        let span = debug_span!(
            target: "weland_client",
            "attempt",
            attempt = attempt.number,
            endpoint = Empty,
            request.bytes = Empty,
            http.response.status_code = Empty,
            response.bytes = Empty,
            request_id = Empty,
            error = Empty,
        );
        future.instrument(span)
    }

    pub(in crate::pipeline) fn after_attempt(attempt: &Attempt, outcome: Outcome<'_>) {
        record(&attempt.call, outcome);
    }

    /// What is sent, and where; no length is known of a stream.
    pub(in crate::pipeline) fn sent(uri: &Uri, bytes: Option<usize>) {
        let span = Span::current();
        span.record("endpoint", shown_origin(uri));
        if let Some(bytes) = bytes {
            span.record("request.bytes", bytes);
        }
    }

    /// The body of a response has been read.
    pub(in crate::pipeline) fn received(bytes: usize) {
        Span::current().record("response.bytes", bytes);
    }

    pub(in crate::pipeline) fn after_call(call: &CallContext, summary: &CallSummary, outcome: Outcome<'_>) {
        Span::current().record("attempts", summary.attempts);
        record(call, outcome);
    }

    pub(in crate::pipeline) fn after_decision(attempt: &Attempt, decision: RetryDecision) {
        let (attempt, max) = (attempt.number, attempt.max);
        match decision {
            RetryDecision::Retry(after) => info!(target: "weland_client", attempt, max, ?after, "retrying"),
            RetryDecision::Final => debug!(target: "weland_client", attempt, max, "final"),
            reason => info!(target: "weland_client", attempt, max, ?reason, "not retrying"),
        }
    }

    fn record(call: &CallContext, outcome: Outcome<'_>) {
        let span = Span::current();
        match outcome {
            Ok(parts) => {
                span.record("http.response.status_code", parts.status.as_u16());
                if let Some(id) = response_metadata(call.operation, parts).request_id() {
                    span.record("request_id", id);
                }
            }
            Err(error) => _ = span.record("error", tracing::field::display(error)),
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod imp {
    use http::{Uri, response};
    use weland_core::OtherError;

    use crate::BoxFuture;
    use crate::hooks::{Attempt, CallContext, CallSummary, RetryDecision};

    type Outcome<'a> = Result<&'a response::Parts, &'a OtherError>;

    pub(in crate::pipeline) fn call<T>(
        _: &CallContext,
        future: impl Future<Output = T> + Send + 'static,
    ) -> BoxFuture<'static, T> {
        Box::pin(future)
    }

    pub(in crate::pipeline) fn attempt<T>(_: &Attempt, future: impl Future<Output = T>) -> impl Future<Output = T> {
        future
    }

    pub(in crate::pipeline) fn sent(_: &Uri, _: Option<usize>) {}

    pub(in crate::pipeline) fn received(_: usize) {}

    pub(in crate::pipeline) fn after_attempt(_: &Attempt, _: Outcome<'_>) {}

    pub(in crate::pipeline) fn after_call(_: &CallContext, _: &CallSummary, _: Outcome<'_>) {}

    pub(in crate::pipeline) fn after_decision(_: &Attempt, _: RetryDecision) {}
}
