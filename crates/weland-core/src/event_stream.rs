//! Members that are streams of events.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream as FuturesStream;

use crate::byte_stream::BoxError;
use crate::codec_error::DecodeError;
use crate::decode::Decode;
use crate::encode::Encode;
use crate::interface::{Decoder, Encoder, EventSource, Events, Structure};
use crate::schema::Member;
use crate::zero::Zero;

/// The value of an event stream: events that are still to come.
///
/// It is a [`Stream`](futures_core::Stream); [`next`](Self::next) reads one event.
pub struct EventStream<T>(EventStreamState<T>);

type BoxStream<T> = Pin<Box<dyn FuturesStream<Item = Result<T, BoxError>> + Send>>;

enum EventStreamState<T> {
    Empty,
    Stream(BoxStream<T>),
    Source(Box<dyn EventSource>),
}

impl<T> EventStream<T> {
    /// A stream that yields what `stream` yields.
    pub fn new(stream: impl FuturesStream<Item = Result<T, BoxError>> + Send + 'static) -> Self {
        Self(EventStreamState::Stream(Box::pin(stream)))
    }
}

impl<T: Unpin + Send + 'static> EventStream<T> {
    /// A stream of events that are all there already.
    pub fn of(events: impl IntoIterator<Item = T>) -> Self {
        let events: Vec<T> = events.into_iter().collect();
        Self::new(Iter(events.into_iter()))
    }
}

struct Iter<T>(std::vec::IntoIter<T>);

impl<T: Unpin> FuturesStream for Iter<T> {
    type Item = Result<T, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(Ok))
    }
}

impl<T: Structure + Zero> EventStream<T> {
    /// The next event; `None` when the stream has ended.
    ///
    /// # Errors
    /// When the connection breaks, or the peer sends something that is not an event of this stream.
    pub async fn next(&mut self) -> Option<Result<T, BoxError>> {
        std::future::poll_fn(|cx| self.poll(cx)).await
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, BoxError>>> {
        match &mut self.0 {
            EventStreamState::Empty => Poll::Ready(None),
            EventStreamState::Stream(stream) => stream.as_mut().poll_next(cx),
            EventStreamState::Source(source) => {
                let mut event = T::zero();
                source.poll_event(cx, &mut event).map(|next| next.map(|read| read.map(|()| event)))
            }
        }
    }
}

impl<T: Structure + Zero> FuturesStream for EventStream<T> {
    type Item = Result<T, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(cx)
    }
}

impl<T> Unpin for EventStream<T> {}

impl<T: Structure + Zero + Send + 'static> Events for EventStream<T> {
    fn poll_next_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Box<dyn Structure + Send>, BoxError>>> {
        self.poll(cx).map(|next| next.map(|event| event.map(|event| Box::new(event) as Box<dyn Structure + Send>)))
    }

    fn attach(&mut self, source: Box<dyn EventSource>) {
        self.0 = EventStreamState::Source(source);
    }

    fn take(&mut self) -> Box<dyn Events + Send> {
        Box::new(std::mem::take(self))
    }
}

impl<T> Default for EventStream<T> {
    fn default() -> Self {
        Self(EventStreamState::Empty)
    }
}

impl<T> Zero for EventStream<T> {
    fn zero() -> Self {
        Self::default()
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EventStream(..)")
    }
}

/// A stream is not written with the other members: the protocol takes it by [`Structure::stream`](crate::Structure::stream).
impl<T> Encode for EventStream<T> {
    fn encode(&self, _: &'static Member, _: &mut dyn Encoder) {}
}

impl<T> Decode for EventStream<T> {
    fn decode(_: &'static Member, _: &mut dyn Decoder) -> Result<Self, DecodeError> {
        Err(DecodeError::new("an event stream stands where only a value can"))
    }
}
