//! Writing JSON.

use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use weland_core::schema::{UNKNOWN_VALUE, UnionEncoding};
use weland_core::{
    Dialect, Document, EncodeError, Encoder, Member, ShapeType, Structure, Timestamp, TimestampFormat, UNKNOWN,
};

use super::JsonCodec;
use super::write::{write_integer, write_string};
use crate::scalar::{format_timestamp, non_finite};

/// Encodes a structure or union as a JSON object, with the names and formats of [`JsonCodec::REST`].
///
/// # Errors
/// When JSON cannot represent a value: a timestamp that does not fit its format, a union without a known member.
pub fn encode(value: &dyn Structure) -> Result<Vec<u8>, EncodeError> {
    let mut encoder = JsonEncoder::new();
    encoder.value(value, |_| true);
    encoder.finish()
}

/// Writes values as JSON.
///
/// What cannot be written is remembered: [`finish`](Self::finish) returns the first error.
#[derive(Debug)]
pub struct JsonEncoder {
    out: Vec<u8>,
    /// The next value is a member of a structure and has a key.
    keyed: bool,
    codec: JsonCodec,
    /// A key and its value that the next object begins with: they say which member of a union it is.
    tag: Option<(&'static str, &'static str)>,
    error: Option<EncodeError>,
}

impl Default for JsonEncoder {
    fn default() -> Self {
        Self::new()
    }
}

impl JsonEncoder {
    /// An encoder that has written nothing yet, with the names and formats of [`JsonCodec::REST`].
    pub fn new() -> Self {
        Self::with_codec(JsonCodec::REST)
    }

    /// An encoder that has written nothing yet, with the names and formats of `codec`.
    pub fn with_codec(codec: JsonCodec) -> Self {
        Self { out: Vec::with_capacity(128), keyed: false, codec, tag: None, error: None }
    }

    /// What has been written.
    ///
    /// # Errors
    /// When a value could not be written: the first such error.
    pub fn finish(self) -> Result<Vec<u8>, EncodeError> {
        match self.error {
            None => Ok(self.out),
            Some(error) => Err(error),
        }
    }

    /// Writes a structure, with those members that `include` picks, or a union.
    pub(super) fn value(&mut self, value: &dyn Structure, include: impl Fn(&Member) -> bool) {
        match value.schema().encoding {
            UnionEncoding::Tagged => self.object(value, include),
            UnionEncoding::Untagged(_) => self.variant(value, None),
            UnionEncoding::Discriminated(key) => self.variant(value, Some(key)),
        }
    }

    /// Writes the value of the member of a union that is set, or the one that the union has kept. With a key, the value is an
    /// object that has the name of the member under it.
    fn variant(&mut self, value: &dyn Structure, key: Option<&'static str>) {
        let start = self.out.len();
        for (index, member) in value.schema().members.iter().enumerate() {
            self.keyed = false;
            // What is of no member that is known holds the key itself.
            self.tag = key.filter(|_| !member.rest).map(|key| (key, self.codec.name(member)));
            value.encode_member(index, member, self);
            if self.error.is_some() {
                return self.fail_within(member);
            }
            if self.out.len() > start {
                break;
            }
        }
        self.keyed = false;
        if self.tag.take().is_some() && self.out.len() > start {
            self.fail(EncodeError::new("the value of a union whose members are known by a key has to be a structure"));
        }
        if self.out.len() == start {
            value.encode_member(UNKNOWN, &UNKNOWN_VALUE, self);
        }
        if self.out.len() == start {
            self.fail(EncodeError::new("the union holds no member that the model defines"));
        }
    }

    /// Writes an object of those members that `include` picks. After the first error nothing more is written, and each object
    /// on the way out puts the name of its member in front of the error's path.
    fn object(&mut self, value: &dyn Structure, include: impl Fn(&Member) -> bool) {
        if self.error.is_some() {
            return;
        }
        let schema = value.schema();
        self.out.push(b'{');
        if let Some((key, name)) = self.tag.take() {
            write_string(&mut self.out, key);
            self.out.push(b':');
            write_string(&mut self.out, name);
        }
        let start = self.out.len();
        let is_union = schema.shape_type == ShapeType::Union;
        for (index, member) in schema.members.iter().enumerate() {
            if include(member) {
                // Set anew for each member, since the lists and maps in between leave it unset.
                self.keyed = true;
                if member.rest {
                    self.rest(value, index, member);
                } else {
                    value.encode_member(index, member, self);
                }
                if self.error.is_some() {
                    return self.fail_within(member);
                }
                // Of a union, one member is set.
                if is_union && self.out.len() > start {
                    break;
                }
            }
        }
        if self.out.len() == start && is_union {
            self.fail(EncodeError::new("the union holds no member that the model defines"));
        }
        self.keyed = false;
        self.out.push(b'}');
    }

    /// Writes the entries of a map as those of the object that is open.
    fn rest(&mut self, value: &dyn Structure, index: usize, member: &'static Member) {
        let before = self.out.len();
        self.comma();
        let start = self.out.len();
        self.keyed = false;
        value.encode_member(index, member, self);
        if self.error.is_some() {
            return;
        }
        match self.out.get(start..) {
            None | Some([] | b"{}" | b"null") => self.out.truncate(before),
            Some([b'{', .., b'}']) => {
                self.out.remove(start);
                self.out.pop();
            }
            Some(_) => self.fail(EncodeError::new("what stands for other members has to be an object")),
        }
    }

    #[cold]
    fn fail(&mut self, error: EncodeError) {
        self.error.get_or_insert(error);
    }

    /// Adds to the path of the error the member that it has come out of.
    #[cold]
    pub(super) fn fail_within(&mut self, member: &Member) {
        self.error = self.error.take().map(|error| error.within(member.name));
    }

    /// Writes what stands in front of a value: a comma, and the key of a structure's member.
    #[inline]
    fn begin(&mut self, member: &'static Member) {
        if self.keyed && member.has_plain_name() {
            return self.plain_key(member.name);
        }
        self.comma();
        if self.keyed {
            write_string(&mut self.out, self.codec.name(member));
            self.out.push(b':');
        }
    }

    /// Writes a key without looking for what has to be escaped.
    #[inline]
    fn plain_key(&mut self, key: &str) {
        self.out.reserve(key.len() + 4);
        // Either is a single store, where a slice of one or two bytes would be a call.
        if self.needs_comma() {
            self.out.extend_from_slice(b",\"");
        } else {
            self.out.push(b'"');
        }
        self.out.extend_from_slice(key.as_bytes());
        self.out.extend_from_slice(b"\":");
    }

    #[inline]
    fn comma(&mut self) {
        if self.needs_comma() {
            self.out.push(b',');
        }
    }

    /// A comma is due unless something has just been opened, or one has just been written, so the last byte tells.
    #[inline]
    fn needs_comma(&self) -> bool {
        !matches!(self.out.last(), None | Some(b'{' | b'[' | b':' | b','))
    }

    fn number(&mut self, value: std::fmt::Arguments<'_>) {
        // Writing to a Vec cannot fail.
        let _ = self.out.write_fmt(value);
    }

    fn float_text(&mut self, value: f64) -> bool {
        if value.is_finite() {
            return false;
        }
        if self.codec.dialect == Dialect::JsonSchema {
            self.fail(EncodeError::new("JSON has no number that is not finite"));
        }
        write_string(&mut self.out, non_finite(value));
        true
    }
}

impl Encoder for JsonEncoder {
    fn structure(&mut self, member: &'static Member, value: &dyn Structure) {
        let keyed = self.keyed;
        self.begin(member);
        self.value(value, |_| true);
        self.keyed = keyed;
    }

    fn begin_list(&mut self, member: &'static Member, _: usize) {
        self.begin(member);
        self.keyed = false;
        self.out.push(b'[');
    }

    fn end_list(&mut self) {
        self.out.push(b']');
    }

    fn begin_map(&mut self, member: &'static Member, _: usize) {
        self.begin(member);
        self.keyed = false;
        self.out.push(b'{');
    }

    fn key(&mut self, key: &str) {
        self.comma();
        write_string(&mut self.out, key);
        self.out.push(b':');
    }

    fn end_map(&mut self) {
        self.out.push(b'}');
    }

    fn boolean(&mut self, member: &'static Member, value: bool) {
        self.begin(member);
        let text: &[u8] = if value { b"true" } else { b"false" };
        self.out.extend_from_slice(text);
    }

    fn integer(&mut self, member: &'static Member, value: i64) {
        self.begin(member);
        write_integer(&mut self.out, value);
    }

    fn float(&mut self, member: &'static Member, value: f32) {
        self.begin(member);
        if !self.float_text(f64::from(value)) {
            self.number(format_args!("{value:?}"));
        }
    }

    fn double(&mut self, member: &'static Member, value: f64) {
        self.begin(member);
        if !self.float_text(value) {
            self.number(format_args!("{value:?}"));
        }
    }

    fn big_number(&mut self, member: &'static Member, value: &str) {
        self.begin(member);
        match self.codec.big_numbers_as_strings {
            true => write_string(&mut self.out, value),
            false => self.out.extend_from_slice(value.as_bytes()),
        }
    }

    fn string(&mut self, member: &'static Member, value: &str) {
        self.begin(member);
        write_string(&mut self.out, value);
    }

    fn blob(&mut self, member: &'static Member, value: &[u8]) {
        self.begin(member);
        self.out.push(b'"');
        write_base64(&mut self.out, value);
        self.out.push(b'"');
    }

    fn timestamp(&mut self, member: &'static Member, value: Timestamp) {
        self.begin(member);
        match self.codec.timestamp_format(member) {
            TimestampFormat::EpochSeconds if value.is_within_years() => write_epoch(&mut self.out, value),
            format => match format_timestamp(value, format) {
                Ok(text) => write_string(&mut self.out, &text),
                Err(error) => self.fail(error),
            },
        }
    }

    fn document(&mut self, member: &'static Member, value: &Document) {
        self.begin(member);
        if !super::document::write(&mut self.out, value) {
            self.fail(EncodeError::new("a document cannot hold a number that is not finite"));
        }
    }

    fn null(&mut self, member: &'static Member) {
        self.begin(member);
        self.out.extend_from_slice(b"null");
    }
}

/// Seconds with up to three digits after the point: readers of JSON numbers count on no more.
fn write_epoch(out: &mut Vec<u8>, value: Timestamp) {
    let millis = value.nanos() / 1_000_000;
    if millis == 0 {
        return write_integer(out, value.seconds());
    }
    let rounded = Timestamp::new(value.seconds(), millis * 1_000_000);
    out.extend_from_slice(rounded.format(TimestampFormat::EpochSeconds).as_bytes());
}

fn write_base64(out: &mut Vec<u8>, value: &[u8]) {
    let start = out.len();
    out.resize(start + value.len().div_ceil(3) * 4, 0);
    if let Some(space) = out.get_mut(start..) {
        // The space is exactly what padded base64 takes, so this cannot fail.
        let _ = BASE64.encode_slice(value, space);
    }
}
