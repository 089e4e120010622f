//! Bodies that are sequences of values, one after the other: lines of JSON, JSON text sequences (RFC 7464), server-sent events.
//!
//! A sequence is a list to its types. It is in memory as a whole, like any other body, and limited like one.

use weland_core::{Binding, DecodeError, EncodeError, Encoder, Member, Schema, ShapeType, Structure};

use super::tree::Tree;
use super::{CODEC, json_name};
use crate::codec::Codec as _;
use crate::json::write_string;
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
        const LINES: [&str; 5] = [
            "application/jsonl",
            "application/x-ndjson",
            "application/ndjson",
            "application/x-jsonlines",
            "text/jsonl",
        ];
        if LINES.iter().any(|lines| media::is_same(media_type, lines)) {
            return Some(Self::Lines);
        }
        let is_records = media::is_same(media_type, "application/json-seq");
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
    if sequence == Sequence::Events && matches!(element(member).shape_type, ShapeType::Structure | ShapeType::Union) {
        let mut encoder = EventEncoder { out: None, error: None };
        value.encode_member(index, member, &mut encoder);
        return encoder.error.map_or(Ok(encoder.out), |error| Err(error.within(member.name)));
    }
    let Some(json) = CODEC.encode_member(value, index, member)? else { return Ok(None) };
    let mut out = Vec::with_capacity(json.len() + 16);
    for element in elements(json.get(1..json.len() - 1).unwrap_or_default()) {
        match sequence {
            Sequence::Lines => {}
            Sequence::Records => out.push(0x1e),
            Sequence::Events => out.extend_from_slice(b"data: "),
        }
        out.extend_from_slice(element);
        out.extend_from_slice(if sequence == Sequence::Events { b"\n\n" } else { b"\n" });
    }
    Ok(Some(out))
}

fn element(member: &Member) -> &'static Schema {
    member.schema.element().schema
}

/// The values between the commas of a list.
fn elements(list: &[u8]) -> impl Iterator<Item = &[u8]> {
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

/// Reads a sequence as a list of JSON.
///
/// # Errors
/// When a value is not JSON by itself, or the text is not UTF-8.
pub(super) fn read(sequence: Sequence, bytes: &[u8], member: &'static Member) -> Result<Vec<u8>, DecodeError> {
    let text = std::str::from_utf8(bytes).map_err(|_| DecodeError::new("the sequence is not UTF-8"))?;
    let mut list = vec![b'['];
    let mut add = |json: &str| {
        if elements(json.as_bytes()).count() > 1 {
            return Err(DecodeError::new("a value of the sequence is malformed: it is followed by another one"));
        }
        if list.len() > 1 {
            list.push(b',');
        }
        list.extend_from_slice(json.as_bytes());
        Ok(())
    };
    match sequence {
        Sequence::Lines => text.lines().map(str::trim).filter(|line| !line.is_empty()).try_for_each(&mut add)?,
        Sequence::Records => {
            text.split('\u{1e}').map(str::trim).filter(|record| !record.is_empty()).try_for_each(&mut add)?;
        }
        Sequence::Events => events(text, member, &mut add)?,
    }
    list.push(b']');
    Ok(list)
}

/// Gives the events of a stream as documents of JSON (HTML, section 9.2.6).
fn events(
    text: &str,
    member: &'static Member,
    add: &mut impl FnMut(&str) -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    let element = element(member);
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    // An event that does not end with an empty line is not complete.
    let complete = text.rfind("\n\n").map_or("", |end| text.get(..end).unwrap_or_default());
    for block in complete.split("\n\n") {
        let (mut data, mut fields) = (Vec::new(), Vec::new());
        for line in block.lines() {
            let (name, value) = line.split_once(':').unwrap_or((line, ""));
            let value = value.strip_prefix(' ').unwrap_or(value);
            match name {
                "data" => data.push(value),
                "event" | "id" => fields.push((name, quoted(value))),
                "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                    fields.push((name, value.to_owned()));
                }
                _ => {}
            }
        }
        if data.is_empty() {
            continue;
        }
        let data = data.join("\n");
        match data_member(element) {
            Some(member) => {
                let json = if is_text(member) { quoted(&data) } else { checked(data)? };
                fields.insert(0, ("data", json));
                let fields: Vec<String> = fields.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
                add(&format!("{{{}}}", fields.join(",")))?;
            }
            None if matches!(element.shape_type, ShapeType::String | ShapeType::Enum) => add(&quoted(&data))?,
            None => add(&data)?,
        }
    }
    Ok(())
}

/// The member for the data of events: of a union, that of the first member that has one.
fn data_member(schema: &'static Schema) -> Option<&'static Member> {
    match schema.shape_type {
        ShapeType::Structure => schema.members.iter().find(|member| json_name(member) == "data"),
        ShapeType::Union => schema.members.iter().find_map(|member| {
            let is_structure = member.schema.shape_type == ShapeType::Structure;
            is_structure.then(|| data_member(member.schema)).flatten()
        }),
        _ => None,
    }
}

/// Data that is one value of JSON.
fn checked(data: String) -> Result<String, DecodeError> {
    match elements(data.as_bytes()).count() {
        1 => Ok(data),
        _ => Err(DecodeError::new("the data of an event is not one value of JSON")),
    }
}

fn quoted(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len() + 2);
    write_string(&mut out, text);
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests;
