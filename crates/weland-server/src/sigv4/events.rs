//! Streams of events that are signed one by one.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::{Duration, SystemTime};

use bytes::{Bytes, BytesMut};
use http_body::{Body as _, Frame as BodyFrame};
use weland_core::{BoxError, OtherError};
use weland_protocol::Body;
use weland_protocol::event::{Frame, HeaderValue};
use weland_protocol::sha256::Hash;
use weland_protocol::sigv4::{Chain, amz_date};

use super::refusal::Refusal;
use super::{Clock, SigV4};

const ALGORITHM: &str = "AWS4-HMAC-SHA256-PAYLOAD";
const DATE: &str = ":date";
const SIGNATURE: &str = ":chunk-signature";

/// The events in a body, each of which is the payload of a frame that has its signature. An event is handed on when its signature
/// has turned out right. The last frame is empty, so that nobody can cut the body short.
pub(super) struct VerifiedEvents {
    /// `None` after the end, and after an error.
    body: Option<Body>,
    buffer: BytesMut,
    chain: Chain,
    window: Duration,
    clock: Arc<Clock>,
    names_exceptions: bool,
    /// Whether the last frame has come.
    has_ended: bool,
}

impl VerifiedEvents {
    pub(super) fn new(body: Body, chain: Chain, verifier: &SigV4, names_exceptions: bool) -> Self {
        let (window, clock) = (verifier.window, Arc::clone(&verifier.clock));
        Self { body: Some(body), buffer: BytesMut::new(), chain, window, clock, names_exceptions, has_ended: false }
    }

    /// The next event that has come as a whole; `None` if there is none.
    fn next(&mut self) -> Result<Option<Bytes>, OtherError> {
        while !self.buffer.is_empty() {
            if self.has_ended {
                return Err(malformed("there is something behind the frame that ends the events"));
            }
            let frame = Frame::decode(&mut self.buffer).map_err(|error| malformed(&error.to_string()))?;
            let Some(frame) = frame else { break };
            let payload = self.verified(frame)?;
            if !payload.is_empty() {
                return Ok(Some(payload));
            }
            self.has_ended = true;
        }
        Ok(None)
    }

    fn verified(&mut self, frame: Frame) -> Result<Bytes, OtherError> {
        let refused = |message: &str| Refusal::Invalid(message.to_owned()).into_error(self.names_exceptions);
        let (Some(HeaderValue::Timestamp(millis)), Some(HeaderValue::Bytes(signature)), 2) =
            (frame.header(DATE), frame.header(SIGNATURE), frame.headers.len())
        else {
            return Err(malformed("a frame has to have `:date` and `:chunk-signature`, and no other header"));
        };
        let signature = <[u8; 32]>::try_from(&**signature).map_err(|_| malformed("a signature has 32 bytes"))?;
        let since = u64::try_from(*millis).map_err(|_| malformed("`:date` is before 1970"))?;
        let time = SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(since));
        let time = time.filter(|time| distance(*time, (self.clock)()) <= self.window);
        let time =
            time.ok_or_else(|| refused("an event was not signed just now; is the clock of the caller right?"))?;
        // What is signed of the headers are their bytes, without the lengths and the checksums of a frame.
        let unsigned =
            Frame { headers: vec![(DATE.to_owned(), HeaderValue::Timestamp(*millis))], payload: Bytes::new() };
        let encoded = unsigned.encode().map_err(|error| malformed(&error.to_string()))?;
        let headers = encoded.get(12..encoded.len().saturating_sub(4)).unwrap_or_default();
        let hashes = [Hash::hash(headers), Hash::hash(&frame.payload)];
        if !self.chain.verify(ALGORITHM, &amz_date(time), &hashes, &signature) {
            return Err(Refusal::Invalid("the signature of an event is not that of the event and this key".to_owned())
                .into_error(self.names_exceptions));
        }
        Ok(frame.payload)
    }

    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        loop {
            match self.next() {
                Ok(Some(event)) => return Poll::Ready(Some(Ok(event))),
                Ok(None) => {}
                Err(error) => return Poll::Ready(Some(Err(error.into()))),
            }
            let Some(body) = &mut self.body else { return Poll::Ready(None) };
            match ready!(Pin::new(body).poll_frame(cx)) {
                Some(Ok(frame)) => self.buffer.extend_from_slice(frame.data_ref().map_or(&[], |data| &data[..])),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None if self.has_ended => return Poll::Ready(None),
                None => return Poll::Ready(Some(Err(malformed("they end without the frame that says so").into()))),
            }
        }
    }
}

impl http_body::Body for VerifiedEvents {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<BodyFrame<Bytes>, BoxError>>> {
        if self.body.is_none() {
            return Poll::Ready(None);
        }
        let event = ready!(self.poll_event(cx));
        if !matches!(event, Some(Ok(_))) {
            self.body = None;
        }
        Poll::Ready(event.map(|event| event.map(BodyFrame::data)))
    }
}

fn distance(one: SystemTime, other: SystemTime) -> Duration {
    one.duration_since(other).unwrap_or_else(|error| error.duration())
}

fn malformed(message: &str) -> OtherError {
    OtherError::service(
        400,
        "SerializationException",
        format!("the signed events of the body are malformed: {message}"),
    )
}
