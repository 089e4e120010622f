//! HTTP bindings: which part of a message a member is.

use std::fmt;

use crate::{Node, Span, Traits, trait_id};

/// How a structure is used. Which bindings hold for its members depends on that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles {
    /// As the input of an operation.
    pub input: bool,
    /// As the output of an operation, or as an error.
    pub output: bool,
    /// As an event of an event stream.
    pub event: bool,
}

impl Roles {
    /// The input of an operation.
    pub const INPUT: Self = Self { input: true, output: false, event: false };
    /// The output of an operation, or an error.
    pub const OUTPUT: Self = Self { input: false, output: true, event: false };
    /// An event.
    pub const EVENT: Self = Self { input: false, output: false, event: true };

    /// The roles of both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self { input: self.input || other.input, output: self.output || other.output, event: self.event || other.event }
    }
}

/// The part of a message that a member is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HttpBinding<S = String> {
    /// A member of the document in the body; also any member of a list, a map or a nested structure.
    Body,
    /// A label of the path.
    Label,
    /// A parameter of the query string.
    Query(S),
    /// All parameters of the query string that no other member is bound to.
    QueryParams,
    /// A header.
    Header(S),
    /// All headers with a prefix.
    PrefixHeaders(S),
    /// A cookie.
    Cookie(S),
    /// The body as a whole.
    Payload,
    /// The status code.
    StatusCode,
    /// A header of an event.
    EventHeader,
    /// The payload of an event.
    EventPayload,
}

impl<'m> HttpBinding<&'m str> {
    /// The binding that the traits of a member state, in a structure with these roles.
    #[must_use]
    pub fn of(traits: &'m Traits, roles: Roles) -> Self {
        let has = |id| traits.contains(id);
        let in_message = roles.input || roles.output;
        let name = |wanted: bool, id| traits.get_str(id).filter(|_| wanted);
        if traits.is_empty() {
            Self::Body
        } else if roles.input && has(trait_id::HTTP_LABEL) {
            Self::Label
        } else if let Some(name) = name(roles.input, trait_id::HTTP_QUERY) {
            Self::Query(name)
        } else if roles.input && has(trait_id::HTTP_QUERY_PARAMS) {
            Self::QueryParams
        } else if roles.output && has(trait_id::HTTP_RESPONSE_CODE) {
            Self::StatusCode
        } else if let Some(name) = name(in_message, trait_id::HTTP_HEADER) {
            Self::Header(name)
        } else if let Some(prefix) = name(in_message, trait_id::HTTP_PREFIX_HEADERS) {
            Self::PrefixHeaders(prefix)
        } else if let Some(name) = name(roles.input, trait_id::OPENAPI_COOKIE) {
            Self::Cookie(name)
        } else if in_message && has(trait_id::HTTP_PAYLOAD) {
            Self::Payload
        } else if roles.event && has(trait_id::EVENT_HEADER) {
            Self::EventHeader
        } else if roles.event && has(trait_id::EVENT_PAYLOAD) {
            Self::EventPayload
        } else {
            Self::Body
        }
    }

    /// The binding with names of its own.
    #[must_use]
    pub fn into_owned(self) -> HttpBinding {
        match self {
            Self::Body => HttpBinding::Body,
            Self::Label => HttpBinding::Label,
            Self::Query(name) => HttpBinding::Query(name.to_owned()),
            Self::QueryParams => HttpBinding::QueryParams,
            Self::Header(name) => HttpBinding::Header(name.to_owned()),
            Self::PrefixHeaders(prefix) => HttpBinding::PrefixHeaders(prefix.to_owned()),
            Self::Cookie(name) => HttpBinding::Cookie(name.to_owned()),
            Self::Payload => HttpBinding::Payload,
            Self::StatusCode => HttpBinding::StatusCode,
            Self::EventHeader => HttpBinding::EventHeader,
            Self::EventPayload => HttpBinding::EventPayload,
        }
    }
}

/// What `@http` states of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HttpRequestLine<'m> {
    /// The method.
    pub method: &'m str,
    /// The pattern of the URI; see [`uri`](super::uri).
    pub uri: &'m str,
    /// The status code of a success.
    pub status: u16,
}

/// What `@http` states, if it is applied.
#[must_use]
pub fn operation(traits: &Traits) -> Option<HttpRequestLine<'_>> {
    let http = traits.get(trait_id::HTTP)?;
    Some(HttpRequestLine {
        method: http.get_str("method").unwrap_or("POST"),
        uri: http.get_str("uri").unwrap_or("/"),
        status: http.get("code").and_then(status).unwrap_or(200),
    })
}

/// The status code of an error: that of `@httpError` or `@status`, or else the one that `@error` implies; `None` if the shape
/// is no error.
#[must_use]
pub fn error_status(traits: &Traits) -> Option<u16> {
    let implied = if traits.get_str(trait_id::ERROR)? == "client" { 400 } else { 500 };
    let stated = traits.get(trait_id::HTTP_ERROR).and_then(status);
    Some(stated.unwrap_or_else(|| match statuses(traits) {
        Some(StatusRange::Code(code)) => code,
        _ => implied,
    }))
}

/// The status codes of responses that are an error, for protocols that tell errors by these; `None` if the shape is no error.
#[must_use]
pub fn error_statuses(traits: &Traits) -> Option<StatusRange> {
    let status = error_status(traits)?;
    Some(statuses(traits).unwrap_or(StatusRange::Code(status)))
}

/// How the value of a parameter becomes text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParameterStyle {
    /// The style.
    pub style: Style,
    /// Whether each element of a list, or each member of an object, stands for itself.
    pub explode: bool,
    /// Whether reserved characters are left as they are.
    pub allow_reserved: bool,
}

/// A style of parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `;name=1,2`
    Matrix,
    /// `.1.2`
    Label,
    /// `1,2`
    Simple,
    /// `name=1,2`
    Form,
    /// `name=1%202`
    SpaceDelimited,
    /// `name=1|2`
    PipeDelimited,
    /// `name[key]=1`
    DeepObject,
}

impl Style {
    /// All styles, with their names in OpenAPI.
    pub const ALL: [(&'static str, Self); 7] = [
        ("matrix", Self::Matrix),
        ("label", Self::Label),
        ("simple", Self::Simple),
        ("form", Self::Form),
        ("spaceDelimited", Self::SpaceDelimited),
        ("pipeDelimited", Self::PipeDelimited),
        ("deepObject", Self::DeepObject),
    ];

    /// The name in OpenAPI.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, style)| *style == self).map_or("", |(name, _)| name)
    }
}

/// What `@weland.openapi#parameterStyle` states.
#[must_use]
pub fn parameter_style(traits: &Traits) -> Option<ParameterStyle> {
    let node = traits.get(trait_id::OPENAPI_PARAMETER_STYLE)?;
    let name = node.get_str("style")?;
    let flag = |key| node.get(key).and_then(Node::as_bool).unwrap_or(false);
    let (_, style) = *Style::ALL.iter().find(|(known, _)| *known == name)?;
    Some(ParameterStyle { style, explode: flag("explode"), allow_reserved: flag("allowReserved") })
}

/// How a field of a form is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldEncoding<'m> {
    /// The media types that it may have, separated by commas.
    pub content_type: Option<&'m str>,
    /// The style of a parameter that it is written in.
    pub style: Option<ParameterStyle>,
    /// The headers of the part that it is.
    pub headers: Vec<PartHeader<'m>>,
    /// Whether bytes are written as base64.
    pub base64: bool,
}

/// A header of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartHeader<'m> {
    /// Its name.
    pub name: &'m str,
    /// Whether the part must have it.
    pub required: bool,
    /// Whether more is said of its values than that they are text.
    pub constrained: bool,
    /// Where it is stated.
    pub span: Span,
}

/// What `@weland.openapi#encoding` states, if that is more than nothing.
#[must_use]
pub fn field_encoding(traits: &Traits) -> Option<FieldEncoding<'_>> {
    let node = traits.get(trait_id::OPENAPI_ENCODING)?;
    let flag = |key| node.get(key).and_then(Node::as_bool);
    let name = node.get_str("style");
    let is_styled = name.is_some() || flag("explode").is_some() || flag("allowReserved").is_some();
    let style = Style::ALL.iter().find(|(known, _)| *known == name.unwrap_or("form")).filter(|_| is_styled);
    let style = style.map(|(_, style)| ParameterStyle {
        style: *style,
        explode: flag("explode").unwrap_or(*style == Style::Form),
        allow_reserved: flag("allowReserved").unwrap_or(false),
    });
    let content_type = node.get_str("contentType");
    let headers = part_headers(node);
    let base64 = flag("base64").unwrap_or(false);
    let is_stated = content_type.is_some() || style.is_some() || !headers.is_empty() || base64;
    is_stated.then_some(FieldEncoding { content_type, style, headers, base64 })
}

/// The headers of a part. What its type is has a field of its own.
fn part_headers(encoding: &Node) -> Vec<PartHeader<'_>> {
    const TEXT: [&str; 6] = ["deprecated", "description", "example", "examples", "title", "type"];
    let headers =
        encoding.get("headers").and_then(Node::as_object).map(|headers| headers.entries()).unwrap_or_default();
    let is_text = |schema: &Node| {
        let mut keys = schema.as_object().into_iter().flat_map(|object| object.iter().map(|(key, _)| key));
        keys.all(|key| TEXT.contains(&key) || key.starts_with("x-")) && schema.get_str("type") == Some("string")
    };
    let mut found = Vec::new();
    for header in headers.iter().filter(|header| !header.key.eq_ignore_ascii_case("content-type")) {
        let value = &header.value;
        found.push(PartHeader {
            name: &header.key,
            required: value.get("required").and_then(Node::as_bool) == Some(true),
            constrained: value.get("content").is_some() || value.get("schema").is_some_and(|schema| !is_text(schema)),
            span: header.key_span,
        });
    }
    found
}

/// What `@weland.openapi#status` states.
#[must_use]
pub fn statuses(traits: &Traits) -> Option<StatusRange> {
    traits.get_str(trait_id::OPENAPI_STATUS).and_then(StatusRange::parse)
}

/// A status code of responses, or several that mean the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusRange {
    /// This one.
    Code(u16),
    /// All with this first digit: 4 is `4XX`.
    Class(u16),
    /// All that nothing else stands for.
    Default,
}

impl StatusRange {
    /// The statuses that a key of OpenAPI's responses stands for: `404`, `4XX` or `default`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text == "default" {
            return Some(Self::Default);
        }
        let is_status = |code: &u16| (100..600).contains(code);
        match text.strip_suffix("XX").or_else(|| text.strip_suffix("xx")) {
            Some(digit) => digit.parse().ok().filter(|digit| (1..=5).contains(digit)).map(Self::Class),
            None => text.parse().ok().filter(is_status).map(Self::Code),
        }
    }
}

impl fmt::Display for StatusRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Class(digit) => write!(f, "{digit}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

fn status(node: &Node) -> Option<u16> {
    node.as_i64().and_then(|status| u16::try_from(status).ok())
}
