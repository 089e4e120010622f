//! Reading events.

use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use weland_core::{
    BoxError, DecodeError, Decoder, ErrorKind, EventSource, Member, OtherError, ResponseMetadata, Structure,
};

use super::encode::{is_header, is_payload};
use super::frame::{Frame, FrameError};
use super::header;
use crate::body::Body;
use crate::codec::{Codec, MemberFilter};
use crate::item_check::ItemCheck;
use crate::metadata::explain;
use crate::missing::{Missing, MissingMembers};
use crate::payload;
use crate::strictness::Strictness;
use crate::unsupported::unsupported;

/// Reads events out of a body. After an error it is at its end.
pub(crate) struct FrameSource {
    codec: &'static dyn Codec,
    body: Body,
    buffer: BytesMut,
    strictness: Strictness,
    /// What is done with a frame before it is read; see [`FrameSource::of_request`].
    open: fn(Frame) -> Result<Option<Frame>, FrameError>,
    /// What is demanded of an event.
    check: Option<ItemCheck>,
    /// That of the response that the events are in.
    metadata: Option<ResponseMetadata>,
    ended: bool,
}

impl FrameSource {
    pub(crate) fn new(codec: &'static dyn Codec, body: Body, strictness: Strictness) -> Self {
        let buffer = BytesMut::new();
        Self {
            codec,
            body,
            buffer,
            strictness,
            open: |frame| Ok(Some(frame)),
            check: None,
            metadata: None,
            ended: false,
        }
    }

    /// Reads the events of a request, each of which is checked. They may be in frames in which they were signed.
    pub(crate) fn of_request(codec: &'static dyn Codec, body: Body, check: ItemCheck) -> Self {
        let source = Self::new(codec, body, Strictness::Strict);
        Self { open: Frame::unwrap_signed, check: Some(check), ..source }
    }

    /// Adds the metadata of the response that the events are in to their errors.
    pub(crate) fn with_metadata(mut self, metadata: ResponseMetadata) -> Self {
        self.metadata = Some(metadata);
        self
    }

    fn read(&self, frame: &Frame, event: &mut dyn Structure) -> Result<Read, BoxError> {
        let decoder = EventDecoder { codec: self.codec, frame, strictness: self.strictness };
        let read = decoder.read(event)?;
        if let (Some(check), Read::Event(Some(member)) | Read::Error(member)) = (self.check, read) {
            check(event, member, MissingMembers::default())?;
        }
        Ok(read)
    }

    /// What has come is not understood.
    fn malformed(&self, error: BoxError) -> BoxError {
        if let Some(metadata) = &self.metadata {
            return explain(metadata, ErrorKind::Response, error);
        }
        // Other errors say themselves what they are.
        if self.check.is_none() || !(error.is::<DecodeError>() || error.is::<FrameError>()) {
            return error;
        }
        let message = format!("an event of the body is malformed: {error}");
        OtherError::service(400, "SerializationException", message).with_source(error).into()
    }

    /// The connection has failed, and not what has come over it.
    fn broken(&self, error: BoxError) -> BoxError {
        match &self.metadata {
            Some(metadata) => explain(metadata, ErrorKind::Transport, error),
            None => error,
        }
    }

    fn poll_frame(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame, BoxError>>> {
        loop {
            match Frame::decode(&mut self.buffer) {
                Ok(Some(frame)) => match (self.open)(frame) {
                    Ok(Some(frame)) => return Poll::Ready(Some(Ok(frame))),
                    Ok(None) => continue,
                    Err(error) => return Poll::Ready(Some(Err(error.into()))),
                },
                Ok(None) => {}
                Err(error) => return Poll::Ready(Some(Err(error.into()))),
            }
            match ready!(self.body.poll_data(cx)) {
                Some(Ok(data)) => self.buffer.extend_from_slice(&data),
                Some(Err(error)) => return Poll::Ready(Some(Err(self.broken(error)))),
                None if self.buffer.is_empty() => return Poll::Ready(None),
                None => return Poll::Ready(Some(Err(FrameError::Truncated.into()))),
            }
        }
    }
}

impl EventSource for FrameSource {
    fn poll_event(&mut self, cx: &mut Context<'_>, event: &mut dyn Structure) -> Poll<Option<Result<(), BoxError>>> {
        while !self.ended {
            let frame = match ready!(self.poll_frame(cx)) {
                None => break,
                Some(frame) => frame,
            };
            let result = frame.and_then(|frame| self.read(&frame, event));
            match result {
                Ok(Read::Event(_)) => return Poll::Ready(Some(Ok(()))),
                Ok(Read::Error(_)) => {
                    self.ended = true;
                    return Poll::Ready(Some(Ok(())));
                }
                Ok(Read::Nothing) => {}
                Err(error) => {
                    self.ended = true;
                    return Poll::Ready(Some(Err(self.malformed(error))));
                }
            }
        }
        self.ended = true;
        Poll::Ready(None)
    }
}

/// What a frame came to.
#[derive(Debug, Clone, Copy)]
enum Read {
    /// One of the stream's events, which the union holds as this member; `None` if it is one that the model does not know.
    Event(Option<&'static Member>),
    /// One of the stream's errors, after which there are no events.
    Error(&'static Member),
    /// None of the stream's events.
    Nothing,
}

/// Hands out the members of one event: from headers, from the payload as a whole, or from the document that it is.
struct EventDecoder<'a> {
    codec: &'static dyn Codec,
    frame: &'a Frame,
    strictness: Strictness,
}

impl EventDecoder<'_> {
    /// Reads the frame into an event.
    fn read(mut self, event: &mut dyn Structure) -> Result<Read, BoxError> {
        match self.frame.text(":message-type") {
            Some("event") => {}
            Some("exception") => return self.exception(event),
            Some("error") => return Err(failure(self.frame).into()),
            Some(other) => return Err(wrong(format!("`{other}` is not a type of message")).into()),
            None => return Err(wrong("the header `:message-type` is missing or not a string").into()),
        }
        let Some(name) = self.frame.text(":event-type") else {
            return Err(wrong("the header `:event-type` is missing or not a string").into());
        };
        if matches!(name, "initial-response" | "initial-request") {
            return Ok(Read::Nothing);
        }
        let found = event.schema().members.iter().enumerate().find(|(_, member)| member.name == name);
        match (found, self.strictness) {
            (Some(found), _) => self.member(event, found).map(|()| Read::Event(Some(found.1))).map_err(BoxError::from),
            (None, Strictness::Lenient) => Ok(Read::Event(None)),
            (None, Strictness::Strict) => Err(wrong(format!("the model has no event `{name}`")).into()),
        }
    }

    fn member(
        &mut self,
        event: &mut dyn Structure,
        (index, member): (usize, &'static Member),
    ) -> Result<(), DecodeError> {
        event.decode_member(index, member, self).map_err(|error| error.within(member.name))
    }

    /// Reads an error into an event, if it is one of the stream's.
    fn exception(&mut self, event: &mut dyn Structure) -> Result<Read, BoxError> {
        let name = self.frame.text(":exception-type");
        let is_it = |member: &Member| member.schema.error.is_some() && Some(member.name) == name;
        match event.schema().members.iter().enumerate().find(|(_, member)| is_it(member)) {
            Some(found) => match self.member(event, found) {
                Ok(()) => Ok(Read::Error(found.1)),
                Err(cause) => Err(unreadable(self.frame, cause).into()),
            },
            None => Err(unmodeled(self.codec, self.frame).into()),
        }
    }

    fn payload(&self, value: &mut dyn Structure) -> Result<MissingMembers, DecodeError> {
        let members = value.schema().members;
        let payload: Bytes = self.frame.payload.clone();
        let mut bound = members.iter().enumerate().filter(|(_, member)| is_payload(member));
        if let Some((index, member)) = bound.next() {
            if payload.is_empty() && payload::media_type(self.codec, member) == self.codec.media_type() {
                return Ok(absent([(index, member)]));
            }
            return payload::decode(self.codec, value, (index, member), payload, self.strictness)
                .map_err(|error| error.within(member.name));
        }
        let in_document = members.iter().enumerate().filter(|(_, member)| !is_header(member));
        if payload.is_empty() || members.iter().all(is_header) {
            return Ok(absent(in_document));
        }
        let filter = MemberFilter::new(|member| !is_header(member));
        self.codec.decode(&payload, value, filter, self.strictness)
    }

    fn unsupported<T>(&self) -> Result<T, DecodeError> {
        Err(DecodeError::new("an event has to be a structure"))
    }
}

impl Decoder for EventDecoder<'_> {
    fn structure(&mut self, _: &'static Member, value: &mut dyn Structure) -> Result<(), DecodeError> {
        let mut missing = MissingMembers::default();
        for (index, member) in value.schema().members.iter().enumerate() {
            if !is_header(member) {
                continue;
            }
            match self.frame.header(member.name) {
                Some(header) => header::decode(value, index, member, header)?,
                None => missing.append(&[], absent([(index, member)])),
            }
        }
        missing.append(&[], self.payload(value)?);
        if self.strictness == Strictness::Strict {
            value.set_defaults();
        }
        match missing.first() {
            Some(missing) if self.strictness == Strictness::Strict => {
                Err(DecodeError::new(format!("the required member {missing} is missing")))
            }
            _ => Ok(()),
        }
    }

    unsupported!(decode list map boolean integer number string blob timestamp document null);
}

/// Those of these members that must not be absent.
fn absent(members: impl IntoIterator<Item = (usize, &'static Member)>) -> MissingMembers {
    let mut missing = MissingMembers::default();
    for (index, member) in members.into_iter().filter(|(_, member)| member.required) {
        missing.push(|| Missing::member(index, member));
    }
    missing
}

/// An error of the model that is malformed.
fn unreadable(frame: &Frame, cause: DecodeError) -> OtherError {
    OtherError::new(ErrorKind::Response, format!("the error cannot be understood: {cause}"))
        .with_code(frame.text(":exception-type").unwrap_or_default())
        .with_body(frame.payload.clone())
        .with_source(cause)
}

fn wrong(message: impl Into<String>) -> DecodeError {
    DecodeError::new(message)
}

/// An error that looks like one of the model.
fn unmodeled(codec: &dyn Codec, frame: &Frame) -> OtherError {
    let code = frame.text(":exception-type").unwrap_or("Unknown");
    let message = codec.error_details(&frame.payload).message;
    OtherError::new(ErrorKind::Service, message.unwrap_or_else(|| "the stream ended with an exception".to_owned()))
        .with_code(code)
        .with_body(frame.payload.clone())
}

/// An error that the model does not name.
fn failure(frame: &Frame) -> OtherError {
    let code = frame.text(":error-code").unwrap_or("Unknown");
    let message = frame.text(":error-message").unwrap_or("the stream ended with an error");
    OtherError::new(ErrorKind::Service, message).with_code(code)
}
