//! A stub of a stream, for types that contain one. It can't be sent.

use std::fmt;

use crate::codec_error::DecodeError;
use crate::decode::Decode;
use crate::encode::Encode;
use crate::interface::{Decoder, Encoder, EventSource, Events};
use crate::schema::Member;
use crate::zero::Zero;

/// The value of an event stream.
pub struct EventStream<T>(Vec<T>);

impl<T: Send + 'static> Events for EventStream<T> {
    fn attach(&mut self, _: Box<dyn EventSource>) {}

    fn take(&mut self) -> Box<dyn Events + Send> {
        Box::new(Self::default())
    }
}

impl<T> Default for EventStream<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Zero for EventStream<T> {
    fn zero() -> Self {
        Self::default()
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventStream({} events)", self.0.len())
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
