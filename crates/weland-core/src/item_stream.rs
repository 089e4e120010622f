//! Bodies that are streams of values, one after the other.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream as FuturesStream;

use crate::byte_stream::BoxError;
use crate::codec_error::DecodeError;
use crate::decode::Decode;
use crate::encode::Encode;
use crate::event_stream::EventStream;
use crate::interface::{Decoder, Encoder, Stream, Structure};
use crate::schema::{Member, Schema};
use crate::zero::Zero;

/// The value of a body that is a sequence of values: those that are still to come.
///
/// It is a [`Stream`](futures_core::Stream); [`next`](Self::next) reads one value. A value that cannot be read is an error in
/// its place, and others may follow it.
pub struct ItemStream<T>(EventStream<Item<T>>);

impl<T: Encode + Decode + Send + Unpin + 'static> ItemStream<T> {
    /// A stream that yields what `stream` yields.
    pub fn new(stream: impl FuturesStream<Item = Result<T, BoxError>> + Send + 'static) -> Self {
        Self(EventStream::new(Items(Box::pin(stream))))
    }

    /// A stream of values that are all there already.
    pub fn of(values: impl IntoIterator<Item = T>) -> Self {
        Self(EventStream::of(values.into_iter().map(|value| Item(Some(value)))))
    }

    /// The next value; `None` when the stream has ended.
    ///
    /// # Errors
    /// When the connection breaks, or the peer sends something that is no value of this stream.
    pub async fn next(&mut self) -> Option<Result<T, BoxError>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<T: Encode + Decode + Send + Unpin + 'static> FuturesStream for ItemStream<T> {
    type Item = Result<T, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = ready!(Pin::new(&mut self.0).poll_next(cx));
        let value = |item: Item<T>| item.0.ok_or_else(|| "a value of the stream has not been read".into());
        Poll::Ready(next.map(|item| item.and_then(value)))
    }
}

impl<T> Default for ItemStream<T> {
    fn default() -> Self {
        Self(EventStream::default())
    }
}

impl<T> Zero for ItemStream<T> {
    fn zero() -> Self {
        Self::default()
    }
}

impl<T> fmt::Debug for ItemStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ItemStream(..)")
    }
}

/// Written like a list without elements: the protocol takes these by [`Structure::stream`].
impl<T> Encode for ItemStream<T> {
    fn encode(&self, member: &'static Member, to: &mut dyn Encoder) {
        to.begin_list(member, 0);
        to.end_list();
    }
}

/// Read like a list; the protocol attaches what is still to come.
impl<T: Encode + Decode + Send + Unpin + 'static> Decode for ItemStream<T> {
    fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<Self, DecodeError> {
        Vec::decode(member, from).map(Self::of)
    }
}

/// One value of a stream. To protocols it is a structure whose member at any index is the value, so that values of all types
/// can be read and written under the element of a list.
struct Item<T>(Option<T>);

static ITEM: Schema = Schema::structure("Item");

impl<T: Encode + Decode> Structure for Item<T> {
    fn schema(&self) -> &'static Schema {
        &ITEM
    }

    fn encode_member(&self, _: usize, member: &'static Member, to: &mut dyn Encoder) {
        if let Some(value) = &self.0 {
            value.encode(member, to);
        }
    }

    fn decode_member(&mut self, _: usize, member: &'static Member, from: &mut dyn Decoder) -> Result<(), DecodeError> {
        self.0 = Some(T::decode(member, from)?);
        Ok(())
    }
}

impl<T> Zero for Item<T> {
    fn zero() -> Self {
        Self(None)
    }
}

/// A stream of values as one of items.
struct Items<S>(Pin<Box<S>>);

impl<T, S: FuturesStream<Item = Result<T, BoxError>>> FuturesStream for Items<S> {
    type Item = Result<Item<T>, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(cx).map(|next| next.map(|value| value.map(|value| Item(Some(value)))))
    }
}

/// A value that may hold the stream of a message: a stream of values, or a structure or union.
#[doc(hidden)]
pub trait HasStream {
    /// The stream, if there is one.
    fn stream_of(&mut self) -> Option<Stream<'_>>;
}

impl<T: Encode + Decode + Send + Unpin + 'static> HasStream for ItemStream<T> {
    fn stream_of(&mut self) -> Option<Stream<'_>> {
        Some(Stream::Events(&mut self.0))
    }
}

impl<T: Structure> HasStream for T {
    fn stream_of(&mut self) -> Option<Stream<'_>> {
        self.stream()
    }
}

impl<T: Structure> HasStream for Option<T> {
    fn stream_of(&mut self) -> Option<Stream<'_>> {
        self.as_mut()?.stream()
    }
}
