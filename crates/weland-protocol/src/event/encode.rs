//! Writing events.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use weland_core::{BoxError, EncodeError, Encoder, Events, Member, Structure};

use super::frame::Frame;
use super::header;
use crate::codec::Codec;
use crate::payload;
use crate::unsupported::unsupported;

/// How many characters an error may have of its code, and of its message.
const MAX_FAILURE: usize = 1000;

/// A body that writes events as they come.
pub(crate) struct EventBody {
    codec: &'static dyn Codec,
    events: Box<dyn Events + Send>,
    /// The name of the member that the events are.
    member: &'static str,
    ended: bool,
}

impl EventBody {
    pub(crate) fn new(codec: &'static dyn Codec, events: Box<dyn Events + Send>, member: &'static str) -> Self {
        Self { codec, events, member, ended: false }
    }

    /// The bytes of an event.
    fn frame(&mut self, event: &dyn Structure) -> Result<Bytes, EncodeError> {
        let frame = encode(self.codec, event).map_err(|error| error.within(self.member))?;
        // Nobody reads on after an error of the model.
        self.ended = frame.text(":message-type") == Some("exception");
        frame.encode().map_err(|error| {
            let name = frame.text(":event-type").or_else(|| frame.text(":exception-type"));
            EncodeError::new(error.to_string()).within(name.unwrap_or_default()).within(self.member)
        })
    }
}

impl http_body::Body for EventBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, BoxError>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let Some(event) = ready!(self.events.poll_next_event(cx)) else {
            self.ended = true;
            return Poll::Ready(None);
        };
        let bytes = event.and_then(|event| self.frame(&*event).map_err(BoxError::from));
        self.ended |= bytes.is_err();
        Poll::Ready(Some(bytes.map(http_body::Frame::data)))
    }
}

/// The frame of an error that the model does not define.
pub(crate) fn failure(code: &str, message: &str) -> Bytes {
    let mut frame = Frame::default();
    frame.push_text(":message-type", "error");
    for (name, text) in [(":error-code", code), (":error-message", message)] {
        frame.push_text(name, &text.chars().take(MAX_FAILURE).collect::<String>());
    }
    // Texts of this length fit.
    frame.encode().unwrap_or_default()
}

/// The frame of an event.
///
/// # Errors
/// When the model does not define the event, which so has no name to be sent under, or a value cannot be written.
pub(super) fn encode(codec: &dyn Codec, event: &dyn Structure) -> Result<Frame, EncodeError> {
    let schema = event.schema();
    let mut encoder = EventEncoder { codec, frame: None };
    for (index, member) in schema.members.iter().enumerate() {
        event.encode_member(index, member, &mut encoder);
    }
    let unknown = || EncodeError::new(format!("the event is none that `{}` defines", schema.name));
    encoder.frame.unwrap_or_else(|| Err(unknown()))
}

/// Takes the one member of the union that is set.
struct EventEncoder<'a> {
    codec: &'a dyn Codec,
    frame: Option<Result<Frame, EncodeError>>,
}

impl EventEncoder<'_> {
    fn event(&self, member: &'static Member, value: &dyn Structure) -> Result<Frame, EncodeError> {
        let mut frame = Frame::default();
        let is_error = member.schema.error.is_some();
        let (kind, name) = if is_error { ("exception", ":exception-type") } else { ("event", ":event-type") };
        frame.push_text(":message-type", kind);
        frame.push_text(name, member.name);
        if let Some((media_type, payload)) = event_payload(self.codec, value)? {
            frame.push_text(":content-type", media_type);
            frame.payload = payload.into();
        }
        for (index, member) in value.schema().members.iter().enumerate() {
            if is_header(member)
                && let Some(header) = header::encode(value, index, member)?
            {
                frame.headers.push((member.name.to_owned(), header));
            }
        }
        Ok(frame)
    }

    fn unsupported(&mut self, member: &'static Member) {
        self.frame = Some(Err(EncodeError::new("an event has to be a structure").within(member.name)));
    }
}

impl Encoder for EventEncoder<'_> {
    fn structure(&mut self, member: &'static Member, value: &dyn Structure) {
        self.frame = Some(self.event(member, value).map_err(|error| error.within(member.name)));
    }

    unsupported!(encode list map boolean integer number string blob timestamp document null);
}

type Payload = (&'static str, Vec<u8>);

fn event_payload(codec: &dyn Codec, value: &dyn Structure) -> Result<Option<Payload>, EncodeError> {
    let members = value.schema().members;
    for (index, member) in members.iter().enumerate() {
        if is_payload(member) {
            let bytes = payload::encode(codec, value, index, member)?;
            return Ok(bytes.map(|bytes| (payload::media_type(codec, member), bytes)));
        }
    }
    if members.iter().all(is_header) {
        return Ok(None);
    }
    codec.encode(value, |member| !is_header(member)).map(|bytes| Some((codec.media_type(), bytes)))
}

pub(super) fn is_header(member: &Member) -> bool {
    member.binding == weland_core::Binding::EventHeader
}

pub(super) fn is_payload(member: &Member) -> bool {
    member.binding == weland_core::Binding::EventPayload
}
