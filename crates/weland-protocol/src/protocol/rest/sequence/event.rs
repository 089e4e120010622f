//! Server-sent events (HTML, section 9.2.6).

use weland_core::{DecodeError, Member, Schema, ShapeType};

use super::json_name;
use super::{elements, is_text, quoted};
use crate::json::JsonDecoder;
use crate::strictness::Strictness;

/// An event that has been received.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) data: Vec<u8>,
    name: Option<Vec<u8>>,
    id: Option<Vec<u8>>,
    /// Digits.
    retry: Option<Vec<u8>>,
    has_data: bool,
}

impl Event {
    /// How much memory it takes, about.
    pub(super) fn size(&self) -> usize {
        let length = |field: &Option<Vec<u8>>| field.as_ref().map_or(0, Vec::len);
        self.data.len() + length(&self.name) + length(&self.id) + length(&self.retry)
    }

    /// Sets a field; others than those of the format mean nothing.
    fn set(&mut self, name: &[u8], value: &[u8]) {
        match name {
            b"data" => {
                if std::mem::replace(&mut self.has_data, true) {
                    self.data.push(b'\n');
                }
                self.data.extend_from_slice(value);
            }
            b"event" => self.name = Some(value.to_vec()),
            b"id" if !value.contains(&0) => self.id = Some(value.to_vec()),
            b"retry" if !value.is_empty() && value.iter().all(u8::is_ascii_digit) => {
                // Zeros in front are none of a number in JSON.
                let zeros = value.iter().take_while(|byte| **byte == b'0').count().min(value.len() - 1);
                self.retry = value.get(zeros..).map(<[u8]>::to_vec);
            }
            _ => {}
        }
    }

    /// The event as a document for an element of a list: an object if that has a member for the data, or else the data alone.
    ///
    /// # Errors
    /// When the data is not JSON that it has to be, or a field is not UTF-8.
    pub(super) fn document(&self, element: &'static Schema, strictness: Strictness) -> Result<String, DecodeError> {
        let data = text(&self.data, strictness)?;
        let Some(member) = self.data_member(element, &data) else {
            let is_text = matches!(element.shape_type, ShapeType::String | ShapeType::Enum);
            return if is_text { Ok(quoted(&data)) } else { whole(data) };
        };
        let mut document = String::from("{\"data\":");
        document.push_str(&if is_text(member) { quoted(&data) } else { whole(data)? });
        for (name, value) in [("event", &self.name), ("id", &self.id), ("retry", &self.retry)] {
            let Some(value) = value else { continue };
            let value = text(value, strictness)?;
            let value = if name == "retry" { value } else { quoted(&value) };
            document.push_str(&format!(",\"{name}\":{value}"));
        }
        document.push('}');
        Ok(document)
    }

    /// Whether the data is `[DONE]` where it would have to be JSON: many services end their streams with that.
    pub(super) fn is_done(&self, element: &'static Schema) -> bool {
        let is_json = || match self.data_member(element, DONE) {
            Some(member) => !is_text(member),
            None => !matches!(element.shape_type, ShapeType::String | ShapeType::Enum),
        };
        self.data.trim_ascii() == DONE.as_bytes() && is_json()
    }

    /// The member for the data; in a union, that of the first member that the event can be.
    fn data_member(&self, schema: &'static Schema, data: &str) -> Option<&'static Member> {
        let mut found = Vec::new();
        self.candidates(schema, &mut found);
        let [first, rest @ ..] = found.as_slice() else { return None };
        if rest.iter().all(|other| is_text(other) == is_text(first)) {
            return Some(first);
        }
        let is_value = |member: &Member| match is_text(member) {
            true => member.schema.values.is_empty() || member.schema.values.contains(&data),
            false => is_json(data),
        };
        found.iter().copied().find(|member| is_value(member)).or(Some(first))
    }

    /// The members for the data of those structures that do not name other events.
    fn candidates(&self, schema: &'static Schema, found: &mut Vec<&'static Member>) {
        match schema.shape_type {
            ShapeType::Structure => {
                let named = |name: &str| schema.members.iter().find(|member| json_name(member) == name);
                // An event without a name is called this.
                let name = self.name.as_deref().unwrap_or(b"message");
                let is_named = |member: &Member| {
                    let values = member.schema.values;
                    values.is_empty() || member.schema.open || values.iter().any(|value| value.as_bytes() == name)
                };
                found.extend(named("data").filter(|_| named("event").is_none_or(is_named)));
            }
            ShapeType::Union => {
                let structures = schema.members.iter().map(|member| member.schema);
                structures.filter(|it| it.shape_type == ShapeType::Structure).for_each(|it| self.candidates(it, found));
            }
            _ => {}
        }
    }
}

const DONE: &str = "[DONE]";

/// The text of a field. Whoever reads leniently replaces what is not UTF-8, as browsers do.
fn text(bytes: &[u8], strictness: Strictness) -> Result<String, DecodeError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) if strictness == Strictness::Lenient => Ok(String::from_utf8_lossy(bytes).into_owned()),
        Err(_) => Err(DecodeError::new("a field of an event is not UTF-8")),
    }
}

/// Data that is one value of JSON.
fn whole(data: String) -> Result<String, DecodeError> {
    // It cannot add to the object that it is put into.
    match elements(data.as_bytes()).count() {
        1 => Ok(data),
        _ => Err(DecodeError::new("the data of an event is not one value of JSON")),
    }
}

fn is_json(data: &str) -> bool {
    use weland_core::Decoder as _;
    let decoder = JsonDecoder::new(data.as_bytes(), Strictness::Lenient);
    decoder.is_ok_and(|mut it| it.document(&weland_core::schema::UNKNOWN_VALUE).is_ok() && it.finish().is_ok())
}

/// The lines of an event that is not complete yet.
#[derive(Debug, Default)]
pub(super) struct EventLines {
    event: Event,
    has_begun: bool,
    /// Whether the line before has ended with a carriage return, to which a line feed may belong.
    pub(super) after_return: bool,
}

impl EventLines {
    pub(super) fn size(&self) -> usize {
        self.event.size()
    }

    /// How many bytes of a buffer belong to no line: the line feed behind a carriage return, or the mark at the very beginning.
    pub(super) fn skipped(&mut self, buffer: &[u8]) -> usize {
        const MARK: &[u8] = "\u{feff}".as_bytes();
        if buffer.is_empty() {
            return 0;
        }
        let is_rest = std::mem::take(&mut self.after_return) && buffer.starts_with(b"\n");
        let has_mark = !self.has_begun && buffer.starts_with(MARK);
        self.has_begun |= has_mark || !MARK.starts_with(buffer);
        if has_mark { MARK.len() } else { usize::from(is_rest) }
    }

    /// Adds a line; an event, if that ends with it.
    pub(super) fn line(&mut self, line: &[u8]) -> Option<Event> {
        if line.is_empty() {
            let event = std::mem::take(&mut self.event);
            return event.has_data.then_some(event);
        }
        let end = line.iter().position(|byte| *byte == b':').unwrap_or(line.len());
        let (name, value) = line.split_at(end);
        let value = value.get(1..).unwrap_or_default();
        self.event.set(name, value.strip_prefix(b" ").unwrap_or(value));
        None
    }
}
