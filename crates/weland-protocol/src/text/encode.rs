//! Writing values as text.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use weland_core::{EncodeError, Encoder, Member, ShapeType, Structure, Timestamp};

use super::Location;
use crate::scalar::{format_timestamp, non_finite};
use crate::unsupported::unsupported;

/// What a member came to.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// Whether the member is set at all.
    pub(crate) set: bool,
    /// Whether it is a list.
    pub(crate) list: bool,
    /// The values, each with its key in a map; a map of lists repeats its keys.
    pub(crate) values: Vec<(String, String)>,
}

/// Collects the texts of one member.
#[derive(Debug)]
pub(crate) struct TextEncoder {
    location: Location,
    key: String,
    texts: Texts,
    error: Option<EncodeError>,
}

impl TextEncoder {
    /// The texts of a member of a structure.
    ///
    /// # Errors
    /// When the value cannot be written as text.
    pub(crate) fn texts(
        value: &dyn Structure,
        index: usize,
        member: &'static Member,
        location: Location,
    ) -> Result<Texts, EncodeError> {
        let mut encoder = Self { location, key: String::new(), texts: Texts::default(), error: None };
        value.encode_member(index, member, &mut encoder);
        match encoder.error {
            None => Ok(encoder.texts),
            Some(error) => Err(error.within(member.name)),
        }
    }

    /// The text that `write` writes for a member; `None` if that is nothing.
    ///
    /// # Errors
    /// When the value cannot be written as text.
    pub(crate) fn text(
        location: Location,
        write: impl FnOnce(&mut dyn Encoder),
    ) -> Result<Option<String>, EncodeError> {
        let mut encoder = Self { location, key: String::new(), texts: Texts::default(), error: None };
        write(&mut encoder);
        match encoder.error {
            None => Ok(encoder.texts.values.into_iter().next().map(|(_, text)| text)),
            Some(error) => Err(error),
        }
    }

    fn unsupported(&mut self, _: &'static Member) {
        self.fail(EncodeError::new("the value has no place in a path, a query string or a header"));
    }

    fn fail(&mut self, error: EncodeError) {
        self.error.get_or_insert(error);
    }

    fn value(&mut self, text: impl Into<String>) {
        self.texts.set = true;
        self.texts.values.push((self.key.clone(), text.into()));
    }
}

impl Encoder for TextEncoder {
    // Smithy allows these nowhere in text.
    unsupported!(encode structure document null);

    fn begin_list(&mut self, _: &'static Member, _: usize) {
        self.texts.set = true;
        self.texts.list = true;
    }

    fn end_list(&mut self) {}

    fn begin_map(&mut self, _: &'static Member, _: usize) {
        self.texts.set = true;
    }

    fn key(&mut self, key: &str) {
        key.clone_into(&mut self.key);
    }

    fn end_map(&mut self) {
        self.key.clear();
    }

    fn boolean(&mut self, _: &'static Member, value: bool) {
        self.value(if value { "true" } else { "false" });
    }

    fn integer(&mut self, _: &'static Member, value: i64) {
        self.value(itoa::Buffer::new().format(value));
    }

    fn float(&mut self, _: &'static Member, value: f32) {
        if value.is_finite() {
            self.value(value.to_string());
        } else {
            self.value(non_finite(f64::from(value)));
        }
    }

    fn double(&mut self, _: &'static Member, value: f64) {
        if value.is_finite() {
            self.value(value.to_string());
        } else {
            self.value(non_finite(value));
        }
    }

    fn big_number(&mut self, _: &'static Member, value: &str) {
        self.value(value);
    }

    fn string(&mut self, member: &'static Member, value: &str) {
        if self.location == Location::Header && is_media(member) {
            self.value(BASE64.encode(value));
        } else {
            self.value(value);
        }
    }

    fn blob(&mut self, _: &'static Member, value: &[u8]) {
        self.value(BASE64.encode(value));
    }

    fn timestamp(&mut self, member: &'static Member, value: Timestamp) {
        let format = member.timestamp_format.unwrap_or_else(|| self.location.timestamp_format());
        match format_timestamp(value, format) {
            Ok(text) => self.value(text),
            Err(error) => self.fail(error),
        }
    }
}

/// Strings with a media type may hold anything, so headers carry them as base64.
pub(super) fn is_media(member: &Member) -> bool {
    member.schema.shape_type == ShapeType::String && member.schema.media_type.is_some()
}
