//! Streams of values that are received.

use std::task::{Context, Poll, ready};

use weland_core::{
    BoxError, DecodeError, ErrorKind, EventSource, Member, OtherError, ResponseMetadata, Schema, Structure,
};

use super::frames::{Frame, Frames};
use super::{CODEC, Sequence, document};
use crate::body::Body;
use crate::codec::Codec as _;
use crate::metadata::explain;
use crate::protocol::ItemCheck;
use crate::strictness::Strictness;

/// Reads the values of a sequence as they arrive. One that is malformed is an error in its place; after any other error, the
/// stream is at its end.
pub(crate) struct ItemSource {
    frames: Frames,
    body: Body,
    element: &'static Member,
    receiver: Receiver,
    state: State,
}

/// On which side values are received.
enum Receiver {
    /// In a response.
    Client(ResponseMetadata),
    /// In a request; they have to be valid.
    Server(ItemCheck),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    /// The body is at its end; there may be more in memory.
    Received,
    Ended,
}

impl ItemSource {
    fn new(sequence: Sequence, list: &'static Schema, body: Body, receiver: Receiver) -> Self {
        Self { frames: Frames::new(sequence), body, element: list.element(), receiver, state: State::Open }
    }

    /// The values of a request, each of which is checked.
    pub(in super::super) fn of_request(
        sequence: Sequence,
        list: &'static Schema,
        body: Body,
        check: ItemCheck,
    ) -> Box<Self> {
        Box::new(Self::new(sequence, list, body, Receiver::Server(check)))
    }

    /// The values of a response. Errors have its metadata.
    pub(in super::super) fn of_response(
        sequence: Sequence,
        list: &'static Schema,
        body: Body,
        metadata: ResponseMetadata,
    ) -> Box<Self> {
        Box::new(Self::new(sequence, list, body, Receiver::Client(metadata)))
    }

    fn poll_frame(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame, BoxError>>> {
        loop {
            match self.frames.next(self.state == State::Received) {
                Ok(Some(frame)) => return Poll::Ready(Some(Ok(frame))),
                Ok(None) if self.state == State::Open => {}
                Ok(None) => return Poll::Ready(None),
                Err(error) => {
                    self.state = State::Ended;
                    return Poll::Ready(Some(Err(self.malformed(&error))));
                }
            }
            match ready!(self.body.poll_data(cx)) {
                Some(Ok(data)) => self.frames.push(&data),
                Some(Err(error)) => {
                    self.state = State::Ended;
                    return Poll::Ready(Some(Err(self.broken(error))));
                }
                None => self.state = State::Received,
            }
        }
    }

    /// Reads a value.
    fn read(&self, frame: Frame, item: &mut dyn Structure) -> Result<(), BoxError> {
        let strictness = match self.receiver {
            Receiver::Client(_) => Strictness::Lenient,
            Receiver::Server(_) => Strictness::Strict,
        };
        let missing = document(frame, self.element.schema, strictness)
            .and_then(|json| CODEC.decode_member(&json, item, (0, self.element), strictness))
            .map_err(|error| self.malformed(&error))?;
        match self.receiver {
            Receiver::Client(_) => Ok(()),
            Receiver::Server(check) => check(item, self.element, missing),
        }
    }

    /// What has come is not understood.
    fn malformed(&self, error: &DecodeError) -> BoxError {
        match &self.receiver {
            Receiver::Client(metadata) => explain(metadata, ErrorKind::Response, error.clone().into()),
            Receiver::Server(_) => {
                let message = format!("a value of the body is malformed: {error}");
                OtherError::service(400, "SerializationException", message).with_source(error.clone()).into()
            }
        }
    }

    /// The connection has failed, and not what has come over it.
    fn broken(&self, error: BoxError) -> BoxError {
        match &self.receiver {
            Receiver::Client(metadata) => explain(metadata, ErrorKind::Transport, error),
            Receiver::Server(_) => error,
        }
    }

    /// Whether a service says that nothing follows, in its own way.
    fn is_done(&self, frame: &Frame) -> bool {
        match (&self.receiver, frame) {
            (Receiver::Client(_), Frame::Event(event)) => event.is_done(self.element.schema),
            _ => false,
        }
    }
}

impl EventSource for ItemSource {
    fn poll_event(&mut self, cx: &mut Context<'_>, item: &mut dyn Structure) -> Poll<Option<Result<(), BoxError>>> {
        if self.state == State::Ended {
            return Poll::Ready(None);
        }
        match ready!(self.poll_frame(cx)) {
            Some(Ok(frame)) if !self.is_done(&frame) => Poll::Ready(Some(self.read(frame, item))),
            Some(Err(error)) => Poll::Ready(Some(Err(error))),
            Some(Ok(_)) | None => {
                self.state = State::Ended;
                Poll::Ready(None)
            }
        }
    }
}
