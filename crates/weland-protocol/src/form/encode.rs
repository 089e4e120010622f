//! Writing forms.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use weland_core::{EncodeError, Encoder, Member, ShapeType, Structure, Timestamp, TimestampFormat};

use super::Style;
use crate::scalar::{format_timestamp, non_finite};
use crate::unsupported::unsupported;
use crate::uri::percent_encode;

/// Writes the members of a structure as fields of a form.
///
/// What cannot be written is remembered: [`finish`](Self::finish) returns the first error.
#[derive(Debug)]
pub(crate) struct FormEncoder {
    style: Style,
    out: String,
    /// The steps that the keys of all values within the current structure, list or map begin with, each with its dot.
    prefix: String,
    levels: Vec<Level>,
    error: Option<EncodeError>,
}

/// The bytes that are reserved for a form from the start.
const CAPACITY: usize = 256;

/// A structure, list or map that has been begun.
#[derive(Debug)]
struct Level {
    kind: Kind,
    /// How long the prefix was around it.
    outer: usize,
}

#[derive(Debug)]
enum Kind {
    Structure,
    /// How many elements have begun.
    List(usize),
    /// How many entries have begun, and the schema of an entry.
    Map(usize, &'static [Member]),
}

impl FormEncoder {
    /// An encoder that has written nothing yet.
    pub(crate) fn new(style: Style) -> Self {
        Self { style, out: String::with_capacity(CAPACITY), prefix: String::new(), levels: Vec::new(), error: None }
    }

    /// Writes a field of the protocol's own.
    pub(crate) fn field(&mut self, key: &str, value: &str) {
        self.separate();
        percent_encode(&mut self.out, key, false);
        self.out.push('=');
        percent_encode(&mut self.out, value, false);
    }

    /// What has been written.
    ///
    /// # Errors
    /// When a value could not be written: the first such error.
    pub(crate) fn finish(self) -> Result<String, EncodeError> {
        match self.error {
            None => Ok(self.out),
            Some(error) => Err(error),
        }
    }

    /// Writes the members of a structure or union. After the first error nothing more is written, and each structure on the
    /// way out puts the name of its member in front of the error's path.
    pub(crate) fn members(&mut self, value: &dyn Structure) {
        if self.error.is_some() {
            return;
        }
        let schema = value.schema();
        let start = self.out.len();
        for (index, member) in schema.members.iter().enumerate() {
            value.encode_member(index, member, self);
            if self.error.is_some() {
                self.error = self.error.take().map(|error| error.within(member.name));
                return;
            }
        }
        if self.out.len() == start && schema.shape_type == ShapeType::Union {
            let message = "the union holds no member that the model defines, or one that is empty, which no form shows";
            self.fail(EncodeError::new(message));
        }
    }

    #[cold]
    fn fail(&mut self, error: EncodeError) {
        self.error.get_or_insert(error);
    }

    #[cold]
    fn unsupported(&mut self, _: &'static Member) {
        self.fail(EncodeError::new("a document has no place in a form"));
    }

    fn separate(&mut self) {
        if !self.out.is_empty() {
            self.out.push('&');
        }
    }

    /// Whether the next value is an element of a list or the value of an entry, which must not get lost.
    fn is_counted(&self) -> bool {
        matches!(self.levels.last(), Some(Level { kind: Kind::List(_) | Kind::Map(..), .. }))
    }

    /// Begins a field with the key of the next value.
    fn begin(&mut self, member: &Member) {
        self.separate();
        self.out.push_str(&self.prefix);
        push_step(self.style, self.levels.last_mut(), &mut self.out, member);
        self.out.push('=');
    }

    /// Makes the next value one that contains others.
    fn enter(&mut self, member: &Member, kind: Kind) {
        let outer = self.prefix.len();
        push_step(self.style, self.levels.last_mut(), &mut self.prefix, member);
        self.prefix.push('.');
        self.levels.push(Level { kind, outer });
    }

    fn leave(&mut self) {
        if let Some(level) = self.levels.pop() {
            self.prefix.truncate(level.outer);
        }
    }

    /// Writes a number of floating point, which is `shown` if it is finite.
    fn number(&mut self, member: &Member, shown: impl std::fmt::Display, value: f64) {
        self.begin(member);
        match value.is_finite() {
            // Digits, a point and a sign need no escapes.
            true => _ = write!(self.out, "{shown}"),
            false => self.out.push_str(non_finite(value)),
        }
    }

    fn text(&mut self, member: &Member, text: &str) {
        self.begin(member);
        percent_encode(&mut self.out, text, false);
    }
}

/// Appends the steps of the next value within a structure, list or map.
fn push_step(style: Style, level: Option<&mut Level>, to: &mut String, member: &Member) {
    let mut number = itoa::Buffer::new();
    match level.map(|level| &mut level.kind) {
        None | Some(Kind::Structure) => style.push_name(to, member),
        Some(Kind::List(begun)) => {
            *begun += 1;
            to.push_str(number.format(*begun));
        }
        // The key has begun the entry.
        Some(Kind::Map(begun, _)) => {
            to.push_str(number.format(*begun));
            to.push('.');
            percent_encode(to, member.xml_name(), false);
        }
    }
}

impl Encoder for FormEncoder {
    unsupported!(encode document);

    /// An empty element still takes its place.
    fn structure(&mut self, member: &'static Member, value: &dyn Structure) {
        let (is_counted, start) = (self.is_counted(), self.out.len());
        self.enter(member, Kind::Structure);
        self.members(value);
        if is_counted && self.out.len() == start {
            let key = self.prefix.trim_end_matches('.').len();
            self.separate();
            self.out.push_str(self.prefix.get(..key).unwrap_or_default());
            self.out.push('=');
        }
        self.leave();
    }

    fn begin_list(&mut self, member: &'static Member, len: usize) {
        if len == 0 && (self.style == Style::Query || self.is_counted()) {
            self.begin(member);
            // What follows is the end of the list.
            self.levels.push(Level { kind: Kind::List(0), outer: self.prefix.len() });
            return;
        }
        self.enter(member, Kind::List(0));
        if !self.style.is_flattened(member) {
            percent_encode(&mut self.prefix, member.schema.element().xml_name(), false);
            self.prefix.push('.');
        }
    }

    fn end_list(&mut self) {
        self.leave();
    }

    fn begin_map(&mut self, member: &'static Member, len: usize) {
        if len == 0 && self.is_counted() {
            self.begin(member);
            self.levels.push(Level { kind: Kind::List(0), outer: self.prefix.len() });
            return;
        }
        self.enter(member, Kind::Map(0, member.schema.members));
        if !self.style.is_flattened(member) {
            self.prefix.push_str("entry.");
        }
    }

    fn key(&mut self, key: &str) {
        let Some(Level { kind: Kind::Map(begun, entry), .. }) = self.levels.last_mut() else { return };
        *begun += 1;
        let (number, name) = (*begun, entry.first().map_or("key", Member::xml_name));
        self.separate();
        self.out.push_str(&self.prefix);
        self.out.push_str(itoa::Buffer::new().format(number));
        self.out.push('.');
        percent_encode(&mut self.out, name, false);
        self.out.push('=');
        percent_encode(&mut self.out, key, false);
    }

    fn end_map(&mut self) {
        self.leave();
    }

    fn boolean(&mut self, member: &'static Member, value: bool) {
        self.begin(member);
        self.out.push_str(if value { "true" } else { "false" });
    }

    fn integer(&mut self, member: &'static Member, value: i64) {
        self.begin(member);
        self.out.push_str(itoa::Buffer::new().format(value));
    }

    fn float(&mut self, member: &'static Member, value: f32) {
        self.number(member, value, f64::from(value));
    }

    fn double(&mut self, member: &'static Member, value: f64) {
        self.number(member, value, value);
    }

    fn big_number(&mut self, member: &'static Member, value: &str) {
        self.text(member, value);
    }

    fn string(&mut self, member: &'static Member, value: &str) {
        self.text(member, value);
    }

    fn blob(&mut self, member: &'static Member, value: &[u8]) {
        self.text(member, &BASE64.encode(value));
    }

    fn timestamp(&mut self, member: &'static Member, value: Timestamp) {
        match format_timestamp(value, member.timestamp_format.unwrap_or(TimestampFormat::DateTime)) {
            Ok(text) => self.text(member, &text),
            Err(error) => self.fail(error),
        }
    }

    /// A member that is null is one that is not set.
    fn null(&mut self, _: &'static Member) {
        if self.is_counted() {
            self.fail(EncodeError::new("null has no place in a form"));
        }
    }
}
