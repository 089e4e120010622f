//! Members that are streams of bytes.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream as FuturesStream;

use crate::zero::Zero;

/// The cause of an error, of any type.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

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

impl Zero for ByteStream {
    fn zero() -> Self {
        Self::default()
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
