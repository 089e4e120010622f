//! Streams without what sends them: types name them, and nothing here goes over a wire.

use std::fmt;

use crate::decode::{Decode, DecodeError, Decoder};
use crate::encode::{Encode, Encoder};
use crate::schema::Member;

/// The cause of an error, of any type.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The stream that a structure holds.
pub enum Stream<'a> {
    /// A streaming blob.
    Bytes(&'a mut ByteStream),
    /// An event stream.
    Events(&'a mut dyn Events),
}

/// The value of a streaming blob.
#[derive(Debug, Default)]
pub struct ByteStream(bytes::Bytes);

impl<T: Into<bytes::Bytes>> From<T> for ByteStream {
    fn from(bytes: T) -> Self {
        Self(bytes.into())
    }
}

/// Reads the events of a stream off the wire.
pub trait EventSource: Send {}

/// An event stream of any event type.
pub trait Events {}

/// The value of an event stream.
pub struct EventStream<T>(Vec<T>);

impl<T> Events for EventStream<T> {}

impl<T> Default for EventStream<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventStream({} events)", self.0.len())
    }
}

impl Encode for ByteStream {
    fn encode(&self, _: &'static Member, _: &mut dyn Encoder) {}
}

impl Decode for ByteStream {
    fn decode(_: &'static Member, _: &mut dyn Decoder) -> Result<Self, DecodeError> {
        Err(DecodeError::new("a stream stands where only a value can"))
    }
}

impl<T> Encode for EventStream<T> {
    fn encode(&self, _: &'static Member, _: &mut dyn Encoder) {}
}

impl<T> Decode for EventStream<T> {
    fn decode(_: &'static Member, _: &mut dyn Decoder) -> Result<Self, DecodeError> {
        Err(DecodeError::new("an event stream stands where only a value can"))
    }
}
