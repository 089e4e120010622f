//! Requests: a client writes them, a server reads them.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::header::ACCEPT;
use http::{Method, Request, Uri};
use weland_core::{
    Binding, DecodeError, EncodeError, ErrorKind, Member, OperationSchema, OtherError, Schema, ShapeType, Structure,
};

use crate::binding::{self, Direction};
use crate::body::Body;
use crate::codec::{Codec, Codecs};
use crate::dispatch::Label;
use crate::item_check::ItemCheck;
use crate::missing::{Missing, MissingMembers, mark};
use crate::strictness::Strictness;
use crate::text::{Entries, Location, TextDecoder, TextEncoder};
use crate::token::{fill_idempotency_tokens, uuid};
use crate::uri::{UriPattern, parse_query, percent_encode};
use crate::{header, media, message, payload};

/// Writes the request of an operation. Besides what the model says it has an `Accept`, if the response can be of one media
/// type only. Its URI is the path and the query string; scheme and host are the transport's.
///
/// Streams are taken out of the input. Idempotency tokens that are not set are made up.
///
/// # Errors
/// Of [`ErrorKind::Request`] when the input cannot be sent: a label is empty, a value cannot stand in a header.
pub(crate) fn encode(
    codecs: Codecs<'_>,
    operation: &OperationSchema,
    input: &mut dyn Structure,
) -> Result<Request<Body>, OtherError> {
    let mut request = without_body(operation, input, target)?;
    let body = message::encode(codecs, input, Direction::Request, request.headers_mut(), false).map_err(unwritable)?;
    *request.body_mut() = body;
    if let Some(media_type) = accept(codecs.documents, operation.output).and_then(media::header)
        && !request.headers().contains_key(ACCEPT)
    {
        request.headers_mut().insert(ACCEPT, media_type);
    }
    Ok(request)
}

/// The request of an operation without headers and body. `target` makes path and query string of the pattern and the input.
/// Idempotency tokens that are not set are made up.
///
/// # Errors
/// When the operation is not bound to HTTP, or the input cannot stand in the URI.
pub(crate) fn without_body(
    operation: &OperationSchema,
    input: &mut dyn Structure,
    target: fn(&str, &dyn Structure) -> Result<String, OtherError>,
) -> Result<Request<Body>, OtherError> {
    fill_idempotency_tokens(input, uuid);
    let mut request = Request::new(Body::empty());
    let http = operation.http.ok_or_else(|| problem("the operation is not bound to HTTP"))?;
    *request.method_mut() = Method::from_bytes(http.method.as_bytes()).map_err(|_| problem("invalid method"))?;
    let target = target(http.uri, input)?;
    *request.uri_mut() = target.parse::<Uri>().map_err(|error| problem(error.to_string()))?;
    Ok(request)
}

/// The media type of the response, if it can have only one: what has a payload of bytes or text may come as anything.
fn accept(codec: &dyn Codec, output: &'static Schema) -> Option<&'static str> {
    let is_free = binding::payload(output).is_some_and(|(_, member)| {
        let shape_type = member.schema.shape_type;
        matches!(shape_type, ShapeType::Blob | ShapeType::String | ShapeType::Enum)
    });
    message::media_type(codec, output, Direction::Response).filter(|_| !is_free)
}

pub(crate) fn problem(message: impl Into<String>) -> OtherError {
    OtherError::new(ErrorKind::Request, message)
}

pub(crate) fn unwritable(error: EncodeError) -> OtherError {
    problem(error.to_string()).with_source(error)
}

/// The path and the query string.
fn target(uri: &str, input: &dyn Structure) -> Result<String, OtherError> {
    let pattern = UriPattern::parse(uri);
    let mut target = pattern.render(|name| label(input, name))?;
    let mut before = if pattern.query().is_empty() { '?' } else { '&' };
    let mut add = |name: &str, value: &str| {
        target.push(before);
        before = '&';
        percent_encode(&mut target, name, false);
        target.push('=');
        percent_encode(&mut target, value, false);
    };
    let members = input.schema().members;
    for (index, member) in members.iter().enumerate() {
        match member.binding {
            Binding::Query(name) => {
                for (_, value) in TextEncoder::texts(input, index, member, Location::Uri).map_err(unwritable)?.values {
                    add(name, &value);
                }
            }
            Binding::QueryParams => {
                for (key, value) in TextEncoder::texts(input, index, member, Location::Uri).map_err(unwritable)?.values
                {
                    let is_taken =
                        members.iter().any(|member| matches!(member.binding, Binding::Query(name) if name == key));
                    if !is_taken {
                        add(&key, &value);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(target)
}

/// The value of a label, which must not be empty.
fn label(input: &dyn Structure, name: &str) -> Result<String, OtherError> {
    let members = input.schema().members.iter().enumerate();
    let found = members.into_iter().find(|(_, member)| is_label(member, name));
    let texts = found.map(|(index, member)| TextEncoder::texts(input, index, member, Location::Uri)).transpose();
    let values = texts.map_err(unwritable)?.unwrap_or_default().values;
    let text = values.into_iter().next().map(|(_, text)| text).filter(|text| !text.is_empty());
    text.ok_or_else(|| problem(format!("`{name}` is part of the path and must not be empty")))
}

fn is_label(member: &Member, name: &str) -> bool {
    member.binding == Binding::Label && member.name == name
}

/// Why a request was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestError {
    /// The HTTP status of the response.
    pub status: u16,
    /// The error code of the response.
    pub code: &'static str,
    /// What is wrong, and where.
    pub error: DecodeError,
}

impl RequestError {
    /// A request whose body is of a type that the operation does not take.
    pub(crate) fn unsupported(message: impl Into<String>) -> Self {
        Self { status: 415, code: "UnsupportedMediaTypeException", error: DecodeError::new(message) }
    }

    /// A request that is to be of this type, and is of another.
    pub fn media_type(wanted: &str) -> Self {
        Self::unsupported(format!("the body has to be of the type {wanted}, but `Content-Type` says otherwise"))
    }

    /// A request whose response would be of a type that the client does not take.
    pub(crate) fn not_acceptable(media_type: &str) -> Self {
        let message = format!("the response would be of the type {media_type}, which `Accept` rules out");
        Self { status: 406, code: "NotAcceptableException", error: DecodeError::new(message) }
    }
}

/// A request that is malformed.
impl From<DecodeError> for RequestError {
    fn from(error: DecodeError) -> Self {
        Self { status: 400, code: "SerializationException", error }
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.error, f)
    }
}

impl std::error::Error for RequestError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// Reads the request of an operation into its input, and says which required members were absent.
///
/// `labels` are those of the path, percent-decoded. If the input has a stream, `body` is to be empty, and
/// [`attach_stream`] gives the stream its body afterwards.
///
/// # Errors
/// When the request is malformed, its body is of a type that the operation does not take, or the response would be of a
/// type that the client does not take.
pub(crate) fn decode(
    codec: &dyn Codec,
    operation: &OperationSchema,
    parts: &http::request::Parts,
    labels: &[Label<'_>],
    body: Bytes,
    input: &mut dyn Structure,
) -> Result<MissingMembers, RequestError> {
    check_accept(codec, operation, parts)?;
    check_content_type(codec, operation, parts, &body)?;
    let mut set = vec![false; input.schema().members.len()];
    decode_labels(input, labels, &mut set)?;
    decode_query(input, parts.uri.query().unwrap_or_default(), &mut set)?;
    let own = |name: &str| match name {
        _ if name.eq_ignore_ascii_case("content-type") => {
            message::media_type(codec, operation.input, Direction::Request)
        }
        _ if name.eq_ignore_ascii_case("accept") => accept(codec, operation.output).or(Some("*/*")),
        _ => None,
    };
    header::decode(input, &parts.headers, Strictness::Strict, own, |index| mark(&mut set, index))?;
    let lacks_payload = body.is_empty() && !binding::has_stream(operation.input);
    let mut missing = message::decode_body(codec, input, body, Direction::Request, false)?;
    if let Some(payload) = payload::missing_payload(codec, operation.input, &parts.headers).filter(|_| lacks_payload) {
        missing.push(|| payload);
    }
    complete(input, &set, &mut missing);
    Ok(missing)
}

/// Adds the required members that are missing outside of the body, and the defaults of the service. `set` says which members
/// were there.
pub(crate) fn complete(input: &mut dyn Structure, set: &[bool], missing: &mut MissingMembers) {
    let bound = |member: &Member| !Direction::Request.includes()(member) && !binding::is_payload(member);
    for (index, member) in input.schema().members.iter().enumerate() {
        if member.required && bound(member) && set.get(index) == Some(&false) {
            missing.push(|| Missing::member(index, member));
        }
    }
    input.set_defaults();
    missing.sort();
}

/// Lets the stream of an input read from the body of its request.
pub(crate) fn attach_stream(codec: &'static dyn Codec, stream: (Body, ItemCheck), input: &mut dyn Structure) {
    message::attach_request(codec, input, stream);
}

/// Whether the client takes the response, going by `Accept`: one of the type of the body, or, in place of a stream of events,
/// of the documents that the events and the errors before them are, since clients that know nothing of streams ask for those.
/// Bytes without a media type may be of any type.
fn check_accept(
    codec: &dyn Codec,
    operation: &OperationSchema,
    parts: &http::request::Parts,
) -> Result<(), RequestError> {
    let output = operation.output;
    let payload = binding::payload(output).map(|(_, member)| member);
    if payload.is_some_and(|member| is_any_type(codec, member)) {
        return Ok(());
    }
    let Some(media_type) = message::media_type(codec, output, Direction::Response) else {
        return Ok(());
    };
    let has_events =
        payload.is_some_and(|member| member.schema.streaming && member.schema.shape_type == ShapeType::Union);
    if media::accepts(&parts.headers, media_type) || has_events && media::accepts(&parts.headers, codec.media_type()) {
        return Ok(());
    }
    Err(RequestError::not_acceptable(media_type))
}

/// Whether a payload is bytes of any media type.
fn is_any_type(codec: &dyn Codec, member: &Member) -> bool {
    let is_bytes = member.schema.shape_type == ShapeType::Blob && member.schema.media_type.is_none();
    is_bytes && payload::is_raw(codec, member)
}

fn check_content_type(
    codec: &dyn Codec,
    operation: &OperationSchema,
    parts: &http::request::Parts,
    body: &Bytes,
) -> Result<(), RequestError> {
    let input = operation.input;
    let sent = media::content_type(&parts.headers);
    if binding::payload(input).is_some_and(|(_, member)| is_any_type(codec, member)) {
        return Ok(());
    }
    let is_empty_structure = input.members.is_empty() && !binding::is_unit(input);
    let wanted =
        message::media_type(codec, input, Direction::Request).or(is_empty_structure.then(|| codec.media_type()));
    match (wanted, sent) {
        (_, None) if body.is_empty() => Ok(()),
        (None, _) if body.is_empty() => Ok(()),
        // Bytes that claim to be nothing are passed over.
        (None, None) => Ok(()),
        (None, Some(_)) => Err(RequestError::unsupported("the operation takes no body, but one was sent")),
        (Some(wanted), Some(sent)) if media::is_same(wanted, sent) => Ok(()),
        (Some(wanted), Some(sent)) => Err(RequestError::unsupported(format!(
            "the body has to be of the type {wanted}, but `Content-Type` says `{sent}`"
        ))),
        (Some(_), None) if !codec.must_be_stated() => Ok(()),
        (Some(wanted), None) => Err(RequestError::unsupported(format!(
            "the body has to be of the type {wanted}, but there is no `Content-Type`"
        ))),
    }
}

fn decode_labels(input: &mut dyn Structure, labels: &[Label<'_>], set: &mut [bool]) -> Result<(), DecodeError> {
    for (name, value) in labels {
        let found = input.schema().members.iter().enumerate().find(|(_, member)| is_label(member, name));
        if let Some((index, member)) = found {
            read_text(input, index, member, vec![Cow::Borrowed(&**value)])?;
            mark(set, index);
        }
    }
    Ok(())
}

fn decode_query(input: &mut dyn Structure, query: &str, set: &mut [bool]) -> Result<(), DecodeError> {
    let pairs = parse_query(query)?;
    for (index, member) in input.schema().members.iter().enumerate() {
        match member.binding {
            Binding::Query(name) => {
                let values = pairs.iter().filter(|(key, _)| key == name);
                let mut values: Vec<_> = values.map(|(_, value)| Cow::Borrowed(&**value)).collect();
                if values.is_empty() {
                    continue;
                }
                // Smithy: of several values for one that is no list, the first counts.
                if member.schema.shape_type != ShapeType::List {
                    values.truncate(1);
                }
                read_text(input, index, member, values)?;
            }
            Binding::QueryParams if !pairs.is_empty() => {
                let mut decoder = TextDecoder::entries(group(&pairs), Location::Uri, Strictness::Strict);
                let result = input.decode_member(index, member, &mut decoder);
                result.map_err(|error| error.within(member.name))?;
            }
            _ => continue,
        }
        mark(set, index);
    }
    Ok(())
}

/// The parameters with their values, each name once.
fn group<'a>(pairs: &'a [(Cow<'a, str>, Cow<'a, str>)]) -> Entries<'a> {
    let mut entries = std::collections::BTreeMap::<&str, Vec<Cow<'_, str>>>::new();
    for (key, value) in pairs {
        entries.entry(key).or_default().push(Cow::Borrowed(value));
    }
    entries.into_iter().map(|(key, values)| (key.to_owned(), values)).collect()
}

fn read_text(
    input: &mut dyn Structure,
    index: usize,
    member: &'static Member,
    values: Vec<Cow<'_, str>>,
) -> Result<(), DecodeError> {
    let mut decoder = TextDecoder::values(values, Location::Uri, Strictness::Strict);
    let result = input.decode_member(index, member, &mut decoder);
    result.map_err(|error| error.within(member.name))
}
