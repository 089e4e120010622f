//! Signed streams of events: each event is the payload of another frame, which has a time and a signature.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::SystemTime;

use bytes::Bytes;
use http_body::Frame as BodyFrame;
use weland_core::BoxError;
use weland_protocol::Body;
use weland_protocol::event::{Frame, FrameError, HeaderValue};

use super::chain::Chain;

/// What stands for the hash of the body in the signature of the request.
pub(crate) const EVENTS: &str = "STREAMING-AWS4-HMAC-SHA256-EVENTS";
const ALGORITHM: &str = "AWS4-HMAC-SHA256-PAYLOAD";

/// A body of events, each of which is signed when it is sent. An empty frame that is signed, too, ends it, so that nobody can
/// cut it short.
pub(crate) struct SignedEvents<C> {
    /// `None` once the end has been sent, and after an error.
    events: Option<Body>,
    chain: Chain,
    /// Tells the time, as the service sees it.
    clock: C,
}

impl<C: Fn() -> SystemTime> SignedEvents<C> {
    pub(crate) fn new(events: Body, chain: Chain, clock: C) -> Self {
        Self { events: Some(events), chain, clock }
    }

    fn signed(&mut self, payload: Bytes) -> Result<Bytes, FrameError> {
        let time = (self.clock)();
        let date = (":date".to_owned(), HeaderValue::Timestamp(millis(time)));
        // What is signed of the headers are their bytes, without the lengths and the checksums of a frame.
        let unsigned = Frame { headers: vec![date], payload: Bytes::new() };
        let encoded = unsigned.encode()?;
        let headers = encoded.get(12..encoded.len() - 4).unwrap_or_default();
        let signature = self.chain.sign(ALGORITHM, time, &[headers, &payload]);
        let mut frame = Frame { payload, ..unsigned };
        frame.headers.push((":chunk-signature".to_owned(), HeaderValue::Bytes(Bytes::copy_from_slice(&signature))));
        frame.encode()
    }
}

impl<C: Fn() -> SystemTime + Unpin> http_body::Body for SignedEvents<C> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<BodyFrame<Bytes>, BoxError>>> {
        let Some(events) = &mut self.events else {
            return Poll::Ready(None);
        };
        let payload = match ready!(Pin::new(events).poll_frame(cx)) {
            Some(Ok(frame)) => match frame.into_data() {
                Ok(data) => data,
                Err(trailers) => return Poll::Ready(Some(Ok(trailers))),
            },
            Some(Err(error)) => {
                self.events = None;
                return Poll::Ready(Some(Err(error)));
            }
            None => {
                self.events = None;
                Bytes::new()
            }
        };
        Poll::Ready(Some(self.signed(payload).map(BodyFrame::data).map_err(BoxError::from)))
    }
}

fn millis(time: SystemTime) -> i64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
