//! Streams of an output, which can fail after the response has begun.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::Response;
use http_body::{Frame, SizeHint};
use weland_core::BoxError;
use weland_protocol::Body;
use weland_protocol::protocol::INTERNAL_FAILURE;

use crate::exchange::Exchange;
use crate::failure::FailureReason;
use crate::handler::ErrorIn;
use crate::panic::caught;

/// Watches over the body of a response, if it is a stream.
pub(crate) fn watched(response: Response<Body>, exchange: &Exchange, error_in: ErrorIn) -> Response<Body> {
    response.map(|body| {
        if body.as_bytes().is_some() {
            return body;
        }
        let is_events = body.is_event_stream();
        Body::new(OutputStream { body, is_events, exchange: exchange.clone(), error_in, state: State::Open })
    })
}

/// A stream whose failures whoever operates the server learns of. What it has yielded before arrives: a stream of events ends
/// with an error, and any other body breaks off, but not before there was an opportunity to write the rest.
struct OutputStream {
    body: Body,
    is_events: bool,
    exchange: Exchange,
    error_in: ErrorIn,
    state: State,
}

enum State {
    Open,
    Failed(BoxError),
    Ended,
}

impl OutputStream {
    /// Ends the stream of events, or lets the body fail when it is polled again.
    fn fail(&mut self, error: BoxError, cx: &Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if !self.is_events {
            self.state = State::Failed(error);
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.state = State::Ended;
        let (code, message) = Exchange::stream_error(&error, self.error_in)
            .unwrap_or_else(|| (INTERNAL_FAILURE.to_owned(), "the stream of events broke off".to_owned()));
        Poll::Ready(Some(Ok(Frame::data(self.exchange.protocol.encode_event_failure(&code, &message)))))
    }
}

impl http_body::Body for OutputStream {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match std::mem::replace(&mut self.state, State::Ended) {
            State::Open => {}
            State::Failed(error) => return Poll::Ready(Some(Err(error))),
            State::Ended => return Poll::Ready(None),
        }
        let frame = match caught(|| Pin::new(&mut self.body).poll_frame(cx)) {
            Ok(Poll::Ready(None)) => return Poll::Ready(None),
            Ok(Poll::Ready(Some(Err(error)))) => {
                self.exchange.tell(FailureReason::Stream(&*error));
                return self.fail(error, cx);
            }
            Ok(frame) => frame,
            Err(message) => {
                self.exchange.tell(FailureReason::Panic(&message));
                return self.fail("the stream panicked".into(), cx);
            }
        };
        self.state = State::Open;
        frame
    }

    fn is_end_stream(&self) -> bool {
        match self.state {
            State::Open => self.body.is_end_stream(),
            State::Failed(_) => false,
            State::Ended => true,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self.state {
            State::Open => self.body.size_hint(),
            State::Failed(_) | State::Ended => SizeHint::default(),
        }
    }
}
