//! Writing events.

use std::task::{Context, Poll, ready};

use bytes::Bytes;
use weland_core::{BoxError, Encoder, Events, Member, Structure, Timestamp};

use super::frame::Frame;
use super::header;
use crate::binding::Direction;
use crate::json::JsonEncoder;
use crate::partial::write_nothing;
use crate::{media, payload};

/// A body that writes events as they come.
pub(crate) struct EventBody {
    events: Box<dyn Events + Send>,
    direction: Direction,
    ended: bool,
}

impl EventBody {
    pub(crate) fn new(events: Box<dyn Events + Send>, direction: Direction) -> Self {
        Self { events, direction, ended: false }
    }

    /// The next frame.
    pub(crate) fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        while !self.ended {
            let frame = match ready!(self.events.poll_next_event(cx)) {
                None => break,
                Some(Ok(event)) => match encode(&*event) {
                    // An event that the model does not know has no name to be sent under.
                    None => continue,
                    Some(frame) => {
                        // Nobody reads on after an error of the model.
                        self.ended = frame.text(":message-type") == Some("exception");
                        frame.encode().map_err(BoxError::from)
                    }
                },
                Some(Err(error)) => Err(error),
            };
            self.ended |= frame.is_err();
            return Poll::Ready(Some(frame.or_else(|error| self.failure(error))));
        }
        self.ended = true;
        Poll::Ready(None)
    }

    /// How the reader learns that the source of the events has failed. A request is broken off, and the caller gets the
    /// cause; a response ends with an error frame, which says no more than that, since causes are the server's own.
    fn failure(&self, error: BoxError) -> Result<Bytes, BoxError> {
        if self.direction == Direction::Request {
            return Err(error);
        }
        let mut frame = Frame::default();
        frame.push_text(":message-type", "error");
        frame.push_text(":error-code", "InternalFailure");
        frame.push_text(":error-message", "the stream of events broke off");
        Ok(frame.encode()?)
    }
}

/// The frame of an event; `None` if the event is of a kind that the model does not know.
pub(super) fn encode(event: &dyn Structure) -> Option<Frame> {
    let mut encoder = EventEncoder(None);
    for (index, member) in event.schema().members.iter().enumerate() {
        event.encode_member(index, member, &mut encoder);
    }
    encoder.0
}

/// Takes the one member of the union that is set.
struct EventEncoder(Option<Frame>);

impl Encoder for EventEncoder {
    fn structure(&mut self, member: &'static Member, value: &dyn Structure) {
        let mut frame = Frame::default();
        let is_error = member.schema.error.is_some();
        let (kind, name) = if is_error { ("exception", ":exception-type") } else { ("event", ":event-type") };
        frame.push_text(":message-type", kind);
        frame.push_text(name, member.name);
        if let Some((media_type, payload)) = event_payload(value) {
            frame.push_text(":content-type", media_type);
            frame.payload = payload.into();
        }
        for (index, member) in value.schema().members.iter().enumerate() {
            if is_header(member)
                && let Some(header) = header::encode(value, index, member)
            {
                frame.headers.push((member.name.to_owned(), header));
            }
        }
        self.0 = Some(frame);
    }

    write_nothing!(aggregates);
    write_nothing!(numbers);
    write_nothing! {
        boolean(&'static Member, bool);
        integer(&'static Member, i64);
        string(&'static Member, &str);
        blob(&'static Member, &[u8]);
        timestamp(&'static Member, Timestamp);
    }
}

fn event_payload(value: &dyn Structure) -> Option<(&'static str, Vec<u8>)> {
    let members = value.schema().members;
    for (index, member) in members.iter().enumerate() {
        if is_payload(member) {
            return payload::encode(value, index, member).map(|bytes| (payload::media_type(member), bytes));
        }
    }
    if members.iter().all(is_header) {
        return None;
    }
    let mut encoder = JsonEncoder::new();
    encoder.object(value, |member| !is_header(member));
    Some((media::JSON, encoder.into_bytes()))
}

pub(super) fn is_header(member: &Member) -> bool {
    member.binding == weland_core::Binding::EventHeader
}

pub(super) fn is_payload(member: &Member) -> bool {
    member.binding == weland_core::Binding::EventPayload
}
