//! Bodies that are sequences of values, one after the other: lines of JSON, JSON text sequences (RFC 7464), server-sent events.
//!
//! Some are streams, whose values are read and written as they come. Others are lists to their types: such a sequence is in
//! memory as a whole, like any other body, and limited like one.

mod event;
mod frames;
mod sink;
mod source;

use bytes::Bytes;
use weland_core::{Binding, DecodeError, EncodeError, Encoder, Member, Schema, ShapeType, Structure};

use self::frames::{Frame, Frames, SEPARATOR};
pub(super) use self::sink::ItemBody;
pub(super) use self::source::ItemSource;
use super::tree::Tree;
use super::{CODEC, json_name};
use crate::codec::Codec as _;
use crate::json::write_string;
use crate::strictness::Strictness;
use crate::unsupported::unsupported;
use crate::{media, payload};

/// How values follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sequence {
    /// Each in a line.
    Lines,
    /// Each behind a record separator.
    Records,
    /// As server-sent events.
    Events,
}

impl Sequence {
    /// The sequence that bodies of a media type are, if they are one.
    pub(super) fn of(media_type: &str) -> Option<Self> {
        const LINES: [&str; 7] = [
            "application/jsonl",
            "application/jsonlines",
            "application/ndjson",
            "application/x-jsonl",
            "application/x-jsonlines",
            "application/x-ndjson",
            "text/jsonl",
        ];
        if LINES.iter().any(|lines| media::is_same(media_type, lines)) {
            return Some(Self::Lines);
        }
        let essence = media::essence(media_type).to_ascii_lowercase();
        let is_records = essence == "application/json-seq" || essence.ends_with("+json-seq");
        let is_events = media::is_same(media_type, "text/event-stream");
        is_records.then_some(Self::Records).or(is_events.then_some(Self::Events))
    }
}

/// Writes a list as a sequence; `None` if it is not set.
///
/// # Errors
/// When a value cannot be written.
pub(super) fn write(
    sequence: Sequence,
    value: &dyn Structure,
    index: usize,
    member: &'static Member,
) -> Result<Option<Vec<u8>>, EncodeError> {
    if sequence == Sequence::Events && is_event(element(member)) {
        let mut encoder = EventEncoder { out: None, error: None };
        value.encode_member(index, member, &mut encoder);
        return encoder.error.map_or(Ok(encoder.out), |error| Err(error.within(member.name)));
    }
    let Some(json) = CODEC.encode_member(value, index, member)? else { return Ok(None) };
    let mut out = Vec::with_capacity(json.len() + 16);
    elements(json.get(1..json.len() - 1).unwrap_or_default()).for_each(|json| framed(sequence, json, &mut out));
    Ok(Some(out))
}

/// Writes one value: what a stream holds at `member`, the element of its list.
///
/// # Errors
/// When the value cannot be written.
fn write_item(sequence: Sequence, item: &dyn Structure, member: &'static Member) -> Result<Vec<u8>, EncodeError> {
    if sequence == Sequence::Events && is_event(member.schema) {
        let mut encoder = EventEncoder { out: Some(Vec::new()), error: None };
        item.encode_member(0, member, &mut encoder);
        return encoder.error.map_or(Ok(encoder.out.unwrap_or_default()), Err);
    }
    let json = CODEC.encode_member(item, 0, member)?;
    let mut out = Vec::new();
    json.iter().for_each(|json| framed(sequence, json, &mut out));
    Ok(out)
}

/// Whether values of a shape have the fields of an event; others are its data.
fn is_event(schema: &'static Schema) -> bool {
    match schema.shape_type {
        ShapeType::Structure => schema.members.iter().any(|member| json_name(member) == "data"),
        ShapeType::Union => schema.members.iter().any(|member| {
            let is_structure = member.schema.shape_type == ShapeType::Structure;
            is_structure && is_event(member.schema)
        }),
        _ => false,
    }
}

/// Adds a value with what separates it from others.
fn framed(sequence: Sequence, json: &[u8], out: &mut Vec<u8>) {
    match sequence {
        Sequence::Lines => {}
        Sequence::Records => out.push(SEPARATOR),
        Sequence::Events => out.extend_from_slice(b"data: "),
    }
    out.extend_from_slice(json);
    out.extend_from_slice(if sequence == Sequence::Events { b"\n\n" } else { b"\n" });
}

fn element(member: &Member) -> &'static Schema {
    member.schema.element().schema
}

/// The values between the commas of a list.
pub(super) fn elements(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = list;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (mut depth, mut is_text, mut is_escaped) = (0_usize, false, false);
        let end = rest.iter().position(|byte| {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' if is_text => is_escaped = true,
                b'"' => is_text = !is_text,
                b'[' | b'{' if !is_text => depth += 1,
                b']' | b'}' if !is_text => depth = depth.saturating_sub(1),
                b',' if !is_text => return depth == 0,
                _ => {}
            }
            false
        });
        let (element, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after.get(1..).unwrap_or_default();
        Some(element)
    })
}

/// Writes structures as events.
struct EventEncoder {
    out: Option<Vec<u8>>,
    error: Option<EncodeError>,
}

impl EventEncoder {
    fn unsupported(&mut self, _: &'static Member) {
        self.error.get_or_insert(EncodeError::new("an event is a structure"));
    }

    fn field(&mut self, value: &dyn Structure, index: usize, member: &'static Member) -> Result<(), EncodeError> {
        let name = json_name(member);
        let text = match name {
            "data" if is_text(member) => payload::encode_raw(value, index, member)?,
            "data" => CODEC.encode_member(value, index, member)?,
            _ => match Tree::of(value, index, member)? {
                Some(tree) => Some(tree.text()?.as_bytes().to_vec()),
                None => None,
            },
        };
        let (Some(text), Some(out)) = (text, &mut self.out) else { return Ok(()) };
        let is_line = !text.iter().any(|byte| matches!(byte, b'\r' | b'\n'));
        if name != "data" && !is_line {
            return Err(EncodeError::new("a field of an event cannot have several lines").within(member.name));
        }
        // A carriage return ends a line, too, and comes back as a line feed.
        for line in text.split(|byte| *byte == b'\n') {
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(b": ");
            out.extend_from_slice(line.strip_suffix(b"\r").unwrap_or(line));
            out.push(b'\n');
        }
        Ok(())
    }
}

/// Whether the data of events is text as it is, not JSON.
fn is_text(data: &Member) -> bool {
    let is_json = matches!(data.binding, Binding::Content(media_type) if media::is_json(media_type));
    matches!(data.schema.shape_type, ShapeType::String | ShapeType::Enum) && !is_json
}

impl Encoder for EventEncoder {
    fn structure(&mut self, _: &'static Member, value: &dyn Structure) {
        let members = value.schema().members.iter().enumerate();
        if value.schema().shape_type == ShapeType::Union {
            return members.for_each(|(index, member)| value.encode_member(index, member, self));
        }
        for (index, member) in members {
            if let Err(error) = self.field(value, index, member) {
                self.error.get_or_insert(error);
            }
        }
        self.out.get_or_insert_default().push(b'\n');
    }

    fn begin_list(&mut self, _: &'static Member, _: usize) {
        self.out.get_or_insert_default();
    }

    fn end_list(&mut self) {}

    unsupported!(encode map boolean integer number string blob timestamp document null);
}

/// Reads a sequence that is in memory as a list of JSON.
///
/// # Errors
/// When a value is not JSON by itself, or the text is not UTF-8.
pub(super) fn read(
    sequence: Sequence,
    bytes: &[u8],
    member: &'static Member,
    strictness: Strictness,
) -> Result<Vec<u8>, DecodeError> {
    let mut frames = Frames::new(sequence);
    frames.push(bytes);
    let mut list = vec![b'['];
    while let Some(frame) = frames.next(true)? {
        if list.len() > 1 {
            list.push(b',');
        }
        let json = document(frame, element(member), strictness)?;
        if elements(&json).count() > 1 {
            return Err(DecodeError::new("a value of the sequence is malformed: it is followed by another one"));
        }
        list.extend_from_slice(&json);
    }
    list.push(b']');
    Ok(list)
}

/// A value of a sequence as a document of JSON.
///
/// # Errors
/// When an event cannot be one of the element.
fn document(frame: Frame, element: &'static Schema, strictness: Strictness) -> Result<Bytes, DecodeError> {
    match frame {
        Frame::Json(json) => Ok(json),
        Frame::Event(event) => event.document(element, strictness).map(Bytes::from),
    }
}

fn quoted(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len() + 2);
    write_string(&mut out, text);
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests;
