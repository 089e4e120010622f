//! Members that are streams of bytes.

#[cfg(feature = "tokio")]
mod io;
mod measured;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream as FuturesStream;

#[cfg(feature = "tokio")]
pub use self::io::ByteStreamReader;
pub use self::measured::WrongStreamLength;
use self::measured::{Measured, Replayable};
use crate::zero::Zero;

/// How much memory is reserved at most for what is only announced.
const MAX_RESERVED: usize = 1024 * 1024;

/// The cause of an error, of any type.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

type BoxStream<T> = Pin<Box<dyn FuturesStream<Item = Result<T, BoxError>> + Send>>;

/// The value of a streaming blob: bytes that need not be in memory all at once.
///
/// It is a [`Stream`](futures_core::Stream); [`next`](Self::next) reads one piece. A stream that comes from a peer ends with an
/// error if it has more or fewer bytes than were announced.
///
/// What clients can do with a stream that they send depends on what is known of it:
///
/// | made by | length | can be sent again |
/// |---|---|---|
/// | `from` bytes | known | yes |
/// | `from_path`, [`replayable`](Self::replayable) | known | yes |
/// | `from_reader`, [`sized`](Self::sized) | known | no |
/// | [`new`](Self::new) | unknown | no |
///
/// `from_path`, `from_reader`, `into_async_read` and `write_to_path` need the feature `tokio`.
#[derive(Default)]
pub struct ByteStream(ByteStreamState);

#[derive(Default)]
enum ByteStreamState {
    #[default]
    Empty,
    Bytes(Bytes),
    Stream(BoxStream<Bytes>),
    Sized(Measured),
    Replayable(Replayable),
}

impl ByteStream {
    /// A stream that yields what `stream` yields. Its length is unknown, and it can be sent once.
    pub fn new(stream: impl FuturesStream<Item = Result<Bytes, BoxError>> + Send + 'static) -> Self {
        Self(ByteStreamState::Stream(Box::pin(stream)))
    }

    /// A stream that yields what `stream` yields, `length` bytes in all. It fails with [`WrongStreamLength`] if there turn out to be
    /// more or fewer.
    pub fn sized(length: u64, stream: impl FuturesStream<Item = Result<Bytes, BoxError>> + Send + 'static) -> Self {
        Self(ByteStreamState::Sized(Measured::new(length, Box::pin(stream))))
    }

    /// A stream that can be read, and sent, several times: each time `open` is called, and has to yield the same bytes,
    /// `length` in all. It fails if there turn out to be more or fewer.
    ///
    /// ```
    /// use weland_core::{BoxError, ByteStream};
    ///
    /// let stream = ByteStream::replayable(5, || ByteStream::from("hello"));
    /// assert!(stream.length() == Some(5) && stream.try_clone().is_some());
    /// ```
    pub fn replayable<S>(length: u64, open: impl Fn() -> S + Send + Sync + 'static) -> Self
    where
        S: FuturesStream<Item = Result<Bytes, BoxError>> + Send + 'static,
    {
        Self(ByteStreamState::Replayable(Replayable { length, open: Arc::new(move || Box::pin(open())) }))
    }

    /// The bytes, if they are all in memory; they stay in the stream.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            ByteStreamState::Empty => Some(&[]),
            ByteStreamState::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The number of bytes that are still to come, if it is known.
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            ByteStreamState::Empty => Some(0),
            ByteStreamState::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            ByteStreamState::Stream(_) => None,
            ByteStreamState::Sized(stream) => Some(stream.rest()),
            ByteStreamState::Replayable(source) => Some(source.length),
        }
    }

    /// The same stream once more, if its bytes are all in memory, where they are not copied, or if it is
    /// [replayable](Self::replayable) and nothing has been read from it.
    pub fn try_clone(&self) -> Option<Self> {
        match &self.0 {
            ByteStreamState::Empty => Some(Self::default()),
            ByteStreamState::Bytes(bytes) => Some(Self(ByteStreamState::Bytes(bytes.clone()))),
            ByteStreamState::Replayable(source) => Some(Self(ByteStreamState::Replayable(source.clone()))),
            ByteStreamState::Stream(_) | ByteStreamState::Sized(_) => None,
        }
    }

    /// The next piece; `None` when the stream has ended.
    ///
    /// # Errors
    /// When the source of the stream fails, or does not have as many bytes as it should.
    pub async fn next(&mut self) -> Option<Result<Bytes, BoxError>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
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
        // A length is believed only as far as it costs little.
        let expected = self.length().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
        if expected > limit {
            return Err(StreamTooLarge { limit }.into());
        }
        let mut all = Vec::with_capacity(expected.min(MAX_RESERVED));
        loop {
            let Some(chunk) = self.next().await.transpose()? else {
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
            ByteStreamState::Sized(stream) => stream.poll_next(cx),
            ByteStreamState::Replayable(source) => {
                let mut stream = Measured::new(source.length, (source.open)());
                let next = stream.poll_next(cx);
                self.0 = ByteStreamState::Sized(stream);
                next
            }
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
            None => match self.length() {
                Some(length) => write!(f, "ByteStream(.. {length} bytes)"),
                None => f.write_str("ByteStream(..)"),
            },
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
        let error = now(ByteStream::sized(6, Zeros(1)).collect_up_to(5)).and_then(Result::err);
        assert!(error.is_some_and(|error| error.is::<StreamTooLarge>()));
        let collected = now(ByteStream::from("abc").collect_up_to(3)).and_then(Result::ok);
        assert_eq!(collected, Some(Bytes::from_static(b"abc")));
    }

    #[test]
    fn a_stream_has_the_length_that_it_was_said_to_have() {
        let pieces = || ByteStream::from("abc");
        let cases = [
            (ByteStream::sized(3, pieces()), None),
            (ByteStream::replayable(3, pieces), None),
            (ByteStream::sized(4, pieces()), Some("the stream has ended after 3 of 4 bytes")),
            (ByteStream::replayable(4, pieces), Some("the stream has ended after 3 of 4 bytes")),
            (ByteStream::sized(2, pieces()), Some("the stream has more than the 2 bytes that it should have")),
            (ByteStream::sized(0, pieces()), Some("the stream has more than the 0 bytes that it should have")),
        ];
        for (stream, problem) in cases {
            let result = now(stream.collect()).unwrap();
            assert_eq!(result.as_ref().err().map(ToString::to_string).as_deref(), problem);
            assert!(problem.is_some() || result.is_ok_and(|bytes| bytes == "abc"));
        }
        let mut failed = ByteStream::sized(2, pieces());
        assert!(now(failed.next()).flatten().unwrap().is_err() && now(failed.next()).unwrap().is_none());
    }

    #[test]
    fn a_replayable_stream_begins_anew_until_it_is_read() {
        let mut stream = ByteStream::replayable(3, || ByteStream::from("abc"));
        for _ in 0..2 {
            assert_eq!(now(stream.try_clone().unwrap().collect()).unwrap().unwrap(), "abc");
        }
        assert_eq!(stream.length(), Some(3));
        assert_eq!(now(stream.next()).unwrap().unwrap().unwrap(), "abc");
        assert!(stream.try_clone().is_none() && stream.length() == Some(0));
        assert!(now(stream.next()).unwrap().is_none());
    }
}
