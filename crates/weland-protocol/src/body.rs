//! Bodies of HTTP messages.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};
use weland_core::{BoxError, ByteStream};

/// How much memory is reserved at most for what is only announced.
pub(crate) const MAX_RESERVED: usize = 1024 * 1024;

/// The body of a request or a response: nothing, bytes in memory, or a stream.
#[derive(Default)]
pub struct Body(Inner);

type BoxBody = Pin<Box<dyn AnyBody + Send>>;

#[derive(Default)]
enum Inner {
    #[default]
    Empty,
    Full(Bytes),
    Stream(ByteStream),
    Events(BoxBody),
    Http(BoxBody),
}

impl Body {
    /// A body without bytes.
    pub fn empty() -> Self {
        Self(Inner::Empty)
    }

    /// Any other body, such as that of a message that has been received.
    pub fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Inner::Http(Box::pin(body)))
    }

    /// A body that writes the events of a stream as they come. Each piece of it is one whole frame, so that it can be signed.
    pub(crate) fn events(events: impl http_body::Body<Data = Bytes, Error = BoxError> + Send + 'static) -> Self {
        Self(Inner::Events(Box::pin(events)))
    }

    /// The bytes, if they are all in memory; to sign them, for example.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            Inner::Empty => Some(&[]),
            Inner::Full(bytes) => Some(bytes),
            Inner::Stream(stream) => stream.as_bytes(),
            Inner::Events(_) | Inner::Http(_) => None,
        }
    }

    /// The same body once more, if its bytes are all in memory or can be [replayed](ByteStream::replayable); to send it again, for
    /// example.
    pub fn try_clone(&self) -> Option<Self> {
        match &self.0 {
            Inner::Empty => Some(Self::empty()),
            Inner::Full(bytes) => Some(Self(Inner::Full(bytes.clone()))),
            Inner::Stream(stream) => stream.try_clone().map(Self::from),
            Inner::Events(_) | Inner::Http(_) => None,
        }
    }

    /// Whether it is a stream of events that is to be sent. Each of its pieces is one frame then.
    pub fn is_event_stream(&self) -> bool {
        matches!(self.0, Inner::Events(_))
    }

    /// Reads to the end.
    ///
    /// # Errors
    /// [`BodyTooLarge`] when there are more than `limit` bytes; otherwise what the source of the body fails with.
    pub async fn collect(self, limit: usize) -> Result<Bytes, BoxError> {
        if let Inner::Full(bytes) = self.0 {
            return if bytes.len() > limit { Err(BodyTooLarge { limit }.into()) } else { Ok(bytes) };
        }
        let mut body = self;
        if body.size_hint().lower() > u64::try_from(limit).unwrap_or(u64::MAX) {
            return Err(BodyTooLarge { limit }.into());
        }
        let mut first = Bytes::new();
        let mut all = Vec::new();
        while let Some(frame) = std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
            let Ok(data) = frame?.into_data() else {
                continue;
            };
            if first.len() + all.len() + data.len() > limit {
                return Err(BodyTooLarge { limit }.into());
            }
            // Most bodies come in one piece, which need not be copied.
            if all.is_empty() && first.is_empty() {
                first = data;
                continue;
            }
            if all.is_empty() {
                let rest = usize::try_from(body.size_hint().lower()).unwrap_or(0).min(limit).min(MAX_RESERVED);
                all.reserve(first.len() + data.len() + rest);
                all.extend_from_slice(&std::mem::take(&mut first));
            }
            all.extend_from_slice(&data);
        }
        Ok(if all.is_empty() { first } else { all.into() })
    }

    /// The data of the body as a stream.
    pub fn into_byte_stream(self) -> ByteStream {
        match self.0 {
            Inner::Empty => ByteStream::default(),
            Inner::Full(bytes) => ByteStream::from(bytes),
            Inner::Stream(stream) => stream,
            _ => match self.size_hint().exact() {
                Some(length) => ByteStream::sized(length, DataStream(self)),
                None => ByteStream::new(DataStream(self)),
            },
        }
    }

    /// The next piece of data, trailers left out.
    pub(crate) fn poll_data(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        loop {
            match ready!(Pin::new(&mut *self).poll_frame(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data)));
                    }
                }
            }
        }
    }
}

/// A body has more bytes than were to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyTooLarge {
    /// How many bytes were to be read at most.
    pub limit: usize,
}

impl fmt::Display for BodyTooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the body has more than {} bytes", self.limit)
    }
}

impl std::error::Error for BodyTooLarge {}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        use futures_core::Stream as _;
        match &mut self.0 {
            Inner::Empty => Poll::Ready(None),
            Inner::Full(bytes) => {
                let bytes = std::mem::take(bytes);
                self.0 = Inner::Empty;
                Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
            }
            Inner::Stream(stream) => Pin::new(stream).poll_next(cx).map_ok(Frame::data),
            Inner::Events(body) | Inner::Http(body) => body.as_mut().poll_any_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Inner::Http(body) => body.has_ended(),
            _ => self.as_bytes().is_some_and(<[u8]>::is_empty),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match (&self.0, self.as_bytes()) {
            (_, Some(bytes)) => SizeHint::with_exact(u64::try_from(bytes.len()).unwrap_or(u64::MAX)),
            (Inner::Http(body), None) => body.hint(),
            (Inner::Stream(stream), None) => stream.length().map(SizeHint::with_exact).unwrap_or_default(),
            _ => SizeHint::default(),
        }
    }
}

/// A body of any type, whose errors are made uniform.
trait AnyBody {
    fn poll_any_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>>;
    fn has_ended(&self) -> bool;
    fn hint(&self) -> SizeHint;
}

impl<B> AnyBody for B
where
    B: http_body::Body<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    fn poll_any_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.poll_frame(cx).map_err(Into::into)
    }

    fn has_ended(&self) -> bool {
        self.is_end_stream()
    }

    fn hint(&self) -> SizeHint {
        self.size_hint()
    }
}

struct DataStream(Body);

impl futures_core::Stream for DataStream {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_data(cx)
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        if bytes.is_empty() { Self::empty() } else { Self(Inner::Full(bytes)) }
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(Bytes::from(bytes))
    }
}

impl From<ByteStream> for Body {
    fn from(stream: ByteStream) -> Self {
        Self(Inner::Stream(stream))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_bytes() {
            Some(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            None => f.write_str("Body(..)"),
        }
    }
}
