//! What the feature `tracing` tells of requests: a span for each, which is open until the body of the response has been sent. No
//! paths, headers or bodies, which may hold secrets. Without the feature nothing is done.

pub(crate) use imp::Trace;

#[cfg(feature = "tracing")]
mod imp {
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use bytes::Bytes;
    use http::{Method, Response, request};
    use http_body::{Frame, SizeHint};
    use tracing::field::Empty;
    use tracing::{Instrument as _, Span, info_span};
    use weland_core::BoxError;
    use weland_protocol::Body;

    use crate::exchange::Exchange;
    use crate::trace_parent::TraceParent;

    /// The span of a request.
    pub(crate) struct Trace(Span);

    impl Trace {
        pub(crate) fn new(exchange: &Exchange, parts: &request::Parts) -> Self {
            let service = exchange.routes.service().name;
            let span = info_span!(
                target: "weland_server",
                "request",
                otel.name = Empty,
                otel.kind = "server",
                rpc.service = service,
                rpc.method = Empty,
                http.request.method = known(&parts.method),
                request_id = %exchange.id,
                trace_id = Empty,
                parent_id = Empty,
                request.bytes = Empty,
                http.response.status_code = Empty,
                response.bytes = Empty,
            );
            if let Some(parent) = TraceParent::of(&parts.headers) {
                span.record("trace_id", parent.trace_id).record("parent_id", parent.parent_id);
            }
            Self(span)
        }

        /// Does something within the span.
        pub(crate) fn within<T>(&self, future: impl Future<Output = T>) -> impl Future<Output = T> {
            future.instrument(self.0.clone())
        }

        /// Counts the bytes of a request as far as they are read.
        pub(crate) fn request(&self, body: Body) -> Body {
            self.counted(body, "request.bytes")
        }

        /// Notes what becomes of the request, and counts the bytes of the response as they are sent.
        pub(crate) fn response(&self, exchange: &Exchange, response: Response<Body>) -> Response<Body> {
            let service = exchange.routes.service().name;
            match exchange.operation.map(|operation| operation.name) {
                Some(name) => self.0.record("otel.name", format!("{service}.{name}")).record("rpc.method", name),
                None => self.0.record("otel.name", service),
            };
            self.0.record("http.response.status_code", response.status().as_u16());
            response.map(|body| self.counted(body, "response.bytes"))
        }

        fn counted(&self, body: Body, field: &'static str) -> Body {
            if self.0.is_disabled() {
                return body;
            }
            if let Some(bytes) = body.as_bytes() {
                self.0.record(field, bytes.len());
                return body;
            }
            Body::new(Counted { body, span: self.0.clone(), field, bytes: 0 })
        }
    }

    /// The methods that anybody knows: a peer can send any other text.
    fn known(method: &Method) -> &str {
        match method.as_str() {
            name @ ("CONNECT" | "DELETE" | "GET" | "HEAD" | "OPTIONS" | "PATCH" | "POST" | "PUT" | "TRACE") => name,
            _ => "_OTHER",
        }
    }

    /// A body within a span, which learns in the end how many bytes it had.
    struct Counted {
        body: Body,
        span: Span,
        field: &'static str,
        bytes: usize,
    }

    impl http_body::Body for Counted {
        type Data = Bytes;
        type Error = BoxError;

        fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
            let this = &mut *self;
            let _entered = this.span.enter();
            let frame = Pin::new(&mut this.body).poll_frame(cx);
            if let Poll::Ready(Some(Ok(frame))) = &frame {
                this.bytes += frame.data_ref().map_or(0, Bytes::len);
            }
            frame
        }

        fn is_end_stream(&self) -> bool {
            self.body.is_end_stream()
        }

        fn size_hint(&self) -> SizeHint {
            self.body.size_hint()
        }
    }

    impl Drop for Counted {
        fn drop(&mut self) {
            self.span.record(self.field, self.bytes);
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod imp {
    use http::{Response, request};
    use weland_protocol::Body;

    use crate::exchange::Exchange;

    pub(crate) struct Trace;

    impl Trace {
        pub(crate) fn new(_: &Exchange, _: &request::Parts) -> Self {
            Self
        }

        pub(crate) fn within<T>(&self, future: impl Future<Output = T>) -> impl Future<Output = T> {
            future
        }

        pub(crate) fn request(&self, body: Body) -> Body {
            body
        }

        pub(crate) fn response(&self, _: &Exchange, response: Response<Body>) -> Response<Body> {
            response
        }
    }
}
