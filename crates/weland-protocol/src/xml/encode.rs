//! Writing XML.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use weland_core::{Document, EncodeError, Encoder, Member, ShapeType, Structure, Timestamp, XmlNamespace};

use super::XmlCodec;
use super::write::{write_end, write_start, write_text};
use crate::scalar::{format_timestamp, non_finite};

/// Writes values as XML.
///
/// What cannot be written is remembered: [`finish`](Self::finish) returns the first error.
#[derive(Debug)]
pub struct XmlEncoder {
    out: Vec<u8>,
    codec: XmlCodec,
    levels: Vec<Level>,
    /// Whether the next value is an attribute of the start tag that is being written.
    attribute: bool,
    error: Option<EncodeError>,
}

/// What the next value is part of.
#[derive(Debug, Clone, Copy)]
enum Level {
    /// Of a document whose root element has this name and this namespace.
    Root(&'static str, Option<XmlNamespace>),
    /// Of a structure.
    Members,
    /// Of a list whose element has this name.
    List(&'static str),
    /// Of a list without an element of its own, which is this member.
    Flattened(&'static Member),
    /// Of an entry of this map.
    Map(&'static Member),
}

impl XmlEncoder {
    /// An encoder that has written nothing yet.
    pub fn new(codec: XmlCodec) -> Self {
        Self { out: Vec::with_capacity(128), codec, levels: Vec::new(), attribute: false, error: None }
    }

    /// An encoder of a single value, as an element with this name and this namespace.
    pub(super) fn with_root(codec: XmlCodec, name: &'static str, namespace: Option<XmlNamespace>) -> Self {
        Self { levels: vec![Level::Root(name, namespace)], ..Self::new(codec) }
    }

    /// Writes a start tag.
    pub fn open(&mut self, name: &str, namespace: Option<XmlNamespace>) {
        write_start(&mut self.out, name, namespace);
        self.out.push(b'>');
    }

    /// Writes an end tag.
    pub fn close(&mut self, name: &str) {
        write_end(&mut self.out, name);
    }

    /// Writes an element with text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.open(name, None);
        write_text(&mut self.out, text, false);
        self.close(name);
    }

    /// Writes a structure or union as an element; of a structure, the members that `include` selects.
    pub fn element(
        &mut self,
        name: &str,
        namespace: Option<XmlNamespace>,
        value: &dyn Structure,
        include: impl Fn(&Member) -> bool,
    ) {
        write_start(&mut self.out, name, namespace);
        self.attributes(value, &include);
        self.out.push(b'>');
        self.members(value, include);
        write_end(&mut self.out, name);
    }

    /// Writes the elements of the members that `include` selects, without one around them. There can be no attributes then.
    pub fn members(&mut self, value: &dyn Structure, include: impl Fn(&Member) -> bool) {
        let start = self.out.len();
        self.levels.push(Level::Members);
        self.each(value, |member| !member.is_xml_attribute() && include(member));
        self.levels.pop();
        if self.out.len() == start && value.schema().shape_type == ShapeType::Union {
            self.fail(EncodeError::new("the union holds no member that the model defines"));
        }
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

    fn attributes(&mut self, value: &dyn Structure, include: impl Fn(&Member) -> bool) {
        if value.schema().members.iter().any(Member::is_xml_attribute) {
            self.levels.push(Level::Members);
            self.attribute = true;
            self.each(value, |member| member.is_xml_attribute() && include(member));
            self.attribute = false;
            self.levels.pop();
        }
    }

    /// Writes members. After the first error nothing more is written, and each structure on the way out puts the name of its
    /// member in front of the error's path.
    fn each(&mut self, value: &dyn Structure, include: impl Fn(&Member) -> bool) {
        for (index, member) in value.schema().members.iter().enumerate() {
            if self.error.is_none() && include(member) {
                value.encode_member(index, member, self);
                self.fail_within(member);
            }
        }
    }

    #[cold]
    fn fail(&mut self, error: EncodeError) {
        self.error.get_or_insert(error);
    }

    /// Adds to the path of the error the member that it has come out of.
    pub(super) fn fail_within(&mut self, member: &Member) {
        if let Some(error) = self.error.take() {
            self.error = Some(error.within(member.name));
        }
    }

    /// The name and the namespace of the element that the next value is.
    #[inline]
    fn tag(&self, member: &'static Member) -> (&'static str, Option<XmlNamespace>) {
        match self.levels.last() {
            Some(Level::Root(name, namespace)) => (name, *namespace),
            Some(Level::Flattened(list)) => (list.xml_name(), list.xml_namespace().or(member.xml_namespace())),
            _ => (member.xml_name(), member.xml_namespace()),
        }
    }

    /// Writes an end tag, and that of the entry of a map whose value the element was.
    #[inline]
    fn end(&mut self, name: &str) {
        write_end(&mut self.out, name);
        if let Some(Level::Map(map)) = self.levels.last() {
            write_end(&mut self.out, entry_name(map));
        }
    }

    /// Writes the element or the attribute that a value without parts is.
    #[inline]
    fn scalar(&mut self, member: &'static Member, text: &str) {
        let (name, namespace) = self.tag(member);
        if self.attribute {
            self.out.push(b' ');
            self.out.extend_from_slice(name.as_bytes());
            self.out.extend_from_slice(b"=\"");
            write_text(&mut self.out, text, true);
            self.out.push(b'"');
            return;
        }
        write_start(&mut self.out, name, namespace);
        self.out.push(b'>');
        write_text(&mut self.out, text, false);
        self.end(name);
    }

    /// Opens the element of a list or a map, and returns its name; `None` if it has none.
    fn begin(&mut self, member: &'static Member) -> Option<&'static str> {
        if member.is_flattened() && matches!(self.levels.last(), Some(Level::Members)) {
            return None;
        }
        let (name, namespace) = self.tag(member);
        self.open(name, namespace);
        Some(name)
    }
}

/// The name of the element of an entry.
fn entry_name(map: &Member) -> &'static str {
    if map.is_flattened() { map.xml_name() } else { "entry" }
}

impl Encoder for XmlEncoder {
    fn structure(&mut self, member: &'static Member, value: &dyn Structure) {
        let (name, namespace) = self.tag(member);
        write_start(&mut self.out, name, namespace);
        self.attributes(value, |_| true);
        self.out.push(b'>');
        self.members(value, |_| true);
        self.end(name);
    }

    fn begin_list(&mut self, member: &'static Member, _: usize) {
        let level = self.begin(member).map_or(Level::Flattened(member), Level::List);
        self.levels.push(level);
    }

    fn end_list(&mut self) {
        if let Some(Level::List(name)) = self.levels.pop() {
            self.end(name);
        }
    }

    fn begin_map(&mut self, member: &'static Member, _: usize) {
        // The name of the element follows from the member and what it is part of, which is the same at the end.
        self.begin(member);
        self.levels.push(Level::Map(member));
    }

    fn key(&mut self, key: &str) {
        let Some(Level::Map(map)) = self.levels.last().copied() else { return };
        let namespace = map.xml_namespace().filter(|_| map.is_flattened());
        self.open(entry_name(map), namespace);
        if let Some(member) = map.schema.members.first() {
            self.open(member.xml_name(), member.xml_namespace());
            write_text(&mut self.out, key, false);
            self.close(member.xml_name());
        }
    }

    fn end_map(&mut self) {
        if let Some(Level::Map(map)) = self.levels.pop()
            && !(map.is_flattened() && matches!(self.levels.last(), Some(Level::Members)))
        {
            let (name, _) = self.tag(map);
            self.end(name);
        }
    }

    fn boolean(&mut self, member: &'static Member, value: bool) {
        self.scalar(member, if value { "true" } else { "false" });
    }

    fn integer(&mut self, member: &'static Member, value: i64) {
        self.scalar(member, itoa::Buffer::new().format(value));
    }

    fn float(&mut self, member: &'static Member, value: f32) {
        if value.is_finite() {
            self.scalar(member, &format!("{value:?}"));
        } else {
            self.scalar(member, non_finite(f64::from(value)));
        }
    }

    fn double(&mut self, member: &'static Member, value: f64) {
        if value.is_finite() {
            self.scalar(member, &format!("{value:?}"));
        } else {
            self.scalar(member, non_finite(value));
        }
    }

    fn big_number(&mut self, member: &'static Member, value: &str) {
        self.scalar(member, value);
    }

    fn string(&mut self, member: &'static Member, value: &str) {
        self.scalar(member, value);
    }

    fn blob(&mut self, member: &'static Member, value: &[u8]) {
        self.scalar(member, &BASE64.encode(value));
    }

    fn timestamp(&mut self, member: &'static Member, value: Timestamp) {
        match format_timestamp(value, member.timestamp_format.unwrap_or(self.codec.timestamp_format)) {
            Ok(text) => self.scalar(member, &text),
            Err(error) => self.fail(error),
        }
    }

    fn document(&mut self, _: &'static Member, _: &Document) {
        self.fail(EncodeError::new("a document has no form in XML"));
    }

    fn null(&mut self, member: &'static Member) {
        if self.attribute {
            return;
        }
        let (name, _) = self.tag(member);
        write_start(&mut self.out, name, Some(XmlNamespace::with_prefix(INSTANCE, "xsi")));
        self.out.extend_from_slice(b" xsi:nil=\"true\">");
        self.end(name);
    }
}

/// The namespace of what XML Schema says of instances: above all that an element is null.
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
