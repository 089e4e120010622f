//! The message in front of the events of a stream, which is an event itself.

use std::future::ready;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use http_body::Frame as BodyFrame;
use weland_core::{BoxError, DecodeError, EncodeError};

use crate::body::{Body, BodyTooLarge};
use crate::event::{Frame, FrameError};
use crate::protocol::InitialMessage;

/// The frame of a document that stands in front of events.
///
/// # Errors
/// When the document is larger than a frame can be.
pub(super) fn frame(kind: &str, media_type: &str, document: Vec<u8>) -> Result<Bytes, EncodeError> {
    let mut frame = Frame::default();
    frame.push_text(":message-type", "event");
    frame.push_text(":event-type", kind);
    frame.push_text(":content-type", media_type);
    frame.payload = document.into();
    frame.encode().map_err(|error| EncodeError::new(error.to_string()))
}

/// Takes the document off the front of a body, if it is `wanted`. A body that begins with something else is left as it is,
/// which stands for a document without members.
pub(super) fn read(wanted: bool, kind: &'static str, body: Body, limit: usize) -> InitialMessage {
    if !wanted {
        return Box::pin(ready(Ok((Bytes::new(), body))));
    }
    Box::pin(take(kind, body, limit))
}

async fn take(kind: &'static str, mut body: Body, limit: usize) -> Result<(Bytes, Body), BoxError> {
    let mut buffer = BytesMut::new();
    loop {
        match Frame::decode(&mut buffer).map_err(malformed)? {
            Some(frame) => {
                let inner = frame.clone().unwrap_signed().map_err(malformed)?;
                if let Some(initial) = inner.filter(|inner| is_initial(inner, kind)) {
                    return Ok((initial.payload, Body::new(First::new(buffer.freeze(), body))));
                }
                let first = [&*frame.encode()?, &buffer].concat();
                return Ok((Bytes::new(), Body::new(First::new(first.into(), body))));
            }
            None if buffer.len() > limit => return Err(BodyTooLarge { limit }.into()),
            None => {}
        }
        match std::future::poll_fn(|cx| body.poll_data(cx)).await {
            Some(data) => buffer.extend_from_slice(&data?),
            // A part of a frame is for the stream to complain of.
            None => return Ok((Bytes::new(), Body::from(buffer.freeze()))),
        }
    }
}

fn malformed(error: FrameError) -> DecodeError {
    DecodeError::new(error.to_string())
}

fn is_initial(frame: &Frame, kind: &str) -> bool {
    frame.text(":message-type") == Some("event") && frame.text(":event-type") == Some(kind)
}

/// A body with bytes in front of it.
pub(super) struct First<B> {
    first: Bytes,
    rest: B,
}

impl<B> First<B> {
    pub(super) fn new(first: Bytes, rest: B) -> Self {
        Self { first, rest }
    }
}

impl<B> http_body::Body for First<B>
where
    B: http_body::Body<Data = Bytes, Error = BoxError> + Unpin,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<BodyFrame<Bytes>, BoxError>>> {
        if !self.first.is_empty() {
            return Poll::Ready(Some(Ok(BodyFrame::data(std::mem::take(&mut self.first)))));
        }
        Pin::new(&mut self.rest).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.first.is_empty() && self.rest.is_end_stream()
    }
}
