//! Members that are streams: of bytes, or of events.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream as FuturesStream;

use crate::Structure;
use crate::decode::{Decode, DecodeError, Decoder};
use crate::encode::{Encode, Encoder};
use crate::schema::Member;

/// The cause of an error, of any type.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The stream that a structure holds; see [`Structure::stream`].
#[allow(missing_debug_implementations, reason = "a borrowed view that is matched at once")]
pub enum Stream<'a> {
    /// A streaming blob.
    Bytes(&'a mut ByteStream),
    /// An event stream.
    Events(&'a mut dyn Events),
}

type BoxStream<T> = Pin<Box<dyn FuturesStream<Item = Result<T, BoxError>> + Send>>;

/// The value of a streaming blob: bytes that need not be in memory all at once.
#[derive(Default)]
pub struct ByteStream(ByteStreamState);

#[derive(Default)]
enum ByteStreamState {
    #[default]
    Empty,
    Bytes(Bytes),
    Stream(BoxStream<Bytes>),
}

impl ByteStream {
    /// A stream that yields what `stream` yields.
    pub fn new(stream: impl FuturesStream<Item = Result<Bytes, BoxError>> + Send + 'static) -> Self {
        Self(ByteStreamState::Stream(Box::pin(stream)))
    }

    /// The bytes, if they are all in memory; they stay in the stream.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            ByteStreamState::Empty => Some(&[]),
            ByteStreamState::Bytes(bytes) => Some(bytes),
            ByteStreamState::Stream(_) => None,
        }
    }

    /// The same stream once more, if its bytes are all in memory; they are not copied.
    pub fn try_clone(&self) -> Option<Self> {
        match &self.0 {
            ByteStreamState::Empty => Some(Self::default()),
            ByteStreamState::Bytes(bytes) => Some(Self(ByteStreamState::Bytes(bytes.clone()))),
            ByteStreamState::Stream(_) => None,
        }
    }

    /// Reads to the end.
    ///
    /// # Errors
    /// When the source of the stream fails.
    pub async fn collect(mut self) -> Result<Bytes, BoxError> {
        if let ByteStreamState::Bytes(bytes) = self.0 {
            return Ok(bytes);
        }
        let mut all = Vec::new();
        loop {
            let next = std::future::poll_fn(|cx| Pin::new(&mut self).poll_next(cx)).await;
            match next {
                None => return Ok(all.into()),
                Some(chunk) => all.extend_from_slice(&chunk?),
            }
        }
    }
}

impl<T: Into<Bytes>> From<T> for ByteStream {
    fn from(bytes: T) -> Self {
        Self(ByteStreamState::Bytes(bytes.into()))
    }
}

impl FuturesStream for ByteStream {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            ByteStreamState::Empty => Poll::Ready(None),
            ByteStreamState::Bytes(bytes) => {
                let bytes = std::mem::take(bytes);
                self.0 = ByteStreamState::Empty;
                Poll::Ready((!bytes.is_empty()).then_some(Ok(bytes)))
            }
            ByteStreamState::Stream(stream) => stream.as_mut().poll_next(cx),
        }
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_bytes() {
            Some(bytes) => write!(f, "ByteStream({} bytes)", bytes.len()),
            None => f.write_str("ByteStream(..)"),
        }
    }
}

/// Reads the events of a stream off the wire; made by the protocol.
pub trait EventSource: Send {
    /// Reads the next event into `event`, a union; `None` when the stream has ended.
    fn poll_event(&mut self, cx: &mut Context<'_>, event: &mut dyn Structure) -> Poll<Option<Result<(), BoxError>>>;
}

/// An [`EventStream`] of any event type, as the protocol sees it.
pub trait Events {
    /// The next event to write.
    fn poll_next_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Box<dyn Structure + Send>, BoxError>>>;
    /// Lets the stream read its events from `source`.
    fn attach(&mut self, source: Box<dyn EventSource>);
    /// Takes the stream out, so that it can be sent while the rest of the structure is gone.
    fn take(&mut self) -> Box<dyn Events + Send>;
}

/// The value of an event stream: events that are still to come.
///
/// It is a [`Stream`](futures_core::Stream); [`next`](Self::next) reads one event.
pub struct EventStream<T>(EventStreamState<T>);

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

impl<T: Structure + Default> EventStream<T> {
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
                let mut event = T::default();
                source.poll_event(cx, &mut event).map(|next| next.map(|read| read.map(|()| event)))
            }
        }
    }
}

impl<T: Structure + Default> FuturesStream for EventStream<T> {
    type Item = Result<T, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(cx)
    }
}

impl<T> Unpin for EventStream<T> {}

impl<T: Structure + Default + Send + 'static> Events for EventStream<T> {
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

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EventStream(..)")
    }
}

/// A stream is not written with the other members: the protocol takes it by [`Structure::stream`].
impl Encode for ByteStream {
    fn encode(&self, _: &'static Member, _: &mut dyn Encoder) {}
}

impl Decode for ByteStream {
    fn decode(_: &'static Member, _: &mut dyn Decoder) -> Result<Self, DecodeError> {
        Err(DecodeError::new("a stream stands where only a value can"))
    }
}

/// A stream is not written with the other members: the protocol takes it by [`Structure::stream`].
impl<T> Encode for EventStream<T> {
    fn encode(&self, _: &'static Member, _: &mut dyn Encoder) {}
}

impl<T> Decode for EventStream<T> {
    fn decode(_: &'static Member, _: &mut dyn Decoder) -> Result<Self, DecodeError> {
        Err(DecodeError::new("an event stream stands where only a value can"))
    }
}
