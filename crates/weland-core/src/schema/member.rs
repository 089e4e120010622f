//! Members of shapes, and where they stand in messages.

use super::{FieldSchema, ParameterSchema, Schema, StatusRange, Xml, XmlNamespace};
use crate::timestamp::TimestampFormat;

/// Where a member of an input, an output or an error stands in an HTTP message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// In the document that the body is.
    Body,
    /// In the path.
    Label,
    /// In the query string, under this name.
    Query(&'static str),
    /// A map: each entry is a parameter of the query string.
    QueryParams,
    /// In the header with this name.
    Header(&'static str),
    /// A map: each entry is a header whose name starts with this prefix.
    PrefixHeaders(&'static str),
    /// The body as a whole.
    Payload,
    /// The body as a whole, in this media type or, if it is a range such as `text/*`, in one of these.
    Content(&'static str),
    /// In a style of its own.
    Parameter(&'static ParameterSchema),
    /// Of a union: the body of responses with these statuses, in this media type if there is a body.
    Response(StatusRange, Option<&'static str>),
    /// A field of a form, that is written in a way of its own.
    Part(&'static FieldSchema),
    /// The status code.
    StatusCode,
    /// The status code, unless it is zero: that is its default in the model, and stands for the status of the operation.
    StatusCodeUnlessZero,
    /// In a header of an event.
    EventHeader,
    /// The payload of an event as a whole.
    EventPayload,
}

/// A member of a structure, union, list or map.
///
/// What nearly every reader and writer asks for comes first, and so lies together in memory.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct Member {
    /// The shape of the value, with the constraints and traits that hold for this member.
    pub schema: &'static Schema,
    /// The name in the model; `member`, `key` and `value` in lists and maps. [`new`](Self::new) sets it.
    pub name: &'static str,
    /// Whether the name is of letters, digits and `_` only.
    plain_name: bool,
    /// Whether it must be present.
    pub required: bool,
    /// Whether null is a value: of an element of a sparse list or map, or of a member of a structure for which null is not the
    /// same as absence.
    pub nullable: bool,
    /// Whether the member holds the keys of the object that are the names of no other member.
    pub rest: bool,
    /// Whether it is a stream of values, or may be one as an alternative of a body; the shape is the list of all values.
    pub stream: bool,
    /// Whether a missing value is filled in by the client with a fresh UUID.
    pub idempotency_token: bool,
    /// The format of a timestamp, where it is not the protocol's.
    pub timestamp_format: Option<TimestampFormat>,
    /// The names in formats where it is not the name in the model: what the format calls its names, such as
    /// [`JSON_NAME`](Self::JSON_NAME), and the name.
    pub wire_names: &'static [(&'static str, &'static str)],
    /// How the member is written in XML, where that is not the usual way.
    pub xml: Option<&'static Xml>,
    /// Where it stands in an HTTP message.
    pub binding: Binding,
}

impl Member {
    /// What names of `smithy.api#jsonName` are called in [`wire_names`](Self::wire_names).
    pub const JSON_NAME: &'static str = "jsonName";

    /// What names of `aws.protocols#ec2QueryName` are called there.
    pub const EC2_QUERY_NAME: &'static str = "ec2QueryName";

    /// An optional member in the body.
    pub const fn new(name: &'static str, schema: &'static Schema) -> Self {
        Self {
            name,
            plain_name: is_plain(name),
            wire_names: &[],
            xml: None,
            schema,
            binding: Binding::Body,
            required: false,
            timestamp_format: None,
            idempotency_token: false,
            nullable: false,
            rest: false,
            stream: false,
        }
    }

    /// What a value is that nothing holds.
    pub const fn root(schema: &'static Schema) -> Self {
        let mut root = Self::new("", schema);
        root.nullable = schema.nullable;
        root
    }

    /// The element of a list.
    pub const fn element(schema: &'static Schema) -> Self {
        Self::new("member", schema)
    }

    /// The key of a map.
    pub const fn key(schema: &'static Schema) -> Self {
        Self::new("key", schema)
    }

    /// The value of a map.
    pub const fn value(schema: &'static Schema) -> Self {
        Self::new("value", schema)
    }

    /// Makes the member required.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// [`required`](Self::required), for [`structure!`](crate::structure!): macros can only repeat what names a capture.
    #[doc(hidden)]
    #[must_use]
    pub const fn required_as<T>(self) -> Self {
        self.required()
    }

    /// [`nullable`](Self::nullable), as [`required_as`](Self::required_as).
    #[doc(hidden)]
    #[must_use]
    pub const fn nullable_as<T>(self) -> Self {
        self.nullable()
    }

    /// Sets the names in formats where it is not the name in the model.
    #[must_use]
    pub const fn wire_names(mut self, names: &'static [(&'static str, &'static str)]) -> Self {
        self.wire_names = names;
        self
    }

    /// The name in formats whose names are called `format`.
    #[inline]
    pub fn wire_name(&self, format: &str) -> &'static str {
        if self.wire_names.is_empty() { self.name } else { self.own_wire_name(format) }
    }

    /// Whether the name in the model is the one in all formats and has letters, digits and `_` only, which no format escapes.
    #[inline]
    pub const fn has_plain_name(&self) -> bool {
        self.plain_name && self.wire_names.is_empty()
    }

    #[cold]
    fn own_wire_name(&self, format: &str) -> &'static str {
        self.wire_names.iter().find(|(key, _)| *key == format).map_or(self.name, |(_, name)| name)
    }

    /// A key of the map as errors show it, which is not what it is if it is sensitive.
    pub fn shown_key<'a>(&self, key: &'a str) -> &'a str {
        let is_hidden = self.schema.sensitive || self.schema.members.first().is_some_and(|key| key.schema.sensitive);
        if is_hidden { "***" } else { key }
    }

    /// Puts the member somewhere else than in the body.
    #[must_use]
    pub const fn bound(mut self, binding: Binding) -> Self {
        self.binding = binding;
        self
    }

    /// Binds the member to a label of the path.
    #[must_use]
    pub const fn label(self) -> Self {
        self.bound(Binding::Label).required()
    }

    /// Binds the member to a parameter of the query string.
    #[must_use]
    pub const fn query(self, name: &'static str) -> Self {
        self.bound(Binding::Query(name))
    }

    /// Binds the member to a header.
    #[must_use]
    pub const fn header(self, name: &'static str) -> Self {
        self.bound(Binding::Header(name))
    }

    /// Makes the member the body as a whole.
    #[must_use]
    pub const fn payload(self) -> Self {
        self.bound(Binding::Payload)
    }

    /// Binds the member to a parameter that is written in a style of its own.
    #[must_use]
    pub const fn parameter(self, parameter: &'static ParameterSchema) -> Self {
        self.bound(Binding::Parameter(parameter))
    }

    /// Makes the member of a union the body of responses with these statuses, in a media type if there is a body.
    #[must_use]
    pub const fn response(self, statuses: StatusRange, media_type: Option<&'static str>) -> Self {
        self.bound(Binding::Response(statuses, media_type))
    }

    /// Makes the member a field of a form that is written in a way of its own.
    #[must_use]
    pub const fn part(self, part: &'static FieldSchema) -> Self {
        self.bound(Binding::Part(part))
    }

    /// Makes the member the body as a whole, in a media type.
    #[must_use]
    pub const fn content(self, media_type: &'static str) -> Self {
        self.bound(Binding::Content(media_type))
    }

    /// Sets the format of a timestamp.
    #[must_use]
    pub const fn timestamp_format(mut self, format: TimestampFormat) -> Self {
        self.timestamp_format = Some(format);
        self
    }

    /// Makes null a value.
    #[must_use]
    pub const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// Makes the member hold the keys of the object that are the names of no other member.
    #[must_use]
    pub const fn rest(mut self) -> Self {
        self.rest = true;
        self
    }

    /// Makes the member a stream of the elements of its list, or a union of which a member is one.
    #[must_use]
    pub const fn stream(mut self) -> Self {
        self.stream = true;
        self
    }

    /// Lets the client fill in a missing value.
    #[must_use]
    pub const fn idempotency_token(mut self) -> Self {
        self.idempotency_token = true;
        self
    }

    /// Sets how the member is written in XML.
    #[must_use]
    pub const fn xml(mut self, xml: &'static Xml) -> Self {
        self.xml = Some(xml);
        self
    }

    /// The name of the element or the attribute that the member is, with the prefix if it has one.
    #[inline]
    pub fn xml_name(&self) -> &'static str {
        match self.xml {
            Some(Xml { name: Some(name), .. }) => name,
            _ => self.name,
        }
    }

    /// Whether the member is an attribute of its structure's element.
    #[inline]
    pub fn is_xml_attribute(&self) -> bool {
        self.xml.is_some_and(|xml| xml.attribute)
    }

    /// Whether the elements of the list, or the entries of the map, that the member is have no element around them.
    #[inline]
    pub fn is_flattened(&self) -> bool {
        self.xml.is_some_and(|xml| xml.flattened)
    }

    /// Whether the value is a stream, which need not be there when the rest is.
    #[inline]
    pub fn may_come_later(&self) -> bool {
        self.stream || self.schema.streaming
    }

    /// The namespace that the element of the member declares.
    #[inline]
    pub fn xml_namespace(&self) -> Option<XmlNamespace> {
        self.xml.and_then(|xml| xml.namespace)
    }
}

/// Whether a name has letters, digits and `_` only.
const fn is_plain(name: &str) -> bool {
    let mut bytes = name.as_bytes();
    // Evaluated for each member of an API by the compiler, to which each call and index takes time.
    while let [byte, rest @ ..] = bytes {
        if !matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_') {
            return false;
        }
        bytes = rest;
    }
    true
}
