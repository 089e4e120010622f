//! The events of a case: sent, received, compared.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::task::{Context, Poll};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use serde_json::Value;
use weland_core::{BoxError, DecodeError, EventSource, Schema, ShapeType, Stream, Structure};

use crate::case::{Event, EventKind, EventStream, Expectation, Expected, shape_name};
use crate::frame::{Frame, Header, MEDIA_TYPE, read_all};
use crate::report::{Difference, Failure, Outcome, none};
use crate::tree::Tree;
use crate::{body, compare, params, protocol};

/// Adds the media type of event streams to the headers of a message that has none.
pub(crate) fn add_media_type(headers: &mut http::HeaderMap) {
    headers.entry(CONTENT_TYPE).or_insert(MEDIA_TYPE);
}

/// Whether a structure has a stream of events.
pub(crate) fn has_events(schema: &Schema) -> bool {
    schema.members.iter().any(|member| member.schema.streaming && member.schema.shape_type == ShapeType::Union)
}

impl EventStream {
    /// The events that go this way.
    pub(crate) fn events(&self, kind: EventKind) -> Vec<&Event> {
        self.events.iter().filter(|event| event.kind == kind).collect()
    }

    /// The values of the events that go this way. Events without values are none of the model, so they cannot be sent.
    pub(crate) fn values(&self, kind: EventKind) -> Vec<Value> {
        self.events(kind).into_iter().filter_map(|event| event.params.clone()).collect()
    }

    /// Whether the case says something about messages that go this way.
    pub(crate) fn mentions(&self, kind: EventKind) -> bool {
        let initial = match kind {
            EventKind::Request => self.initial_request.is_some() || self.initial_request_params.is_some(),
            EventKind::Response => self.initial_response.is_some() || self.initial_response_params.is_some(),
        };
        initial || !self.events(kind).is_empty()
    }

    /// The frames of the events that go this way, one after another.
    pub(crate) fn frames(&self, kind: EventKind) -> Outcome<Bytes> {
        let mut all = Vec::new();
        for event in self.events(kind) {
            all.extend_from_slice(&frame(event)?);
        }
        Ok(all.into())
    }

    /// The error that the case expects, if it does.
    pub(crate) fn failure(&self) -> Option<&Expected> {
        match &self.expectation {
            Expectation::Success {} => None,
            Expectation::Failure(expected) => Some(expected),
        }
    }
}

/// The frame of an event as it is received: the bytes of the case, or else its headers and its body.
fn frame(event: &Event) -> Outcome<Bytes> {
    if let Some(bytes) = &event.bytes {
        let wrong = |error| Failure::new(format!("`bytes` of the case is no base64: {error}"));
        let bytes = STANDARD.decode(bytes.trim()).map_err(wrong)?;
        is_consistent(event, &bytes)?;
        return Ok(bytes.into());
    }
    let headers = event.headers.iter().map(|(name, node)| Ok((name.clone(), Header::from_case(name, node)?)));
    let headers = headers.collect::<Outcome<_>>()?;
    let payload = body::bytes(event.body.as_deref().unwrap_or_default(), event.body_media_type.as_deref());
    Frame { headers, payload }.write()
}

/// Compares the bytes of an event with what else the case says of it. Bytes that are no frame are meant to be none.
fn is_consistent(event: &Event, bytes: &[u8]) -> Outcome {
    let Ok(frames) = read_all(bytes) else {
        return Ok(());
    };
    for frame in frames {
        let differences = compare_frame(event, &frame)?;
        let contradicts =
            |failure: Failure| failure.with("The case contradicts its `bytes`, which are", frame.to_string());
        none(differences).map_err(contradicts)?;
    }
    Ok(())
}

/// Lets the stream of a structure yield events with these values.
pub(crate) fn attach(values: Vec<Value>, to: &mut dyn Structure) -> Outcome {
    attach_source(Source { values: values.into(), fill: params::fill }, to)
}

fn attach_source(source: Source, to: &mut dyn Structure) -> Outcome {
    match to.stream() {
        Some(Stream::Events(events)) => {
            events.attach(Box::new(source));
            Ok(())
        }
        _ if source.values.is_empty() => Ok(()),
        _ => Err(Failure::new("the case has events for a stream that the operation does not have")),
    }
}

struct Source {
    values: VecDeque<Value>,
    fill: fn(&Value, &mut dyn Structure) -> Result<(), DecodeError>,
}

impl EventSource for Source {
    fn poll_event(&mut self, _: &mut Context<'_>, event: &mut dyn Structure) -> Poll<Option<Result<(), BoxError>>> {
        let next = self.values.pop_front();
        Poll::Ready(next.map(|values| (self.fill)(&values, event).map_err(BoxError::from)))
    }
}

/// Events that were read.
#[derive(Default)]
pub(crate) struct Received {
    events: Vec<Box<dyn Structure + Send>>,
    /// The error that ended reading; `None` at the end of the stream.
    error: Option<BoxError>,
}

/// A stream of events that was taken out of a structure.
pub(crate) type EventReader = Box<dyn weland_core::Events + Send>;

/// Takes the stream of events out of a structure.
pub(crate) fn take(from: &mut dyn Structure) -> Option<EventReader> {
    match from.stream() {
        Some(Stream::Events(events)) => Some(events.take()),
        _ => None,
    }
}

/// Reads a stream to its end, or to the first error.
pub(crate) async fn drain(events: Option<EventReader>) -> Received {
    let mut received = Received::default();
    let Some(mut events) = events else {
        return received;
    };
    while let Some(next) = poll_fn(|cx| events.poll_next_event(cx)).await {
        match next {
            Ok(event) => received.events.push(event),
            Err(error) => {
                received.error = Some(error);
                break;
            }
        }
    }
    received
}

impl Received {
    /// The error that was received: the shape of a modeled one, and a description.
    fn error(&self) -> Option<(Option<&'static str>, String)> {
        let modeled = self.events.iter().find_map(|event| {
            let tree = Tree::of(&**event);
            let members = event.schema().members.iter();
            let mut set = members.filter(|member| member.schema.error.is_some() && tree.member(member.name).is_some());
            set.next().map(|member| (Some(member.schema.name), tree.to_string()))
        });
        modeled.or_else(|| self.error.as_ref().map(|error| (None, error.to_string())))
    }

    /// Compares what was read with the events of a case. `holder` is an empty structure that has the stream.
    pub(crate) async fn compare(mut self, case: &EventStream, kind: EventKind, holder: &mut dyn Structure) -> Outcome {
        if let Some(expected) = case.failure() {
            let (shape, description) = self.error().unzip();
            check_failure(expected, shape.flatten(), description.as_deref())?;
        } else if let Some(error) = &self.error {
            return Err(Failure::new(format!("event {} cannot be read: {error}", self.events.len() + 1)));
        }
        // Events that the model does not know arrive without a value, or not at all.
        if case.events(kind).iter().any(|event| event.params.is_none()) {
            self.events.retain(|event| !matches!(Tree::of(&**event), Tree::Structure(members) if members.is_empty()));
        }
        let values = case.values(kind);
        let fill = if kind == EventKind::Request { params::fill_received } else { params::fill };
        attach_source(Source { values: values.clone().into(), fill }, holder)?;
        let expected = drain(take(holder)).await;
        if let Some(error) = expected.error {
            return Err(Failure::new(format!("the values of the case do not fit the model: {error}")));
        }
        let rules = protocol::rules(&case.protocol)?;
        let mut differences = Vec::new();
        if case.failure().is_none() && self.events.len() != values.len() {
            let shown: Vec<String> = self.events.iter().map(|event| Tree::of(&**event).to_string()).collect();
            let actual = format!("{}: {}", self.events.len(), shown.join(", "));
            differences.push(Difference::new("the number of events", values.len().to_string(), actual));
        }
        for (index, ((values, mut expected), actual)) in
            values.iter().zip(expected.events).zip(&self.events).enumerate()
        {
            let found = compare::structure(rules, values, &mut *expected, &Tree::of(&**actual));
            differences.extend(found.into_iter().map(|it| it.within(format!("event {}, ", index + 1))));
        }
        none(differences)
    }
}

/// Checks that the expected error was received.
pub(crate) fn check_failure(expected: &Expected, shape: Option<&str>, description: Option<&str>) -> Outcome {
    let expected = expected.error_id.as_deref().map(shape_name);
    match (expected, description) {
        (Some(expected), _) if shape == Some(expected) => Ok(()),
        (None, Some(_)) => Ok(()),
        (expected, description) => {
            let expected = expected.map_or_else(|| "an error".to_owned(), |shape| format!("the error `{shape}`"));
            Err(Failure::new(format!("{expected} is expected, but there is {}", description.unwrap_or("none"))))
        }
    }
}

/// Compares the frames that were sent with the events of a case that have values, which are those that could be sent.
pub(crate) fn sent(case: &EventStream, kind: EventKind, bytes: &[u8]) -> Outcome {
    let frames = read_all(bytes)?;
    let events: Vec<&Event> =
        case.events(kind).into_iter().filter(|event| event.params.is_some() || is_initial(event)).collect();
    let mut differences = Vec::new();
    if frames.len() != events.len() {
        let (expected, actual) = (events.len().to_string(), frames.len().to_string());
        differences.push(Difference::new("the number of events", expected, actual));
    }
    for (index, (event, frame)) in events.iter().zip(&frames).enumerate() {
        let found = compare_frame(event, frame)?;
        differences.extend(found.into_iter().map(|it| it.within(format!("event {}, ", index + 1))));
    }
    let shown: Vec<String> = frames.iter().map(Frame::to_string).collect();
    none(differences).map_err(|failure| failure.with("The events that were sent", shown.join("\n")))
}

/// Whether an event is the message in front of the others, whose values the case states beside its events.
fn is_initial(event: &Event) -> bool {
    let kind = event.headers.get(":event-type").and_then(|header| header.get("string")).and_then(Value::as_str);
    matches!(kind, Some("initial-request" | "initial-response"))
}

fn compare_frame(event: &Event, frame: &Frame) -> Outcome<Vec<Difference>> {
    let mut differences = Vec::new();
    let show = |header: Option<&Header>| header.map_or_else(|| "(missing)".to_owned(), Header::to_string);
    let mut differ = |name: &str, expected: &str| {
        differences.push(Difference::new(format!("the header `{name}`"), expected, show(frame.header(name))));
    };
    for (name, node) in &event.headers {
        let expected = Header::from_case(name, node)?;
        if frame.header(name) != Some(&expected) {
            differ(name, &expected.to_string());
        }
    }
    for name in event.forbid_headers.iter().filter(|name| frame.header(name).is_some()) {
        differ(name, "(none)");
    }
    for name in event.require_headers.iter().filter(|name| frame.header(name).is_none()) {
        differ(name, "(any value)");
    }
    if let Some(expected) = &event.body {
        differences.extend(body::compare(expected, event.body_media_type.as_deref(), &frame.payload));
    }
    Ok(differences)
}
