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

    /// Reads to the end, up to 256 MiB if the bytes are not in memory anyway.
    /// [`collect_up_to`](Self::collect_up_to) has another limit.
    ///
    /// # Errors
    /// [`StreamTooLarge`] when there are more bytes, otherwise when the source of the stream fails.
    pub async fn collect(self) -> Result<Bytes, BoxError> {
        match self.0 {
            ByteStreamState::Bytes(bytes) => Ok(bytes),
            _ => self.collect_up_to(256 * 1024 * 1024).await,
        }
    }

    /// Reads to the end, up to this number of bytes.
    ///
    /// # Errors
    /// [`StreamTooLarge`] when there are more, otherwise when the source of the stream fails.
    pub async fn collect_up_to(mut self, limit: usize) -> Result<Bytes, BoxError> {
        let mut all = Vec::new();
        loop {
            let next = std::future::poll_fn(|cx| Pin::new(&mut self).poll_next(cx)).await;
            let Some(chunk) = next.transpose()? else {
                return Ok(all.into());
            };
            if chunk.len() > limit - all.len() {
                return Err(StreamTooLarge { limit }.into());
            }
            all.extend_from_slice(&chunk);
        }
    }
}

/// A stream has more bytes than were to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StreamTooLarge {
    /// How many bytes were to be read at most.
    pub limit: usize,
}

impl fmt::Display for StreamTooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the stream has more than {} bytes; `ByteStream::collect_up_to` sets the limit", self.limit)
    }
}

impl std::error::Error for StreamTooLarge {}

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

#[cfg(test)]
mod tests {
    use std::task::Waker;

    use super::*;

    /// Pieces of this size without end.
    struct Zeros(usize);

    impl FuturesStream for Zeros {
        type Item = Result<Bytes, BoxError>;

        fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(Some(Ok(vec![0; self.0].into())))
        }
    }

    fn now<T>(future: impl Future<Output = T>) -> Option<T> {
        match std::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => Some(value),
            Poll::Pending => None,
        }
    }

    #[test]
    fn collecting_ends_even_if_the_stream_does_not() {
        for (collected, limit) in [
            (now(ByteStream::new(Zeros((256 << 20) + 1)).collect()), 256 << 20),
            (now(ByteStream::new(Zeros(1000)).collect_up_to(5000)), 5000),
            (now(ByteStream::from("abc").collect_up_to(2)), 2),
        ] {
            let error = collected.and_then(Result::err);
            let found = error.as_ref().and_then(|error| error.downcast_ref());
            assert_eq!(found, Some(&StreamTooLarge { limit }));
        }
        let collected = now(ByteStream::from("abc").collect_up_to(3)).and_then(Result::ok);
        assert_eq!(collected, Some(Bytes::from_static(b"abc")));
    }
}
